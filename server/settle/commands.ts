import { type Day, day, decimal, isoDay, RefusedError } from '../../core/base/index.ts';
import {
  type Allocation,
  allocate,
  allocateOldestFirst,
  type OpenInstalment,
  type Posting,
  receive,
  refund,
  reverse,
  writeOff,
} from '../../core/ledger/index.ts';
import type { Work } from '../platform/platform.ts';
import { findInvoice, post, refoldCustomers } from '../receivable/index.ts';

/** Instalments of a customer with something outstanding, in one currency, oldest due first. */
export async function openInstalments(
  work: Work,
  customerId: bigint,
  currency: string,
): Promise<OpenInstalment[]> {
  const rows = await work.tx
    .selectFrom('instalment as i')
    .innerJoin('invoice as v', (join) =>
      join.onRef('v.business_id', '=', 'i.business_id').onRef('v.id', '=', 'i.invoice_id'),
    )
    .select(['i.invoice_id', 'i.no', 'i.due_on', 'i.outstanding', 'v.number'])
    .where('i.business_id', '=', work.business.id)
    .where('i.customer_id', '=', customerId)
    .where('i.currency', '=', currency)
    .where('i.outstanding', '<>', 0n)
    .orderBy('i.due_on')
    .forUpdate('i')
    .execute();
  return rows.map((row) => ({
    invoiceId: row.invoice_id,
    instalment: row.no,
    number: row.number,
    dueOn: day(row.due_on),
    outstanding: row.outstanding,
  }));
}

export interface PaymentInput {
  customerId: bigint;
  /** Minor units, more than zero. */
  amount: bigint;
  currency: string;
  on: Day;
  method?: string | null;
  reference?: string | null;
  /**
   * What it is for: an invoice, `oldest` first (the default), `none` to leave it as credit on
   * account.
   */
  towards?: { invoice: string } | 'oldest' | 'none';
  /** The same payment told twice has the same key. */
  sourceKey?: string | null;
}

export interface PaymentRecorded {
  paymentId: bigint;
  allocated: bigint;
  /** What is left as credit on account. */
  credit: bigint;
  invoices: string[];
}

/**
 * Records money that arrived and sets it against what is owed.
 * @throws RefusedError when the amount is not more than zero, the invoice is another customer's or
 *   in another currency, or the same payment was recorded before.
 */
export async function recordPayment(work: Work, input: PaymentInput): Promise<PaymentRecorded> {
  if (input.amount <= 0n)
    throw new RefusedError('bad-amount', 'A payment is more than zero. Nothing was recorded.');
  await lockCustomer(work, input.customerId);
  const open = await openInstalments(work, input.customerId, input.currency);
  const { allocations, left } = await choose(work, input, open);
  const payment = await work.tx
    .insertInto('payment')
    .values({
      business_id: work.business.id,
      customer_id: input.customerId,
      paid_on: isoDay(input.on),
      currency: input.currency,
      amount: input.amount,
      method: input.method ?? null,
      reference: input.reference ?? null,
      source_key: input.sourceKey ?? null,
      created_at: work.now.toString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!payment) {
    throw new RefusedError(
      'payment-known',
      'This payment was recorded before. Nothing was recorded twice.',
      { status: 409 },
    );
  }
  await post(work, input.customerId, input.on, [
    receive(payment.id, input.currency, input.amount),
    ...allocations.map((one) => allocate(one, input.currency, one.amount, payment.id)),
  ]);
  await refoldCustomers(work, [input.customerId]);
  const numbers = allocations.map(
    (one) => open.find((item) => item.invoiceId === one.invoiceId)!.number,
  );
  return {
    paymentId: payment.id,
    allocated: input.amount - left,
    credit: left,
    invoices: [...new Set(numbers)],
  };
}

/** Two payments for one customer at the same moment must not both take the same instalment. */
async function lockCustomer(work: Work, customerId: bigint): Promise<void> {
  await work.tx
    .selectFrom('customer')
    .select('id')
    .where('business_id', '=', work.business.id)
    .where('id', '=', customerId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
}

async function choose(
  work: Work,
  input: PaymentInput,
  open: OpenInstalment[],
): Promise<{ allocations: Allocation[]; left: bigint }> {
  const { towards = 'oldest', amount } = input;
  if (towards === 'none') return { allocations: [], left: amount };
  if (towards === 'oldest') return allocateOldestFirst(open, amount);
  const invoice = await findInvoice(work, towards.invoice);
  if (invoice.customerId !== input.customerId) {
    throw new RefusedError(
      'other-customer',
      `Invoice ${invoice.number} belongs to another customer. Nothing was recorded.`,
    );
  }
  if (invoice.currency !== input.currency) {
    throw new RefusedError(
      'other-currency',
      `Invoice ${invoice.number} is in ${invoice.currency}, the payment in ${input.currency}. Nothing was recorded.`,
    );
  }
  return allocateOldestFirst(
    open.filter((one) => one.invoiceId === invoice.id),
    amount,
  );
}

/** Sets a customer's credit on account against what is owed, oldest due first. */
export async function allocateCredit(
  work: Work,
  customerId: bigint,
  currency: string,
  on: Day,
): Promise<bigint> {
  await lockCustomer(work, customerId);
  const credit = await creditOf(work, customerId, currency);
  const { allocations, left } = allocateOldestFirst(
    await openInstalments(work, customerId, currency),
    credit,
  );
  await post(
    work,
    customerId,
    on,
    allocations.map((one) => allocate(one, currency, one.amount)),
  );
  await refoldCustomers(work, [customerId]);
  return credit - left;
}

/** Credit on account, minor units. */
export async function creditOf(work: Work, customerId: bigint, currency: string): Promise<bigint> {
  const row = await work.tx
    .selectFrom('ledger_line')
    .select((eb) => eb.fn.sum<string | null>('signed_amount').as('sum'))
    .where('business_id', '=', work.business.id)
    .where('customer_id', '=', customerId)
    .where('currency', '=', currency)
    .where('account', '=', 'credit')
    .executeTakeFirstOrThrow();
  return -BigInt(row.sum ?? 0);
}

/** Pays credit on account back. @throws RefusedError when there is less credit than asked for. */
export async function refundCredit(
  work: Work,
  customerId: bigint,
  currency: string,
  amount: bigint,
  on: Day,
): Promise<void> {
  await lockCustomer(work, customerId);
  const credit = await creditOf(work, customerId, currency);
  if (amount <= 0n || amount > credit) {
    throw new RefusedError(
      'bad-amount',
      `There is ${decimal(credit, currency)} ${currency} of credit to pay back. Nothing was recorded.`,
    );
  }
  await post(work, customerId, on, [refund(currency, amount)]);
  await refoldCustomers(work, [customerId]);
}

/** Gives up what is still owed on an invoice (all of it, or an amount), with the reason kept. */
export async function writeOffInvoice(
  work: Work,
  input: { invoice: string; amount: bigint | null; reason: string; on: Day },
): Promise<bigint> {
  const invoice = await findInvoice(work, input.invoice);
  await lockCustomer(work, invoice.customerId);
  const open = (await openInstalments(work, invoice.customerId, invoice.currency)).filter(
    (one) => one.invoiceId === invoice.id,
  );
  const owed = open.reduce((sum, one) => sum + one.outstanding, 0n);
  const amount = input.amount ?? owed;
  if (amount <= 0n || amount > owed) {
    throw new RefusedError(
      'bad-amount',
      `${decimal(owed, invoice.currency)} ${invoice.currency} is open on ${invoice.number}. Nothing was recorded.`,
    );
  }
  const { allocations } = allocateOldestFirst(open, amount);
  await post(
    work,
    invoice.customerId,
    input.on,
    allocations.map((one) => writeOff(one, invoice.currency, one.amount, input.reason)),
  );
  await refoldCustomers(work, [invoice.customerId]);
  return amount;
}

/** Takes a payment back (it bounced, it was somebody else's): every posting of it is reversed. */
export async function reversePayment(
  work: Work,
  paymentId: bigint,
  on: Day,
  reason: string,
): Promise<void> {
  const payment = await work.tx
    .selectFrom('payment')
    .select(['customer_id', 'voided_on'])
    .where('business_id', '=', work.business.id)
    .where('id', '=', paymentId)
    .executeTakeFirst();
  if (!payment)
    throw new RefusedError('unknown-payment', 'There is no such payment. Nothing was changed.', {
      status: 404,
    });
  if (payment.voided_on !== null)
    throw new RefusedError(
      'already-reversed',
      'This payment was taken back before. Nothing was changed.',
      { status: 409 },
    );
  await lockCustomer(work, payment.customer_id);
  await post(
    work,
    payment.customer_id,
    on,
    (await standingPostings(work, paymentId)).map((one) => reverse(one, reason)),
  );
  await work.tx
    .updateTable('payment')
    .set({ voided_on: isoDay(on) })
    .where('business_id', '=', work.business.id)
    .where('id', '=', paymentId)
    .execute();
  await refoldCustomers(work, [payment.customer_id]);
}

/** Postings of a payment that were not taken back yet. */
async function standingPostings(
  work: Work,
  paymentId: bigint,
): Promise<(Posting & { id: bigint })[]> {
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
