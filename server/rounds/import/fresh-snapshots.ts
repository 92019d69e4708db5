import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { type Day, isoDay } from '../../../core/base/index.ts';
import { encodeSnapshot, type Fact, fold } from '../../../core/receivable/index.ts';
import type { ImportWork } from './staging.ts';

const BATCH_LENGTH = 512 * 1024;

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
  const lines: Buffer[] = [];
  const out = work.client.query(
    copyTo(`copy (
      select s.customer_id, s.issued_on - date '1970-01-01', s.due_on - date '1970-01-01', s.id,
        coalesce(s.amount, s.open), s.currency, s.number
      from staged_item s where s.kind = 'i' and coalesce(s.amount, s.open) > 0
        and s.customer_id in (select id from fresh_customer)
      order by s.customer_id, s.issued_on, s.line) to stdout`),
  );
  for await (const chunk of out) lines.push(chunk);
  const folding = foldAll(lines);
  // Told by store(); an import that ends before it has no use for them.
  folding.catch(() => {});
  return { store: async () => storeSnapshots(work, await folding) };
}

async function foldAll(lines: Buffer[]): Promise<string[]> {
  const folded: string[] = [];
  for await (const text of snapshots(takenOneByOne(lines))) folded.push(text);
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

async function storeSnapshots(work: ImportWork, folded: readonly string[]): Promise<void> {
  await sql`
    create temp table fresh_snapshot (customer_id bigint, snapshot text, latest_on date) on commit drop`.execute(
    work.tx,
  );
  const copy = work.client.query(copyFrom('copy fresh_snapshot from stdin'));
  for (const text of folded) if (!copy.write(text)) await once(copy, 'drain');
  copy.end();
  await once(copy, 'finish');
  await sql`
    insert into customer_snapshot (business_id, customer_id, snapshot, latest_on, quiet_until, refreshed_at)
    select ${work.business.id}, customer_id, snapshot, latest_on, null, ${work.now.toString()}::timestamptz
    from fresh_snapshot`.execute(work.tx);
}

/** Turns lines of facts, in the order of customers, into lines of snapshots for COPY. */
async function* snapshots(lines: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  let customer = '';
  let facts: Fact[] = [];
  let ready = '';
  for await (const chunk of lines) {
    const text = rest + decoder.decode(chunk, { stream: true });
    const parts = text.split('\n');
    rest = parts.pop()!;
    for (const line of parts) {
      const [id = '', issued, due, invoice = '', amount = '', currency = '', number = ''] =
        line.split('\t');
      if (id !== customer) {
        ready += snapshotLine(customer, facts);
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
    if (ready.length > BATCH_LENGTH) {
      yield ready;
      ready = '';
    }
  }
  yield ready + snapshotLine(customer, facts);
}

function snapshotLine(customer: string, facts: readonly Fact[]): string {
  if (facts.length === 0) return '';
  const snapshot = fold(facts);
  const text = encodeSnapshot(snapshot).replaceAll('\\', '\\\\');
  return `${customer}\t${text}\t${isoDay(snapshot.latestOn!)}\n`;
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
