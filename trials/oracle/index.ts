import { type Calendar, type Day, isBusinessDay, isoDay } from '../../core/base/index.ts';
import type { Policy } from '../../core/chase/index.ts';
import { type Fact, itemKey, type Purpose } from '../../core/receivable/index.ts';
import { type Known, knownOn } from './held.ts';

export { knownOn, of } from './held.ts';

/** Something that was said to a customer, as the customer saw it. */
export interface Said {
  on: Day;
  stepId: string;
  purpose: Purpose;
  channel: string;
  tone: number;
  /** What was asked for, by item key. */
  asked: { key: string; currency: string; amount: bigint }[];
}

/**
 * What is wrong with saying this to this customer on that day, judged from the facts alone (those
 * told before it was said). An empty list is a clean conscience.
 */
export function complaints(facts: readonly Fact[], calendar: Calendar, said: Said): string[] {
  if (said.purpose === 'thanks') return [];
  const known = knownOn(facts, calendar, said.on);
  const wrong = known.silence.map((why) => `asked in spite of ${why}`);
  if (!isBusinessDay(calendar, said.on)) wrong.push('said on a closed day');
  // A plan's words ask for its instalment, which is no item's own due.
  if (!said.purpose.startsWith('plan-')) wrong.push(...askedTooMuch(known, said));
  return wrong.map((what) => `${isoDay(said.on)} ${said.stepId}: ${what}`);
}

function askedTooMuch(known: Known, said: Said): string[] {
  const wrong: string[] = [];
  for (const { key, amount } of said.asked) {
    const owed = known.owed.get(key)?.amount ?? 0n;
    const most = known.most.get(key);
    if (amount > owed) wrong.push(`${amount} asked on ${key} of which ${owed} is owed`);
    else if (most && amount > most.amount)
      wrong.push(`${amount} asked on ${key} in spite of ${most.because}`);
  }
  for (const [currency, credit] of known.credit) {
    const sum = (all: Iterable<{ currency: string; amount: bigint }>) =>
      [...all].reduce((total, one) => (one.currency === currency ? total + one.amount : total), 0n);
    const owed = sum([...known.owed.values()].filter((item) => item.amount > 0n));
    if (credit > 0n && sum(said.asked) > owed - credit && sum(said.asked) > 0n)
      wrong.push(
        `asked for ${sum(said.asked)} although ${credit} of credit covers part of ${owed}`,
      );
  }
  return wrong;
}

/** What is wrong with a customer's whole year of being spoken to: too often, too fast, twice. */
export function rhythm(facts: readonly Fact[], said: readonly Said[], policy: Policy): string[] {
  const wrong: string[] = [];
  const chases = said.filter((one) => one.purpose !== 'thanks');
  const rungs = policy.steps.filter((step) => step.offset >= 0).map((step) => step.id);
  let rung = -1;
  let since: Day | null = null;
  chases.forEach((one, index) => {
    const before = chases[index - 1];
    const gap =
      one.purpose === 'heads-up' || one.purpose === 'plan-heads-up'
        ? policy.minGapBeforeDueDays
        : policy.minGapDays;
    if (before && one.on - before.on < gap)
      wrong.push(
        `${isoDay(one.on)} ${one.stepId}: only ${one.on - before.on} days after ${before.stepId}`,
      );
    if (one.purpose !== 'step') return;
    if (since !== null && isQuietBetween(facts, since, one.on)) rung = -1;
    const at = rungs.indexOf(one.stepId);
    // A call out of turn is a contact, and no rung.
    if (at < 0) return;
    if (at <= rung) wrong.push(`${isoDay(one.on)} ${one.stepId}: said before in this episode`);
    const skipped = policy.steps.filter((step) => step.when).length;
    if (at > rung + 1 + skipped)
      wrong.push(`${isoDay(one.on)} ${one.stepId}: ${at - rung} rungs at once`);
    rung = Math.max(rung, at);
    since = one.on;
  });
  return wrong;
}

/** Whether at some moment between two days a settlement left nothing overdue. */
function isQuietBetween(facts: readonly Fact[], from: Day, to: Day): boolean {
  const owed = new Map<string, { dueOn: Day; amount: bigint }>();
  const isOverdue = (on: Day) =>
    [...owed.values()].some((one) => one.amount > 0n && one.dueOn < on);
  let isLater = false;
  for (const fact of facts) {
    if (fact.on > to) break;
    // What was told before that day's message is no moment after it.
    if (!isLater && (fact.on > from || (fact.on === from && isSaying(fact)))) {
      isLater = true;
      // Money that had come by then, and was told later: nothing was overdue when it was said.
      if (!isOverdue(from)) return true;
    }
    if (fact.kind !== 'issued' && fact.kind !== 'settled') continue;
    const item = owed.get(itemKey(fact)) ?? { dueOn: fact.on, amount: 0n };
    if (fact.kind === 'issued') item.dueOn = fact.dueOn;
    item.amount += fact.kind === 'issued' ? fact.amount : -fact.amount;
    owed.set(itemKey(fact), item);
    // A bill corrected is taken back and issued anew: what lies between is no quiet moment.
    if (!isLater || fact.kind === 'issued') continue;
    if (!isOverdue(fact.on)) return true;
  }
  return false;
}

function isSaying(fact: Fact): boolean {
  return fact.kind === 'chase-sent' || fact.kind === 'task-worked';
}
