import { type Day, day, isoDay, RefusedError } from '../../core/base/index.ts';
import type { Work } from '../platform/platform.ts';
import { appendEvents } from '../receivable/index.ts';
import { type Candidate, candidatesFor, lockCustomers } from './candidates.ts';
import { type PaymentInput, type PaymentRecorded, recordPayment } from './commands.ts';

export interface ReceiptInput {
  /** Minor units, more than zero. */
  amount: bigint;
  currency: string;
  on: Day;
  /** Who paid and what for, in the bank's words. */
  from?: string;
  /** Whose it may be, where somebody has an idea; else those it could be are found. */
  customerIds?: readonly bigint[];
  /** The same receipt told twice has the same key. */
  sourceKey?: string | null;
}

export interface ReceiptRecorded {
  receiptId: bigint;
  candidates: Candidate[];
}

const NOTHING = 'Nothing was recorded.';

/**
 * Records money that arrived and that nobody has matched yet. Everybody whose it could be is left
 * in peace until it is matched or set aside; told again under its key, it is the same receipt.
 * @throws RefusedError `bad-amount`, `unknown-customer` (404), `receipt-known` (409) for another
 *   sum or day under a known key.
 */
export async function recordReceipt(work: Work, input: ReceiptInput): Promise<ReceiptRecorded> {
  if (input.amount <= 0n)
    throw new RefusedError('bad-amount', `A receipt is more than zero. ${NOTHING}`);
  const known = await knownReceipt(work, input);
  if (known) return known;
  const text = input.from?.trim() ?? '';
  const { amount, currency, on } = input;
  const found = await candidatesFor(work, { amount, currency, text }, input.customerIds ?? []);
  await lockCustomers(
    work,
    found.map((one) => one.customerId),
  );
  const added = await work.tx
    .insertInto('receipt')
    .values({
      business_id: work.business.id,
      received_on: isoDay(on),
      currency,
      amount,
      payer: text || null,
      reference: null,
      source_key: input.sourceKey ?? null,
      matched_on: null,
      payment_id: null,
      set_aside_on: null,
      set_aside_why: null,
      recorded_by: work.by,
      closed_by: null,
      created_at: work.now.toString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  // Told by another at the same moment under the same key: theirs is there by now.
  if (!added) return (await knownReceipt(work, input))!;
  await holdFor(work, added.id, input, found);
  return { receiptId: added.id, candidates: found };
}

/** Those whose it could be are left in peace from the day it arrived. */
async function holdFor(
  work: Work,
  receiptId: bigint,
  { on, amount, currency }: ReceiptInput,
  found: readonly Candidate[],
): Promise<void> {
  if (found.length === 0) return;
  const events = await appendEvents(
    work,
    found.map(({ customerId, why }) => ({
      customerId,
      happening: { kind: 'receipt-unmatched' as const, on, amount, currency },
      shown: { receipt: String(receiptId), why },
    })),
  );
  await work.tx
    .insertInto('receipt_candidate')
    .values(
      found.map(({ customerId, why }, index) => ({
        business_id: work.business.id,
        receipt_id: receiptId,
        customer_id: customerId,
        event_id: events[index]!,
        why,
      })),
    )
    .execute();
}

async function knownReceipt(work: Work, input: ReceiptInput): Promise<ReceiptRecorded | null> {
  if (!input.sourceKey) return null;
  const row = await work.tx
    .selectFrom('receipt')
    .select(['id', 'amount', 'currency', 'received_on'])
    .where('business_id', '=', work.business.id)
    .where('source_key', '=', input.sourceKey)
    .executeTakeFirst();
  if (!row) return null;
  const same =
    row.amount === input.amount &&
    row.currency === input.currency &&
    day(row.received_on) === input.on;
  if (same) return { receiptId: row.id, candidates: await candidatesOf(work, row.id) };
  throw new RefusedError(
    'receipt-known',
    `Another receipt was recorded under this key before. ${NOTHING}`,
    { status: 409 },
  );
}

async function candidatesOf(work: Work, receiptId: bigint): Promise<Candidate[]> {
  const rows = await work.tx
    .selectFrom('receipt_candidate as k')
    .innerJoin('customer as c', (join) =>
      join.onRef('c.business_id', '=', 'k.business_id').onRef('c.id', '=', 'k.customer_id'),
    )
    .select(['k.customer_id as customerId', 'c.name', 'k.why', 'k.event_id as eventId'])
    .where('k.business_id', '=', work.business.id)
    .where('k.receipt_id', '=', receiptId)
    .orderBy('c.name')
    .execute();
  return rows;
}

/**
 * Says whose a receipt is: it becomes their payment, of the day it arrived, and nobody else is held
 * for it any more.
 * @throws RefusedError `unknown-receipt` (404), `receipt-closed` (409), and as the payment would.
 */
export async function matchReceipt(
  work: Work,
  input: { receiptId: bigint; customerId: bigint; towards?: PaymentInput['towards'] },
): Promise<PaymentRecorded> {
  const { receiptId, customerId } = input;
  const receipt = await openReceipt(work, receiptId, [customerId]);
  const paid = await recordPayment(work, {
    customerId,
    amount: receipt.amount,
    currency: receipt.currency,
    on: day(receipt.received_on),
    reference: receipt.payer,
    sourceKey: `receipt/${receiptId}`,
    ...(input.towards === undefined ? {} : { towards: input.towards }),
  });
  await work.tx
    .updateTable('receipt')
    .set({
      matched_on: isoDay(work.today),
      payment_id: paid.paymentId,
      closed_by: work.by,
    })
    .where('business_id', '=', work.business.id)
    .where('id', '=', receiptId)
    .execute();
  await letGo(work, receiptId);
  return paid;
}

/**
 * Says that a receipt is no customer's money, and why: nobody is held for it any more.
 * @throws RefusedError `unknown-receipt` (404), `receipt-closed` (409), `missing-words`.
 */
export async function setReceiptAside(
  work: Work,
  input: { receiptId: bigint; reason: string },
): Promise<void> {
  const reason = input.reason.trim();
  if (reason === '')
    throw new RefusedError('missing-words', `Say why it is nobody's here. ${NOTHING}`);
  await openReceipt(work, input.receiptId, []);
  await work.tx
    .updateTable('receipt')
    .set({ set_aside_on: isoDay(work.today), set_aside_why: reason, closed_by: work.by })
    .where('business_id', '=', work.business.id)
    .where('id', '=', input.receiptId)
    .execute();
  await letGo(work, input.receiptId);
}

/** A receipt that waits, locked after all whom it concerns, in the order every command locks in. */
async function openReceipt(work: Work, receiptId: bigint, alsoLock: readonly bigint[]) {
  const held = await candidatesOf(work, receiptId);
  await lockCustomers(work, [...held.map((one) => one.customerId), ...alsoLock]);
  const receipt = await work.tx
    .selectFrom('receipt')
    .selectAll()
    .where('business_id', '=', work.business.id)
    .where('id', '=', receiptId)
    .forUpdate()
    .executeTakeFirst();
  if (!receipt) {
    throw new RefusedError('unknown-receipt', `There is no such receipt. ${NOTHING}`, {
      status: 404,
    });
  }
  if (receipt.matched_on !== null || receipt.set_aside_on !== null) {
    const done = receipt.matched_on === null ? 'set aside' : 'matched';
    const text = `${receipt.closed_by} has ${done} this receipt already. ${NOTHING}`;
    throw new RefusedError('receipt-closed', text, { status: 409 });
  }
  if (day(receipt.received_on) > work.today) {
    const text = `This receipt arrived on ${receipt.received_on}. ${NOTHING}`;
    throw new RefusedError('bad-day', text);
  }
  return receipt;
}

/** Those who were held for a receipt are held for it no longer. */
async function letGo(work: Work, receiptId: bigint): Promise<void> {
  const rows = await work.tx
    .selectFrom('receipt_candidate')
    .select(['customer_id', 'event_id'])
    .where('business_id', '=', work.business.id)
    .where('receipt_id', '=', receiptId)
    .orderBy('customer_id')
    .execute();
  await appendEvents(
    work,
    rows.map((row) => ({
      customerId: row.customer_id,
      happening: {
        kind: 'receipt-matched' as const,
        on: work.today,
        receiptId: String(row.event_id),
      },
      shown: { receipt: String(receiptId) },
    })),
  );
}
