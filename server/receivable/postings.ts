import { sql } from 'kysely';
import { type Day, isoDay } from '../../core/base/index.ts';
import type { Posting } from '../../core/ledger/index.ts';
import type { Work } from '../platform/platform.ts';

/** The postings of one transaction: whose, and from which day they take effect. */
export interface Entry {
  customerId: bigint;
  on: Day;
  postings: readonly Posting[];
}

/**
 * Appends the postings of one transaction. They take effect `on` that day for that customer; the
 * caller folds the snapshot afterwards (refoldCustomers), once for all it did.
 * @returns the number of each posting
 */
export async function post(
  work: Work,
  customerId: bigint,
  on: Day,
  postings: readonly Posting[],
): Promise<bigint[]> {
  return postAll(work, [{ customerId, on, postings }]);
}

/** The same for many transactions at once, each with a number of its own. */
export async function postAll(work: Work, entries: readonly Entry[]): Promise<bigint[]> {
  const all = entries.flatMap(({ customerId, on, postings }, index) =>
    postings.map((one) => ({ ...one, entry: index + 1, customerId, on: isoDay(on) })),
  );
  if (all.length === 0) return [];
  const result = await sql<{ id: bigint }>`
    with entry as materialized (
      select n, nextval('entry_id_seq') as id from generate_series(1, ${entries.length}::int) n)
    insert into posting (business_id, entry_id, effective_on, kind, debit, credit, currency, amount,
                         customer_id, invoice_id, instalment, payment_id, reverses, memo, recorded_at)
    select ${work.business.id}, entry.id, p.effective_on, p.kind, p.debit, p.credit, p.currency, p.amount,
           p.customer_id, p.invoice_id, p.instalment, p.payment_id, p.reverses, p.memo, ${work.now.toString()}::timestamptz
    from unnest(
      ${all.map((one) => one.entry)}::int[], ${all.map((one) => one.customerId)}::bigint[],
      ${all.map((one) => one.on)}::date[],
      ${all.map((one) => one.kind)}::text[], ${all.map((one) => one.debit)}::text[],
      ${all.map((one) => one.credit)}::text[], ${all.map((one) => one.currency)}::text[],
      ${all.map((one) => one.amount)}::bigint[], ${all.map((one) => one.item?.invoiceId ?? null)}::bigint[],
      ${all.map((one) => one.item?.instalment ?? null)}::int[], ${all.map((one) => one.paymentId)}::bigint[],
      ${all.map((one) => one.reverses)}::bigint[], ${all.map((one) => one.memo)}::text[]
    ) with ordinality as p (entry, customer_id, effective_on, kind, debit, credit, currency, amount,
      invoice_id, instalment, payment_id, reverses, memo, n)
    join entry on entry.n = p.entry
    order by p.n
    returning id`.execute(work.tx);
  return result.rows.map((row) => row.id);
}
