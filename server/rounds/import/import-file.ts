import { sql } from 'kysely';
import {
  ColumnsUnknownError,
  FIELDS,
  type Field,
  type FileSource,
  type Mapping,
  type OpenedFile,
  openFile,
  Problems,
  problemsOf,
} from '../../../adapters/books/files/index.ts';
import { decimal, isoDay } from '../../../core/base/index.ts';
import type { Work } from '../../platform/index.ts';
import { refoldCustomers } from '../../receivable/index.ts';
import type { ImportProgress, ImportResult } from './api.ts';
import { matchCustomers, updateCustomers } from './customers.ts';
import { isFirst, NotPlainError, storeFirst } from './first-import.ts';
import { foldFresh } from './fresh-snapshots.ts';
import { addInvoices, matchInvoices, updateInvoices } from './invoices.ts';
import { addPayments, findPayments } from './payments.ts';
import { mergeRepeated } from './repeated.ts';
import { type ImportWork, makeStaging, sortStaging, stage } from './staging.ts';
import { takeBackUnsaid } from './unsaid.ts';

export interface ImportOptions {
  /** Name of a layout; detected when left out or `auto`. */
  format?: string | null;
  /** Which comes first in dates, where the file does not decide. */
  dates?: 'day-first' | 'month-first' | null;
  /** A person's own assignment of columns; remembered for the same header. */
  mapping?: Mapping | null;
  /** Does everything and keeps nothing. */
  dryRun?: boolean;
}

export type { ImportProgress } from './api.ts';

/**
 * Imports a file of customers, invoices or payments, all of it or nothing: with problems, for a
 * dry run, or when it throws, the business is as before. The same file a second time changes
 * nothing; a newer one brings what changed up to date by reversal. Runs in the caller's
 * transaction.
 */
export async function importFile(
  work: ImportWork,
  source: FileSource,
  options: ImportOptions = {},
  onProgress: (progress: ImportProgress) => void = () => {},
): Promise<ImportResult> {
  let file: OpenedFile;
  try {
    file = await open(work, source, options);
  } catch (error) {
    return unreadable(source, options, error);
  }
  await sql`savepoint import_file`.execute(work.tx);
  let result = resultFor(source, file);
  try {
    const isDone = await storeAsFirst(work, file, result, options, onProgress);
    if (!isDone) {
      file = await open(work, source, options);
      result = resultFor(source, file);
      await store(work, file, result, options, onProgress);
    }
  } catch (error) {
    const problems = problemsOf(error);
    if (problems === null) throw error;
    file.problems.listed.push(...problems);
    file.problems.total += problems.length;
  }
  result.problems = file.problems.listed.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  result.problemsTotal = file.problems.total;
  result.stored = file.problems.total === 0 && options.dryRun !== true;
  if (!result.stored) {
    await sql`rollback to savepoint import_file`.execute(work.tx);
    result.importId = null;
  }
  if (file.problems.total > 0) result.customers = result.invoices = result.payments = nothing();
  await sql`release savepoint import_file`.execute(work.tx);
  result.notes = [...file.notes.sentences(), ...result.notes];
  result.skipped = [...file.skipped].map(([what, count]) => ({ what, count }));
  return result;
}

/** Opens a file with what the business tells about dates, money and remembered columns. */
export function open(
  work: Work,
  source: FileSource,
  options: ImportOptions,
  lenient = false,
): Promise<OpenedFile> {
  return openFile(source, {
    lenient,
    today: work.today,
    country: work.business.country,
    currency: work.business.currency,
    format: options.format,
    dates: options.dates,
    mapping: options.mapping,
    remembered: (hash) => rememberedMapping(work, hash),
  });
}

async function rememberedMapping(work: Work, hash: string): Promise<Mapping | null> {
  const row = await work.tx
    .selectFrom('import_mapping')
    .select('mapping')
    .where('business_id', '=', work.business.id)
    .where('header_hash', '=', hash)
    .executeTakeFirst();
  if (!row) return null;
  const entries = Object.entries(row.mapping as Record<string, unknown>);
  const known = entries.filter(([, field]) => field === null || FIELDS.includes(field as Field));
  return Object.fromEntries(known) as Mapping;
}

function nothing() {
  return { created: 0, unchanged: 0, updated: 0 };
}

function resultFor(source: FileSource, file: OpenedFile): ImportResult {
  const { question } = file;
  return {
    file: source.name,
    format: file.format,
    customers: nothing(),
    invoices: nothing(),
    payments: nothing(),
    problems: [],
    problemsTotal: 0,
    stored: false,
    importId: null,
    notes: [],
    duplicates: 0,
    skipped: [],
    totals: [],
    mapping: file.mapping,
    proposal: null,
    question: question && {
      ...question,
      dayFirst: isoDay(question.dayFirst),
      monthFirst: isoDay(question.monthFirst),
    },
  };
}

function unreadable(source: FileSource, options: ImportOptions, error: unknown): ImportResult {
  const problems = problemsOf(error);
  if (problems === null) throw error;
  return {
    file: source.name,
    format: options.format ?? 'auto',
    customers: nothing(),
    invoices: nothing(),
    payments: nothing(),
    problems: [...problems],
    problemsTotal: problems.length,
    stored: false,
    importId: null,
    notes: [],
    duplicates: 0,
    skipped: [],
    totals: [],
    mapping: {},
    proposal: error instanceof ColumnsUnknownError ? error.proposal : null,
    question: null,
  };
}

/**
 * Stores the file while it is read, where that is possible (first-import.ts).
 * @returns false where the file has to be stored the whole way; nothing of it is stored then
 */
async function storeAsFirst(
  work: ImportWork,
  file: OpenedFile,
  result: ImportResult,
  options: ImportOptions,
  onProgress: (progress: ImportProgress) => void,
): Promise<boolean> {
  if (!(await isFirst(work, file))) return false;
  const { linesTotal: total } = file;
  const importId = await rememberImport(work, file, result.file, options);
  try {
    const told = (stage: ImportProgress['stage'], lines: number, stored: number) =>
      onProgress({ stage, lines, total, stored });
    const first = await storeFirst(work, file, importId, options.dryRun === true, told);
    result.importId = String(importId);
    result.customers.created = first.customers;
    result.invoices.created = first.invoices;
    result.totals = first.totals;
    await countImport(work, importId, result);
    return true;
  } catch (error) {
    if (!(error instanceof NotPlainError)) throw error;
    await sql`rollback to savepoint import_file`.execute(work.tx);
    return false;
  }
}

async function store(
  work: ImportWork,
  file: OpenedFile,
  result: ImportResult,
  options: ImportOptions,
  onProgress: (progress: ImportProgress) => void,
): Promise<void> {
  const faults = file.problems;
  if (file.question) askAboutDates(file);
  const at = { lines: 0, total: file.linesTotal, stored: 0 };
  const tell = (stage: ImportProgress['stage']) => onProgress({ stage, ...at });
  // Sorts and hashes of a million rows in memory, not in files; given back with the transaction.
  await sql`select set_config('work_mem', '128MB', true)`.execute(work.tx);
  await makeStaging(work);
  await stage(work, file.records(), (read) => {
    at.lines = read;
    tell('reading');
  });
  tell('matching');
  const importId = await rememberImport(work, file, result.file, options);
  result.importId = String(importId);
  result.duplicates = await mergeRepeated(work, file.lines, faults);
  await matchCustomers(work, file.content !== 'payments', faults);
  await sortStaging(work);
  const known = await matchInvoices(work, faults);
  if (faults.total > 0) return findMoreFaults(work, file);
  const fresh = options.dryRun === true ? null : await foldFresh(work);
  const customers = await updateCustomers(work);
  result.customers = file.content === 'payments' ? { ...customers, updated: 0 } : customers;
  tell('storing');
  const created = await addInvoices(work, importId, known > 0);
  const changed = known > 0 ? await updateInvoices(work, importId) : null;
  result.invoices = {
    created,
    updated: changed?.updated ?? 0,
    unchanged: changed?.unchanged ?? 0,
  };
  at.stored = created + (changed?.updated ?? 0);
  tell('settling');
  const unsaid = known > 0 ? await takeBackUnsaid(work, importId) : null;
  const payments = await findPayments(work, faults);
  if (faults.total > 0) return;
  await addPayments(work, importId, file.content === 'payments');
  at.stored += payments.created;
  result.payments = {
    created: payments.created,
    unchanged: payments.unchanged,
    updated: unsaid?.takenBack ?? 0,
  };
  result.duplicates += payments.duplicates;
  result.totals = await totals(work);
  sayMore(result, payments, changed?.onPlan ?? 0);
  if (unsaid) result.notes.push(...unsaid.notes);
  await countImport(work, importId, result);
  tell('folding');
  if (fresh === null) return;
  await fresh.store();
  await refoldCustomers(work, await touched(work, importId, unsaid?.customers ?? []));
}

/**
 * With problems in some lines nothing is stored, but what the other lines refer to is looked up
 * all the same, so that everything there is to correct is said at once. A line is named once.
 */
async function findMoreFaults(work: Work, file: OpenedFile): Promise<void> {
  if (file.content !== 'payments') return;
  const named = new Set(file.problems.listed.map((problem) => problem.line));
  const more = new Problems();
  await findPayments(work, more);
  for (const { line, column, value, message } of more.listed) {
    if (!named.has(line)) file.problems.add(line, column, value, message);
  }
  file.problems.total += more.total - more.listed.length;
}

async function countImport(work: Work, importId: bigint, result: ImportResult): Promise<void> {
  const { customers, invoices, payments } = result;
  await work.tx
    .updateTable('import')
    .set({ counts: JSON.stringify({ customers, invoices, payments }) })
    .where('business_id', '=', work.business.id)
    .where('id', '=', importId)
    .execute();
}

function askAboutDates({ question, problems }: OpenedFile): void {
  const { line, column, value, dayFirst, monthFirst, proposed } = question!;
  const [usual, other] = proposed === 'day-first' ? [dayFirst, monthFirst] : [monthFirst, dayFirst];
  const otherOrder = proposed === 'day-first' ? 'month-first' : 'day-first';
  problems.add(
    line,
    column,
    value,
    `"${value}" may be ${isoDay(usual)} or ${isoDay(other)}, and nothing in the file decides which. Say --dates ${proposed} for ${isoDay(usual)}, which is usual where the business is, or --dates ${otherOrder}.`,
  );
}

async function rememberImport(
  work: Work,
  file: OpenedFile,
  name: string,
  options: ImportOptions,
): Promise<bigint> {
  const at = work.now.toString();
  if (options.mapping) {
    const mapping = JSON.stringify(options.mapping);
    await work.tx
      .insertInto('import_mapping')
      .values({
        business_id: work.business.id,
        header_hash: file.headerHash,
        mapping,
        updated_at: at,
      })
      .onConflict((conflict) =>
        conflict.columns(['business_id', 'header_hash']).doUpdateSet({ mapping, updated_at: at }),
      )
      .execute();
  }
  const { id } = await work.tx
    .insertInto('import')
    .values({
      business_id: work.business.id,
      file_name: name,
      file_hash: file.sha256,
      format: file.format,
      mapping: JSON.stringify(file.mapping),
      counts: '{}',
      imported_by: work.by,
      imported_at: at,
      imported_on: isoDay(work.today),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function totals(work: Work) {
  const { rows } = await sql<{ currency: string; amount: string }>`
    select currency, sum(coalesce(amount, open))::text as amount from staged_item where kind = 'i'
    group by currency order by currency`.execute(work.tx);
  return rows.map(({ currency, amount }) => ({
    amount: decimal(BigInt(amount), currency),
    currency,
  }));
}

function sayMore(
  result: ImportResult,
  payments: Awaited<ReturnType<typeof findPayments>>,
  onPlan: number,
): void {
  const count = (n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${n} ${many}`);
  if (payments.undated > 0) {
    result.notes.push(
      `${count(payments.undated, 'payment has', 'payments have')} no date in the file. An invoice that is new here counts as paid on the day it was due, one that was here already as paid today; what needs the day itself leaves them out.`,
    );
  }
  if (payments.adrift > 0) {
    result.notes.push(
      `${count(payments.adrift, 'payment names an invoice', 'payments name an invoice')} that is not known here; the money is credit on account.`,
    );
  }
  if (onPlan > 0) {
    result.notes.push(
      `${count(onPlan, 'invoice is', 'invoices are')} paid in parts on a plan and were left as they are.`,
    );
  }
}

/** Customers for whom something changed, other than those that foldFresh has folded. */
async function touched(work: Work, importId: bigint, more: readonly bigint[]): Promise<bigint[]> {
  const id = work.business.id;
  const { rows } = await sql<{ id: bigint }>`
    select id from (
      select id from staged_customer where created or updated
      union select customer_id from invoice where business_id = ${id} and import_id = ${importId}
      union select customer_id from new_payment
    ) told where id not in (select customer_id from fresh_snapshot)`.execute(work.tx);
  return [...new Set([...rows.map((row) => row.id), ...more])];
}
