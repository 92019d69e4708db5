import { sql } from 'kysely';
import type { Work } from '../platform/platform.ts';

/**
 * Makes the change by which a message leaves or is captured, past the database's own guard
 * (message_may_leave): what it refuses, it refuses for this one message only.
 * @returns what it was refused for; null when it was not
 */
export async function pastTheGuard(
  work: Work,
  messageId: bigint,
  change: () => Promise<unknown>,
): Promise<string | null> {
  try {
    // A savepoint, so that a refusal takes back nothing else of the transaction.
    await sql`savepoint leaving`.execute(work.tx);
    await change();
    await sql`release savepoint leaving`.execute(work.tx);
    return null;
  } catch (error) {
    if (!/^DU00\d$/.test(String((error as { code?: string }).code))) throw error;
    await sql`rollback to savepoint leaving`.execute(work.tx);
    const about = { err: error, message: messageId };
    work.platform.log.error(about, 'the database refused a message that decide let through');
    return `Refused by the database: ${(error as Error).message}`;
  }
}
