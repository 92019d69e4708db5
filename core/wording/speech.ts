import { type Day, formatMoney, type Money, yearOf } from '../base/index.ts';

const listFormats = new Map<string, Intl.ListFormat>();

/** "A", "A and B", "A, B and C" as the locale says it. */
export function joined(parts: readonly string[], locale: string): string {
  let format = listFormats.get(locale);
  if (!format) {
    format = new Intl.ListFormat(locale, { type: 'conjunction' });
    listFormats.set(locale, format);
  }
  return format.format(parts);
}

const pluralRules = new Map<string, Intl.PluralRules>();

/** The plural category of a count in a locale. */
export function pluralOf(count: number, locale: string): Intl.LDMLPluralRule {
  let rules = pluralRules.get(locale);
  if (!rules) {
    rules = new Intl.PluralRules(locale);
    pluralRules.set(locale, rules);
  }
  return rules.select(count);
}

/** Money for people; several currencies side by side: "£820.00 and €50.00". */
export function sayMoney(totals: readonly Money[], locale: string): string {
  return joined(
    totals.map((one) => formatMoney(one, locale)),
    locale,
  );
}

/**
 * How a date is said: with its weekday and the locale's comma, with the weekday and no comma, or
 * without a weekday.
 */
export type WeekdayStyle = 'comma' | 'plain' | 'none';

const dateFormats = new Map<string, Intl.DateTimeFormat>();

// Western digits and the Gregorian calendar everywhere: a date must match the one on the invoice.
const ALWAYS = { timeZone: 'UTC', calendar: 'gregory', numberingSystem: 'latn' } as const;

const MS_PER_DAY = 86_400_000;

function formatted(value: Day, locale: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${locale} ${options.weekday} ${options.month} ${options.year}`;
  let format = dateFormats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { ...ALWAYS, ...options });
    dateFormats.set(key, format);
  }
  return format.format(value * MS_PER_DAY);
}

/** A date in prose: "Tuesday 24 November", with the year when it is not `today`'s. */
export function sayDay(value: Day, today: Day, locale: string, weekday: WeekdayStyle): string {
  const text = formatted(value, locale, {
    ...(weekday === 'none' ? {} : { weekday: 'long' as const }),
    day: 'numeric',
    month: 'long',
    ...yearIfOther(value, today),
  });
  return weekday === 'plain' ? text.replace(/[,،]/g, '') : text;
}

/** A date in short: "24 Nov", with the year when it is not `today`'s. */
export function sayShortDay(value: Day, today: Day, locale: string): string {
  const year = yearIfOther(value, today);
  return formatted(value, locale, { day: 'numeric', month: 'short', ...year });
}

/** A date as it stands on paper, always with its year: "24 November 2026". */
export function sayFullDay(value: Day, locale: string): string {
  return formatted(value, locale, { day: 'numeric', month: 'long', year: 'numeric' });
}

function yearIfOther(value: Day, today: Day): { year?: 'numeric' } {
  return yearOf(value) === yearOf(today) ? {} : { year: 'numeric' };
}
