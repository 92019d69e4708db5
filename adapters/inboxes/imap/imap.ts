import { ImapFlow } from 'imapflow';
import { type Cursor, type Inbox, InboxError, MAIL_LIMIT_BYTES, type TakeMail } from '../inbox.ts';

export interface ImapOptions {
  /** imap:// or imaps://, with user and password in it and the folder as its path. */
  url: string;
  /** How long the server may be silent before we give up, in milliseconds. */
  timeoutMs?: number;
}

const TIMEOUT_MS = 60_000;

/** A mailbox read by IMAP (RFC 3501); opened read-only, so that nothing is marked as seen. */
export function createImapInbox(options: ImapOptions): Inbox {
  const url = new URL(options.url);
  const folder = decodeURIComponent(url.pathname.slice(1)) || 'INBOX';
  const user = decodeURIComponent(url.username);

  async function within<T>(work: (client: ImapFlow) => Promise<T>): Promise<T> {
    const client = new ImapFlow(clientOptions(url, user, options.timeoutMs ?? TIMEOUT_MS));
    // What breaks a connection reaches the command under way too; without a listener it would end
    // the program.
    client.on('error', () => {});
    try {
      await client.connect();
      const done = await work(client);
      await client.logout();
      return done;
    } catch (error) {
      client.close();
      throw error;
    }
  }

  return {
    name: `${user}@${url.host}/${folder}`,
    business: url.searchParams.get('business'),
    async read(cursor, since, take, stopping) {
      let taking: unknown = null;
      try {
        return await within((client) =>
          readNew(client, folder, cursor, since, stopping, async (mail, after) => {
            await take(mail, after).catch((error) => {
              taking = error;
              throw error;
            });
          }),
        );
      } catch (error) {
        // What goes wrong with us is not the mailbox's fault, and is told as it is.
        if (taking !== null) throw taking;
        throw new InboxError(inWords(error), { cause: error });
      }
    },
    async check() {
      try {
        await within((client) => client.mailboxOpen(folder, { readOnly: true }));
        return null;
      } catch (error) {
        return inWords(error);
      }
    },
  };
}

function clientOptions(url: URL, user: string, timeoutMs: number) {
  const secure = url.protocol === 'imaps:';
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 993 : 143),
    secure,
    // A password is not sent in the clear over a network.
    ...(secure || loopback ? {} : { doSTARTTLS: true }),
    auth: { user, pass: decodeURIComponent(url.password) },
    logger: false as const,
    disableAutoIdle: true,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    maxLiteralSize: MAIL_LIMIT_BYTES * 2,
    maxResponseSize: MAIL_LIMIT_BYTES * 2 + 1024 * 1024,
  };
}

async function readNew(
  client: ImapFlow,
  folder: string,
  cursor: Cursor | null,
  since: Temporal.Instant,
  stopping: AbortSignal | undefined,
  take: TakeMail,
): Promise<Cursor> {
  const box = await client.mailboxOpen(folder, { readOnly: true });
  const generation = box.uidValidity;
  if (cursor === null) return { generation, last: box.uidNext - 1 };
  const isSame = cursor.generation === generation;
  let last = isSame ? cursor.last : 0;
  if (isSame && box.uidNext <= last + 1) return { generation, last };
  const query = isSame ? { uid: `${last + 1}:*` } : { since: new Date(since.epochMilliseconds) };
  // "n:*" names the last mail even where its number is below n.
  const uids = ((await client.search(query, { uid: true })) || []).filter((uid) => uid > last);
  for (const uid of uids.toSorted((a, b) => a - b)) {
    if (stopping?.aborted) return { generation, last };
    const parts = { uid: true, internalDate: true, size: true } as const;
    const source = { start: 0, maxLength: MAIL_LIMIT_BYTES };
    const found = await client.fetchOne(String(uid), { ...parts, source }, { uid: true });
    // Deleted since it was listed: nobody has it any more.
    if (found !== false && found.source !== undefined) {
      const at = new Date(found.internalDate ?? Number.NaN).getTime();
      const receivedAt = Number.isNaN(at) ? since : Temporal.Instant.fromEpochMilliseconds(at);
      // The server searches by whole days.
      if (isSame || Temporal.Instant.compare(receivedAt, since) >= 0) {
        const isCutOff = (found.size ?? 0) > MAIL_LIMIT_BYTES;
        await take({ raw: found.source, isCutOff, receivedAt }, { generation, last: uid });
      }
    }
    last = uid;
  }
  return { generation, last: isSame || uids.length > 0 ? last : box.uidNext - 1 };
}

function inWords(error: unknown): string {
  const { authenticationFailed, code, responseText, message } = error as Error & {
    authenticationFailed?: boolean;
    code?: string;
    responseText?: string;
  };
  const said = (responseText ?? message).replace(/\s+/g, ' ').slice(0, 300);
  if (authenticationFailed) return `The mailbox did not let us in: ${said}`;
  if (code && /^(E[A-Z]+|CONNECT_TIMEOUT|GREETING_TIMEOUT|ETIMEOUT)$/.test(code)) {
    return `The mailbox could not be reached: ${said}`;
  }
  return `The mailbox could not be read: ${said}`;
}
