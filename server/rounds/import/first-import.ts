import { sql } from 'kysely';
import type { FileRecord, InvoiceRecord, OpenedFile } from '../../../adapters/books/files/index.ts';
import { decimal } from '../../../core/base/index.ts';
import { refoldCustomers } from '../../receivable/index.ts';
import { cell, copyInto, inChunks } from './copy-text.ts';
import { CustomerBook } from './customer-book.ts';
import { addContacts } from './customers.ts';
import { foldInvoices } from './fresh-snapshots.ts';
import { dayText, type ImportWork, makeStaging, stageCustomers } from './staging.ts';

/** What a first import stored. */
export interface FirstImport {
  customers: number;
  invoices: number;
  totals: { amount: string; currency: string }[];
}

/** Something in a first file needs the whole way of an import; what was stored is rolled back. */
export class NotPlainError extends Error {}

/**
 * Whether a file may be stored while it is read: invoices of a business that has no customers and
 * no invoices, so that there is nothing to compare with, one line for each.
 */
export async function isFirst(work: ImportWork, file: OpenedFile): Promise<boolean> {
  if (file.content !== 'invoices' || file.lines !== null || file.question !== null) return false;
  const id = work.business.id;
  const { rows } = await sql<{ empty: boolean }>`
    select not exists (select from customer where business_id = ${id})
      and not exists (select from invoice where business_id = ${id}) as empty`.execute(work.tx);
  return rows[0]!.empty;
}

/**
 * Stores a first file of invoices while it is being read: the database writes one part as the
 * program reads the next. Gives the same as the staged way does (first-import.property.test.ts),
 * in a third of the time.
 * @throws NotPlainError at the first thing that is not plain: a line with a problem or a payment,
 *   a credit note, a number that stands twice, customers with a code beside some without
 */
export async function storeFirst(
  work: ImportWork,
  file: OpenedFile,
  importId: bigint,
  isDryRun: boolean,
  told: (stage: 'reading' | 'folding', lines: number, stored: number) => void,
): Promise<FirstImport> {
  await sql`
    create temp table first_part (
      id bigint not null default nextval('invoice_id_seq'), entry_id bigint not null default nextval('entry_id_seq'),
      customer_id bigint not null, number text not null, issued_on date not null, due_on date not null,
      currency text not null, amount bigint not null, reference text, description text, history jsonb
    ) on commit drop`.execute(work.tx);
  const first = new First(work, importId);
  let storing: Promise<void> = Promise.resolve();
  let lines = 0;
  let part: FileRecord[] = [];
  const store = async () => {
    const full = part;
    part = [];
    await storing;
    storing = first.store(full).catch(asNotPlain);
    // Told when it is waited for; a reader that fails first has no use for it.
    storing.catch(() => {});
  };
  try {
    for await (const batch of file.records()) {
      if (file.problems.total > 0) throw new NotPlainError('a line has a problem');
      part.push(...batch);
      lines += batch.length;
      told('reading', lines, first.stored);
      if (part.length >= PART_LENGTH) await store();
    }
    if (file.problems.total > 0) throw new NotPlainError('a line has a problem');
    await store();
  } finally {
    // The connection is free for what comes next, be it a rollback.
    await storing;
  }
  told('folding', lines, first.stored);
  return first.finish(isDryRun);
}

// One part's rows lie in pages that are still in the processor's cache: with parts of 200,000
// lines storing invoices took a quarter longer.
const PART_LENGTH = 20_000;

/** A number, or a customer, that is there already: two lines say it, or somebody else was first. */
function asNotPlain(error: unknown): never {
  const { code } = error as { code?: string };
  throw code === '23505' ? new NotPlainError('something stands twice') : error;
}

interface Numbered {
  line: number;
  customer: number;
  invoice: InvoiceRecord;
}

class First {
  readonly #work: ImportWork;
  readonly #importId: bigint;
  readonly #book = new CustomerBook();
  readonly #customerIds: string[] = [];
  readonly #totals = new Map<string, bigint>();
  #coded: boolean | null = null;
  /** Invoices stored so far. */
  stored = 0;

  constructor(work: ImportWork, importId: bigint) {
    this.#work = work;
    this.#importId = importId;
  }

  /** Stores one part of the file, in the order of its customers. */
  async store(records: readonly FileRecord[]): Promise<void> {
    const lines = records.map((record) => this.#numbered(record));
    lines.sort(
      (a, b) =>
        a.customer - b.customer || a.invoice.issuedOn - b.invoice.issuedOn || a.line - b.line,
    );
    this.#customerIds.push(
      ...(await this.#take('customer_id_seq', this.#book.size - this.#customerIds.length)),
    );
    await this.#copyPart(lines);
    await this.#spreadPart();
    this.stored += lines.length;
  }

  #numbered({ line, customer, invoice, ...record }: FileRecord): Numbered {
    const plain =
      customer !== null &&
      invoice?.kind === 'invoice' &&
      invoice.paid === null &&
      invoice.paidOn === null &&
      (invoice.open === null || invoice.amount === null);
    if (!plain) throw new NotPlainError(`line ${line} is not an open invoice alone`);
    const coded = customer.code !== null;
    this.#coded ??= coded;
    if (coded !== this.#coded) throw new NotPlainError('some customers have a code');
    const { currency } = invoice;
    this.#totals.set(currency, (this.#totals.get(currency) ?? 0n) + amountOf(invoice));
    return { line, customer: this.#book.indexOf({ line, customer, invoice, ...record }), invoice };
  }

  /** Takes numbers that the table would have given, in rising order. */
  async #take(sequence: string, count: number): Promise<string[]> {
    if (count === 0) return [];
    const { rows } = await sql<{ ids: string }>`
      select string_agg(nextval(${sequence})::text, ' ') as ids from generate_series(1, ${count})`.execute(
      this.#work.tx,
    );
    return rows[0]!.ids.split(' ');
  }

  /** Brings a part into the session's own table, for COPY cannot write to those of a business. */
  async #copyPart(lines: readonly Numbered[]): Promise<void> {
    const ids = this.#customerIds;
    function* texts(): Generator<string> {
      for (const { customer, invoice } of lines) {
        const history = invoice.history === null ? null : JSON.stringify(invoice.history);
        const what = `${cell(invoice.reference)}\t${cell(invoice.description)}\t${cell(history)}`;
        const when = `${dayText(invoice.issuedOn)}\t${dayText(invoice.dueOn)}`;
        const howMuch = `${invoice.currency}\t${amountOf(invoice)}`;
        yield `${ids[customer]}\t${cell(invoice.number)}\t${when}\t${howMuch}\t${what}\n`;
      }
    }
    const columns =
      'customer_id, number, issued_on, due_on, currency, amount, reference, description, history';
    await copyInto(this.#work.client, `first_part (${columns})`, inChunks(texts()));
  }

  /** Makes an invoice, its instalment and its posting of each line of the part. */
  async #spreadPart(): Promise<void> {
    const { business, tx, now } = this.#work;
    await sql`
      insert into invoice (business_id, id, customer_id, number, kind, issued_on, due_on, currency, amount,
        reference, description, history, import_id, created_at)
      overriding system value
      select ${business.id}, id, customer_id, number, 'invoice', issued_on, due_on, currency, amount,
        reference, description, history, ${this.#importId}, ${now.toString()}::timestamptz
      from first_part`.execute(tx);
    await sql`
      insert into instalment (business_id, invoice_id, no, customer_id, due_on, currency, amount, outstanding)
      select ${business.id}, id, 1, customer_id, due_on, currency, amount, amount from first_part`.execute(
      tx,
    );
    await sql`
      insert into posting (business_id, entry_id, effective_on, kind, debit, credit, currency, amount,
        customer_id, invoice_id, instalment, recorded_at)
      select ${business.id}, entry_id, issued_on, 'issue', 'receivable', 'billed', currency, amount,
        customer_id, id, 1, ${now.toString()}::timestamptz
      from first_part where amount > 0`.execute(tx);
    await sql`truncate first_part`.execute(tx);
  }

  /** Stores the customers, whose details all lines told together, and folds their snapshots. */
  async finish(isDryRun: boolean): Promise<FirstImport> {
    const snapshots = isDryRun ? null : await foldInvoices(this.#work);
    await this.#storeCustomers().catch(asNotPlain);
    if (snapshots) {
      await snapshots.store();
      await this.#foldRest();
    }
    const totals = [...this.#totals].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      customers: this.#book.size,
      invoices: this.stored,
      totals: totals.map(([currency, sum]) => ({ amount: decimal(sum, currency), currency })),
    };
  }

  /** Customers who owe nothing, all of whose invoices are of 0.00. */
  async #foldRest(): Promise<void> {
    const { rows } = await sql<{ id: bigint }>`
      select id from staged_customer where id not in (select customer_id from fresh_snapshot)`.execute(
      this.#work.tx,
    );
    await refoldCustomers(
      this.#work,
      rows.map((row) => row.id),
    );
  }

  async #storeCustomers(): Promise<void> {
    const work = this.#work;
    await makeStaging(work);
    await stageCustomers(work, this.#book, this.#customerIds);
    if (this.#coded !== true) {
      // Names that differ only in letters no program folds alike are one customer's.
      const { rows } = await sql<{ names: number }>`
        select count(distinct lower(name))::int as names from staged_customer`.execute(work.tx);
      if (rows[0]!.names < this.#book.size) throw new NotPlainError('names alike');
    }
    await sql`
      insert into customer (business_id, id, code, name, country, phone, address, created_at)
      overriding system value
      select ${work.business.id}, id, coalesce(code, name), name, country, phone, address,
        ${work.now.toString()}::timestamptz
      from staged_customer order by id`.execute(work.tx);
    await addContacts(work);
  }
}

function amountOf({ amount, open }: InvoiceRecord): bigint {
  return amount ?? open!;
}
