import { type Day, formatMoney, isoDay, moneyJson } from '../core/base/index.ts';
import type { WaitingKind } from '../core/discuss/index.ts';
import type { Work } from '../server/platform/index.ts';
import type { FoundCustomer } from '../server/receivable/index.ts';
import { amountIn, type OneBusiness } from './options.ts';
import { sayDay } from './say.ts';

/** What every fact told by hand may say. */
export interface Fact extends OneBusiness {
  /** The day it happened; the work's today unless said. */
  on?: Day;
  key?: string;
}

/** What was recorded: its JSON, and a sentence. */
export interface Recorded {
  json: Record<string, unknown>;
  text: string;
}

interface OfCustomer extends Fact {
  customer: string;
}

interface OfInvoice extends Fact {
  invoice: string;
}

async function customerOf(work: Work, codeOrName: string): Promise<FoundCustomer> {
  const { findCustomer } = await import('../server/receivable/index.ts');
  return findCustomer(work, codeOrName);
}

async function invoiceOf(work: Work, number: string) {
  const { findInvoice } = await import('../server/receivable/index.ts');
  return findInvoice(work, number);
}

/** Money for an invoice; what is more than is open stays as credit on account. */
export async function payment(
  work: Work,
  asked: OfInvoice & { amount: string; reference?: string },
): Promise<Recorded> {
  const { recordPayment } = await import('../server/settle/index.ts');
  const invoice = await invoiceOf(work, asked.invoice);
  const { currency } = invoice;
  const amount = amountIn(asked.amount, currency);
  const done = await recordPayment(work, {
    customerId: invoice.customerId,
    amount,
    currency,
    on: work.today,
    reference: asked.reference ?? null,
    towards: { invoice: invoice.number },
  });
  const credit = moneyJson({ amount: done.credit, currency });
  const rest =
    done.credit === 0n
      ? ''
      : ` ${formatMoney({ amount: done.credit, currency })} of it is credit on account.`;
  return {
    json: {
      recorded: 'payment',
      id: String(done.paymentId),
      invoice: invoice.number,
      on: isoDay(work.today),
      allocated: moneyJson({ amount: done.allocated, currency }),
      credit,
    },
    text: `${formatMoney({ amount, currency })} for ${invoice.number} is recorded, ${sayDay(work.today)}.${rest}`,
  };
}

/** The customer will pay on a day. */
export async function promise(
  work: Work,
  asked: OfCustomer & { date: Day; amount?: string; currency?: string },
): Promise<Recorded> {
  const { recordPromise } = await import('../server/discuss/index.ts');
  const customer = await customerOf(work, asked.customer);
  const currency = asked.amount === undefined ? null : await currencyFor(work, customer, asked);
  const id = await recordPromise(work, {
    customerId: customer.id,
    payOn: asked.date,
    amount: currency === null ? null : amountIn(asked.amount ?? '', currency),
    currency,
  });
  return {
    json: about('promise', id, customer, work, { date: isoDay(asked.date) }),
    text: `${customer.name} will pay on ${sayDay(asked.date)}; until two business days later it is left in peace.`,
  };
}

/** The currency of an amount: the one said, else the only one they owe in, else the business's. */
async function currencyFor(
  work: Work,
  customer: FoundCustomer,
  asked: { currency?: string },
): Promise<string> {
  if (asked.currency !== undefined) return asked.currency.toUpperCase();
  const { snapshotAsOf } = await import('../server/receivable/index.ts');
  const { items } = await snapshotAsOf(work, customer.id, work.today);
  const owed = [...new Set(items.map((item) => item.currency))];
  return owed.length === 1 ? owed[0]! : work.business.currency;
}

/** Something is wrong with an invoice, or with part of it. */
export async function dispute(
  work: Work,
  asked: OfInvoice & { amount?: string; reason: string },
): Promise<Recorded> {
  const { recordDispute } = await import('../server/discuss/index.ts');
  const invoice = await invoiceOf(work, asked.invoice);
  const { currency } = invoice;
  const amount = asked.amount === undefined ? null : amountIn(asked.amount, currency);
  const id = await recordDispute(work, { invoice: invoice.number, amount, reason: asked.reason });
  const what = amount === null ? 'All' : formatMoney({ amount, currency });
  return {
    json: aboutInvoice('dispute', id, invoice.number, work, {
      amount: amount === null ? null : moneyJson({ amount, currency }),
    }),
    text: `${what} of ${invoice.number} is in dispute; that is left in peace until it is resolved.`,
  };
}

/** What was wrong with an invoice is settled. */
export async function resolve(work: Work, asked: OfInvoice): Promise<Recorded> {
  const { resolveDispute } = await import('../server/discuss/index.ts');
  const invoice = await invoiceOf(work, asked.invoice);
  const id = await resolveDispute(work, { invoice: invoice.number });
  return {
    json: aboutInvoice('resolve', id, invoice.number, work),
    text: `What was wrong with ${invoice.number} is settled; it may be asked for again.`,
  };
}

/** Leaves a customer in peace for a while. */
export async function pauseChase(
  work: Work,
  asked: OfCustomer & { until: Day; reason: string },
): Promise<Recorded> {
  const { pause } = await import('../server/discuss/index.ts');
  const customer = await customerOf(work, asked.customer);
  const id = await pause(work, {
    customerId: customer.id,
    until: asked.until,
    reason: asked.reason,
  });
  return {
    json: about('pause', id, customer, work, { until: isoDay(asked.until) }),
    text: `${customer.name} is left in peace until ${sayDay(asked.until)}.`,
  };
}

/** Ends the pauses of a customer. */
export async function lift(work: Work, asked: OfCustomer): Promise<Recorded> {
  const { liftPause } = await import('../server/discuss/index.ts');
  const customer = await customerOf(work, asked.customer);
  await liftPause(work, { customerId: customer.id });
  return {
    json: about('lift', null, customer, work),
    text: `${customer.name} is not paused any more.`,
  };
}

/** The customer wrote back. */
export async function reply(work: Work, asked: OfCustomer & { text?: string }): Promise<Recorded> {
  const { recordReply } = await import('../server/discuss/index.ts');
  const customer = await customerOf(work, asked.customer);
  const id = await recordReply(work, {
    customerId: customer.id,
    ...(asked.text === undefined ? {} : { text: asked.text }),
  });
  return {
    json: about('reply', id, customer, work),
    text: `A reply of ${customer.name} waits to be read; until then nothing is sent to them.`,
  };
}

/** Their replies were read. */
export async function read(work: Work, asked: OfCustomer): Promise<Recorded> {
  const { markReplyRead } = await import('../server/discuss/index.ts');
  const customer = await customerOf(work, asked.customer);
  await markReplyRead(work, { customerId: customer.id });
  return {
    json: about('read', null, customer, work),
    text: `What ${customer.name} wrote is read.`,
  };
}

/** What they answered or wrote was dealt with. */
export async function handled(
  work: Work,
  asked: OfCustomer & { answer?: WaitingKind; note?: string },
): Promise<Recorded> {
  const { handleWaiting } = await import('../server/discuss/index.ts');
  const customer = await customerOf(work, asked.customer);
  const answers = await handleWaiting(work, {
    customerId: customer.id,
    ...(asked.answer === undefined ? {} : { kind: asked.answer }),
    ...(asked.note === undefined ? {} : { note: asked.note }),
  });
  return {
    json: about('handled', null, customer, work, { answers }),
    text: `Dealt with for ${customer.name}: ${answers.join(', ')}.`,
  };
}

/** Somebody rang the customer. */
export async function call(work: Work, asked: OfCustomer & { outcome: string }): Promise<Recorded> {
  const { recordCall } = await import('../server/discuss/index.ts');
  const customer = await customerOf(work, asked.customer);
  const id = await recordCall(work, { customerId: customer.id, outcome: asked.outcome });
  return {
    json: about('call', id, customer, work, { outcome: asked.outcome }),
    text: `The call to ${customer.name} is recorded: ${asked.outcome}.`,
  };
}

/** Money that arrived and that nobody has matched yet. */
export async function receipt(
  work: Work,
  asked: Fact & { amount: string; currency: string; from?: string; customer?: string },
): Promise<Recorded> {
  const { recordReceipt } = await import('../server/settle/index.ts');
  const currency = asked.currency.toUpperCase();
  const amount = amountIn(asked.amount, currency);
  const customerIds =
    asked.customer === undefined ? [] : [(await customerOf(work, asked.customer)).id];
  const { receiptId, candidates } = await recordReceipt(work, {
    ...{ amount, currency, customerIds, on: work.today },
    ...(asked.from === undefined ? {} : { from: asked.from }),
  });
  const names = candidates.map(({ name, why }) => `${name} (${why})`);
  const whose =
    names.length === 0
      ? 'It could be nobody’s here.'
      : `Until it is matched nothing is sent to ${names.join(', ')}.`;
  return {
    json: {
      recorded: 'receipt',
      id: String(receiptId),
      on: isoDay(work.today),
      amount: moneyJson({ amount, currency }),
      candidates: candidates.map(({ name, why }) => ({ customer: name, why })),
    },
    text: `${formatMoney({ amount, currency })} of ${sayDay(work.today)} is receipt ${receiptId}. ${whose}`,
  };
}

/** A receipt is a customer's: it becomes their payment. */
export async function match(
  work: Work,
  asked: OfCustomer & { receipt: bigint; invoice?: string },
): Promise<Recorded> {
  const { matchReceipt } = await import('../server/settle/index.ts');
  const customer = await customerOf(work, asked.customer);
  const paid = await matchReceipt(work, {
    receiptId: asked.receipt,
    customerId: customer.id,
    ...(asked.invoice === undefined ? {} : { towards: { invoice: asked.invoice } }),
  });
  const what = paid.invoices.length === 0 ? 'lies on account' : `paid ${paid.invoices.join(', ')}`;
  return {
    json: about('match', paid.paymentId, customer, work, {
      receipt: String(asked.receipt),
      invoices: paid.invoices,
    }),
    text: `Receipt ${asked.receipt} is a payment of ${customer.name}; it ${what}.`,
  };
}

/** A receipt is no customer's money. */
export async function setAside(
  work: Work,
  asked: Fact & { receipt: bigint; reason: string },
): Promise<Recorded> {
  const { setReceiptAside } = await import('../server/settle/index.ts');
  await setReceiptAside(work, { receiptId: asked.receipt, reason: asked.reason });
  return {
    json: { recorded: 'set-aside', id: String(asked.receipt), on: isoDay(work.today) },
    text: `Receipt ${asked.receipt} is set aside: ${asked.reason}.`,
  };
}

function about(
  recorded: string,
  id: bigint | null,
  customer: FoundCustomer,
  work: Work,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  const who = { customer: customer.name, code: customer.code };
  return { recorded, id: id === null ? null : String(id), ...who, on: isoDay(work.today), ...more };
}

function aboutInvoice(
  recorded: string,
  id: bigint,
  invoice: string,
  work: Work,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return { recorded, id: String(id), invoice, on: isoDay(work.today), ...more };
}
