import { addBusinessDays, addDays, type Calendar, type Day, parseDecimal } from '../base/index.ts';
import { CALL_BY_HAND, type Episode } from '../receivable/index.ts';
import type { Policy, Step } from './policy.ts';

/** A policy made ready for deciding: its steps before and after the due day, in order. */
export interface Ladder {
  policy: Policy;
  before: Step[];
  after: Step[];
  /** The policy's least sum worth a message, in minor units of a currency. */
  minBalanceIn(currency: string): bigint;
}

/** Prepares a policy once for many decisions. */
export function ladderOf(policy: Policy): Ladder {
  const minimums = new Map<string, bigint>();
  return {
    policy,
    before: policy.steps.filter((step) => step.offset < 0),
    after: policy.steps.filter((step) => step.offset >= 0),
    minBalanceIn(currency) {
      let minimum = minimums.get(currency);
      if (minimum === undefined) {
        minimum = decimalIn(policy.minBalance, currency);
        minimums.set(currency, minimum);
      }
      return minimum;
    },
  };
}

/**
 * A policy's decimal in a currency's minor units; digits the currency lacks are cut ("10.50" JPY is
 * 10).
 */
export function decimalIn(text: string, currency: string): bigint {
  const whole = text.split('.')[0] ?? '0';
  return parseDecimal(text, currency) ?? parseDecimal(whole, currency) ?? 0n;
}

/** The day on which an item due on `dueOn` reaches a step. */
export function reachedOn(step: Step, dueOn: Day, calendar: Calendar): Day {
  return step.unit === 'days'
    ? addDays(dueOn, step.offset)
    : addBusinessDays(calendar, dueOn, step.offset);
}

export interface Rung {
  step: Step;
  /** Place in the ladder of steps after due. */
  index: number;
  reachedOn: Day;
}

/**
 * The step whose turn it is: one after the last done, in the order of the policy, whatever the
 * age (rule 2); with `climb: jump` the strongest one reached. Steps whose condition does not hold
 * are passed over. Null when every step was taken.
 */
export function nextRung(
  ladder: Ladder,
  episode: Episode,
  oldestDueOn: Day,
  today: Day,
  calendar: Calendar,
  holds: (step: Step) => boolean,
): Rung | null {
  const from = lastDone(ladder, episode, oldestDueOn, calendar) + 1;
  const open: Rung[] = [];
  for (let index = from; index < ladder.after.length; index += 1) {
    const step = ladder.after[index]!;
    if (!holds(step)) continue;
    const rung = { step, index, reachedOn: reachedOn(step, oldestDueOn, calendar) };
    if (ladder.policy.climb === 'one') return rung;
    open.push(rung);
  }
  const reached = open.filter((rung) => rung.reachedOn <= today);
  return reached.at(-1) ?? open[0] ?? null;
}

function lastDone(ladder: Ladder, episode: Episode, oldestDueOn: Day, calendar: Calendar): number {
  let last = -1;
  for (const done of episode.done) {
    const next = ladder.after[last + 1];
    const standsForNext =
      done.stepId === CALL_BY_HAND &&
      next?.channel === 'phone' &&
      reachedOn(next, oldestDueOn, calendar) <= done.on;
    const index = standsForNext
      ? last + 1
      : ladder.after.findIndex((step) => step.id === done.stepId);
    if (index > last) last = index;
  }
  return last;
}
