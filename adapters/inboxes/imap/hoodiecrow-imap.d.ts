/** The parts of an old IMAP server, without types of its own, that tests stand up. */
declare module 'hoodiecrow-imap' {
  interface Mailbox {
    uidvalidity: number;
    uidnext: number;
    messages: { uid: number; raw: string; flags: string[] }[];
  }
  interface ImapServer {
    server: import('node:net').Server;
    getMailbox(path: string): Mailbox;
    appendMessage(
      mailbox: string,
      flags: readonly string[],
      internaldate: string | false,
      raw: string,
    ): void;
    listen(port: number, done: () => void): void;
    close(done: () => void): void;
  }
  export default function hoodiecrow(options: {
    plugins: readonly string[];
    users: Readonly<Record<string, { password: string }>>;
    storage: object;
  }): ImapServer;
}
