import { type Day, divideRounded, formatMoney, type Money, parseDecimal } from '../base/index.ts';
import {
  type CustomerKind,
  cite,
  type FeeRule,
  holds,
  type LawBook,
  type Pack,
  rulesOf,
} from '../law/index.ts';
import type { AgreedFee, ChargeLine } from './late-invoice.ts';

/** What a late fee is asked about. */
export interface FeeAsked {
  fee: AgreedFee;
  kind: CustomerKind;
  /** What was late, and since when. */
  late: Money;
  dueOn: Day;
  until: Day;
}

/**
 * A late fee that was agreed before, where the law of the place lets it stand; null where it does
 * not. Why, and what to be careful about, is added to the notes.
 */
export function feeLine(
  book: LawBook,
  pack: Pack,
  asked: FeeAsked,
  notes: string[],
): ChargeLine | null {
  const { fee, kind, late } = asked;
  const sum = 'flat' in fee ? fee.flat : { ...late, amount: share(late.amount, fee.percent) };
  if (sum.amount <= 0n) return null;
  const rules = rulesOf(book, pack, 'fees').filter((one) => holds(one, kind, asked.dueOn));
  if (rules.length === 0 && kind === 'consumer') {
    notes.push(`No rule on late fees for consumers is known in ${pack.name}: none is proposed.`);
    return null;
  }
  if (rules.length === 0) notes.push(`No rule on late fees is known in ${pack.name}.`);
  for (const rule of rules) {
    const why = whyNot(rule, pack, asked, sum);
    if (why !== null) {
      notes.push(`The late fee of ${formatMoney(sum)} is not claimed: ${why} (${cite(rule)}).`);
      return null;
    }
    if (rule.warning) notes.push(`${rule.warning} (${cite(rule)})`);
  }
  const source = ['agreed before', ...rules.map(cite)].join('; ');
  const isFlat = 'flat' in fee;
  return {
    kind: 'fee',
    instalment: null,
    ...{ from: null, to: null, days: null },
    ratePercent: isFlat ? null : fee.percent,
    base: isFlat ? null : late.amount,
    amount: sum.amount,
    currency: sum.currency,
    source,
  };
}

function whyNot(rule: FeeRule, pack: Pack, asked: FeeAsked, sum: Money): string | null {
  const { late, dueOn, until } = asked;
  if (rule.allowed === 'no') return 'the law there allows none';
  if (rule.maxAmount !== null) {
    if (sum.currency !== pack.currency)
      return `its limit is in ${pack.currency}, so the two cannot be compared`;
    const most = parseDecimal(rule.maxAmount, pack.currency)!;
    if (sum.amount > most)
      return `more than ${formatMoney({ amount: most, currency: pack.currency })} is not allowed`;
  }
  if (rule.maxPercent === null && rule.maxPercentPerYear === null) return null;
  if (sum.currency !== late.currency) return 'it is in another currency than the invoice';
  if (rule.maxPercent !== null && isAbove(sum.amount, late.amount, rule.maxPercent))
    return `more than ${rule.maxPercent} % is not allowed`;
  const most = rule.maxPercentPerYear;
  // A fee for a few days is a high rate by the year: that is what such a limit is about.
  const aYear = late.amount * BigInt(Math.max(1, until - dueOn));
  if (most !== null && isAbove(sum.amount * 365n, aYear, most))
    return `over the days so far it is more than ${most} % a year`;
  return null;
}

/** Whether `part` is more than so many percent of `whole`. */
function isAbove(part: bigint, whole: bigint, percent: string): boolean {
  const { top, bottom } = decimalParts(percent);
  return part * 100n * bottom > whole * top;
}

function share(amount: bigint, percent: string): bigint {
  const { top, bottom } = decimalParts(percent);
  return divideRounded(amount * top, bottom * 100n, 'half-up');
}

/** A decimal text as a whole number over a power of ten. */
export function decimalParts(text: string): { top: bigint; bottom: bigint } {
  const [units = '0', digits = ''] = text.split('.');
  return { top: BigInt(units + digits), bottom: 10n ** BigInt(digits.length) };
}
