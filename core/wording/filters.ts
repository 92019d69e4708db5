import type { Day, Money } from '../base/index.ts';
import {
  joined,
  pluralOf,
  sayDay,
  sayFullDay,
  sayMoney,
  sayShortDay,
  type WeekdayStyle,
} from './speech.ts';

/** What filters know of the message they work for. */
export interface FilterScope {
  locale: string;
  today: Day;
  weekday: WeekdayStyle;
}

function isMoney(value: unknown): value is Money {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
}

/** Money for people; several currencies side by side: "£820.00 and €50.00". */
function moneyText(value: unknown, locale: string): string {
  if (isMoney(value)) return sayMoney([value], locale);
  if (Array.isArray(value) && value.every(isMoney)) return sayMoney(value, locale);
  throw new TypeError('money takes an amount with its currency');
}

function dayOf(value: unknown): Day {
  if (typeof value === 'number' && Number.isInteger(value)) return value as Day;
  throw new TypeError('date takes a day; guard it with an if where it can be missing');
}

type Filter = (scope: FilterScope, value: unknown, ...args: unknown[]) => string;

/**
 * The filters of the house. `plural` takes one phrase per category that the language has, with #
 * for the number: `{{ due.count | plural: one: "one invoice", other: "# invoices" }}`.
 */
export const houseFilters: Readonly<Record<string, Filter>> = {
  money: (scope, value) => moneyText(value, scope.locale),
  date: (scope, value) => sayDay(dayOf(value), scope.today, scope.locale, scope.weekday),
  day: (scope, value) => sayDay(dayOf(value), scope.today, scope.locale, 'none'),
  shortdate: (scope, value) => sayShortDay(dayOf(value), scope.today, scope.locale),
  fulldate: (scope, value) => sayFullDay(dayOf(value), scope.locale),
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
