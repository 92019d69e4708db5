import { minorUnitDigits } from './currency.ts';
import { divideRounded, type Rounding } from './rounding.ts';

/** An amount in minor units (pence, cents, yen) together with its ISO 4217 currency. */
export interface Money<C extends string = string> {
  readonly amount: bigint;
  readonly currency: C;
}

/** How money is written in JSON: a plain decimal with the currency's own number of digits. */
export interface MoneyJson {
  amount: string;
  currency: string;
}

/** Money from minor units. @throws RangeError for an unknown currency. */
export function money<C extends string>(amount: bigint, currency: C): Money<C> {
  minorUnitDigits(currency);
  return { amount, currency };
}

/** Nothing, in a currency. */
export function zero<C extends string>(currency: C): Money<C> {
  return { amount: 0n, currency };
}

function sameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) {
    throw new RangeError(`Cannot combine ${a.currency} with ${b.currency}`);
  }
}

/** The sum. @throws RangeError when the currencies differ. */
export function add<C extends string>(a: Money<C>, b: Money<NoInfer<C>>): Money<C> {
  sameCurrency(a, b);
  return { amount: a.amount + b.amount, currency: a.currency };
}

/** The difference. @throws RangeError when the currencies differ. */
export function subtract<C extends string>(a: Money<C>, b: Money<NoInfer<C>>): Money<C> {
  sameCurrency(a, b);
  return { amount: a.amount - b.amount, currency: a.currency };
}

/** The same amount with the other sign. */
export function negate<C extends string>(a: Money<C>): Money<C> {
  return { amount: -a.amount, currency: a.currency };
}

/** −1, 0 or 1. @throws RangeError when the currencies differ. */
export function compareMoney<C extends string>(a: Money<C>, b: Money<NoInfer<C>>): -1 | 0 | 1 {
  sameCurrency(a, b);
  return a.amount < b.amount ? -1 : a.amount > b.amount ? 1 : 0;
}

/** `amount × numerator ÷ denominator`, rounded to whole minor units by the named rounding. */
export function multiply<C extends string>(
  a: Money<C>,
  numerator: bigint,
  denominator: bigint,
  rounding: Rounding,
): Money<C> {
  return {
    amount: divideRounded(a.amount * numerator, denominator, rounding),
    currency: a.currency,
  };
}

/**
 * Splits an amount by weights so that the parts sum to it exactly. Each part is the exact share
 * rounded toward zero; the units left over go one each to the largest remainders, the earlier
 * part first when two are equal (largest remainder method).
 * @throws RangeError when a weight is negative or all are zero.
 */
export function split<C extends string>(whole: Money<C>, weights: readonly bigint[]): Money<C>[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total <= 0n || weights.some((weight) => weight < 0n)) {
    throw new RangeError('Weights must be zero or more, and not all zero');
  }
  const sign = whole.amount < 0n ? -1n : 1n;
  const size = whole.amount * sign;
  const parts = weights.map((weight, index) => ({
    index,
    share: (size * weight) / total,
    remainder: (size * weight) % total,
  }));
  let left = size - parts.reduce((sum, part) => sum + part.share, 0n);
  const byRemainder = [...parts].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  for (const part of byRemainder) {
    if (left === 0n) break;
    part.share += 1n;
    left -= 1n;
  }
  return parts.map((part) => ({ amount: sign * part.share, currency: whole.currency }));
}

/** Minor units as a plain decimal without grouping: 123450n GBP is "1234.50". */
export function decimal(amount: bigint, currency: string): string {
  const digits = minorUnitDigits(currency);
  if (digits === 0) return amount.toString();
  const sign = amount < 0n ? '-' : '';
  const padded = (amount < 0n ? -amount : amount).toString().padStart(digits + 1, '0');
  return `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}

/**
 * Reads a plain decimal ("1234.5", "-3") into minor units. Returns null when the text is not a
 * decimal or has more digits than the currency carries: nothing is rounded away silently.
 */
export function parseDecimal(text: string, currency: string): bigint | null {
  const match = /^([+-]?)(\d{1,15})(?:\.(\d+))?$/.exec(text.trim());
  if (!match) return null;
  const digits = minorUnitDigits(currency);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > digits) return null;
  const value = BigInt(match[2] + fraction.padEnd(digits, '0'));
  return match[1] === '-' ? -value : value;
}

/** Money as it stands in JSON. */
export function moneyJson(value: Money): MoneyJson {
  return { amount: decimal(value.amount, value.currency), currency: value.currency };
}

const formatters = new Map<string, Intl.NumberFormat>();

/** Money for people: "£1,234.50" in en-GB, with the digits of ISO 4217 and never a float. */
export function formatMoney(value: Money, locale = 'en-GB'): string {
  const key = `${locale} ${value.currency}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    const digits = minorUnitDigits(value.currency);
    formatter = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: value.currency,
      currencyDisplay: 'narrowSymbol',
      // A sum must look like the one on the invoice: grouped from a thousand on, western digits.
      useGrouping: 'always',
      numberingSystem: 'latn',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    formatters.set(key, formatter);
  }
  // Intl formats decimal strings exactly (ES2023); a number would pass through binary floating
  // point.
  return formatter.format(decimal(value.amount, value.currency) as Intl.StringNumericLiteral);
}
