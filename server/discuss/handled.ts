import type { Day } from '../../core/base/index.ts';
import type { WaitingKind } from '../../core/discuss/index.ts';
import type { Work } from '../platform/platform.ts';
import { lockCustomer } from '../receivable/index.ts';
import { handleAsk } from './answers.ts';
import { knownOn, refused } from './known.ts';
import { markReplyRead } from './peace.ts';

/**
 * Says that what a customer answered or wrote was dealt with: what waits of one kind, or all of it.
 * @returns the kinds dealt with, oldest first
 * @throws RefusedError `no-answer` when nothing of the kind waits.
 */
export async function handleWaiting(
  work: Work,
  input: { customerId: bigint; kind?: WaitingKind; note?: string; on?: Day },
): Promise<WaitingKind[]> {
  const { customerId, kind } = input;
  const on = input.on ?? work.today;
  const { name } = await lockCustomer(work, customerId);
  const { asks, unread } = await knownOn(work, customerId, on);
  const waiting = asks.filter(
    (ask) => ask.handledOn === null && (kind === undefined || ask.kind === kind),
  );
  const replies = kind === undefined || kind === 'reply' ? unread : [];
  if (waiting.length + replies.length === 0) {
    const what = kind === undefined ? 'Nothing' : `No ${kind} answer`;
    throw refused('no-answer', `${what} of ${name} is waiting.`, 404);
  }
  const note = input.note === undefined ? {} : { note: input.note };
  for (const { id } of waiting)
    await handleAsk(work, { customerId, askId: BigInt(id), on, ...note });
  if (replies.length > 0) await markReplyRead(work, { customerId, on });
  return [...waiting.map((ask) => ask.kind), ...replies.map(() => 'reply' as const)];
}
