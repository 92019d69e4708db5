import { type Day, laterDay, RefusedError } from '../../core/base/index.ts';
import { type AtTheDoor, atTheDoor, type Decision } from '../../core/chase/index.ts';
import { decodeTotals } from '../../core/receivable/index.ts';
import type { Ladders } from '../chase/index.ts';
import type { Work } from '../platform/platform.ts';
import { isByHand, type StoredMessage } from './render.ts';
import { decideFor, type OnRoster, readRoster, rosterOf, sourceOfTruth } from './roster.ts';

/** A message asked about at the moment of sending. */
export interface Asked {
  message: StoredMessage;
  verdict: AtTheDoor;
  /** The decision on the facts of that moment. */
  now: Decision;
  customer: OnRoster;
}

/**
 * Runs decide again for the customers of these messages, on the facts of that moment (rule 14).
 * Nothing is written; the caller acts on the verdicts in the same transaction.
 * @param today the day it is where the customers are
 * @param todayHere the day it is where the business is: past midnight there, what a customer paid
 *   or said bears a later date than theirs, and counts
 */
export async function askAtTheDoor(
  work: Work,
  messages: readonly StoredMessage[],
  ladders: Ladders,
  today: Day,
  todayHere: Day,
): Promise<Asked[]> {
  const then: Work = { ...work, today: laterDay(today, todayHere) };
  const ids = [...new Set(messages.map((message) => message.customer_id))];
  const { rows } = await readRoster(then, 0n, ids.length, ids);
  const roster = new Map((await rosterOf(then, rows, ladders)).map((one) => [one.id, one]));
  const source = await sourceOfTruth(then);
  return messages.map((message) => {
    const customer = roster.get(message.customer_id);
    if (!customer) throw new RefusedError('unknown-customer', 'A message has no customer any more');
    const now = decideFor(then, customer, source, today);
    const verdict = isByHand(message)
      ? byHand(then, customer, today)
      : atTheDoor(approvedOf(message), now);
    return { message, now, customer, verdict };
  });
}

/**
 * What a person wrote is theirs to answer for: no rule of the chase takes it back. Only where the
 * law has no hour for it, or cannot be read, it does not leave.
 */
function byHand(work: Work, customer: OnRoster, today: Day): AtTheDoor {
  const { law, country, region } = customer;
  const calendar = work.platform.calendars.of(country, region, today);
  const at = { day: today, minutes: 0 };
  if (law.opens('email', at, calendar) !== null) return { result: 'leave' };
  const { text } = law.contact({
    ...{ channel: 'email', on: today, minutes: 0, calendar },
    ...{ earlier: [], optedIn: [], optedOut: [], stops: [] },
  });
  return { result: 'withdraw', why: text };
}

function approvedOf(message: StoredMessage) {
  const totals = decodeTotals(message.approved ?? message.totals);
  return {
    stepKey: message.step_key,
    tone: message.tone,
    byPerson: message.approved_by !== null,
    totals: Object.fromEntries(totals.map((total) => [total.currency, total.amount])),
  };
}
