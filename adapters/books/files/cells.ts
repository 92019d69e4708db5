import type { Day } from '../../../core/base/index.ts';
import { type AmountReading, type DecimalMark, markOf, readAmount } from './amounts.ts';
import type { DateOrder, DateReading } from './dates.ts';
import type { Header } from './header.ts';
import type { Field } from './layouts/index.ts';
import type { Problems } from './problems.ts';
import { plainCell, type Row } from './row.ts';
import type { Witness } from './survey.ts';

/** What was settled about a file before its lines are read. */
export interface Settled {
  order: DateOrder | null;
  /** The order is only what is usual: a person is asked, and what hangs on it is no fault yet. */
  isAsked: boolean;
  /** The cell that settled the order; null when a person or the layout did. */
  orderWitness: Witness | null;
  mark: DecimalMark | null;
  markWitness: Witness | null;
}

/** Reads the cells of a row by field, noting a problem where one cannot be read. */
export class Cells {
  readonly #header: Header;
  readonly #settled: Settled;
  readonly #readDate: (text: string) => DateReading;
  readonly #problems: Problems;
  readonly #columns: Partial<Record<Field, readonly number[]>>;
  #row: Row = { line: 0, cells: [] };

  constructor(
    header: Header,
    settled: Settled,
    readDate: (text: string) => DateReading,
    problems: Problems,
  ) {
    this.#header = header;
    this.#settled = settled;
    this.#readDate = readDate;
    this.#problems = problems;
    this.#columns = Object.fromEntries(header.columns);
  }

  /** The row that is read from now on. */
  set row(row: Row) {
    this.#row = row;
  }

  has(field: Field): boolean {
    return this.#columns[field] !== undefined;
  }

  /** The text of a field without blanks around it, or ''. */
  text(field: Field): string {
    const columns = this.#columns[field];
    if (columns === undefined) return '';
    const cell = this.#row.cells[columns[0]!];
    return cell === undefined ? '' : plainCell(cell).trim();
  }

  /** All cells of a field that has several columns. */
  texts(field: Field): string[] {
    const columns = this.#columns[field] ?? [];
    return columns
      .map((column) => plainCell(this.#row.cells[column] ?? '').trim())
      .filter((text) => text !== '');
  }

  /** A date, null for an empty cell, undefined after a problem. */
  date(field: Field): Day | null | undefined {
    const text = this.text(field);
    if (text === '') return null;
    const reading = this.#readDate(text);
    if (reading.kind === 'not-a-date') return this.fault(field, reading.why);
    const { order } = this.#settled;
    if (reading.kind === 'either') {
      if (order === 'day-first') return reading.dayFirst;
      if (order === 'month-first') return reading.monthFirst;
      return this.fault(
        field,
        `"${text}" may be two dates; say whether the day or the month comes first.`,
      );
    }
    if (reading.orderKnown !== null && order !== null && reading.orderKnown !== order) {
      return this.fault(field, this.#contradiction(text, order));
    }
    return reading.day;
  }

  #contradiction(text: string, order: DateOrder): string {
    const [here, there] =
      order === 'day-first' ? ['the month', 'the day'] : ['the day', 'the month'];
    const witness = this.#settled.orderWitness;
    return witness
      ? `"${text}" has ${here} first, but "${witness.value}" in line ${witness.line} has ${there} first. Write all dates one way.`
      : `"${text}" has ${here} first, but dates in this file are read with ${there} first.`;
  }

  /** The raw cell of an amount, with its mark, or ''. */
  raw(field: Field): string {
    const columns = this.#columns[field];
    return columns === undefined ? '' : (this.#row.cells[columns[0]!] ?? '');
  }

  /** An amount in minor units, null for an empty cell, undefined after a problem. */
  amount(field: Field, currency: string): bigint | null | undefined {
    const raw = this.raw(field);
    if (raw === '' || raw.trim() === '') return null;
    const reading: AmountReading = readAmount(raw, currency, this.#settled.mark);
    if (reading.kind === 'amount') return reading.minor;
    const { mark, markWitness } = this.#settled;
    const own = markOf(raw);
    const torn = mark !== null && own !== null && own !== mark && markWitness !== null;
    return this.fault(
      field,
      torn
        ? `"${plainCell(raw)}" has its decimals after "${own}", but "${markWitness.value}" in line ${markWitness.line} has them after "${mark}". Write all amounts one way.`
        : reading.why,
    );
  }

  /** The decimal mark of the file. */
  get mark(): DecimalMark | null {
    return this.#settled.mark;
  }

  /** Name of a field's column as the file has it. */
  columnName(field: Field): string | null {
    const column = this.#columns[field]?.[0];
    return column === undefined ? null : (this.#header.names[column] ?? null);
  }

  /** Line of the row that is read. */
  get line(): number {
    return this.#row.line;
  }

  /** Notes a problem with the cell of a field. */
  fault(field: Field, message: string): undefined {
    this.#problems.add(this.#row.line, this.columnName(field), this.text(field), message);
    return undefined;
  }
}
