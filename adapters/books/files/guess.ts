import { isCurrency } from '../../../core/base/index.ts';
import { readAmount } from './amounts.ts';
import { readCountry } from './countries.ts';
import type { DateReading } from './dates.ts';
import type { Header } from './header.ts';
import { type Field, plain, plainHeader } from './layouts/index.ts';
import { plainCell, type Row } from './row.ts';

/** What the values of a column look like: the share of those filled that are of each kind, 0–1. */
interface Look {
  index: number;
  key: string;
  date: number;
  amount: number;
  email: number;
  country: number;
  currency: number;
  /** Texts with letters in them that are none of the above. */
  words: number;
  /** How many of the values stand once only. */
  distinct: number;
  /** Values with a digit in them, and with decimals. */
  digits: number;
  decimals: number;
  /** The latest date of each row, to tell the invoice date from the due date. */
  dates: (number | null)[];
}

type ReadDate = (text: string) => DateReading;

/** Pieces of names that speak for a field, strongest first; in plain form. */
const HINTS: readonly [Field, RegExp][] = [
  ['email', /mail|courriel|correo/],
  ['due', /due|deadline|payby|expir|fallig|faellig|echeance|verval|vencim|scaden|maturity/],
  ['paidOn', /paidon|datepaid|paiddate|settled|received|bezahltam|cleared/],
  ['issued', /date|issue|raised|sent|created|datum|fecha|data/],
  ['open', /open|outstand|balance|remain|owed|owing|unpaid|offen|restant|saldo/],
  ['paid', /paid|received|bezahlt|paye|pagado/],
  ['amount', /amount|total|sum|gross|value|price|betrag|montant|bedrag|importe|charge/],
  ['number', /inv|number|numero|nummer|doc|ref|bill|nr|rechn|fact|id$|^no$|#/],
  ['currency', /curr|ccy|wahr|devise|valuta|moneda/],
  ['country', /country|nation|land|pays|pais/],
  [
    'customer',
    /cust|client|kund|klant|debit|deb|company|firm|buyer|account|party|name|business|who/,
  ],
];

/** Fields in the order in which they choose their column, with how well its values fit. */
const WANTED: readonly [Field, (look: Look) => number][] = [
  ['email', (look) => look.email],
  ['due', (look) => look.date],
  ['paidOn', (look) => look.date],
  ['issued', (look) => look.date],
  ['currency', (look) => look.currency],
  ['country', (look) => look.country],
  ['open', (look) => look.amount],
  ['paid', (look) => look.amount],
  ['amount', (look) => look.amount * (0.8 + look.decimals / 5)],
  ['number', (look) => (look.date > 0.5 || look.email > 0.5 ? 0 : look.distinct * look.digits)],
  ['customer', (look) => look.words * (1 - look.digits / 5)],
];

/** Fields that are proposed only where the name of the column speaks for them. */
const BY_NAME_ONLY: readonly Field[] = ['paidOn', 'open', 'paid', 'due'];

const ENOUGH = 0.6;

/**
 * Proposes what the columns are that nobody recognised, from pieces of their names and from what
 * their values look like. A proposal only: a person says yes before a line is read by it.
 */
export function proposeColumns(
  header: Header,
  rows: readonly Row[],
  readDate: ReadDate,
): Map<Field, number> {
  const taken = new Set([...header.columns.values()].flat());
  const looks = header.names
    .map((name, index) => lookAt(index, name, rows, readDate))
    .filter((look) => !taken.has(look.index) && header.names[look.index] !== '');
  const proposed = new Map<Field, number>();
  for (const named of [true, false]) {
    for (const [field, suits] of WANTED) {
      if (header.columns.has(field) || proposed.has(field)) continue;
      if (!named && BY_NAME_ONLY.includes(field)) continue;
      const free = looks.filter((look) => ![...proposed.values()].includes(look.index));
      const able = free.filter(
        (look) => suits(look) >= ENOUGH && (!named || hints(field, look.key)),
      );
      const best = able.toSorted((a, b) => suits(b) - suits(a) || a.index - b.index)[0];
      if (best) proposed.set(field, best.index);
    }
  }
  return withDueDate(proposed, header, looks);
}

/** Of two columns of dates the one that is never earlier is the day things are due. */
function withDueDate(proposed: Map<Field, number>, header: Header, looks: readonly Look[]) {
  if (header.columns.has('due') || proposed.has('due')) return proposed;
  const issued = looks.find((look) => look.index === proposed.get('issued'));
  const used = new Set(proposed.values());
  const other = looks.find((look) => look.date >= ENOUGH && !used.has(look.index));
  if (!issued || !other) return proposed;
  const isLater = (a: Look, b: Look) =>
    a.dates.every((day, at) => day === null || (b.dates[at] ?? day) <= day);
  if (isLater(other, issued)) proposed.set('due', other.index);
  else if (isLater(issued, other)) proposed.set('due', issued.index).set('issued', other.index);
  return proposed;
}

function hints(field: Field, key: string): boolean {
  if (plain.fields[field]?.includes(key)) return true;
  // The first field whose piece is in a name has it: "due date" is no invoice date.
  return HINTS.find(([, piece]) => piece.test(key))?.[0] === field;
}

function lookAt(index: number, name: string, rows: readonly Row[], readDate: ReadDate): Look {
  const cells = rows.map((row) => row.cells[index] ?? '');
  const filled = cells.filter((cell) => cell.trim() !== '');
  const texts = filled.map((cell) => plainCell(cell).trim());
  const share = (is: (text: string) => boolean) =>
    texts.length === 0 ? 0 : texts.filter(is).length / texts.length;
  const isDate = (text: string) => readDate(text).kind !== 'not-a-date';
  const isEmail = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
  const isAmount = (text: string) => /\d/.test(text) && readsAsAmount(text);
  return {
    index,
    key: plainHeader(name),
    date: share(isDate),
    amount: share((text) => isAmount(text) && !isDate(text)),
    email: share(isEmail),
    country: share((text) => readCountry(text) !== null),
    currency: share((text) => isCurrency(text)),
    words: share((text) => /\p{L}{2}/u.test(text) && !isEmail(text) && !isDate(text)),
    distinct: texts.length === 0 ? 0 : new Set(texts).size / texts.length,
    digits: share((text) => /\d/.test(text)),
    decimals: share((text) => /\d[.,]\d\d?$/.test(text)),
    dates: cells.map((cell) => dayOf(readDate(plainCell(cell).trim()))),
  };
}

function readsAsAmount(text: string): boolean {
  return readAmount(text, 'GBP', null).kind === 'amount';
}

function dayOf(reading: DateReading): number | null {
  if (reading.kind === 'day') return reading.day;
  return reading.kind === 'either' ? reading.dayFirst : null;
}

/** Whether a row is a line of values, such as a table without column names begins with. */
export function looksLikeData(row: Row, readDate: ReadDate): boolean {
  return row.cells
    .map((cell) => plainCell(cell).trim())
    .some(
      (text) =>
        readDate(text).kind !== 'not-a-date' ||
        /^\S+@\S+\.\S+$/.test(text) ||
        (/^\D{0,3}\d[\d.,' ]*$/.test(text) && readsAsAmount(text)),
    );
}
