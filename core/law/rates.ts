import { addDays, type Day, day, isoDay, RefusedError, yearOf } from '../base/index.ts';
import { type Fraction, fraction, fractionOf, isMore, plus, times, whole } from './fraction.ts';
import type { Confidence, InterestRule, RateRow, RateSeries } from './pack.ts';

/** A yearly rate in percent that holds from a day on, and where it comes from. */
export interface RateFrom {
  from: Day;
  percent: Fraction;
  /** Where the reference was read; null for a rate fixed by law or agreement. */
  source: string | null;
  confidence: Confidence | null;
}

/** The first day of the half-year that a day lies in. */
export function halfYearOf(value: Day): Day {
  const year = yearOf(value);
  const july = day(`${year}-07-01`);
  return value < july ? day(`${year}-01-01`) : july;
}

/**
 * The row of a series in force on a day.
 * @throws RefusedError `rate-unknown` naming the series and the day: nothing is ever guessed.
 */
export function rowOn(series: RateSeries, value: Day): RateRow {
  const found = value <= series.knownUntil ? lastBefore(series, value) : undefined;
  if (found) return found;
  throw new RefusedError(
    'rate-unknown',
    `The rate for ${isoDay(value)} is missing: ${series.name} (${series.id}). ` +
      `${known(series)} Add it to law/rates/${series.id}.csv when ${series.keptBy} has set it.`,
  );
}

function lastBefore(series: RateSeries, value: Day): RateRow | undefined {
  const found = series.rows.findLast((row) => row.from <= value);
  const gap = series.cadence === 'half-year' && found?.from !== halfYearOf(value);
  return gap ? undefined : found;
}

function known(series: RateSeries): string {
  const first = series.rows[0];
  const from = first ? isoDay(first.from) : 'nowhere';
  return `It is known from ${from} until ${isoDay(series.knownUntil)}.`;
}

/**
 * The rates of a rule for interest that runs from `start` to `end`, both within it: the first from
 * `start`, one more for each change.
 * @throws RefusedError `rate-unknown` where the series has no rate for one of the days.
 */
export function ratesBetween(
  rule: InterestRule,
  series: RateSeries | null,
  start: Day,
  end: Day,
): RateFrom[] {
  if (series === null) {
    const percent = fractionOf(rule.fixedPercent ?? rule.marginPoints);
    return [{ from: start, percent, source: null, confidence: null }];
  }
  const days = [start];
  if (rule.pick === 'each-half-year') {
    for (let next = nextHalfYear(start); next <= end; next = nextHalfYear(next)) days.push(next);
  } else if (rule.pick === 'each-change') {
    days.push(...series.rows.map((row) => row.from).filter((from) => from > start && from <= end));
    // The last day decides whether all of them are known.
    rowOn(series, end);
  }
  return days.map((from) => {
    const row = rowOn(series, from);
    const percent = raised(
      plus(times(fractionOf(row.percent), whole(rule.multiplier)), fractionOf(rule.marginPoints)),
      rule.roundUpTo,
    );
    return { from, percent, source: row.source, confidence: row.confidence };
  });
}

function nextHalfYear(value: Day): Day {
  return halfYearOf(addDays(halfYearOf(value), 190));
}

/** Raised to the next multiple, as Belgium does to the half point. */
function raised(percent: Fraction, step: string | null): Fraction {
  if (step === null) return percent;
  const size = fractionOf(step);
  const steps = fraction(percent.top * size.bottom, percent.bottom * size.top);
  const below = steps.top / steps.bottom;
  const up = isMore(steps, whole(below)) ? below + 1n : below;
  return times(whole(up), size);
}

/** Percent as people write it: two decimals at least, more where there are more. */
export function percentText(percent: Fraction): string {
  for (let digits = 2; digits <= 8; digits += 1) {
    const scaled = percent.top * 10n ** BigInt(digits);
    if (scaled % percent.bottom === 0n || digits === 8) {
      const size = scaled / percent.bottom;
      const text = (size < 0n ? -size : size).toString().padStart(digits + 1, '0');
      return `${size < 0n ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
    }
  }
  throw new RangeError('unreachable');
}
