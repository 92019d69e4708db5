import { RefusedError } from '../../core/base/index.ts';
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
