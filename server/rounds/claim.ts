import type { OutgoingMessage } from '../../adapters/channels/index.ts';
import { type Day, day, laterDay } from '../../core/base/index.ts';
import { loadLadders } from '../chase/index.ts';
import type { Work } from '../platform/platform.ts';
import { dayThere, placesOf } from '../receivable/index.ts';
import { askAtTheDoor } from './ask-at-the-door.ts';
import { asDecidedNow, turnBack } from './capture.ts';
import { recordSent } from './facts-sent.ts';
import { markLeaving } from './leaving.ts';
import { openAt } from './opening.ts';
import { ingredientsOf, type StoredMessage } from './render.ts';

/** A message marked as leaving, ready to be handed over. */
export interface Claimed {
  message: StoredMessage;
  outgoing: OutgoingMessage;
  /** The day it leaves, where the customer is. */
  on: Day;
  /** What was known of the customer when the door was asked: rises with whatever is told. */
  version: bigint;
  /** Marked by an earlier deliverer that did not finish: it may have left already. */
  leftOver: boolean;
}

export interface Claim {
  messages: Claimed[];
  /** How many were looked at; none means nothing is due. */
  looked: number;
  turnedBack: number;
}

/**
 * Takes messages that are due, asks at the door, renders them and marks them as leaving.
 * @param leftOver takes those that an earlier deliverer marked and did not finish
 */
export async function claimDue(work: Work, limit: number, leftOver: boolean): Promise<Claim> {
  const due = await dueMessages(work, limit, leftOver);
  const claim: Claim = { messages: [], looked: due.length, turnedBack: 0 };
  if (due.length === 0) return claim;
  const ladders = await loadLadders(work);
  const places = await placesOf(
    work,
    due.map((one) => one.customer_id),
  );
  const days = Map.groupBy(due, (one) => dayThere(work, places.get(one.customer_id)!, work.now));
  for (const [on, messages] of days) {
    const asked = await askAtTheDoor(work, messages, ladders, on, work.today);
    // What may already have left is finished at once: waiting for the window would only deepen the
    // doubt.
    const open = leftOver ? asked : await openAt(work, asked, () => work.now, on, true);
    const counted = { withdrawn: 0, held: 0 };
    if (!leftOver) await turnBack(work, open, counted);
    claim.turnedBack += counted.withdrawn + counted.held;
    const leaving = open.filter((one) => one.verdict.result === 'leave');
    const from = await ingredientsOf(
      work,
      leaving.map((one) => one.message),
    );
    const doubtful = open.flatMap(({ message, verdict }) =>
      verdict.result === 'leave' ? [] : [{ message, why: verdict.why }],
    );
    for (const one of leaving) {
      const marked = await markLeaving(
        work,
        one.message,
        asDecidedNow(one),
        from,
        on,
        laterDay(on, work.today),
      );
      if (marked) {
        claim.messages.push({ ...marked, on, version: one.customer.version, leftOver });
        continue;
      }
      doubtful.push({ message: one.message, why: 'it cannot be handed over now' });
      claim.turnedBack += 1;
    }
    if (leftOver) await settleInDoubt(work, doubtful, on);
  }
  return claim;
}

function dueMessages(work: Work, limit: number, leftOver: boolean): Promise<StoredMessage[]> {
  const now = work.now.toString();
  return work.tx
    .selectFrom('message')
    .selectAll()
    .where('business_id', '=', work.business.id)
    .where('channel', '=', 'email')
    .where((eb) =>
      leftOver
        ? eb('state', '=', 'sending')
        : eb.and([
            eb('state', '=', 'queued'),
            eb('send_at', '<=', now),
            eb.or([eb('retry_at', 'is', null), eb('retry_at', '<=', now)]),
          ]),
    )
    .orderBy('send_at')
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

/**
 * Settles what a deliverer left half-way before email was switched back to safe mode: it may have
 * left, and is not to leave again. For whoever holds the delivery lock.
 */
export async function settleLeaving(work: Work): Promise<void> {
  const left = await dueMessages(work, 10_000, true);
  await settleInDoubt(
    work,
    left.map((message) => ({ message, why: 'email is in safe mode' })),
    work.today,
  );
}

/**
 * A message that may have left before a crash and may not or cannot leave now: it counts as said,
 * on the day it was marked, and is not said twice.
 */
async function settleInDoubt(
  work: Work,
  doubtful: readonly { message: StoredMessage; why: string }[],
  today: Day,
): Promise<void> {
  for (const { message, why } of doubtful) {
    await work.tx
      .updateTable('message')
      .set({
        state: 'sent',
        sent_at: work.now.toString(),
        note: `It may have left when the program was stopped; not repeated: ${why}`,
      })
      .where('business_id', '=', work.business.id)
      .where('id', '=', message.id)
      .execute();
  }
  await recordSent(
    work,
    doubtful.map(({ message }) => ({
      message,
      on: message.sent_on === null ? today : day(message.sent_on),
      shown: { subject: message.subject, inDoubt: true },
    })),
  );
}
