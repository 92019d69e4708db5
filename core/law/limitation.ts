import { addDays, type Day, day, yearOf } from '../base/index.ts';
import { cite, holds, rulesOf } from './book.ts';
import { addMonths } from './day-count.ts';
import type { CustomerKind, LawBook, LimitationRule, Pack } from './pack.ts';

/** What limitation is asked about. */
export interface OldClaim {
  dueOn: Day;
  kind: CustomerKind;
  /** written where nothing else is known: an invoice stands on a contract. */
  claim: LimitationRule['claim'];
  /** Days on which part of it was paid. */
  partPayments: readonly Day[];
  /** Days on which the customer acknowledged it in writing. */
  acknowledgements: readonly Day[];
}

/** When a claim runs out of time. */
export interface Limitation {
  /** Last day on which it can be pursued. */
  endsOn: Day;
  /** The payment or acknowledgement that started the time anew; null when none did. */
  restartedOn: Day | null;
  state: 'running' | 'ending' | 'over';
  /** Whether the debt itself is gone, or only a defence is given. */
  effect: LimitationRule['effect'];
  afterExpiry: LimitationRule['afterExpiry'];
  source: string;
  note: string | null;
}

/** How long ahead a claim that ends is warned of. */
export const WARNING_DAYS = 180;

/**
 * When a claim runs out of time under a pack; null where the pack does not say. A part payment or
 * an acknowledgement starts the time anew where that is the law, as long as it had not run out.
 */
export function limitationOf(
  book: LawBook,
  pack: Pack,
  claim: OldClaim,
  today: Day,
): Limitation | null {
  return limitationUnder(rulesOf(book, pack, 'limitation'), claim, today);
}

/** The same, for rules of a pack that were read before. */
export function limitationUnder(
  known: readonly LimitationRule[],
  claim: OldClaim,
  today: Day,
): Limitation | null {
  const rules = known.filter((rule) => holds(rule, claim.kind, claim.dueOn));
  const rule =
    rules.find((one) => one.claim === claim.claim) ?? rules.find((one) => one.claim === 'any');
  if (!rule) return null;
  const restarts = [
    ...(rule.restarts.includes('part-payment') ? claim.partPayments : []),
    ...(rule.restarts.includes('acknowledgement') ? claim.acknowledgements : []),
  ].sort((a, b) => a - b);
  let endsOn = lastDay(rule, claim.dueOn);
  let restartedOn: Day | null = null;
  for (const on of restarts) {
    if (on <= claim.dueOn || on > endsOn || on > today) continue;
    restartedOn = on;
    endsOn = lastDay(rule, on);
  }
  const state =
    today > endsOn ? 'over' : addDays(today, WARNING_DAYS) >= endsOn ? 'ending' : 'running';
  const { effect, afterExpiry, note } = rule;
  return { endsOn, restartedOn, state, effect, afterExpiry, source: cite(rule), note };
}

function lastDay(rule: LimitationRule, from: Day): Day {
  const start = rule.runsFrom === 'year-end' ? day(`${yearOf(from)}-12-31`) : from;
  const end = addMonths(start, rule.years * 12);
  return rule.ends === 'year-end' ? day(`${yearOf(end)}-12-31`) : end;
}
