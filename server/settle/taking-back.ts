import { sql } from 'kysely';
import { type Day, day, isoDay, laterDay, RefusedError, spokenDay } from '../../core/base/index.ts';
import { allocateOldestFirst, type Posting, release, reverse } from '../../core/ledger/index.ts';
import type { Work } from '../platform/platform.ts';
import { lockCustomer, post, refoldCustomers } from '../receivable/index.ts';
import { creditOf } from './commands.ts';

/**
 * Takes a payment back (it bounced, it was somebody else's): every posting of it is reversed, each
 * from `on` but not before it took effect itself. What was left over of it and has settled
 * something since is open again there.
 * @throws RefusedError `unknown-payment` (404), `already-reversed` (409), `bad-day` when that lies
 *   before the payment.
 */
export async function reversePayment(
  work: Work,
  paymentId: bigint,
  on: Day,
  reason: string,
): Promise<void> {
  const found = await paymentOf(work, paymentId);
  await lockCustomer(work, found.customer_id);
  // Looked at again: another may have taken it back while we waited for the lock.
  const payment = await paymentOf(work, paymentId);
  if (payment.voided_on !== null)
    throw new RefusedError(
      'already-reversed',
      'This payment was taken back before. Nothing was changed.',
      { status: 409 },
    );
  if (on < day(payment.paid_on)) {
    const since = spokenDay(day(payment.paid_on), work.today);
    throw new RefusedError('bad-day', `This payment arrived on ${since}. Nothing was changed.`);
  }
  const standing = await standingPostings(work, paymentId);
  for (const [at, postings] of Map.groupBy(standing, (one) => laterDay(on, one.effectiveOn))) {
    const back = postings.map((one) => reverse(one, reason));
    await post(work, payment.customer_id, at, back);
  }
  await releaseOverdrawn(work, payment.customer_id, payment.currency, on, reason);
  await work.tx
    .updateTable('payment')
    .set({ voided_on: isoDay(on) })
    .where('business_id', '=', work.business.id)
    .where('id', '=', paymentId)
    .execute();
  await refoldCustomers(work, [payment.customer_id]);
}

async function paymentOf(work: Work, paymentId: bigint) {
  const payment = await work.tx
    .selectFrom('payment')
    .select(['customer_id', 'currency', 'paid_on', 'voided_on'])
    .where('business_id', '=', work.business.id)
    .where('id', '=', paymentId)
    .executeTakeFirst();
  if (payment) return payment;
  throw new RefusedError('unknown-payment', 'There is no such payment. Nothing was changed.', {
    status: 404,
  });
}

/** Postings of a payment that were not taken back yet. */
async function standingPostings(
  work: Work,
  paymentId: bigint,
): Promise<(Posting & { id: bigint; effectiveOn: Day })[]> {
  const rows = await work.tx
    .selectFrom('posting as p')
    .leftJoin('posting as r', (join) =>
      join.onRef('r.business_id', '=', 'p.business_id').onRef('r.reverses', '=', 'p.id'),
    )
    .selectAll('p')
    .where('p.business_id', '=', work.business.id)
    .where('p.payment_id', '=', paymentId)
    .where('p.reverses', 'is', null)
    .where('r.id', 'is', null)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    effectiveOn: day(row.effective_on),
    kind: row.kind,
    debit: row.debit,
    credit: row.credit,
    currency: row.currency,
    amount: row.amount,
    item:
      row.invoice_id === null ? null : { invoiceId: row.invoice_id, instalment: row.instalment! },
    paymentId: row.payment_id,
    reverses: row.reverses,
    memo: row.memo,
  }));
}

/**
 * Credit on account that the payment had left behind may be spent: as much as is missing now is
 * taken from the items that credit had settled, the last due first, and they are open again.
 */
async function releaseOverdrawn(
  work: Work,
  customerId: bigint,
  currency: string,
  on: Day,
  reason: string,
): Promise<void> {
  const missing = -(await creditOf(work, customerId, currency));
  if (missing <= 0n) return;
  const spent = await spentCredit(work, customerId, currency);
  // Oldest first, backwards: the days are turned round, so that the oldest debt stays settled.
  const backwards = spent.map((one) => ({ ...one, dueOn: -one.dueOn as Day }));
  const { allocations } = allocateOldestFirst(backwards, missing);
  const since = new Map(spent.map((one) => [`${one.invoiceId}/${one.instalment}`, one.since]));
  const sinceOf = (one: (typeof allocations)[number]) =>
    laterDay(on, since.get(`${one.invoiceId}/${one.instalment}`)!);
  for (const [at, some] of Map.groupBy(allocations, sinceOf)) {
    const back = some.map((one) => release(one, currency, one.amount, reason));
    await post(work, customerId, at, back);
  }
}

/** What credit on account has settled, by item; credit notes settle their own and stay. */
async function spentCredit(work: Work, customerId: bigint, currency: string) {
  const { rows } = await sql<{
    invoice_id: bigint;
    instalment: number;
    number: string;
    due_on: string;
    since: string;
    amount: bigint;
  }>`
    select p.invoice_id, p.instalment, v.number, i.due_on, max(p.effective_on) as since,
      sum(case when p.credit = 'receivable' then p.amount else -p.amount end)::bigint as amount
    from posting p
    join invoice v on v.business_id = p.business_id and v.id = p.invoice_id
    join instalment i on i.business_id = p.business_id and i.invoice_id = p.invoice_id
      and i.no = p.instalment
    where p.business_id = ${work.business.id} and p.customer_id = ${customerId}
      and p.currency = ${currency} and p.payment_id is null
      and 'credit' in (p.debit, p.credit) and p.invoice_id is not null
      and not exists (
        select from posting n where n.business_id = p.business_id and n.entry_id = p.entry_id
          and n.kind = 'credit-note')
    group by p.invoice_id, p.instalment, v.number, i.due_on`.execute(work.tx);
  return rows.map((row) => ({
    invoiceId: row.invoice_id,
    instalment: row.instalment,
    number: row.number,
    dueOn: day(row.due_on),
    since: day(row.since),
    outstanding: row.amount,
  }));
}
