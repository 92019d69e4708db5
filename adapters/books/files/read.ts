import type { Day, Problem } from '../../../core/base/index.ts';
import { csvRows, DELIMITERS, sampleRows } from './csv-rows.ts';
import { type DateOrder, dateReader } from './dates.ts';
import { surveyBytes, utf8Chunks } from './encoding.ts';
import { looksLikeData } from './guess.ts';
import {
  columnNamed,
  findHeader,
  type Header,
  type Mapping,
  mappingOf,
  unknownHeader,
  withMapping,
} from './header.ts';
import { kindOf } from './kind.ts';
import { type Field, KNOWN_LAYOUTS, plain } from './layouts/index.ts';
import { LIMITS } from './limits.ts';
import { ColumnsUnknownError, Notes, Problems, UnreadableFileError } from './problems.ts';
import { missingThings, type Proposal, proposalFor } from './proposal.ts';
import type { FileRecord } from './record.ts';
import { type Content, contentOf, RecordMaker } from './record-maker.ts';
import { plainCell, type Row, type RowReader } from './row.ts';
import { type FileSource, headOf } from './source.ts';
import { type Survey, survey } from './survey.ts';
import { readWorkbook } from './workbook.ts';
import { xlsxRows } from './xlsx-rows.ts';

export interface ReadOptions {
  /** Decides the century of two-digit years. */
  today: Day;
  /** The business's country: a hint which date order to propose, never used in silence. */
  country: string;
  /** Currency of amounts that name none. */
  currency: string;
  /** Name of a layout, where a person says which; `auto` or nothing detects it. */
  format?: string | null;
  dates?: DateOrder | null;
  mapping?: Mapping | null;
  /** Gives the mapping a person chose before for a header, by its hash. */
  remembered?: (headerHash: string) => Promise<Mapping | null>;
  /** Opens a table that lacks a column too, so that a person can say which one it is. */
  lenient?: boolean;
}

/** A question that only a person can answer: which comes first, the day or the month. */
export interface DateQuestion {
  line: number;
  column: string;
  value: string;
  /** The date it would be in each order. */
  dayFirst: Day;
  monthFirst: Day;
  /** What is usual where the business is. */
  proposed: DateOrder;
}

/** A file whose table was found; its lines are read by records(). */
export interface OpenedFile {
  format: string;
  title: string;
  content: Content;
  encoding: string;
  sha256: string;
  headerHash: string;
  /**
   * Something that every line needs has no column that is known, and what is proposed; only ever
   * there when opened leniently. The mapping is the proposed one then.
   */
  unknown: ColumnsUnknownError | null;
  /** Lines under the header, where the file tells it before they are read. */
  linesTotal: number | null;
  mapping: Record<string, Field | null>;
  columns: string[];
  /** The first rows under the header, as text. */
  samples: { line: number; cells: string[] }[];
  dates: DateOrder | null;
  /** Asked when nothing in the file decides; records() then reads dates as proposed. */
  question: DateQuestion | null;
  problems: Problems;
  notes: Notes;
  /** Rows left out on purpose, by the reason. */
  skipped: Map<string, number>;
  /** Several lines make one invoice: their amounts are added (`sum`) or say the same (`repeat`). */
  lines: 'sum' | 'repeat' | null;
  records(): AsyncGenerator<FileRecord[]>;
}

/**
 * Opens a CSV or XLSX file: finds out its encoding, separator, layout, date order and decimal
 * mark. Nothing of it is ever executed; text is data, whatever it begins with.
 * @throws UnreadableFileError when no table can be read from it, with words that say what to do.
 */
export async function openFile(source: FileSource, options: ReadOptions): Promise<OpenedFile> {
  if (source.sizeBytes > LIMITS.fileBytes) {
    throw new UnreadableFileError(
      'The file is larger than a gigabyte. Nothing was imported. Split it and import the parts.',
    );
  }
  checkFormat(options.format);
  const table = await openTable(source, options);
  const { sha256 } = table;
  const found = table.header;
  if (found.layout.refuse) {
    throw new UnreadableFileError(
      `This is ${found.layout.title}. ${found.layout.refuse} Nothing was imported.`,
      found.line,
    );
  }
  const readDate = dateReader(options.today);
  const { header, unknown } = await headerFor(table, options, readDate);
  const seen = await survey(table.rows, header, readDate);
  const dates = orderOf(seen, header, options);
  const opened = {
    format: header.layout.name,
    title: header.layout.title,
    content: contentOf(header),
    encoding: table.encoding,
    sha256,
    headerHash: header.hash,
    unknown,
    linesTotal: table.lines === null ? null : Math.max(0, table.lines - header.line),
    mapping: mappingOf(header),
    columns: [...header.names],
    samples: seen.samples.map(({ line, cells }) => ({ line, cells: cells.map(plainCell) })),
    dates,
    question: dates === null && seen.either ? questionOf(seen.either, options.country) : null,
    problems: new Problems(),
    notes: new Notes(),
    skipped: new Map<string, number>(),
    lines: header.layout.lines ?? null,
  };
  const settled = {
    ...seen,
    order: dates ?? opened.question?.proposed ?? null,
    isAsked: opened.question !== null,
    orderWitness: options.dates ? null : seen.orderWitness,
  };
  const maker = new RecordMaker({
    header,
    settled,
    readDate,
    currency: options.currency,
    ...opened,
  });
  if (table.encoding === 'xlsx') maker.allowShortRows();
  return { ...opened, records: () => records(table.rows, header, maker) };
}

async function* records(
  rows: RowReader,
  header: Header,
  maker: RecordMaker,
): AsyncGenerator<FileRecord[]> {
  for await (const batch of rows()) {
    const made: FileRecord[] = [];
    for (const row of batch) {
      const record = row.line > header.line ? maker.make(row) : null;
      if (record) made.push(record);
    }
    if (made.length > 0) yield made;
  }
}

/**
 * What the columns of a table are: as recognised, with a person's assignment laid over it. Where
 * something is still missing, the proposed columns stand in if that is allowed.
 * @throws ColumnsUnknownError with the proposal; UnreadableFileError for a column that is not there
 */
async function headerFor(
  table: Table,
  options: ReadOptions,
  readDate: ReturnType<typeof dateReader>,
): Promise<{ header: Header; unknown: ColumnsUnknownError | null }> {
  const found = table.header;
  checkColumns(found, options.mapping);
  const mapping = options.mapping ?? (await options.remembered?.(found.hash)) ?? null;
  const header = mapping ? withMapping(found, mapping) : found;
  const missing = missingThings(header);
  if (missing.length === 0) return { header, unknown: null };
  const top = (await topOf(table.rows)).filter((row) => row.line > found.line);
  const proposal = proposalFor(header, top, readDate);
  const unknown = columnsUnknown(header, missing, proposal);
  if (!options.lenient) throw unknown;
  return { header: withMapping(header, proposal.mapping), unknown };
}

function columnsUnknown(header: Header, missing: readonly string[], proposal: Proposal) {
  const names = header.names
    .filter((name) => name !== '')
    .join(', ')
    .slice(0, 300);
  const words =
    header.columns.size === 0
      ? `No column names were recognised. Nothing was imported. The columns are: ${names}`
      : `There is no column for ${missing.join(' or ')}. Nothing was imported. The columns are: ${names}`;
  return new ColumnsUnknownError(words, header.line === 0 ? 1 : header.line, proposal);
}

/** A person's own assignment must speak of columns that are there. */
function checkColumns(header: Header, mapping: Mapping | null | undefined): void {
  const strange = Object.keys(mapping ?? {}).find((name) => columnNamed(header, name) === null);
  if (strange === undefined) return;
  const names = header.names.filter((name) => name !== '');
  throw new UnreadableFileError(
    `There is no column "${strange.slice(0, 80)}" in this file. Nothing was imported. The columns are: ${names.join(', ').slice(0, 300)}`,
    header.line || 1,
  );
}

interface Table {
  header: Header;
  rows: RowReader;
  encoding: string;
  sha256: string;
  /** Lines of the file; null where nobody counted them. */
  lines: number | null;
}

const SAMPLE_BYTES = 256 * 1024;

async function openTable(source: FileSource, options: ReadOptions): Promise<Table> {
  const kind = kindOf(await headOf(source, 4096));
  const known = kind === 'text' ? await surveyBytes(source) : await hashOnly(source);
  const { encoding, sha256, lines } = known;
  const format = options.format && options.format !== 'auto' ? options.format : null;
  if (kind === 'workbook') {
    const book = await readWorkbook(source);
    const tops: { top: Row[]; rows: RowReader }[] = [];
    for (const { path } of book.sheets) {
      const rows = () => xlsxRows(source, book, path);
      const top = await topOf(rows);
      tops.push({ top, rows });
      const header = findHeader(top, format);
      if (header) return { header, rows, encoding: 'xlsx', sha256, lines };
    }
    const first = tops.find((one) => one.top.length > 1) ?? tops[0];
    const header = unnamed(first?.top ?? [], format, options);
    return { header, rows: first!.rows, encoding: 'xlsx', sha256, lines };
  }
  const text = await sampleText(source, encoding);
  const guesses = DELIMITERS.map((delimiter) => {
    const rows = sampleRows(text, delimiter);
    return { delimiter, rows, header: findHeader(rows, format) };
  });
  const weight = (guess: (typeof guesses)[number]) =>
    (guess.header?.columns.size ?? 0) * 1_000 +
    (guess.header ? guess.header.layout.headers.length * 10 : 0) +
    Math.max(0, ...guess.rows.map((row) => row.cells.length));
  const best = guesses.reduce((a, b) => (weight(b) > weight(a) ? b : a));
  const rows = () => csvRows(source, encoding, best.delimiter);
  if (best.header) return { header: best.header, rows, encoding, sha256, lines };
  // A sample that breaks off may hide why; reading on says what is wrong with the file itself.
  const top = await topOf(rows);
  const header = findHeader(top, format) ?? unnamed(top, format, options);
  return { header, rows, encoding, sha256, lines };
}

/**
 * The header of a table whose names nobody knows.
 * @throws UnreadableFileError where there is no table, or none of the format that was asked for
 */
function unnamed(top: readonly Row[], format: string | null, options: ReadOptions): Header {
  const read = dateReader(options.today);
  const isPlain = format === null || format === plain.name;
  const header = isPlain ? unknownHeader(top, (row) => looksLikeData(row, read)) : null;
  if (header) return header;
  throw noHeader(top, isPlain ? null : format);
}

async function hashOnly(source: FileSource) {
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256');
  for await (const chunk of source.chunks()) hash.update(chunk);
  return { encoding: 'utf-8' as const, sha256: hash.digest('hex'), lines: null };
}

async function sampleText(source: FileSource, encoding: Parameters<typeof utf8Chunks>[1]) {
  let text = '';
  for await (const chunk of utf8Chunks(source, encoding)) {
    text += chunk.toString('utf8');
    if (text.length >= SAMPLE_BYTES) break;
  }
  return text;
}

async function topOf(rows: RowReader): Promise<Row[]> {
  const top: Row[] = [];
  for await (const batch of rows()) {
    top.push(...batch.slice(0, 60));
    if (top.length >= 60) break;
  }
  return top;
}

function checkFormat(format: string | null | undefined): void {
  if (!format || format === 'auto' || format === plain.name) return;
  if (KNOWN_LAYOUTS.some((layout) => layout.name === format)) return;
  const names = ['auto', plain.name, ...KNOWN_LAYOUTS.map((layout) => layout.name)].join(', ');
  throw new UnreadableFileError(`There is no format "${format}". Choose one of: ${names}.`);
}

function noHeader(top: readonly Row[], format: string | null): UnreadableFileError {
  const first = top[0];
  if (format !== null && format !== 'auto') {
    return new UnreadableFileError(
      `The columns of ${format} are not in this file. Nothing was imported. Leave the format out to have it recognised.`,
    );
  }
  const seen = first ? first.cells.map(plainCell).join(', ').slice(0, 200) : '';
  return new UnreadableFileError(
    `No column names were recognised. Nothing was imported. The first line should name the columns, such as Customer, Email, Invoice Number, Invoice Date, Due Date, Amount. It says: ${seen}`,
    first?.line ?? 1,
    seen,
  );
}

function orderOf(seen: Survey, header: Header, options: ReadOptions): DateOrder | null {
  const { dates } = header.layout;
  if (options.dates) return options.dates;
  if (dates?.always) return dates.order;
  if (seen.order !== null || seen.either === null) return seen.order;
  // The product's own order counts only where it is the usual one of the business's place too.
  return dates && dates.order === usualOrder(options.country) ? dates.order : null;
}

/** Where people write the month first. */
const MONTH_FIRST = new Set(['US', 'FM', 'MH', 'PW', 'PR', 'GU', 'VI', 'AS', 'MP', 'PH', 'CA']);

/** The date order that is usual in a country. */
export function usualOrder(country: string): DateOrder {
  return MONTH_FIRST.has(country) ? 'month-first' : 'day-first';
}

function questionOf(either: NonNullable<Survey['either']>, country: string): DateQuestion {
  const { dayFirst, monthFirst, ...witness } = either;
  return {
    ...witness,
    dayFirst: dayFirst as Day,
    monthFirst: monthFirst as Day,
    proposed: usualOrder(country),
  };
}

/** Problems of an unreadable file, for an answer of the same shape as any other. */
export function problemsOf(error: unknown): readonly Problem[] | null {
  return error instanceof UnreadableFileError ? error.problems : null;
}
