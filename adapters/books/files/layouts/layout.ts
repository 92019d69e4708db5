import type { DateOrder } from '../dates.ts';

/** What a column can mean to Duly. */
export const FIELDS = [
  'customer',
  'firstName',
  'code',
  'email',
  'phone',
  'contact',
  'country',
  'address',
  'number',
  'issued',
  'due',
  'dueDays',
  'amount',
  'open',
  'paid',
  'paidOn',
  'currency',
  'reference',
  'description',
  'type',
  'status',
  'lineAmount',
  'lineGross',
  'lineTax',
  'taxRate',
  'quantity',
  'unitPrice',
  'discount',
  'freight',
  'freightTax',
  'dueTerms',
] as const;

export type Field = (typeof FIELDS)[number];

/** Fields that only known layouts have, a row for each line of an invoice; nobody assigns them. */
export const LINE_FIELDS: readonly Field[] = FIELDS.slice(FIELDS.indexOf('lineAmount'));

/** What a line is, by the word in its type column. */
export type LineKind = 'invoice' | 'credit-note' | 'payment' | 'skip';

/**
 * How one product lays out one file: a value, so that another product is one more small file in
 * this folder. Header names are compared by plainHeader (letters and digits only, small, without
 * accents; # stays).
 */
export interface Layout {
  /** Stable name, told as `format`. */
  name: string;
  /** What people call the file. */
  title: string;
  /** Headers that must all be there, in plain form; of several layouts that fit, the first is. */
  headers: readonly string[];
  fields: Partial<Record<Field, readonly string[]>>;
  /** The file cannot be imported; says which one to export instead. */
  refuse?: string;
  /** Rows with one cell: the customer of the rows below, or a heading that means nothing here. */
  sections?: 'customers' | 'headings';
  /** One row per line of an invoice: `sum` adds their amounts, `repeat` repeats the whole. */
  lines?: 'sum' | 'repeat';
  types?: Readonly<Record<string, LineKind>>;
  /** Plain words in the status column that make a row no invoice (drafts, voided). */
  skipStatus?: readonly string[];
  /** What a negative amount is; a named problem where it is not said. */
  negative?: 'credit-note';
  /** Date order the product writes; `always` where it never writes another. */
  dates?: { order: DateOrder; always: boolean };
  /** Currency of every amount, where the file never says. */
  currency?: string;
  /** Columns kept as the invoice's history, by plain header. */
  history?: readonly string[];
}

/** The form in which headers are compared: "*Invoice No." is "invoiceno". */
export function plainHeader(header: string): string {
  return header
    .replace(/ß/g, 'ss')
    .replace(/[øØ]/g, 'o')
    .replace(/[æÆ]/g, 'ae')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9#%]+/g, '');
}
