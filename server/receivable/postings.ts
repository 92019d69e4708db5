import { sql } from 'kysely';
import { type Day, isoDay } from '../../core/base/index.ts';
import type { Posting } from '../../core/ledger/index.ts';
import type { Work } from '../platform/platform.ts';

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
  if (postings.length === 0) return [];
  const result = await sql<{ id: bigint }>`
    with entry as (select nextval('entry_id_seq') as id)
    insert into posting (business_id, entry_id, effective_on, kind, debit, credit, currency, amount,
                         customer_id, invoice_id, instalment, payment_id, reverses, memo, recorded_at)
    select ${work.business.id}, entry.id, ${isoDay(on)}::date, p.kind, p.debit, p.credit, p.currency, p.amount,
           ${customerId}, p.invoice_id, p.instalment, p.payment_id, p.reverses, p.memo, ${work.now.toString()}::timestamptz
    from entry, unnest(
      ${postings.map((one) => one.kind)}::text[], ${postings.map((one) => one.debit)}::text[],
      ${postings.map((one) => one.credit)}::text[], ${postings.map((one) => one.currency)}::text[],
      ${postings.map((one) => one.amount)}::bigint[], ${postings.map((one) => one.item?.invoiceId ?? null)}::bigint[],
      ${postings.map((one) => one.item?.instalment ?? null)}::int[], ${postings.map((one) => one.paymentId)}::bigint[],
      ${postings.map((one) => one.reverses)}::bigint[], ${postings.map((one) => one.memo)}::text[]
    ) with ordinality as p (kind, debit, credit, currency, amount, invoice_id, instalment, payment_id, reverses, memo, n)
    order by p.n
    returning id`.execute(work.tx);
  return result.rows.map((row) => row.id);
}
