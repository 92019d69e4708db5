import type { DateReading } from './dates.ts';
import { proposeColumns } from './guess.ts';
import { type Header, mappingOf, withMapping } from './header.ts';
import type { Field } from './layouts/index.ts';
import { contentOf } from './record-maker.ts';
import { plainCell, type Row } from './row.ts';

/** How a table could be read whose columns are not all known, for a person to say yes to. */
export interface Proposal {
  /** The columns in their order, each with some of its values. */
  columns: { name: string; samples: string[] }[];
  /** What each column would be; null leaves it out. */
  mapping: Record<string, Field | null>;
  /** What still has no column, in words: "the invoice number". */
  missing: string[];
}

const SHOWN_VALUES = 3;
const SHOWN_LENGTH = 60;

/** Proposes what the columns are, from what was recognised, their names and their values. */
export function proposalFor(
  header: Header,
  rows: readonly Row[],
  readDate: (text: string) => DateReading,
): Proposal {
  const proposed = proposeColumns(header, rows, readDate);
  const guessed = Object.fromEntries(
    [...proposed].map(([field, index]) => [header.names[index]!, field]),
  );
  const whole = withMapping(header, guessed);
  return {
    columns: header.names.flatMap((name, index) =>
      name === '' ? [] : [{ name, samples: samplesOf(rows, index) }],
    ),
    mapping: mappingOf(whole),
    missing: missingThings(whole),
  };
}

function samplesOf(rows: readonly Row[], index: number): string[] {
  const texts = rows.map((row) => plainCell(row.cells[index] ?? '').trim());
  const different = [...new Set(texts)].filter((text) => text !== '');
  return different.slice(0, SHOWN_VALUES).map((text) => text.slice(0, SHOWN_LENGTH));
}

/** Things that every line of the table needs and that no column gives, in words. */
export function missingThings(header: Header): string[] {
  const { columns, layout } = header;
  const missing: string[] = [];
  const content = contentOf(header);
  const named = columns.has('customer') || layout.sections === 'customers';
  if (!named && !(content === 'payments' && columns.has('number'))) missing.push('the customer');
  if (content !== 'invoices') return missing;
  if (!columns.has('number')) missing.push('the invoice number');
  if (!columns.has('issued') && !columns.has('due')) missing.push('the invoice date or due date');
  const money = ['amount', 'open', 'lineAmount', 'unitPrice'] as const;
  if (!money.some((field) => columns.has(field))) missing.push('the amount');
  return missing;
}
