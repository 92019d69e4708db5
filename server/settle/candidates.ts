import { sql } from 'kysely';
import { RefusedError } from '../../core/base/index.ts';
import { isLikeName, likeness, type ReceiptSeen, wordsOf } from '../../core/settle/index.ts';
import type { Work } from '../platform/platform.ts';

/** Somebody whose a receipt could be, and why. */
export interface Candidate {
  customerId: bigint;
  name: string;
  why: string;
}

/**
 * Whose a receipt could be, by name: those somebody named, else everybody who owes something and of
 * whom the bank line or the sum says so (core/settle).
 * @throws RefusedError `unknown-customer` (404) for a named one who is not here.
 */
export async function candidatesFor(
  work: Work,
  receipt: ReceiptSeen,
  named: readonly bigint[],
): Promise<Candidate[]> {
  const ids = named.length > 0 ? named : await possible(work, receipt);
  const found = await owing(work, ids);
  if (found.length < new Set(named).size) {
    throw new RefusedError(
      'unknown-customer',
      'There is no such customer here. Nothing was recorded.',
      { status: 404 },
    );
  }
  return found.flatMap(({ id, name, items }) => {
    const said = likeness(receipt, { name, items });
    const why = said ?? (named.length > 0 ? `${work.by} thinks so` : null);
    return why === null ? [] : [{ customerId: id, name, why }];
  });
}

/** Everybody worth a closer look; sums and numbers are compared where they are stored. */
async function possible(work: Work, receipt: ReceiptSeen): Promise<bigint[]> {
  const { amount, currency, text } = receipt;
  const id = work.business.id;
  const exact = await sql<{ id: bigint }>`
    with open as (
      select customer_id, invoice_id, currency, outstanding from instalment
      where business_id = ${id} and outstanding <> 0
    )
    select customer_id as id from open where currency = ${currency} and outstanding = ${amount}
    union
    select customer_id from open where currency = ${currency}
    group by customer_id having sum(outstanding) = ${amount}
    union
    select o.customer_id from open o join invoice v on v.business_id = ${id} and v.id = o.invoice_id
    where lower(v.number) = any(${wordsOf(text)}::text[])`.execute(work.tx);
  if (text === '') return exact.rows.map((row) => row.id);
  const names = await sql<{ id: bigint; name: string }>`
    select c.id, c.name from customer c
    where c.business_id = ${id} and exists (
      select from instalment i
      where i.business_id = ${id} and i.customer_id = c.id and i.outstanding <> 0)`.execute(
    work.tx,
  );
  const like = names.rows.filter((row) => isLikeName(text, row.name));
  return [...new Set([...exact.rows, ...like].map((row) => row.id))];
}

interface Owing {
  id: bigint;
  name: string;
  items: { number: string; currency: string; outstanding: bigint }[];
}

async function owing(work: Work, ids: readonly bigint[]): Promise<Owing[]> {
  const { rows } = await sql<{
    id: bigint;
    name: string;
    items: { number: string; currency: string; outstanding: string }[];
  }>`
    select c.id, c.name, coalesce(json_agg(json_build_object('number', v.number, 'currency', i.currency,
      'outstanding', i.outstanding::text) order by i.due_on) filter (where i.outstanding > 0), '[]') as items
    from customer c
    left join instalment i on i.business_id = c.business_id and i.customer_id = c.id
      and i.outstanding <> 0
    left join invoice v on v.business_id = c.business_id and v.id = i.invoice_id
    where c.business_id = ${work.business.id} and c.id = any(${[...ids]}::bigint[])
    group by c.id, c.name order by c.name, c.id`.execute(work.tx);
  return rows.map((row) => ({
    ...row,
    items: row.items.map((item) => ({ ...item, outstanding: BigInt(item.outstanding) })),
  }));
}

/** Locks customers in the order of their ids, as every command that concerns several does. */
export async function lockCustomers(work: Work, ids: readonly bigint[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    select id from customer where business_id = ${work.business.id} and id = any(${[...ids]}::bigint[])
    order by id for no key update`.execute(work.tx);
}
