import { formatMoney } from '../base/index.ts';
import type { Part } from './chaseable.ts';
import type { Reason } from './decision.ts';
import type { DecideInput } from './input.ts';
import { decimalIn } from './ladder.ts';
import type { Policy, Step } from './policy.ts';
import { sayMoney } from './words.ts';

type Why = Omit<Reason, 'source'>;

/**
 * Why a step's condition does not hold, in words; null when it does, or when there is none. An
 * amount fits when it does in one of the currencies. A score that is not known fits nothing: a step
 * for late payers is not taken on a guess, and one for good payers neither.
 */
function unmet({ when }: Step, parts: readonly Part[], score: number | null): Why | null {
  if (when === null) return null;
  return unmetAmount(when, parts) ?? unmetScore(when, score);
}

type When = NonNullable<Step['when']>;

function unmetAmount({ minAmount, maxAmount }: When, parts: readonly Part[]): Why | null {
  if (minAmount === undefined && maxAmount === undefined) return null;
  const totals = new Map<string, bigint>();
  for (const { item, chaseable } of parts)
    totals.set(item.currency, (totals.get(item.currency) ?? 0n) + chaseable);
  const least = (currency: string) =>
    minAmount === undefined ? null : decimalIn(minAmount, currency);
  const most = (currency: string) =>
    maxAmount === undefined ? null : decimalIn(maxAmount, currency);
  for (const [currency, total] of totals) {
    const [low, high] = [least(currency), most(currency)];
    if ((low === null || total >= low) && (high === null || total <= high)) return null;
  }
  const [currency = '', total = 0n] = [...totals][0] ?? [];
  const low = least(currency);
  const limit =
    low !== null && total < low
      ? `it is for ${formatMoney({ amount: low, currency })} and more`
      : `it is for ${formatMoney({ amount: most(currency) ?? 0n, currency })} at most`;
  return { code: 'amount-condition', text: `${limit}, and ${sayMoney(totals)} is asked for` };
}

function unmetScore({ minScore, maxScore }: When, score: number | null): Why | null {
  if (minScore === undefined && maxScore === undefined) return null;
  if (score === null)
    return { code: 'score-unknown', text: 'it asks for a score, and none is known yet' };
  if (minScore !== undefined && score < minScore)
    return {
      code: 'score-condition',
      text: `it is for scores from ${minScore}; theirs is ${score}`,
    };
  if (maxScore !== undefined && score > maxScore)
    return { code: 'score-condition', text: `it is for scores to ${maxScore}; theirs is ${score}` };
  return null;
}

/** Asks steps for their condition, and keeps in words which of them were passed over. */
export interface Conditions {
  holds(step: Step, parts: readonly Part[]): boolean;
  /** The steps passed over that stand before `before` in the ladder; all of them for null. */
  passedOver(before: Step | null): Reason[];
}

export function conditionsOf({ ladder, score }: DecideInput): Conditions {
  const { name, steps } = ladder.policy;
  const found = new Map<Step, Reason>();
  return {
    holds(step, parts) {
      const why = unmet(step, parts, score);
      if (why === null) return true;
      const text = `${step.id} is passed over: ${why.text}`;
      found.set(step, { code: why.code, text, source: `policy ${name}, step ${step.id}` });
      return false;
    },
    passedOver(before) {
      const end = before === null ? steps.length : steps.indexOf(before);
      return steps.slice(0, end).flatMap((step) => found.get(step) ?? []);
    },
  };
}

/** A remark on a policy that is in order, and yet may not do what its owner expects. */
export interface PolicyNote {
  step: string;
  text: string;
}

/** Steps that nobody reaches for now: they ask for a score, and there are none yet. */
export function notesOn(policy: Policy): PolicyNote[] {
  return policy.steps
    .filter(({ when }) => when?.minScore !== undefined || when?.maxScore !== undefined)
    .map(({ id }) => ({ step: id, text: 'asleep until scores exist' }));
}
