import { type Day, decimal, formatMoney } from '../../core/base/index.ts';
import type { Work } from '../platform/platform.ts';
import { appendEvent, findInvoice, lockCustomer } from '../receivable/index.ts';
import { checkAmount, checkText, knownOn, owedOn, refused } from './known.ts';
import { closeTasks, openTask } from './tasks.ts';

export interface DisputeInput {
  invoice: string;
  /** When given, the invoice must be this customer's. */
  customerId?: bigint;
  /** Minor units in question; null for all of the invoice. */
  amount?: bigint | null;
  /** When given with an amount, it must be the invoice's. */
  currency?: string | null;
  reason: string;
  on?: Day;
}

/**
 * Records that something is wrong with an invoice. The disputed part is left in peace until the
 * dispute is resolved; the rest goes on.
 * @returns the dispute's id
 * @throws RefusedError when the invoice is unknown, another customer's, settled or in dispute
 *   already, or the amount cannot be.
 */
export async function recordDispute(work: Work, input: DisputeInput): Promise<bigint> {
  const on = input.on ?? work.today;
  const invoice = await findInvoice(work, input.invoice);
  if (input.customerId !== undefined && input.customerId !== invoice.customerId) {
    throw refused('other-customer', `Invoice ${invoice.number} belongs to another customer.`);
  }
  if (input.currency && input.currency !== invoice.currency) {
    throw refused('other-currency', `Invoice ${invoice.number} is in ${invoice.currency}.`);
  }
  const { name } = await lockCustomer(work, invoice.customerId);
  const reason = checkText(input.reason, 'The reason', { required: true });
  const snapshot = await knownOn(work, invoice.customerId, on);
  const invoiceId = String(invoice.id);
  const open = owedOn(
    snapshot.items.filter((item) => item.invoiceId === invoiceId),
    invoice.currency,
  );
  if (open <= 0n) throw refused('not-open', `Nothing is open on ${invoice.number}.`);
  const before = snapshot.disputes.filter((dispute) => dispute.invoiceId === invoiceId);
  if (before.some((dispute) => dispute.amount === null)) {
    throw refused('disputed-already', `All of ${invoice.number} is in dispute already.`);
  }
  const disputed = before.reduce((sum, dispute) => sum + (dispute.amount ?? 0n), 0n);
  const amount = input.amount ?? null;
  if (amount !== null) checkAmount(amount, open - disputed, invoice.currency);
  const id = await appendEvent(
    work,
    invoice.customerId,
    { kind: 'disputed', on, invoiceId, amount, reason },
    {
      invoice: invoice.number,
      reason,
      ...(amount === null
        ? {}
        : { amount: decimal(amount, invoice.currency), currency: invoice.currency }),
    },
  );
  const what =
    amount === null
      ? invoice.number
      : `${formatMoney({ amount, currency: invoice.currency })} of ${invoice.number}`;
  await openTask(work, {
    customerId: invoice.customerId,
    kind: 'resolve-dispute',
    key: disputeKey(invoice.id),
    title: `${name} says something is wrong with ${what}`,
    detail: reason,
    role: 'collector',
    on,
    businessDays: 2,
    eventId: id,
  });
  return id;
}

function disputeKey(invoiceId: bigint): string {
  return `dispute/${invoiceId}`;
}

/**
 * Says that what was wrong with an invoice is settled: it may be asked for again.
 * @throws RefusedError `not-disputed`, `unknown-invoice`.
 */
export async function resolveDispute(
  work: Work,
  input: { invoice: string; customerId?: bigint; note?: string; on?: Day },
): Promise<bigint> {
  const on = input.on ?? work.today;
  const invoice = await findInvoice(work, input.invoice);
  if (input.customerId !== undefined && input.customerId !== invoice.customerId) {
    throw refused('other-customer', `Invoice ${invoice.number} belongs to another customer.`);
  }
  await lockCustomer(work, invoice.customerId);
  const snapshot = await knownOn(work, invoice.customerId, on);
  const invoiceId = String(invoice.id);
  if (!snapshot.disputes.some((dispute) => dispute.invoiceId === invoiceId)) {
    throw refused('not-disputed', `Nothing on ${invoice.number} is in dispute.`);
  }
  const note = checkText(input.note ?? '', 'The note', { required: false });
  const id = await appendEvent(
    work,
    invoice.customerId,
    { kind: 'dispute-resolved', on, invoiceId },
    { invoice: invoice.number, ...(note === '' ? {} : { note }) },
  );
  await closeTasks(work, invoice.customerId, [disputeKey(invoice.id)], note || 'resolved', on);
  return id;
}
