import { addDays, type Day, dayFromParts, toPlainDate, weekday } from '../../base/index.ts';
import {
  type DayWords,
  type Language,
  parts,
  type Relative,
  type Written,
  words,
} from './language.ts';

/** Which way a day without a year lies: money that left, or money that will come. */
export type Direction = 'past' | 'future';

// A day without a year so far away was meant otherwise.
const FURTHEST_DAYS = 270;

/**
 * The one day that a clause names, or null when it names none, or several that do not agree: what
 * is not sure is for a person to read.
 */
export function dayIn(
  clause: string,
  language: Language,
  written: Written,
  direction: Direction,
): Day | null {
  const fits = (found: Day) =>
    direction === 'past' ? found <= written.on : found >= written.on && found < written.on + 366;
  const exact = datesIn(clause, language.days, written, direction).filter(fits);
  const named = weekdayIn(clause, language, written.on, direction);
  const days = [...new Set(exact)];
  if (days.length > 1) return null;
  const [day] = days;
  if (day !== undefined) {
    // "Friday 12 March" on which the 12th is no Friday is a slip we cannot mend.
    return named !== null && weekday(named) !== weekday(day) ? null : day;
  }
  if (named !== null) return named;
  const relative = relativeIn(clause, language.days, written.on);
  return relative !== null && fits(relative) ? relative : null;
}

function datesIn(clause: string, days: DayWords, written: Written, direction: Direction): Day[] {
  const found: Day[] = [];
  let rest = clause;
  const take = (pattern: RegExp, read: (match: RegExpExecArray) => Day | null) => {
    const every = new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`);
    for (const match of rest.matchAll(every)) {
      const day = read(match as RegExpExecArray);
      if (day !== null) found.push(day);
    }
    rest = rest.replace(every, ' ');
  };
  const near = (month: number, day: number) => nearest(written.on, month, day, direction);
  take(/(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?/, ([, y, m, d]) => date(y, m, d));
  take(/(\d{1,2})月(\d{1,2})[日号號]?/, ([, m, d]) => near(Number(m), Number(d)));
  take(/(?<![\d,.])(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}|\d{2})(?!\d))?/, ([, d, m, y]) =>
    y ? date(y, m, d) : near(Number(m), Number(d)),
  );
  take(/(?<![\d/.,-])(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-])/, ([, a, , b, y]) =>
    written.dayFirst || Number(a) > 12 ? date(y, b, a) : date(y, a, b),
  );
  take(/(?<![\d/.,-])(\d{1,2})\/(\d{1,2})(?![\d/])/, ([, a, b]) =>
    written.dayFirst || Number(a) > 12 ? near(Number(b), Number(a)) : near(Number(a), Number(b)),
  );
  days.months.forEach((names, index) => {
    const month = index + 1;
    const read = (d: string, y: string | undefined) => (y ? date(y, month, d) : near(month, +d));
    const of = '(?:\\.|st|nd|rd|th|er|e|º|ª|o)?\\s*(?:of |de |di )?';
    const year = '(?:,?\\s*(?:de |del )?(\\d{4}))?';
    take(
      new RegExp(`(?<!\\d)(\\d{1,2})${of}(?:${names})\\.?(?!\\p{L})${year}`, 'u'),
      ([, d = '', y]) => read(d, y),
    );
    take(
      new RegExp(`(?<!\\p{L})(?:${names})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?(?!\\d)${year}`, 'u'),
      ([, d = '', y]) => read(d, y),
    );
  });
  if (days.dayOfMonth) take(days.dayOfMonth, ([, d]) => dayAlone(written.on, Number(d), direction));
  return found;
}

function date(year: unknown, month: unknown, day: unknown): Day | null {
  const y = Number(year);
  return dayFromParts(y < 100 ? 2000 + y : y, Number(month), Number(day));
}

/** A day and month without a year: the nearest one in that direction. */
function nearest(on: Day, month: number, day: number, direction: Direction): Day | null {
  const { year } = toPlainDate(on);
  const years = direction === 'past' ? [year, year - 1] : [year, year + 1];
  for (const one of years) {
    const found = dayFromParts(one, month, day);
    if (found === null || (direction === 'past' ? found > on : found < on)) continue;
    return Math.abs(found - on) <= FURTHEST_DAYS ? found : null;
  }
  return null;
}

/** "On the 15th": this month's or the next one's, last month's for what is past. */
function dayAlone(on: Day, dayOfMonth: number, direction: Direction): Day | null {
  const { year, month } = toPlainDate(on);
  for (const step of direction === 'past' ? [0, -1] : [0, 1]) {
    const at = new Temporal.PlainYearMonth(year, month).add({ months: step });
    const found = dayFromParts(at.year, at.month, dayOfMonth);
    if (found !== null && (direction === 'past' ? found <= on : found >= on)) return found;
  }
  return null;
}

/** A weekday: the next one (said on that weekday, the one after), or the last one for the past. */
function weekdayIn(
  clause: string,
  { days, small }: Language,
  on: Day,
  direction: Direction,
): Day | null {
  const named = days.weekdays.flatMap((names, index) => {
    const pattern = small.length > 0 ? words(names) : parts(names);
    return pattern.test(clause) ? [index + 1] : [];
  });
  const [wanted] = named;
  if (named.length !== 1 || wanted === undefined) return null;
  if (direction === 'past') return addDays(on, -((weekday(on) - wanted + 7) % 7));
  const ahead = (wanted - weekday(on) + 7) % 7 || 7;
  if (!days.nextWeekday.test(clause)) return addDays(on, ahead);
  // Of the week after this one, which begins on Monday: the later reading waits longer.
  return addDays(on, 7 - weekday(on) + wanted);
}

function relativeIn(clause: string, days: DayWords, on: Day): Day | null {
  for (const [pattern, relative] of days.relative) {
    if (pattern.test(clause)) return relativeDay(on, relative);
  }
  const some = days.inSome?.exec(clause)?.groups;
  if (!some) return null;
  const n = days.numbers[some.n ?? ''] ?? Number(some.n);
  if (!Number.isInteger(n) || n < 1 || n > 90) return null;
  if (some.month) return endOf(toPlainDate(on).add({ months: n }));
  return addDays(on, some.week ? n * 7 : n);
}

function relativeDay(on: Day, relative: Relative): Day {
  switch (relative) {
    case 'week':
      return addDays(on, Math.max(0, 5 - weekday(on)));
    case 'next-week':
      return addDays(on, 12 - weekday(on));
    case 'month': {
      const date = toPlainDate(on);
      return endOf(date.with({ day: date.daysInMonth }));
    }
    case 'next-month': {
      const date = toPlainDate(on).add({ months: 1 });
      return endOf(date.with({ day: date.daysInMonth }));
    }
    default:
      return addDays(on, relative);
  }
}

function endOf({ year, month, day }: Temporal.PlainDate): Day {
  return dayFromParts(year, month, day)!;
}
