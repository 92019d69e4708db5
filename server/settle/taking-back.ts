import { type Day, day, isoDay, laterDay, RefusedError, spokenDay } from '../../core/base/index.ts';
import { type Posting, reverse } from '../../core/ledger/index.ts';
import type { Work } from '../platform/platform.ts';
import { lockCustomer, post, refoldCustomers } from '../receivable/index.ts';
import { releaseOverdrawn } from './overdrawn.ts';

/**
 * Takes a payment back (it bounced, it was somebody else's): every posting of it is reversed, each
 * from `on` but not before it took effect itself. What was left over of it and has settled
 * something since is open again there; what was paid back of it is owed again.
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
