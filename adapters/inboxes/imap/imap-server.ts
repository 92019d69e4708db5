import type { AddressInfo, Socket } from 'node:net';
import hoodiecrow from 'hoodiecrow-imap';

/** An IMAP server on loopback that holds what it is given: a counterpart for tests. */
export interface ImapServer {
  /** With user and password; `query` is put behind it. */
  url(query?: string): string;
  /** A mail arrives. */
  deliver(raw: string | Uint8Array, at?: string): void;
  /** The mailbox is made anew: other numbers, the same mails. */
  renumber(): void;
  /** Cuts every connection, in the middle of whatever is said. */
  cut(): void;
  /** How often somebody signed in. */
  connections(): number;
  /** Flags of the mails it holds, in order. */
  flags(): string[][];
  close(): Promise<void>;
}

/** Starts an IMAP server whose one mailbox is empty, or holds mails of 1 March 2026. */
export async function startImapServer(before: readonly string[] = []): Promise<ImapServer> {
  let validity = 1;
  let connections = 0;
  const sockets = new Set<Socket>();
  const server = hoodiecrow({
    plugins: ['ID', 'SASL-IR', 'AUTH-PLAIN', 'NAMESPACE', 'IDLE', 'ENABLE', 'UNSELECT', 'UIDPLUS'],
    users: { ruth: { password: 'right word' } },
    storage: {
      INBOX: {
        messages: before.map((raw) => ({ raw, internaldate: '01-Mar-2026 09:00:00 +0000' })),
      },
      '': { separator: '/', folders: {} },
    },
  });
  server.server.on('connection', (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.server.address() as AddressInfo;
  const box = () => server.getMailbox('INBOX');
  return {
    url: (query = '') => `imap://ruth:right%20word@127.0.0.1:${port}${query}`,
    deliver(raw, at) {
      const bytes = typeof raw === 'string' ? Buffer.from(raw) : Buffer.from(raw);
      server.appendMessage('INBOX', [], at ?? false, bytes.toString('latin1'));
    },
    renumber() {
      validity += 1;
      box().uidvalidity = validity;
      box().messages.forEach((message, index) => {
        message.uid = index + 101;
      });
      box().uidnext = box().messages.length + 101;
    },
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    connections: () => connections,
    flags: () => box().messages.map(({ flags }) => [...flags]),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(resolve));
    },
  };
}
