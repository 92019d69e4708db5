import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { to as copyTo } from 'pg-copy-streams';
import { type Day, isoDay } from '../../../core/base/index.ts';
import { encodeSnapshot, type Fact, fold } from '../../../core/receivable/index.ts';
import { cell, copyInto, inChunks } from './copy-text.ts';
import type { ImportWork } from './staging.ts';

/** Snapshots that are being folded while the database stores what they are of. */
export interface FreshSnapshots {
  /** Writes them once all are folded. Temp table fresh_snapshot says who they were. */
  store(): Promise<void>;
}

/**
 * Folds the snapshots of customers whom this very file made, and of whom it tells nothing but
 * invoices: their facts are the staged lines, read once in the order of customers. Such a snapshot
 * holds open items and nothing that keeps a customer in peace, so it needs no calendar. Everybody
 * else is folded from the ledger (refoldCustomers), which gives the same.
 * Comes back when the lines are read: the connection is free then, and folding goes on beside it.
 */
export async function foldFresh(work: ImportWork): Promise<FreshSnapshots> {
  await sql`
    create temp table fresh_customer on commit drop as
    select distinct s.id from staged_customer s where s.created
    except
    select customer_id from staged_item
    where kind <> 'i' or paid is not null or paid_on is not null or (open is not null and amount is not null)`.execute(
    work.tx,
  );
  await sql`create index on fresh_customer (id)`.execute(work.tx);
  await sql`analyze fresh_customer`.execute(work.tx);
  const folding = await foldRows(
    work,
    `select s.customer_id, s.issued_on - date '1970-01-01', s.due_on - date '1970-01-01', s.id,
        coalesce(s.amount, s.open), s.currency, s.number
      from staged_item s where s.kind = 'i' and coalesce(s.amount, s.open) > 0
        and s.customer_id in (select id from fresh_customer)
      order by s.customer_id, s.issued_on, s.line`,
  );
  return { store: async () => storeSnapshots(work, await folding.done) };
}

/** The same for a business that has nothing but new invoices. */
export async function foldInvoices(work: ImportWork): Promise<FreshSnapshots> {
  const folding = await foldRows(
    work,
    `select customer_id, issued_on - date '1970-01-01', due_on - date '1970-01-01', id, amount,
        currency, number
      from invoice where business_id = ${work.business.id} and amount > 0
      order by customer_id, issued_on, id`,
  );
  return { store: async () => storeSnapshots(work, await folding.done) };
}

/** A customer, their snapshot as text, and its latest day. */
type Folded = readonly [customer: string, snapshot: string, latestOn: string];

/**
 * Reads facts in the order of customers. Comes back when they are read: the connection is free
 * then, and folding goes on beside it.
 */
async function foldRows(work: ImportWork, query: string): Promise<{ done: Promise<Folded[]> }> {
  const lines: Buffer[] = [];
  const out = work.client.query(copyTo(`copy (${query}) to stdout`));
  for await (const chunk of out) lines.push(chunk);
  const done = foldAll(lines);
  // Told by store(); an import that ends before it has no use for them.
  done.catch(() => {});
  return { done };
}

async function foldAll(lines: Buffer[]): Promise<Folded[]> {
  const folded: Folded[] = [];
  for await (const one of snapshots(takenOneByOne(lines))) folded.push(one);
  return folded;
}

/** Hands out pieces, letting go of each, and lets others have their turn in between. */
async function* takenOneByOne(pieces: Buffer[]): AsyncGenerator<Buffer> {
  pieces.reverse();
  for (let piece = pieces.pop(); piece !== undefined; piece = pieces.pop()) {
    await setImmediate();
    yield piece;
  }
}

async function storeSnapshots(work: ImportWork, folded: readonly Folded[]): Promise<void> {
  await sql`
    create temp table fresh_snapshot (customer_id bigint, snapshot text, latest_on date) on commit drop`.execute(
    work.tx,
  );
  const lines = folded.map(([id, snapshot, latest]) => `${id}\t${cell(snapshot)}\t${latest}\n`);
  await copyInto(work.client, 'fresh_snapshot', inChunks(lines));
  await sql`
    insert into customer_snapshot (business_id, customer_id, snapshot, latest_on, quiet_until, refreshed_at)
    select ${work.business.id}, customer_id, snapshot, latest_on, null, ${work.now.toString()}::timestamptz
    from fresh_snapshot`.execute(work.tx);
}

/** Turns lines of facts, in the order of customers, into snapshots. */
async function* snapshots(lines: AsyncIterable<Buffer>): AsyncGenerator<Folded> {
  const decoder = new TextDecoder();
  let rest = '';
  let customer = '';
  let facts: Fact[] = [];
  for await (const chunk of lines) {
    const text = rest + decoder.decode(chunk, { stream: true });
    const parts = text.split('\n');
    rest = parts.pop()!;
    for (const line of parts) {
      const [id = '', issued, due, invoice = '', amount = '', currency = '', number = ''] =
        line.split('\t');
      if (id !== customer) {
        if (facts.length > 0) yield folded(customer, facts);
        customer = id;
        facts = [];
      }
      const issuedOn = Number(issued) as Day;
      facts.push({
        kind: 'issued',
        on: issuedOn,
        currency,
        amount: BigInt(amount),
        invoiceId: invoice,
        instalment: 1,
        number: plainText(number),
        issuedOn,
        dueOn: Number(due) as Day,
      });
    }
  }
  if (facts.length > 0) yield folded(customer, facts);
}

function folded(customer: string, facts: readonly Fact[]): Folded {
  const snapshot = fold(facts);
  return [customer, encodeSnapshot(snapshot), isoDay(snapshot.latestOn!)];
}

const ESCAPES: Readonly<Record<string, string>> = {
  t: '\t',
  n: '\n',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
};

function plainText(text: string): string {
  return text.includes('\\')
    ? text.replace(/\\(.)/g, (_, letter: string) => ESCAPES[letter] ?? letter)
    : text;
}
