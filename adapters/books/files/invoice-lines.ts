import type { Cells } from './cells.ts';
import type { Header } from './header.ts';
import type { Field } from './layouts/index.ts';
import { lineAmount } from './lines.ts';
import { plainCell, type Row } from './row.ts';

/** What the further lines of an invoice may leave empty, because its first line says it. */
const SAID_ONCE: readonly Field[] = [
  'customer',
  'firstName',
  'code',
  'number',
  'issued',
  'due',
  'dueDays',
  'dueTerms',
  'currency',
  'status',
];

/** Follows the rows of a file that has one for each line of an invoice. */
export class InvoiceLines {
  readonly #header: Header;
  readonly #cells: Cells;
  #before: Row | null = null;
  #isFurther = false;
  #toldWhole = false;

  constructor(header: Header, cells: Cells) {
    this.#header = header;
    this.#cells = cells;
  }

  /** The row, with what it leaves empty taken from the line before where that is its invoice's. */
  take(row: Row): Row {
    this.#isFurther = isFurtherLine(this.#header, this.#before, row);
    if (!this.#isFurther) this.#toldWhole = false;
    this.#before = this.#isFurther ? continued(this.#header, this.#before!, row) : row;
    return this.#before;
  }

  /**
   * What the row adds to its invoice, by its own amount; an invoice that names its whole `total`
   * adds that once. Null when the row says none, undefined after a problem.
   */
  amount(total: bigint | null, currency: string): bigint | null | undefined {
    if (this.#isFurther && this.#toldWhole) return 0n;
    this.#toldWhole = total !== null;
    if (total !== null) return total;
    const line = lineAmount(this.#cells, currency);
    if (line === null || line === undefined || this.#isFurther) return line;
    const freight = freightOf(this.#cells, currency);
    return freight === null ? undefined : line + freight;
  }

  /** Whether the row names a rate of tax and leaves the tax itself to whoever reads it. */
  get lacksTax(): boolean {
    return !this.#toldWhole && lacksTax(this.#cells);
  }
}

/** Freight and its tax, on every line of an invoice and counted once; null after a problem. */
function freightOf(cells: Cells, currency: string): bigint | null {
  const freight = cells.amount('freight', currency);
  const tax = cells.amount('freightTax', currency);
  if (freight === undefined || tax === undefined) return null;
  return (freight ?? 0n) + (tax ?? 0n);
}

/** Whether a line names a rate of tax and leaves the tax itself to the program that reads it. */
function lacksTax(cells: Cells): boolean {
  const isSaid = cells.text('lineTax') !== '' || cells.text('lineGross') !== '';
  return !isSaid && /[1-9]/.test(cells.text('taxRate').match(/[\d.,]+\s*%|^[\d.,]+$/)?.[0] ?? '');
}

/**
 * Whether a row is a further line of the invoice that the row before it belongs to: it has the
 * same number, or neither number nor customer.
 */
function isFurtherLine(header: Header, before: Row | null, row: Row): boolean {
  const at = (field: Field, of: Row) => textAt(of, header.columns.get(field)?.[0]);
  if (before === null) return false;
  const number = at('number', row);
  return number === '' ? at('customer', row) === '' : number === at('number', before);
}

/** A further line, with what it leaves empty taken from the row before. */
function continued(header: Header, before: Row, row: Row): Row {
  const cells = [...row.cells];
  for (const field of SAID_ONCE) {
    const column = header.columns.get(field)?.[0];
    if (column !== undefined && textAt(row, column) === '')
      cells[column] = before.cells[column] ?? '';
  }
  return { line: row.line, cells };
}

function textAt(row: Row, column: number | undefined): string {
  return column === undefined ? '' : plainCell(row.cells[column] ?? '').trim();
}
