import { sql } from 'kysely';
import { isoDay, RefusedError } from '../../core/base/index.ts';
import type { Work } from '../platform/platform.ts';
import type { StoredMessage } from './render.ts';

/** Keeps a message from leaving until somebody has looked; the reason stands on it. */
export async function holdBack(work: Work, message: StoredMessage, why: string): Promise<null> {
  await work.tx
    .updateTable('message')
    .set({ state: 'failed', note: why })
    .where('business_id', '=', work.business.id)
    .where('id', '=', message.id)
    .execute();
  await writeAttempt(work, message.id, 'held', why);
  return null;
}

/**
 * Words a message; where no wording fits or it is broken, that one message is held back, and null
 * comes back. Any other error goes on.
 */
export async function wordOrHoldBack<T>(
  work: Work,
  message: StoredMessage,
  word: () => T | Promise<T>,
): Promise<T | null> {
  try {
    return await word();
  } catch (error) {
    if (!(error instanceof RefusedError) && !(error instanceof RangeError)) throw error;
    return holdBack(work, message, `The wording is broken: ${error.message}`);
  }
}

/** Notes an attempt at handing a message over, at the work's moment. */
export async function writeAttempt(
  work: Work,
  messageId: bigint,
  outcome: 'started' | 'held' | 'captured',
  detail: string | null,
): Promise<void> {
  await work.tx
    .insertInto('attempt')
    .values({
      business_id: work.business.id,
      message_id: messageId,
      at: work.now.toString(),
      outcome,
      detail,
    })
    .execute();
}

/**
 * Notes of the day's messages whose hour has come that they were taken back, once for each, and
 * says how many: a payment takes its message back long before it comes to the door.
 */
export async function noteTakenBack(work: Work): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into attempt (business_id, message_id, at, outcome, detail)
    select m.business_id, m.id, ${work.now.toString()}::timestamptz, 'withdrawn', m.note
    from message m
    where m.business_id = ${work.business.id} and m.state = 'withdrawn'
      and m.chase_on = ${isoDay(work.today)}::date and m.send_at <= ${work.now.toString()}::timestamptz
      and not exists (select from attempt a where a.business_id = m.business_id
        and a.message_id = m.id and a.outcome = 'withdrawn')`.execute(work.tx);
  return Number(numAffectedRows ?? 0n);
}
