import { minorUnitDigits } from '../../../core/base/index.ts';
import { NUMBER_MARK, plainCell } from './row.ts';

/** The mark before the decimals of amounts. */
export type DecimalMark = '.' | ',';

export type AmountReading =
  | { kind: 'amount'; minor: bigint }
  | { kind: 'not-an-amount'; why: string };

const SYMBOLS: Readonly<Record<string, string>> = {
  '£': 'GBP',
  '€': 'EUR',
  '₹': 'INR',
  '₺': 'TRY',
  '₴': 'UAH',
  '₪': 'ILS',
  '₩': 'KRW',
  '₫': 'VND',
  R$: 'BRL',
  zł: 'PLN',
  A$: 'AUD',
  AU$: 'AUD',
  US$: 'USD',
  C$: 'CAD',
  CA$: 'CAD',
  NZ$: 'NZD',
  HK$: 'HKD',
  S$: 'SGD',
};

/** The currency a symbol stands for, where it stands for one only; $, ¥ and kr do not. */
export function currencyOfSymbol(text: string): string | null {
  const symbol = text.replace(/[\d\s.,()'’+\-−]/g, '');
  return SYMBOLS[symbol] ?? null;
}

/** What an amount says about the decimal mark of its file, if anything. */
export function markOf(text: string): DecimalMark | null {
  if (text.startsWith(NUMBER_MARK)) return null;
  const digits = text.replace(/[^\d.,]/g, '');
  const dot = digits.lastIndexOf('.');
  const comma = digits.lastIndexOf(',');
  if (dot >= 0 && comma >= 0) return dot > comma ? '.' : ',';
  if (dot < 0 && comma < 0) return null;
  const [mark, at] = dot >= 0 ? (['.', dot] as const) : ([',', comma] as const);
  if (digits.indexOf(mark) !== at) return mark === '.' ? ',' : '.';
  // Three digits after a single mark may be thousands or a fraction; nothing is decided by it.
  return digits.length - at - 1 === 3 ? null : mark;
}

const PLAIN = /^(-?)(\d{1,13})(?:\.(\d\d))?$/;

/**
 * Reads an amount as people write it (1,234.50 · 1.234,50 · 1 234,50 · (12.00) · £5 · 12-) into
 * minor units. Three digits after the only mark are thousands unless `mark` or the currency says
 * otherwise. Nothing is rounded away.
 */
export function readAmount(
  text: string,
  currency: string,
  mark: DecimalMark | null,
): AmountReading {
  const quick = mark === ',' ? null : PLAIN.exec(text);
  if (quick && (quick[3] === undefined || minorUnitDigits(currency) === 2)) {
    const digits = quick[3] ?? '0'.repeat(minorUnitDigits(currency));
    const minor = BigInt(quick[2] + digits);
    return { kind: 'amount', minor: quick[1] === '-' ? -minor : minor };
  }
  const exact = text.startsWith(NUMBER_MARK);
  const trimmed = (exact ? text.slice(1) : text).trim();
  const negative = /^\(.*\)$|^[^\d]*[-−]|[-−]\s*$/.test(trimmed);
  const body = trimmed
    .replace(/^\((.*)\)$/, '$1')
    .replace(/^[-−+\s]*(?:[A-Z]{0,3}[$£€₹₺₴₪₩₫¥]|R\$|zł|[A-Z]{3}|kr\.?)?[-−+\s]*/u, '')
    .replace(/[-−\s]*(?:[$£€₹₺₴₪₩₫¥]|zł|[A-Z]{3}|kr\.?)?[-−\s]*$/u, '');
  const parts = split(body, exact ? '.' : mark, currency);
  if (parts === null)
    return no(`"${trimmed.slice(0, 40)}" is not an amount; write it like 1234.50.`);
  const digits = minorUnitDigits(currency);
  const fraction = parts.fraction.replace(/0+$/, '');
  if (fraction.length > digits) {
    return no(`"${trimmed}" has ${fraction.length} decimals; ${currency} has ${digits}.`);
  }
  if (parts.whole.length > 13) return no(`"${trimmed.slice(0, 40)}" is larger than any invoice.`);
  const minor = BigInt(parts.whole + fraction.padEnd(digits, '0'));
  return { kind: 'amount', minor: negative ? -minor : minor };
}

function no(why: string): AmountReading {
  return { kind: 'not-an-amount', why };
}

function split(body: string, mark: DecimalMark | null, currency: string) {
  if (!/^[\d.,'’\s]*\d[\d.,'’\s]*$/u.test(body)) return null;
  const clean = body.replace(/['’\s]/gu, '');
  const used = mark ?? markOf(clean) ?? (minorUnitDigits(currency) === 3 ? null : otherThan(clean));
  if (used === null) return /[.,]/.test(clean) ? null : { whole: clean, fraction: '' };
  const group = used === '.' ? ',' : '.';
  const [whole = '', fraction = '', more] = clean.split(used);
  if (more !== undefined || fraction.includes(group)) return null;
  const groups = whole.split(group);
  if (groups.length > 1 && !grouped(groups)) return null;
  return { whole: groups.join('') || '0', fraction };
}

/** For a single mark before three digits: the other one, which makes it a mark of thousands. */
function otherThan(text: string): DecimalMark {
  return text.includes(',') ? '.' : ',';
}

/** Groups of three, or of two as in India, the last of three. */
function grouped(groups: readonly string[]): boolean {
  const [first = '', ...rest] = groups;
  return (
    first.length > 0 &&
    first.length <= 3 &&
    rest.at(-1)?.length === 3 &&
    rest.every((part) => part.length === 3 || part.length === 2)
  );
}

/** A plain quantity such as 2.5 as an integer and its count of decimals; null when it is none. */
export function readQuantity(
  text: string,
  mark: DecimalMark | null,
): { units: bigint; scale: number } | null {
  const exact = text.startsWith(NUMBER_MARK);
  const trimmed = plainCell(text).trim();
  const negative = trimmed.startsWith('-');
  const parts = split(negative ? trimmed.slice(1) : trimmed, exact ? '.' : (mark ?? '.'), 'USD');
  if (parts === null) return null;
  const units = BigInt(parts.whole + parts.fraction);
  return { units: negative ? -units : units, scale: parts.fraction.length };
}
