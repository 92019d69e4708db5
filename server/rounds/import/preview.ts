import {
  FIELDS,
  type FileSource,
  LINE_FIELDS,
  type OpenedFile,
  problemsOf,
  readMappingText,
} from '../../../adapters/books/files/index.ts';
import { isoDay, RefusedError } from '../../../core/base/index.ts';
import type { Work } from '../../platform/index.ts';
import type { ImportPreview, PastImport } from './api.ts';
import { type ImportOptions, open } from './import-file.ts';

// Enough lines to show what kind of faults a file has; the import itself reads them all.
const PREVIEWED_LINES = 5_000;

/**
 * What a file was taken for, before anything is stored: layout, columns, first rows, the question
 * about dates, and the problems of its first lines.
 * @throws RefusedError `unreadable-file` when no table can be read from it.
 */
export async function previewFile(
  work: Work,
  source: FileSource,
  options: ImportOptions = {},
): Promise<ImportPreview> {
  const file = await open(work, source, options, true);
  if (file.unknown === null) await readFirstLines(file);
  const { question } = file;
  const assigned = new Set(Object.values(file.mapping));
  return {
    file: source.name,
    format: file.format,
    title: file.title,
    content: file.content,
    encoding: file.encoding,
    columns: file.columns,
    mapping: file.mapping,
    unknown: file.unknown?.message ?? null,
    fields: FIELDS.filter((field) => assigned.has(field) || !LINE_FIELDS.includes(field)),
    samples: file.samples,
    dates: file.dates,
    question: question && {
      ...question,
      dayFirst: isoDay(question.dayFirst),
      monthFirst: isoDay(question.monthFirst),
    },
    problems: file.problems.listed,
    problemsTotal: file.problems.total,
    notes: file.notes.sentences(),
  };
}

async function readFirstLines(file: OpenedFile): Promise<void> {
  let read = 0;
  try {
    for await (const batch of file.records()) {
      read += batch.length;
      if (read >= PREVIEWED_LINES || file.problems.total >= 100) break;
    }
  } catch (error) {
    for (const { line, column, value, message } of problemsOf(error) ?? rethrow(error)) {
      file.problems.add(line, column, value, message);
    }
  }
}

function rethrow(error: unknown): never {
  throw error;
}

/** Imports that were kept, newest first. */
export async function pastImports(
  work: Work,
  page: { before: bigint | null; limit: number },
): Promise<{ items: PastImport[]; more: boolean }> {
  let query = work.tx
    .selectFrom('import')
    .selectAll()
    .where('business_id', '=', work.business.id)
    .orderBy('id', 'desc')
    .limit(page.limit + 1);
  if (page.before !== null) query = query.where('id', '<', page.before);
  const rows = await query.execute();
  const items = rows.slice(0, page.limit).map((row) => ({
    id: String(row.id),
    file: row.file_name,
    format: row.format,
    ...(row.counts as Pick<PastImport, 'customers' | 'invoices' | 'payments'>),
    importedBy: row.imported_by,
    importedAt: row.imported_at,
    importedOn: row.imported_on,
  }));
  return { items, more: rows.length > page.limit };
}

/**
 * Reads a column assignment as a route or the command line gives it: a JSON object of columns and
 * what they are, or as people write it, "Customer=Client name,Amount=Total".
 * @throws RefusedError `invalid-request` when it names what no column can be.
 */
export function readMapping(text: string | undefined): ImportOptions['mapping'] {
  if (text === undefined || text.trim() === '') return null;
  if (!text.trimStart().startsWith('{')) {
    const read = readMappingText(text);
    if ('mapping' in read) return read.mapping;
    throw new RefusedError(
      'invalid-request',
      `"${read.strange.slice(0, 80)}" is not understood. Write what a column is and its name, such as Customer=Client name,Amount=Total. Nothing was imported.`,
      { status: 400 },
    );
  }
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    given = null;
  }
  const fits =
    typeof given === 'object' &&
    given !== null &&
    Object.values(given).every(
      (field) => field === null || FIELDS.some((known) => known === field),
    );
  if (fits) return given as ImportOptions['mapping'];
  throw new RefusedError(
    'invalid-request',
    `A mapping is a JSON object of column names and one of ${FIELDS.join(', ')} (or null). Nothing was imported.`,
    { status: 400 },
  );
}
