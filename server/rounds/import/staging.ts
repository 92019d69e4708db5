import { sql } from 'kysely';
import type { PoolClient } from 'pg';
import type { FileRecord } from '../../../adapters/books/files/index.ts';
import { type Day, isoDay } from '../../../core/base/index.ts';
import { type Platform, startWork, type Work } from '../../platform/index.ts';
import { CHUNK_LENGTH, cell, copyInto, inChunks } from './copy-text.ts';
import { CustomerBook } from './customer-book.ts';

/** A Work with the raw connection of its transaction, over which rows are streamed. */
export interface ImportWork extends Work {
  client: PoolClient;
}

/** Opens a transaction of a business that can stream rows, and gives its Work. */
export function openImportWork<T>(
  platform: Platform,
  businessId: bigint,
  by: string,
  run: (work: ImportWork) => Promise<T>,
  today?: Day,
): Promise<T> {
  return platform.database.tenantClient(businessId, async (client, tx) =>
    run({ ...(await startWork(platform, tx, businessId, by, today)), client }),
  );
}

/** What one staged line is: an invoice, a credit note, or money that arrived. */
export const KIND = { invoice: 'i', creditNote: 'c', payment: 'p' } as const;

/**
 * Makes the temporary tables a file is first read into. Row-level security forbids COPY into the
 * tables of a business; these are the session's own and go with the transaction.
 */
export async function makeStaging(work: Work): Promise<void> {
  await sql`
    create temp table staged_customer (
      n int not null, code text, name text not null, country text, phone text, address text,
      contact text, emails text[] not null, id bigint, created boolean not null default false,
      updated boolean not null default false
    ) on commit drop`.execute(work.tx);
  await sql`
    create temp table staged_item (
      line int not null, customer int, kind "char" not null, number text, issued_on date, due_on date,
      assumed text, currency text not null, amount bigint, open bigint, paid bigint, paid_on date,
      reference text, description text, history jsonb
    ) on commit drop`.execute(work.tx);
}

/**
 * Lays the staged lines in the order of their customers and gives each its numbers. Rows of one
 * customer then lie together in every table and index: storing and folding a million lines takes
 * less than half the time of the file's own order.
 */
export async function sortStaging(work: Work): Promise<void> {
  await sql`
    create temp table sorted_item on commit drop as
    select *, nextval('invoice_id_seq') as id, nextval('entry_id_seq') as entry_id
    from (
      select s.*, c.id as customer_id from staged_item s left join staged_customer c on c.n = s.customer
      order by c.id, s.issued_on, s.line
    ) sorted`.execute(work.tx);
  await sql`drop table staged_item`.execute(work.tx);
  await sql`alter table sorted_item rename to staged_item`.execute(work.tx);
  await sql`analyze staged_item`.execute(work.tx);
}

const ITEM_COLUMNS =
  'line, customer, kind, number, issued_on, due_on, assumed, currency, amount, open, paid, paid_on, reference, description, history';

/**
 * Streams records into the staging tables.
 * @param onRows told how many lines have been read, now and then
 * @returns how many records there were
 */
export async function stage(
  work: ImportWork,
  records: AsyncIterable<FileRecord[]>,
  onRows: (lines: number) => void,
): Promise<number> {
  const book = new CustomerBook();
  let count = 0;
  async function* texts(): AsyncGenerator<string> {
    let text = '';
    for await (const batch of records) {
      for (const record of batch) {
        const customer = record.customer === null ? null : book.indexOf(record);
        text += itemLine(record, customer);
      }
      count += batch.length;
      onRows(count);
      if (text.length > CHUNK_LENGTH) {
        yield text;
        text = '';
      }
    }
    yield text;
  }
  await copyInto(work.client, `staged_item (${ITEM_COLUMNS})`, texts());
  await stageCustomers(work, book, null);
  await sql`analyze staged_item`.execute(work.tx);
  return count;
}

/**
 * Writes the customers of a file into their staging table.
 * @param ids numbers of theirs, where all of them are new
 */
export async function stageCustomers(
  work: ImportWork,
  book: CustomerBook,
  ids: readonly string[] | null,
): Promise<void> {
  function* lines(): Generator<string> {
    for (const [n, one] of book.customers()) {
      const { code, name, country, phone, address, contact } = one;
      const cells = [code, name, country, phone, address, contact, arrayText(one.emails)].map(cell);
      yield `${n}\t${cells.join('\t')}\t${ids?.[n] ?? '\\N'}\t${ids !== null}\n`;
    }
  }
  const columns = 'n, code, name, country, phone, address, contact, emails, id, created';
  await copyInto(work.client, `staged_customer (${columns})`, inChunks(lines()));
  await sql`analyze staged_customer`.execute(work.tx);
}

function arrayText(values: readonly string[]): string {
  if (values.length === 0) return '{}';
  return `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}

function itemLine({ line, invoice, payment }: FileRecord, customer: number | null): string {
  const who = customer === null ? '\\N' : customer;
  if (invoice) {
    const kind = invoice.kind === 'invoice' ? KIND.invoice : KIND.creditNote;
    const history = invoice.history === null ? '\\N' : cell(JSON.stringify(invoice.history));
    return `${line}\t${who}\t${kind}\t${cell(invoice.number)}\t${dayText(invoice.issuedOn)}\t${dayText(invoice.dueOn)}\t${invoice.assumed ?? '\\N'}\t${invoice.currency}\t${invoice.amount ?? '\\N'}\t${invoice.open ?? '\\N'}\t${invoice.paid ?? '\\N'}\t${dayText(invoice.paidOn)}\t${cell(invoice.reference)}\t${cell(invoice.description)}\t${history}\n`;
  }
  if (!payment) return '';
  return `${line}\t${who}\t${KIND.payment}\t${cell(payment.invoiceNumber)}\t\\N\t\\N\t\\N\t${payment.currency}\t${payment.amount}\t\\N\t\\N\t${dayText(payment.paidOn)}\t${cell(payment.reference)}\t\\N\t\\N\n`;
}

const days = new Map<Day, string>();

/** A day as PostgreSQL reads it. A million lines name a few thousand. */
export function dayText(value: Day | null): string {
  if (value === null) return '\\N';
  let text = days.get(value);
  if (text === undefined) {
    if (days.size > 20_000) days.clear();
    text = isoDay(value);
    days.set(value, text);
  }
  return text;
}
