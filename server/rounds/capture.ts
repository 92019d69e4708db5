import { type Day, day, dayInZone, isoDay, laterDay } from '../../core/base/index.ts';
import { encodeLines, encodeTotals } from '../../core/receivable/index.ts';
import { loadLadders } from '../chase/index.ts';
import { issueAnswerLink } from '../discuss/index.ts';
import type { Work } from '../platform/platform.ts';
import { dayThere, placesOf } from '../receivable/index.ts';
import { type Asked, askAtTheDoor } from './ask-at-the-door.ts';
import { recordSent } from './facts-sent.ts';
import { pastTheGuard } from './guard.ts';
import { holdBack, wordOrHoldBack, writeAttempt } from './hold-back.ts';
import { openAt } from './opening.ts';
import { planOf } from './planned.ts';
import { ingredientsOf, isByHand, type StoredMessage, type Worded, wordMessage } from './render.ts';
import { restate, storedDecisions, waitingForNextRound } from './restate.ts';
import { withdraw } from './round-page.ts';

const BATCH = 500;

/** Whether a channel has left safe mode. */
export function isLive(work: Work, channel = 'email'): boolean {
  return work.business.live[channel] !== undefined;
}

export interface Captured {
  captured: number;
  withdrawn: number;
  held: number;
}

/**
 * Safe mode's delivery: what was due before the day `before` is asked about at the door as on its
 * own day, rendered, and kept in the outbox as if it had left, so that a trial behaves like the
 * real thing. Does nothing for a business whose email is live.
 */
export async function captureDue(work: Work, before: Day): Promise<Captured> {
  const result: Captured = { captured: 0, withdrawn: 0, held: 0 };
  if (isLive(work)) return result;
  const until = startOf(before, work.business.zone);
  return captureUntil(work, until, result);
}

/** The same up to a moment, for the deliverer. */
export async function captureUntil(
  work: Work,
  until: Temporal.Instant,
  result: Captured = { captured: 0, withdrawn: 0, held: 0 },
): Promise<Captured> {
  const ladders = await loadLadders(work);
  let after = 0n;
  while (true) {
    const due = await work.tx
      .selectFrom('message')
      .selectAll()
      .where('business_id', '=', work.business.id)
      .where('state', '=', 'queued')
      .where('id', '>', after)
      .where('send_at', '<=', until.toString())
      .orderBy('id')
      .limit(BATCH)
      .forUpdate()
      .execute();
    if (due.length === 0) return result;
    after = due.at(-1)!.id;
    const places = await placesOf(
      work,
      due.map((one) => one.customer_id),
    );
    const days = due.map((message) => {
      const place = places.get(message.customer_id)!;
      const at = Temporal.Instant.from(message.send_at);
      const on = dayThere(work, place, at);
      const isToday = on === dayThere(work, place, work.now);
      return { message, on, here: dayInZone(isToday ? work.now : at, work.business.zone) };
    });
    const groups = Map.groupBy(days, ({ on, here }) => `${on}/${here}`);
    for (const group of [...groups.values()].sort(([a], [b]) => a!.on - b!.on)) {
      const { on, here } = group[0]!;
      const messages = group.map((one) => one.message);
      const asked = await askAtTheDoor(work, messages, ladders, on, here);
      const planned = ({ message }: Asked) => Temporal.Instant.from(message.send_at);
      const open = await openAt(work, asked, planned, on, false);
      await captureAsked(work, open, { on, judgedOn: laterDay(on, here) }, result);
    }
  }
}

function startOf(on: Day, zone: string): Temporal.Instant {
  return Temporal.PlainDate.from(isoDay(on)).toZonedDateTime(zone).toInstant();
}

async function captureAsked(
  work: Work,
  asked: readonly Asked[],
  { on, judgedOn }: { on: Day; judgedOn: Day },
  result: Captured,
): Promise<void> {
  const leaving = asked.filter((one) => one.verdict.result === 'leave');
  const from = await ingredientsOf(
    work,
    leaving.map((one) => one.message),
  );
  const sent: { message: StoredMessage; on: Day; shown: Record<string, unknown> }[] = [];
  for (const one of leaving) {
    const message = asDecidedNow(one);
    const recipient = from.recipients.get(message.customer_id);
    const token = await issueAnswerLink(work, {
      customerId: message.customer_id,
      messageId: message.id,
      contactId: recipient?.contactId ?? null,
    });
    const worded = await wordOrHoldBack(work, message, () =>
      wordMessage(work, message, from, token, on),
    );
    const refused = worded && (await markCaptured(work, message, worded, { on, judgedOn }));
    if (refused !== null) await holdBack(work, message, refused);
    if (worded === null || refused !== null) {
      result.held += 1;
      continue;
    }
    await writeAttempt(work, message.id, 'captured', 'safe mode: nothing leaves');
    sent.push({ message, on, shown: { subject: worded.subject, captured: true } });
  }
  await recordSent(work, sent);
  result.captured += sent.length;
  await turnBack(work, asked, result);
}

/** @returns what the database's own guard refused it for, if it did */
function markCaptured(
  work: Work,
  message: StoredMessage,
  worded: Worded,
  { on, judgedOn }: { on: Day; judgedOn: Day },
): Promise<string | null> {
  return pastTheGuard(work, message.id, () =>
    work.tx
      .updateTable('message')
      .set({
        state: 'captured',
        sent_on: isoDay(on),
        judged_on: isoDay(judgedOn),
        sent_at: message.send_at,
        lines: message.lines,
        totals: message.totals,
        subject: worded.subject,
        body_text: worded.text,
        body_html: worded.html,
        contact_id: worded.recipient.contactId,
        to_address: worded.recipient.email,
        to_name: worded.recipient.name,
        note: worded.fellBack,
      })
      .where('business_id', '=', work.business.id)
      .where('id', '=', message.id)
      .execute(),
  );
}

/**
 * The message as the door decided it: less money is fine, and what is listed is what is owed now.
 */
export function asDecidedNow({ message, now }: Asked): StoredMessage {
  if (isByHand(message)) return message;
  return {
    ...message,
    lines: encodeLines(now.lines),
    totals: encodeTotals(now.totals),
    tone: now.tone!,
    template: now.template!,
  };
}

/**
 * What the door withdrew is no longer what its round decided: the decision of that day says why.
 */
async function sayWhy(work: Work, asked: readonly Asked[]): Promise<void> {
  const gone = asked.filter((one) => one.verdict.result === 'withdraw');
  for (const [on, some] of Map.groupBy(gone, (one) => one.message.chase_on)) {
    const then: Work = { ...work, today: day(on) };
    const stored = await storedDecisions(
      then,
      some.map((one) => one.customer.id),
    );
    const planned = some
      .filter(({ customer, message }) => stored.get(customer.id)?.messageId === message.id)
      .map(({ customer, now }) => planOf(customer, waitingForNextRound(then, now), null, null));
    await restate(then, planned, stored);
  }
}

/** What the door turned back: withdrawn with the reason, or put before a person again. */
export async function turnBack(
  work: Work,
  asked: readonly Asked[],
  result: { withdrawn: number; held: number },
): Promise<void> {
  const gone = asked.flatMap(({ message, verdict }) =>
    verdict.result === 'withdraw' ? [{ id: message.id, why: verdict.why }] : [],
  );
  if (gone.length > 0) {
    await withdraw(work, gone);
    await sayWhy(work, asked);
  }
  result.withdrawn += gone.length;
  for (const { message, verdict, now } of asked) {
    if (verdict.result !== 'ask-again') continue;
    await work.tx
      .updateTable('message')
      .set({
        state: 'proposed',
        approved: null,
        approved_by: null,
        approved_at: null,
        note: verdict.why,
        lines: encodeLines(now.lines),
        totals: encodeTotals(now.totals),
        tone: now.tone!,
        template: now.template!,
      })
      .where('business_id', '=', work.business.id)
      .where('id', '=', message.id)
      .execute();
    result.held += 1;
  }
}
