import { type Day, formatMoney, type Money, shortDay, spokenDay } from '../base/index.ts';

/** What filters know of the message they work for. */
export interface FilterScope {
  locale: string;
  today: Day;
}

function isMoney(value: unknown): value is Money {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
}

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

/** Money for people; several currencies side by side: "£820.00 and €50.00". */
export function moneyText(value: unknown, scope: FilterScope): string {
  if (isMoney(value)) return formatMoney(value, scope.locale);
  if (Array.isArray(value) && value.every(isMoney)) {
    return joined(
      value.map((one) => formatMoney(one, scope.locale)),
      scope.locale,
    );
  }
  throw new TypeError('money takes an amount with its currency');
}

function dayOf(value: unknown): Day {
  if (typeof value === 'number' && Number.isInteger(value)) return value as Day;
  throw new TypeError('date takes a day; guard it with an if where it can be missing');
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

type Filter = (scope: FilterScope, value: unknown, ...args: unknown[]) => string;

/**
 * The filters of the house. `plural` takes one phrase per category that the language has, with #
 * for the number: `{{ due.count | plural: one: "one invoice", other: "# invoices" }}`.
 */
export const houseFilters: Readonly<Record<string, Filter>> = {
  money: (scope, value) => moneyText(value, scope),
  date: (scope, value) => spokenDay(dayOf(value), scope.today, scope.locale),
  shortdate: (scope, value) => shortDay(dayOf(value), scope.today, scope.locale),
  list: (scope, value) => {
    if (!Array.isArray(value)) throw new TypeError('list takes a list of words');
    return joined(value.map(String), scope.locale);
  },
  plural: (scope, value, ...args) => {
    if (typeof value !== 'number') throw new TypeError('plural takes a number');
    const phrases = new Map(args.filter((arg) => Array.isArray(arg)) as [string, unknown][]);
    const phrase = phrases.get(pluralOf(value, scope.locale)) ?? phrases.get('other');
    if (phrase === undefined) throw new TypeError('plural needs a phrase for "other"');
    return String(phrase).replaceAll('#', String(value));
  },
};
