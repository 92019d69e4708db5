import { RefusedError } from '../base/index.ts';
import { fractionOf, isMore, times, whole } from './fraction.ts';
import type { LateClaim } from './interest.ts';
import type { DayCount, Decimal, InterestRule, LawBook } from './pack.ts';
import { ratesBetween, rowOn } from './rates.ts';

/** What was agreed about late payment, before it was late. */
export interface AgreedTerm {
  percent: Decimal;
  per: 'year' | 'month';
  /** A rate by the month that says what it is by the year (Interest Act of Canada, s.4). */
  yearlyStated: boolean;
  /** How days are counted where the agreement says it; null for act/365. */
  dayCount: DayCount | null;
}

/** The rate that counts: the law's own, by its rule, or a percentage a year. */
export type RateTerm =
  | { from: 'law'; rule: InterestRule }
  | { from: 'agreement'; rule: null; percent: Decimal; dayCount: DayCount; source: string };

/**
 * Which rate counts between the law's and what was agreed; null when nothing is owed. Why it is so
 * is added to the notes.
 * @throws RefusedError `term-not-allowed` above a ceiling; `rate-unknown` for a missing floor.
 */
export function termOf(
  book: LawBook,
  packId: string,
  rule: InterestRule | null,
  claim: LateClaim,
  notes: string[],
): RateTerm | null {
  const byLaw = (): RateTerm | null =>
    rule !== null && (rule.basis === 'statutory' || rule.basis === 'state-default')
      ? { from: 'law', rule }
      : null;
  const { agreed } = claim;
  if (agreed === null) return byLaw();
  if (rule !== null && !rule.agreed.allowed) {
    notes.push('An agreed rate does not count here; the law sets it.');
    return byLaw();
  }
  const percent = yearly(agreed, rule, notes);
  if (percent === null) return byLaw();
  refuseAbove(percent, rule, packId);
  if (rule !== null && isBelowFloor(book, rule, percent, claim)) {
    notes.push(`The agreed ${percent} % is less than the law's least, so the law's rate counts.`);
    return byLaw();
  }
  if (rule?.agreed.warning) notes.push(rule.agreed.warning);
  const source = `agreed before: ${percent} % a year`;
  return { from: 'agreement', rule: null, percent, dayCount: agreed.dayCount ?? 'act/365', source };
}

/** The agreed rate by the year; what a defective term leaves; null for nothing. */
function yearly(agreed: AgreedTerm, rule: InterestRule | null, notes: string[]): Decimal | null {
  if (agreed.per === 'year') return agreed.percent;
  if (!agreed.yearlyStated && rule?.agreed.defectivePercent != null) {
    notes.push(
      `A rate by the month that does not say the rate by the year gives at most ` +
        `${rule.agreed.defectivePercent} % a year.`,
    );
    return rule.agreed.defectivePercent;
  }
  const year = times(fractionOf(agreed.percent), whole(12));
  notes.push(`${agreed.percent} % a month is counted as twelve times that by the year, simple.`);
  return decimalOf(year);
}

function decimalOf(value: { top: bigint; bottom: bigint }): Decimal {
  const scaled = (value.top * 1_000_000n) / value.bottom;
  const text = scaled.toString().padStart(7, '0');
  return `${text.slice(0, -6)}.${text.slice(-6)}`.replace(/\.?0+$/, '');
}

function refuseAbove(percent: Decimal, rule: InterestRule | null, packId: string): void {
  const ceiling = rule?.agreed.ceilingPercent;
  if (ceiling == null || !isMore(fractionOf(percent), fractionOf(ceiling))) return;
  throw new RefusedError(
    'term-not-allowed',
    `${percent} % a year is above what ${packId} allows (${ceiling} %): ${rule!.citation.instrument}`,
  );
}

function isBelowFloor(
  book: LawBook,
  rule: InterestRule,
  percent: Decimal,
  claim: LateClaim,
): boolean {
  const { floor } = rule.agreed;
  if (floor === null) return false;
  const start = (claim.dueOn + rule.startsAfterDays) as typeof claim.dueOn;
  if (floor === 'statutory') {
    const series = rule.series === null ? null : (book.series.get(rule.series) ?? null);
    const [first] = ratesBetween(rule, series, start, start);
    return isMore(first!.percent, fractionOf(percent));
  }
  const series = book.series.get(floor.series);
  if (!series) throw new RefusedError('rate-unknown', `There is no rate "${floor.series}"`);
  const least = times(fractionOf(rowOn(series, start).percent), fractionOf(String(floor.times)));
  return isMore(least, fractionOf(percent));
}
