import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail server on loopback that keeps what it gets, for tests. */
export interface Sink {
  port: number;
  url: string;
  /** Raw messages, in the order they came. */
  mails: string[];
  /** Logins that were tried. */
  logins: string[];
  /** Most connections that were open at once. */
  mostConnections(): number;
  close(): Promise<void>;
}

export interface SinkOptions extends SMTPServerOptions {
  /** What the server says to a recipient: a code and words, or null for yes. */
  recipient?: (address: string) => [code: number, words: string] | null;
  /** Breaks the line once the first bytes of a message came. */
  breakInData?: () => boolean;
  /** Says nothing any more once a message is there. */
  silent?: boolean;
}

function problem(code: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode: code });
}

/** Starts a mail server on a free port of this machine. */
export async function startSink(options: SinkOptions = {}): Promise<Sink> {
  const { recipient, breakInData, silent, ...own } = options;
  const mails: string[] = [];
  const logins: string[] = [];
  let open = 0;
  let most = 0;
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    disableReverseLookup: true,
    logger: false,
    onConnect(_session, done) {
      open += 1;
      most = Math.max(most, open);
      done();
    },
    onClose() {
      open -= 1;
    },
    onAuth(auth, _session, done) {
      logins.push(`${auth.username}:${auth.password}`);
      if (auth.password === 'right') done(null, { user: auth.username });
      else done(problem(535, '5.7.8 wrong user or password'));
    },
    onRcptTo(address, _session, done) {
      const no = recipient?.(address.address) ?? null;
      done(no === null ? null : problem(...no));
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => {
        parts.push(part);
        if (breakInData?.()) {
          for (const connection of server.connections) {
            if (connection.session.id === session.id) connection.close();
          }
        }
      });
      stream.on('end', () => {
        if (silent || breakInData?.()) return;
        mails.push(Buffer.concat(parts).toString());
        done();
      });
    },
    closeTimeout: 100,
    ...own,
  });
  // Clients that break off are part of the trial.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    mails,
    logins,
    mostConnections: () => most,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
