import { CsvError, type InfoRecord, type Options, parse } from 'csv-parse';
import { parse as parseNow } from 'csv-parse/sync';
import { type Encoding, utf8Chunks } from './encoding.ts';
import { LIMITS } from './limits.ts';
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
  let batch: Row[] = [];
  let lastLine = 0;
  let failed: Error | null = null;
  const parser = parse({
    ...options(delimiter),
    on_record: (cells: string[], info: InfoRecord) => {
      const line = info.lines - wrapped(cells, info.lines - lastLine);
      lastLine = info.lines;
      if (cells.length > LIMITS.columns) throw tooWide(line, cells.length);
      batch.push({ line, cells });
      return null;
    },
  });
  parser.on('error', (error) => {
    failed = error;
  });
  const take = () => {
    const taken = batch;
    batch = [];
    if (failed) throw unreadable(failed, lastLine);
    return taken;
  };
  const guard = new LineGuard();
  for await (const chunk of utf8Chunks(source, encoding)) {
    guard.check(chunk);
    await new Promise<void>((done) => parser.write(chunk, () => done()));
    const rows = take();
    if (rows.length > 0) yield rows;
  }
  await new Promise<void>((done) => {
    parser.once('close', done);
    parser.end();
    parser.resume();
  });
  const rows = take();
  if (rows.length > 0) yield rows;
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

/** The first rows of a text read with one delimiter; a text cut short ends at its last whole row. */
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
