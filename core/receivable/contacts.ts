import type { Day } from '../base/index.ts';
import { type Happening, isChase, type MoneyFact } from './fact.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * A contact of late: its day, the channel, and 1 where somebody talked (0 for a message, or for a
 * call that reached nobody). A bare tuple: a round reads those of every customer.
 */
export type RecentContact = [on: Day, channel: string, spoke: 0 | 1];

/** No rule about contact looks further back than a month, nor counts more than ten in it. */
const RECENT_DAYS = 31;
const RECENT_MOST = 12;

/** What people write of a call that reached nobody; of any other call somebody talked. */
const NOBODY_REACHED = new RegExp(
  [
    'no (answer|reply|one|body)|nobody|not reached|unreachable|busy|engaged',
    "voice ?mail|mailbox|answering|(did not|didn't) (answer|pick)",
  ].join('|'),
  'i',
);

type Sent = Extract<Happening, { kind: 'chase-sent' }>;
type Settled = Extract<MoneyFact, { kind: 'settled' }>;
type Worked = Extract<Happening, { kind: 'task-worked' }>;

/** Notes a chase that left as the last contact; thanks and answers are none. */
export function noteSent(snapshot: Snapshot, { on, stepId, channel, purpose }: Sent): void {
  if (!isChase(purpose)) return;
  snapshot.lastChase = { on, stepId, channel };
  note(snapshot, [on, channel, 0]);
}

/** Notes a call. A step that was only ever proposed, and was approved, reached nobody here. */
export function noteWorked(snapshot: Snapshot, { on, stepId, outcome }: Worked): void {
  snapshot.lastChase = { on, stepId, channel: 'phone' };
  if (outcome === 'approved') return;
  note(snapshot, [on, 'phone', NOBODY_REACHED.test(outcome) ? 0 : 1]);
}

function note(snapshot: Snapshot, contact: RecentContact): void {
  const since = contact[0] - RECENT_DAYS;
  snapshot.contacts = [...snapshot.contacts.filter(([on]) => on > since), contact].slice(
    -RECENT_MOST,
  );
}

/** Shorter than any limitation period, so that no day left out between two could have mattered. */
const CLOSE_DAYS = 365;

/**
 * Notes the days on which part of an item was paid, which start its limitation anew in many places:
 * few days each, for those between two that lie within a year change nothing. Money that went back
 * takes the latest day with it; what was given up, or was credit already, is no payment of that
 * day.
 */
export function notePartPayment(snapshot: Snapshot, key: string, settled: Settled): void {
  const { on, amount, writtenOff, fromCredit } = settled;
  if (writtenOff || fromCredit) return;
  const days = snapshot.partPaid[key] ?? [];
  if (amount > 0n) {
    const before = days.at(-2);
    const kept = before !== undefined && on - before <= CLOSE_DAYS ? days.slice(0, -1) : days;
    snapshot.partPaid[key] = kept.at(-1) === on ? kept : [...kept, on];
  } else if (days.length > 1) snapshot.partPaid[key] = days.slice(0, -1);
  else delete snapshot.partPaid[key];
}
