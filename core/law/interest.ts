import { addDays, type Day, divideRounded, type Money, RefusedError } from '../base/index.ts';
import { accrue, type InterestLine } from './accrual.ts';
import { type AgreedTerm, termOf } from './agreed.ts';
import { cite, holds, packOf, rulesOf } from './book.ts';
import { collectionSum, type FixedSum } from './compensation.ts';
import { fraction } from './fraction.ts';
import type { CustomerKind, InterestRule, LawBook, RateSeries } from './pack.ts';

/** A late claim whose interest is asked for. */
export interface LateClaim {
  /** The gross amount of the invoice. */
  amount: Money;
  dueOn: Day;
  /** The last day interest runs: the day the money arrived, or today. */
  until: Day;
  kind: CustomerKind;
  /** What was agreed about late payment; null for nothing. */
  agreed: AgreedTerm | null;
  /** Money that came in part, by the day it arrived. */
  parts: readonly { on: Day; amount: bigint }[];
  /** Whether the supplier is registered as the law wants (IN); true where it does not matter. */
  registered: boolean;
  /** Sets parts against interest first where the law says so and the payer said nothing. */
  allocation: 'principal' | 'as-by-law';
}

/** What is owed for being late, line by line. */
export interface LateInterest {
  packId: string;
  /** The rule that gave it; null when nothing is owed. */
  rule: InterestRule | null;
  /** Days late: from the day after the due day to the last, both counted. */
  days: number;
  lines: InterestLine[];
  /** The sum of the lines, minor units of the claim's currency. */
  interest: Money;
  fixedSum: FixedSum | null;
  /** What a person has to know: where it comes from, what is not verified, what was left out. */
  notes: string[];
}

/**
 * What late payment costs under a pack: interest line by line, and the fixed sum or collection
 * costs where the law gives one. Where it gives nothing, nothing is owed, and a note says so.
 * @throws RefusedError `unknown-pack`; `rate-unknown` past the last known rate; `term-not-allowed`.
 */
export function lateInterest(book: LawBook, packId: string, claim: LateClaim): LateInterest {
  const pack = packOf(book, packId);
  const days = Math.max(0, claim.until - claim.dueOn);
  const notes: string[] = [];
  const rules = rulesOf(book, pack, 'interest').filter(
    (rule) =>
      holds(rule, claim.kind, addDays(claim.dueOn, rule.startsAfterDays)) &&
      (rule.creditor === 'any' || claim.registered),
  );
  const rule = rules[0] ?? null;
  const nothing = {
    packId: pack.id,
    rule: null,
    days,
    lines: [],
    interest: { amount: 0n, currency: claim.amount.currency },
    fixedSum: null,
    notes,
  };
  const term = termOf(book, pack.id, rule, claim, notes);
  if (term === null) {
    notes.push(...whyNothing(rule, pack.name));
    return nothing;
  }
  if (days === 0) {
    notes.push('Paid in time: nothing is owed for lateness.');
    return nothing;
  }
  const accrued = accrue(claim, term, rule, seriesOf(book, term.rule));
  const interest = { amount: accrued.amount, currency: claim.amount.currency };
  const fixedSum = collectionSum(book, pack, claim, term, notes);
  notes.push(...accrued.notes, ...aboutRule(term.rule ?? rule));
  return { ...nothing, rule: term.rule ?? rule, lines: accrued.lines, interest, fixedSum };
}

function seriesOf(book: LawBook, rule: InterestRule | null): RateSeries | null {
  if (rule?.series == null) return null;
  const series = book.series.get(rule.series);
  if (series) return series;
  throw new RefusedError('rate-unknown', `There is no reference rate "${rule.series}"`);
}

function whyNothing(rule: InterestRule | null, place: string): string[] {
  if (rule === null) return [`No rule on interest for this kind of customer: ${place}.`];
  const source = `${cite(rule)}${rule.note ? `: ${rule.note}` : ''}`;
  return rule.basis === 'court-only'
    ? [`Nothing is owed without a term agreed before; only a court may grant it. ${source}`]
    : [`Nothing is owed for lateness without a term agreed before. ${source}`];
}

function aboutRule(rule: InterestRule | null): string[] {
  if (rule === null) return [];
  const found = rule.note ? [rule.note] : [];
  if (rule.basis === 'state-default') {
    found.push('What a court there awards when nothing was agreed; it is no invoice item.');
  }
  if (rule.needs.notice !== null) found.push(`Needs a notice first: ${rule.needs.notice}`);
  if (rule.confidence === 'unverified') {
    found.push(`Not verified: ${rule.citation.instrument}. Check it before you claim it.`);
  }
  return found;
}

/** The yearly percentage that a rate per month comes to when it compounds, in percent. */
export function effectiveYearly(monthlyPercent: string, digits = 3): string {
  const [units = '0', decimals = ''] = monthlyPercent.split('.');
  const bottom = 100n * 10n ** BigInt(decimals.length);
  const grown = fraction((bottom + BigInt(units + decimals)) ** 12n, bottom ** 12n);
  const scale = 10n ** BigInt(digits);
  const percent = divideRounded((grown.top - grown.bottom) * 100n * scale, grown.bottom, 'half-up');
  const text = percent.toString().padStart(digits + 1, '0');
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
