import { type DecimalMark, markOf } from './amounts.ts';
import type { DateOrder, DateReading } from './dates.ts';
import type { Header } from './header.ts';
import type { Field } from './layouts/index.ts';
import { plainCell, type Row, type RowReader } from './row.ts';

/** A cell that decided something, to be named when another contradicts it. */
export interface Witness {
  line: number;
  column: string;
  value: string;
}

export interface Survey {
  /** Null when no date in the file says which comes first. */
  order: DateOrder | null;
  orderWitness: Witness | null;
  /** The first date that could be read either way. */
  either: (Witness & { dayFirst: number; monthFirst: number }) | null;
  mark: DecimalMark | null;
  markWitness: Witness | null;
  samples: Row[];
}

const DATE_FIELDS: readonly Field[] = ['issued', 'due', 'paidOn'];
const AMOUNT_FIELDS: readonly Field[] = [
  'amount',
  'open',
  'paid',
  'lineAmount',
  'lineTax',
  'unitPrice',
];

// So many lines are looked at before a file may count as decided.
const LEAST_ROWS = 1_000;
const SAMPLES = 10;

/**
 * Looks through the file until its date order and decimal mark are decided; to its end where
 * nothing decides them, because the last line may.
 */
export async function survey(
  rows: RowReader,
  header: Header,
  readDate: (text: string) => DateReading,
): Promise<Survey> {
  const found: Survey = {
    order: null,
    orderWitness: null,
    either: null,
    mark: null,
    markWitness: null,
    samples: [],
  };
  const dates = DATE_FIELDS.flatMap((field) => header.columns.get(field) ?? []);
  const amounts = AMOUNT_FIELDS.flatMap((field) => header.columns.get(field) ?? []);
  let undecidedAmount = false;
  let seen = 0;
  for await (const batch of rows()) {
    for (const row of batch) {
      if (row.line <= header.line) continue;
      seen += 1;
      if (found.samples.length < SAMPLES) found.samples.push(row);
      for (const column of dates) lookAtDate(found, header, row, column, readDate);
      for (const column of amounts) {
        const cell = row.cells[column];
        if (!cell || found.mark !== null) continue;
        lookAtAmount(found, header, row, column, cell);
        undecidedAmount ||= /[.,]/.test(cell);
      }
    }
    const datesDecided = found.order !== null || found.either === null;
    const amountsDecided = found.mark !== null || !undecidedAmount;
    if (seen >= LEAST_ROWS && datesDecided && amountsDecided) break;
  }
  return found;
}

function lookAtDate(
  found: Survey,
  header: Header,
  row: Row,
  column: number,
  readDate: (text: string) => DateReading,
): void {
  const value = plainCell(row.cells[column] ?? '');
  if (value === '' || (found.order !== null && found.either !== null)) return;
  const reading = readDate(value);
  const witness = { line: row.line, column: header.names[column] ?? '', value };
  if (reading.kind === 'either') {
    const { dayFirst, monthFirst } = reading;
    found.either ??= { ...witness, dayFirst, monthFirst };
  } else if (reading.kind === 'day' && reading.orderKnown !== null && found.order === null) {
    found.order = reading.orderKnown;
    found.orderWitness = witness;
  }
}

function lookAtAmount(found: Survey, header: Header, row: Row, column: number, cell: string): void {
  const mark = /\d/.test(cell) ? markOf(cell) : null;
  if (mark === null) return;
  found.mark = mark;
  found.markWitness = { line: row.line, column: header.names[column] ?? '', value: cell };
}
