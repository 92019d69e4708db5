import { parseDecimal } from '../../base/index.ts';

const SIGNS: Readonly<Record<string, readonly string[]>> = {
  '£': ['GBP'],
  '€': ['EUR'],
  euros: ['EUR'],
  euro: ['EUR'],
  $: ['USD', 'AUD', 'CAD', 'NZD', 'SGD'],
  dollars: ['USD', 'AUD', 'CAD', 'NZD', 'SGD'],
  pounds: ['GBP'],
  zł: ['PLN'],
  r$: ['BRL'],
  reais: ['BRL'],
  '¥': ['JPY', 'CNY'],
  円: ['JPY'],
  元: ['CNY'],
  يورو: ['EUR'],
  درهم: ['AED'],
  ريال: ['SAR'],
};
const NAMED = Object.keys(SIGNS)
  .toSorted((a, b) => b.length - a.length)
  .map((sign) => sign.replace(/\$/g, '\\$'))
  .join('|');
const CODE = '(?<!\\p{L})[a-z]{3}(?!\\p{L})';
const NUMBER = "\\d{1,3}(?:[.,'\u00a0\u202f ]\\d{3})+(?:[.,]\\d{1,2})?|\\d+(?:[.,]\\d{1,2})?";
const BEFORE = new RegExp(`(${NAMED}|${CODE})\\s?(${NUMBER})(?![\\d%])`, 'gu');
const AFTER = new RegExp(`(?<![\\d.,/-])(${NUMBER})\\s?(${NAMED}|${CODE})`, 'gu');

/** A sum that somebody wrote, in a currency in which they owe. */
export interface SumSaid {
  amount: bigint;
  currency: string;
}

/**
 * The one sum that a clause names with its currency, in one of those given; null when it names
 * none, or several.
 */
export function amountIn(clause: string, currencies: readonly string[]): SumSaid | null {
  const found = new Map<string, SumSaid>();
  const take = (sign: string, digits: string) => {
    const code = sign.toUpperCase();
    const meant = SIGNS[sign] ?? [code];
    const currency = currencies.filter((one) => meant.includes(one));
    if (currency.length !== 1) return;
    const amount = parseDecimal(plain(digits), currency[0]!);
    if (amount === null || amount <= 0n) return;
    found.set(`${amount} ${currency[0]}`, { amount, currency: currency[0]! });
  };
  for (const [, sign = '', digits = ''] of clause.matchAll(BEFORE)) take(sign, digits);
  for (const [, digits = '', sign = ''] of clause.matchAll(AFTER)) take(sign, digits);
  return found.size === 1 ? [...found.values()][0]! : null;
}

/** "1.234,50" and "1,234.50" as 1234.50: a mark with one or two digits behind it is decimal. */
function plain(digits: string): string {
  const match = /^(.*?)(?:[.,](\d{1,2}))?$/.exec(digits)!;
  const whole = match[1]!.replace(/\D/g, '');
  return match[2] === undefined ? whole : `${whole}.${match[2]}`;
}
