import { createHash } from 'node:crypto';
import { type Field, KNOWN_LAYOUTS, type Layout, plain, plainHeader } from './layouts/index.ts';
import { plainCell, type Row } from './row.ts';

/** Told of the first row of a table: whether it holds values already, so that nothing is named. */
export type LooksLikeData = (row: Row) => boolean;

/** Where a table begins and how its columns are to be read. */
export interface Header {
  layout: Layout;
  /** Line of the column names. */
  line: number;
  names: readonly string[];
  /** Index of the column of each field; address may have several. */
  columns: ReadonlyMap<Field, readonly number[]>;
  /** Index of each column that is kept as history, by its name. */
  history: readonly { name: string; column: number }[];
  /** Recognises the same header again, for remembered mappings. */
  hash: string;
}

/** A person's own assignment: column name to field, or null for a column to be left out. */
export type Mapping = Readonly<Record<string, Field | null>>;

// Reports put a title, a company and a date above the names; nobody puts thirty rows there.
const DEEPEST_HEADER = 30;

/**
 * Finds the row of column names among the first rows: one that a known layout fits (the first in
 * their order), else the one
 * with the most names that are understood (at least two).
 */
export function findHeader(rows: readonly Row[], format: string | null): Header | null {
  const top = rows.slice(0, DEEPEST_HEADER);
  const asked =
    format === null ? KNOWN_LAYOUTS : KNOWN_LAYOUTS.filter((one) => one.name === format);
  for (const row of top) {
    const names = new Set(row.cells.map((cell) => plainHeader(plainCell(cell))));
    const fitting = asked.find((layout) => layout.headers.every((name) => names.has(name)));
    if (fitting) return headerOf(fitting, row);
  }
  if (format !== null && format !== plain.name) return null;
  const guesses = top.map((row) => headerOf(plain, row));
  const best = guesses.sort((a, b) => b.columns.size - a.columns.size || a.line - b.line)[0];
  return best && best.columns.size >= 2 ? best : null;
}

/**
 * The header of a table whose names say nothing: its first row of more than one cell; a table that
 * begins with values at once has its columns counted. A person has to say what they are.
 * @returns null when nothing in the file is a table
 */
export function unknownHeader(rows: readonly Row[], isData: LooksLikeData): Header | null {
  const row = rows.slice(0, DEEPEST_HEADER).find((one) => filled(one) >= 2);
  if (!row) return null;
  const isNamed = !isData(row);
  const width = isNamed ? row.cells.length : Math.max(...rows.map((one) => one.cells.length));
  const cells = Array.from({ length: width }, (_, index) => {
    const name = isNamed ? plainCell(row.cells[index] ?? '').trim() : '';
    return name === '' ? `Column ${index + 1}` : name;
  });
  const line = isNamed ? row.line : row.line - 1;
  return { ...headerOf({ ...plain, fields: {} }, { line, cells }), layout: plain };
}

function filled(row: Row): number {
  return row.cells.filter((cell) => cell.trim() !== '').length;
}

function headerOf(layout: Layout, row: Row): Header {
  const names = distinct(row.cells.map((cell) => plainCell(cell).replace(/^\*/, '').trim()));
  const keys = row.cells.map((cell) => plainHeader(plainCell(cell)));
  const columns = new Map<Field, number[]>();
  const taken = new Set<number>();
  for (const [field, words] of Object.entries(layout.fields) as [Field, readonly string[]][]) {
    const found = words
      .map((word) => keys.findIndex((key, index) => key === word && !taken.has(index)))
      .filter((index) => index >= 0);
    const wanted = field === 'address' ? found : found.slice(0, 1);
    if (wanted.length === 0) continue;
    columns.set(field, wanted);
    for (const index of wanted) taken.add(index);
  }
  const history = (layout.history ?? []).flatMap((word) => {
    const column = keys.indexOf(word);
    return column < 0 ? [] : [{ name: names[column]!, column }];
  });
  // Names in another script have no plain form; they stand for themselves.
  const told = keys.map((key, index) => key || names[index]!.toLowerCase());
  const hash = createHash('sha256').update(told.join('\n')).digest('hex');
  return { layout, line: row.line, names, columns: completed(columns), history, hash };
}

/** Columns are spoken of by their names, so the second Date is "Date (2)". */
function distinct(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return name === '' || count === 1 ? name : `${name} (${count})`;
  });
}

/** A code alone is also the customer's name; a contact alone is the customer. */
function completed(columns: Map<Field, number[]>): Map<Field, number[]> {
  if (!columns.has('customer')) {
    const stand = columns.get('code') ?? columns.get('contact');
    if (stand) columns.set('customer', stand);
  }
  return columns;
}

/** The header with a person's own assignment laid over what was recognised. */
export function withMapping(header: Header, mapping: Mapping): Header {
  const columns = new Map([...header.columns].map(([field, list]) => [field, [...list]]));
  for (const [name, field] of Object.entries(mapping)) {
    const index = columnNamed(header, name);
    if (index === null) continue;
    for (const [other, list] of columns) {
      const left = list.filter((one) => one !== index);
      if (left.length === 0) columns.delete(other);
      else columns.set(other, left);
    }
    if (field !== null)
      columns.set(field, field === 'address' ? [...(columns.get(field) ?? []), index] : [index]);
  }
  return { ...header, columns: completed(columns) };
}

/** Where a column stands, by its name as the file has it or near enough; null when nowhere. */
export function columnNamed(header: Header, name: string): number | null {
  const exact = header.names.indexOf(name);
  if (name === '' || exact >= 0) return name === '' ? null : exact;
  const key = plainHeader(name);
  const near = key === '' ? -1 : header.names.map(plainHeader).indexOf(key);
  return near >= 0 ? near : null;
}

/** What each column was taken for, by its name. */
export function mappingOf(header: Header): Record<string, Field | null> {
  const fields = new Map<number, Field>();
  for (const [field, list] of header.columns) {
    for (const index of list) if (!fields.has(index)) fields.set(index, field);
  }
  return Object.fromEntries(
    header.names.flatMap((name, index) => (name === '' ? [] : [[name, fields.get(index) ?? null]])),
  );
}
