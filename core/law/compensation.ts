import {
  addDays,
  divideRounded,
  type Money,
  minorUnitDigits,
  parseDecimal,
} from '../base/index.ts';
import type { RateTerm } from './agreed.ts';
import { cite, holds, rulesOf } from './book.ts';
import { fractionOf, whole } from './fraction.ts';
import type { LateClaim } from './interest.ts';
import type { CollectionScale, CompensationRule, LawBook, Pack } from './pack.ts';

/** A sum owed for the trouble of collecting. */
export interface FixedSum extends Money {
  source: string;
  ruleId: string;
}

/**
 * The fixed sum or collection costs of a late claim; null when the law gives none here. It is owed
 * for each late invoice, in a currency of its own.
 */
export function collectionSum(
  book: LawBook,
  pack: Pack,
  claim: LateClaim,
  term: RateTerm,
  notes: string[],
): FixedSum | null {
  const on = addDays(claim.dueOn, 1);
  const rule = rulesOf(book, pack, 'compensation').find((one) => holds(one, claim.kind, on));
  if (!rule) return null;
  const interestRule = rulesOf(book, pack, 'interest').find((one) => holds(one, claim.kind, on));
  if (term.from === 'agreement' && interestRule?.agreed.displacesFixedSum) {
    notes.push('What was agreed takes the place of the law’s interest and of its fixed sum.');
    return null;
  }
  if (rule.afterNotice !== null) {
    notes.push(`Collection costs only after a notice: ${rule.afterNotice}`);
    return null;
  }
  const sum = rule.scale === null ? tierOf(rule, claim, notes) : scaled(rule, claim, notes);
  if (sum === null) return null;
  if (rule.note) notes.push(rule.note);
  return { amount: sum, currency: rule.currency, source: cite(rule), ruleId: rule.id };
}

function tierOf(rule: CompensationRule, claim: LateClaim, notes: string[]): bigint | null {
  const bounded = rule.tiers.length > 1;
  if (bounded && claim.amount.currency !== rule.boundsCurrency) {
    notes.push(
      `The fixed sum goes by the claim in ${rule.boundsCurrency}; convert it to find the tier.`,
    );
    return null;
  }
  const tier = rule.tiers.find(
    ({ below }) =>
      below === null || claim.amount.amount < parseDecimal(below, rule.boundsCurrency)!,
  );
  return tier ? parseDecimal(tier.sum, rule.currency) : null;
}

function scaled(rule: CompensationRule, claim: LateClaim, notes: string[]): bigint | null {
  if (claim.amount.currency !== rule.boundsCurrency) {
    notes.push(`Collection costs go by the claim in ${rule.boundsCurrency}; convert it first.`);
    return null;
  }
  return collectionCosts(rule.scale!, { ...claim.amount, currency: rule.currency });
}

/**
 * Collection costs by a scale over the claim, never below its least or above its most. The Dutch
 * scale gives 40 on 125 and 1,005 on 23,000.
 */
export function collectionCosts(scale: CollectionScale, claim: Money): bigint {
  const unit = 10n ** BigInt(minorUnitDigits(claim.currency));
  let top = 0n;
  let lower = 0n;
  for (const band of scale.bands) {
    const bound = band.upTo === null ? null : BigInt(band.upTo) * unit;
    const upper = bound === null || bound > claim.amount ? claim.amount : bound;
    if (upper <= lower) break;
    const percent = fractionOf(band.percent);
    top += ((upper - lower) * percent.top * 1_000_000n) / percent.bottom;
    lower = upper;
  }
  const sum = divideRounded(top, whole(100_000_000).top, 'half-up');
  const least = parseDecimal(scale.minimum, claim.currency)!;
  const most = scale.maximum === null ? null : parseDecimal(scale.maximum, claim.currency)!;
  if (sum < least) return least;
  return most !== null && sum > most ? most : sum;
}
