/**
 * A calendar date as the number of days since 1970-01-01 (proleptic Gregorian).
 *
 * The house's word for a date is `Temporal.PlainDate`; inside the core a date is this branded
 * integer, because a round compares millions of them (docs/decisions/0003 has the figures).
 */
export type Day = number & { readonly dayBrand: unique symbol };

const MS_PER_DAY = 86_400_000;

/** Wraps a count of days since 1970-01-01. For code that reads a stored day back. */
export function dayFromEpoch(days: number): Day {
  if (!Number.isInteger(days)) throw new RangeError(`A day is a whole number, not ${days}`);
  return days as Day;
}

// A year outside is a slip of the pen (0206, 20226): no debt is that old or due that late, and the
// calendars know no holidays there.
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

/**
 * The day for a year (1900–2199), month (1–12) and day of month, or null when there is no such
 * date.
 */
export function dayFromParts(year: number, month: number, dayOfMonth: number): Day | null {
  if (year < FIRST_YEAR || year > LAST_YEAR) return null;
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, dayOfMonth);
  const exists =
    at.getUTCFullYear() === year &&
    at.getUTCMonth() === month - 1 &&
    at.getUTCDate() === dayOfMonth;
  return exists ? ((at.getTime() / MS_PER_DAY) as Day) : null;
}

/** Reads `YYYY-MM-DD`, or returns null when the text is not a date that exists. */
export function parseDay(iso: string): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (!match) return null;
  return dayFromParts(Number(match[1]), Number(match[2]), Number(match[3]));
}

/**
 * Reads `YYYY-MM-DD`.
 * @throws RangeError when the text is not a date that exists.
 */
export function day(iso: string): Day {
  const parsed = parseDay(iso);
  if (parsed === null) throw new RangeError(`"${iso}" is not a date (YYYY-MM-DD)`);
  return parsed;
}

/** `YYYY-MM-DD`. */
export function isoDay(value: Day): string {
  return new Date(value * MS_PER_DAY).toISOString().slice(0, 10);
}

/** The day `count` calendar days later (earlier when negative). */
export function addDays(value: Day, count: number): Day {
  return (value + count) as Day;
}

/** ISO weekday: 1 Monday … 7 Sunday. */
export function weekday(value: Day): number {
  return ((((value + 3) % 7) + 7) % 7) + 1;
}

/** The year of a day. */
export function yearOf(value: Day): number {
  return new Date(value * MS_PER_DAY).getUTCFullYear();
}

/** The later of two days. */
export function laterDay(a: Day, b: Day): Day {
  return a > b ? a : b;
}

/** The same date as the platform's own type. */
export function toPlainDate(value: Day): Temporal.PlainDate {
  return Temporal.PlainDate.from(isoDay(value));
}

/** The day of a `Temporal.PlainDate`. */
export function fromPlainDate(date: Temporal.PlainDate): Day {
  return day(date.toString());
}

/** The date that a clock on the wall in `zone` (IANA name) shows at `instant`. */
export function dayInZone(instant: Temporal.Instant, zone: string): Day {
  return fromPlainDate(instant.toZonedDateTimeISO(zone).toPlainDate());
}

const spoken = new Map<string, Intl.DateTimeFormat>();

// A formatter costs 20 µs to make and 0.5 µs to use; a round says a hundred thousand dates.
function formatterFor(locale: string, style: 'long' | 'short', withYear: boolean) {
  const key = `${locale} ${style} ${withYear}`;
  let formatter = spoken.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(locale, {
      ...(style === 'long' ? { weekday: 'long' } : {}),
      day: 'numeric',
      month: style,
      ...(withYear ? { year: 'numeric' } : {}),
      timeZone: 'UTC',
    });
    spoken.set(key, formatter);
  }
  return formatter;
}

/** How people say a date: "Tuesday 24 November", with the year when it is not `today`'s. */
export function spokenDay(value: Day, today: Day, locale = 'en-GB'): string {
  const withYear = yearOf(value) !== yearOf(today);
  return formatterFor(locale, 'long', withYear)
    .format(value * MS_PER_DAY)
    .replace(/,/g, '');
}

/** A date in short for a reason or a table: "24 Nov", with the year when it is not `today`'s. */
export function shortDay(value: Day, today: Day, locale = 'en-GB'): string {
  const withYear = yearOf(value) !== yearOf(today);
  return formatterFor(locale, 'short', withYear).format(value * MS_PER_DAY);
}
