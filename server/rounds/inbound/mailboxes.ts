import { sql } from 'kysely';
import { type Cursor, createImapInbox, type Inbox } from '../../../adapters/inboxes/index.ts';
import { RefusedError } from '../../../core/base/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { takeRaw } from './take-raw.ts';

/** What one look into a mailbox did. */
export interface MailboxReport {
  mailbox: string;
  taken: number;
  /** Taken before, or our own word coming back. */
  known: number;
  /** Left where they are: for no business here. */
  unplaced: number;
}

/** Where the numbers of a mailbox began anew, mail of so long before the last look comes again. */
const AGAIN_HOURS = 72;

/** The mailboxes of the configuration. */
export function inboxesOf(platform: Platform): Inbox[] {
  return platform.config.imapUrls.map((url) => createImapInbox({ url }));
}

/**
 * Reads what is new in a mailbox. Each mail is taken in one transaction with the cursor behind it,
 * so a kill at any moment reads nothing twice and loses nothing. The first look only remembers
 * where the mailbox ends: what lay there before is not ours to answer.
 * @throws InboxError when the mailbox cannot be read, which is written down as well.
 */
export async function readMailbox(
  platform: Platform,
  inbox: Inbox,
  stopping?: AbortSignal,
): Promise<MailboxReport> {
  const report = { mailbox: inbox.name, taken: 0, known: 0, unplaced: 0 };
  const now = platform.clock.now();
  const businessId = await businessOf(platform, inbox);
  const known = await cursorOf(platform, inbox.name);
  const since = known === null ? now : known.since;
  try {
    const cursor = await inbox.read(
      known?.cursor ?? null,
      since,
      async (mail, after) => {
        const taken = await takeRaw(platform, { ...mail, businessId }, async (work) => {
          const { generation, last } = after;
          await sql`select duly.move_mailbox(${inbox.name}, ${generation}, ${BigInt(last)})`.execute(
            work.tx,
          );
        }).catch((error) => leaveUnread(platform, inbox.name, error));
        if (taken.result === 'unplaced') await leaveInPlace(platform, inbox.name, after);
        report[countedAs(taken.result)] += 1;
      },
      stopping,
    );
    await writeCursor(platform, inbox.name, cursor);
  } catch (error) {
    await noteFault(platform, inbox.name, (error as Error).message);
    throw error;
  }
  return report;
}

function countedAs(result: string): 'taken' | 'known' | 'unplaced' {
  return result === 'taken' || result === 'unplaced' ? result : 'known';
}

/** The business a mailbox is said to belong to. */
async function businessOf(platform: Platform, inbox: Inbox): Promise<bigint | null> {
  if (inbox.business === null) return null;
  const row = await platform.database.system
    .selectFrom('business')
    .select('id')
    .where('slug', '=', inbox.business)
    .executeTakeFirst();
  if (row) return row.id;
  const text = `The mailbox ${inbox.name} is for the business "${inbox.business}", which is not here. Nothing was read.`;
  throw new RefusedError('unknown-business', text);
}

async function cursorOf(platform: Platform, name: string) {
  const row = await platform.database.system
    .selectFrom('mailbox')
    .select(['generation', 'last_uid', 'connected_at', 'read_at'])
    .where('name', '=', name)
    .executeTakeFirst();
  if (!row) return null;
  const cursor: Cursor = { generation: row.generation, last: Number(row.last_uid) };
  const connected = Temporal.Instant.from(row.connected_at);
  const again = Temporal.Instant.from(row.read_at).subtract({ hours: AGAIN_HOURS });
  return { cursor, since: Temporal.Instant.compare(again, connected) > 0 ? again : connected };
}

function cursorColumns({ generation, last }: Cursor) {
  return { generation, last_uid: BigInt(last) };
}

async function writeCursor(platform: Platform, name: string, cursor: Cursor): Promise<void> {
  const now = platform.clock.now().toString();
  const read = { ...cursorColumns(cursor), read_at: now, fault: null };
  await platform.database.system
    .insertInto('mailbox')
    .values({ name, connected_at: now, ...read })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(read))
    .execute();
}

/**
 * A mail that cannot be kept, whatever is in it, is left where it is: the next ones would else wait
 * behind it for ever. What may pass by itself, such as a database that is away, is thrown.
 */
function leaveUnread(platform: Platform, name: string, error: unknown): { result: 'unplaced' } {
  // Classes 22 and 23 of PostgreSQL: what the data is, and what it may be.
  const isAboutData = /^2[23]/.test(String((error as { code?: unknown }).code));
  if (!isAboutData && !(error instanceof RangeError) && !(error instanceof TypeError)) throw error;
  platform.log.error({ err: error, mailbox: name }, 'a mail could not be kept and was left there');
  return { result: 'unplaced' };
}

async function leaveInPlace(platform: Platform, name: string, after: Cursor): Promise<void> {
  await platform.database.system
    .updateTable('mailbox')
    .set((eb) => ({ ...cursorColumns(after), unplaced: eb('unplaced', '+', 1) }))
    .where('name', '=', name)
    .execute();
}

async function noteFault(platform: Platform, name: string, fault: string): Promise<void> {
  await platform.database.system
    .updateTable('mailbox')
    .set({ fault: fault.slice(0, 500) })
    .where('name', '=', name)
    .execute();
}
