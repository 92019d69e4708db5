import { type Day, dayFromParts, isoDay, yearOf } from '../base/index.ts';
import { type Fraction, fraction, minus, plus } from './fraction.ts';
import type { DayCount } from './pack.ts';

/**
 * The part of a year from the day after `after` to `to`, both within it (so one day when they are
 * a day apart), by the named convention: act/365, act/360 (ISDA 2006, 4.16 d and e), act/act by
 * calendar year (4.16 b), 30/360 (4.16 f) and 30E/360 (4.16 g).
 */
export function yearFraction(after: Day, to: Day, convention: DayCount): Fraction {
  switch (convention) {
    case 'act/365':
      return fraction(BigInt(to - after), 365n);
    case 'act/360':
      return fraction(BigInt(to - after), 360n);
    case 'act/act':
      return minus(yearsUpTo(to), yearsUpTo(after));
    case '30/360':
    case '30E/360':
      return fraction(BigInt(thirties(after, to, convention)), 360n);
  }
}

/** Years since 1970 up to and with a day, each day a 365th or 366th of its own year. */
function yearsUpTo(value: Day): Fraction {
  const year = yearOf(value);
  const first = dayFromParts(year, 1, 1)!;
  const length = dayFromParts(year + 1, 1, 1)! - first;
  return plus(
    fraction(BigInt(year - 1970), 1n),
    fraction(BigInt(value - first + 1), BigInt(length)),
  );
}

function thirties(after: Day, to: Day, convention: '30/360' | '30E/360'): number {
  const [year1, month1, day1] = partsOf(after);
  const [year2, month2, day2] = partsOf(to);
  const from = Math.min(day1, 30);
  const until = convention === '30E/360' || from === 30 ? Math.min(day2, 30) : day2;
  return (year2 - year1) * 360 + (month2 - month1) * 30 + (until - from);
}

function partsOf(value: Day): [number, number, number] {
  const [year, month, date] = isoDay(value).split('-').map(Number);
  return [year!, month!, date!];
}

/** The same date `count` months later, or the last day of that month where it is shorter. */
export function addMonths(value: Day, count: number): Day {
  const [year, month, date] = partsOf(value);
  const months = year * 12 + (month - 1) + count;
  for (let last = date; ; last -= 1) {
    const found = dayFromParts(Math.floor(months / 12), (months % 12) + 1, last);
    if (found !== null) return found;
    if (last < 28) throw new RangeError(`There is no month ${count} after ${isoDay(value)}`);
  }
}
