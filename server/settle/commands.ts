import { type Day, day, decimal, isoDay, laterDay, RefusedError } from '../../core/base/index.ts';
import {
  type Allocation,
  allocate,
  allocateOldestFirst,
  type OpenInstalment,
  type Posting,
  receive,
  refund,
  writeOff,
} from '../../core/ledger/index.ts';
import type { Work } from '../platform/platform.ts';
import { findInvoice, lockCustomer, post, refoldCustomers } from '../receivable/index.ts';

/** An instalment with something outstanding, and the day its invoice was issued. */
type Owed = OpenInstalment & { issuedOn: Day };

/** Instalments of a customer with something outstanding, in one currency, oldest due first. */
async function openInstalments(work: Work, customerId: bigint, currency: string): Promise<Owed[]> {
  const rows = await work.tx
    .selectFrom('instalment as i')
    .innerJoin('invoice as v', (join) =>
      join.onRef('v.business_id', '=', 'i.business_id').onRef('v.id', '=', 'i.invoice_id'),
    )
    .select(['i.invoice_id', 'i.no', 'i.due_on', 'i.outstanding', 'v.number', 'v.issued_on'])
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
    issuedOn: day(row.issued_on),
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
  await postFrom(work, input.customerId, input.on, open, [
    receive(payment.id, input.currency, input.amount),
    ...allocations.map((one) => allocate(one, input.currency, one.amount, payment.id)),
  ]);
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

/**
 * Posts from a day on, what is about an instalment not before that was issued: money that came in
 * advance lies on account until then.
 */
async function postFrom(
  work: Work,
  customerId: bigint,
  on: Day,
  open: readonly Owed[],
  postings: readonly Posting[],
): Promise<void> {
  const issuedOn = new Map(open.map((one) => [one.invoiceId, one.issuedOn]));
  const days = Map.groupBy(postings, ({ item }) =>
    item === null ? on : laterDay(on, issuedOn.get(item.invoiceId)!),
  );
  for (const [at, some] of days) await post(work, customerId, at, some);
  await refoldCustomers(work, [customerId]);
}

async function choose(
  work: Work,
  input: PaymentInput,
  open: Owed[],
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
  const open = await openInstalments(work, customerId, currency);
  const { allocations, left } = allocateOldestFirst(open, credit);
  const postings = allocations.map((one) => allocate(one, currency, one.amount));
  await postFrom(work, customerId, on, open, postings);
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
  const postings = allocations.map((one) =>
    writeOff(one, invoice.currency, one.amount, input.reason),
  );
  await postFrom(work, invoice.customerId, input.on, open, postings);
  return amount;
}
