import { CsvError, type InfoRecord, type Options, type Parser, parse } from 'csv-parse';
import { parse as parseNow } from 'csv-parse/sync';
import { type Encoding, utf8Chunks } from './encoding.ts';
import { LIMITS } from './limits.ts';
import { PlainLines } from './plain-lines.ts';
import { UnreadableFileError } from './problems.ts';
import type { Row } from './row.ts';
import type { FileSource } from './source.ts';

export const DELIMITERS = [',', ';', '\t', '|'] as const;

function options(delimiter: string): Options {
  return {
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: LIMITS.lineLength,
  };
}

/**
 * Reads CSV rows in batches; memory stays flat however long the file is.
 * @throws UnreadableFileError for a quote that never closes, a line that never ends, or more
 *   columns than any table has, with the line.
 */
export async function* csvRows(
  source: FileSource,
  encoding: Encoding,
  delimiter: string,
): AsyncGenerator<Row[]> {
  const guard = new LineGuard();
  const plain = new PlainLines(delimiter);
  let parser: FullParser | null = null;
  for await (const chunk of utf8Chunks(source, encoding)) {
    guard.check(chunk);
    let rows = parser === null ? plain.take(chunk) : await parser.take(chunk);
    if (rows === null) {
      parser = new FullParser(delimiter, plain.lines);
      rows = await parser.take(plain.rest);
    } else if (parser === null) {
      checkWidth(rows);
    }
    if (rows.length > 0) yield rows;
  }
  if (parser === null) {
    parser = new FullParser(delimiter, plain.lines);
    const rows = await parser.take(plain.rest);
    if (rows.length > 0) yield rows;
  }
  const rows = await parser.end();
  if (rows.length > 0) yield rows;
}

function checkWidth(rows: readonly Row[]): void {
  for (const { line, cells } of rows)
    if (cells.length > LIMITS.columns) throw tooWide(line, cells.length);
}

/** Reads rows with quotes, from a line on. */
class FullParser {
  readonly #parser: Parser;
  #batch: Row[] = [];
  #lastLine = 0;
  #failed: Error | null = null;
  readonly #before: number;

  constructor(delimiter: string, linesBefore: number) {
    this.#before = linesBefore;
    this.#parser = parse({
      ...options(delimiter),
      on_record: (cells: string[], info: InfoRecord) => {
        const line = linesBefore + info.lines - wrapped(cells, info.lines - this.#lastLine);
        this.#lastLine = info.lines;
        if (cells.length > LIMITS.columns) throw tooWide(line, cells.length);
        this.#batch.push({ line, cells });
        return null;
      },
    });
    this.#parser.on('error', (error) => {
      this.#failed = error;
    });
  }

  /** The rows that a further piece completes. */
  async take(chunk: Buffer): Promise<Row[]> {
    await new Promise<void>((done) => this.#parser.write(chunk, () => done()));
    return this.#taken();
  }

  /** The row that has no line end after it, if there is one. */
  async end(): Promise<Row[]> {
    await new Promise<void>((done) => {
      this.#parser.once('close', done);
      this.#parser.end();
      this.#parser.resume();
    });
    return this.#taken();
  }

  #taken(): Row[] {
    const taken = this.#batch;
    this.#batch = [];
    if (this.#failed) throw unreadable(this.#failed, this.#before + this.#lastLine);
    return taken;
  }
}

/** Lines of a record after its first, where a quoted cell holds line breaks. */
function wrapped(cells: readonly string[], lines: number): number {
  if (lines <= 1) return 0;
  let count = 0;
  for (const cell of cells) count += cell.split('\n').length - 1;
  return count;
}

/** Stops a line that has no end before it is taken into memory. */
class LineGuard {
  #length = 0;
  #line = 1;

  check(chunk: Buffer): void {
    const last = chunk.lastIndexOf(10);
    const start = chunk.indexOf(10);
    if (this.#length + (start < 0 ? chunk.length : start) > LIMITS.lineLength) {
      throw tooLong(this.#line);
    }
    this.#length = last < 0 ? this.#length + chunk.length : chunk.length - last - 1;
    for (let at = start; at >= 0; at = chunk.indexOf(10, at + 1)) this.#line += 1;
  }
}

function tooLong(line: number): UnreadableFileError {
  return new UnreadableFileError(
    `Line ${line} is longer than ${LIMITS.lineLength} characters; no table has such lines. Nothing was imported. Check that the file is a CSV table and that its quotes are closed.`,
    line,
  );
}

function tooWide(line: number, columns: number): UnreadableFileError {
  return new UnreadableFileError(
    `Line ${line} has ${columns} columns; at most ${LIMITS.columns} are read. Nothing was imported. Check the separator of the file.`,
    line,
  );
}

function unreadable(error: Error, lastLine: number): Error {
  if (!(error instanceof CsvError)) return error;
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    const line = lastLine + 1;
    return new UnreadableFileError(
      `Line ${line} opens a quote that is never closed; the file may be cut short. Nothing was imported. Export it again.`,
      line,
    );
  }
  if (error.code === 'CSV_MAX_RECORD_SIZE') return tooLong(lastLine + 1);
  return new UnreadableFileError(
    `Line ${lastLine + 1} cannot be read as CSV. Nothing was imported. Export the file again.`,
    lastLine + 1,
  );
}

/** First rows of a text read with one delimiter; a text cut short ends at its last whole row. */
export function sampleRows(text: string, delimiter: string): Row[] {
  const rows: Row[] = [];
  const lastBreak = text.lastIndexOf('\n');
  const whole = lastBreak > 0 ? text.slice(0, lastBreak + 1) : text;
  try {
    parseNow(whole, {
      ...options(delimiter),
      to: 60,
      on_record: (cells: string[], info: InfoRecord) => {
        rows.push({ line: info.lines, cells });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
  }
  return rows;
}
