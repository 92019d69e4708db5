import { createRoute } from '@hono/zod-openapi';
import { moneyJson, RefusedError } from '../../core/base/index.ts';
import {
  answers,
  businessParams,
  createRouter,
  idParam,
  jsonBody,
  withWork,
} from '../platform/http/index.ts';
import type { Platform, Work } from '../platform/platform.ts';
import {
  doneSchema,
  movedSchema,
  type NewPayment,
  newPaymentSchema,
  type PaymentRecordedJson,
  paymentRecordedSchema,
  placeCreditSchema,
  refundSchema,
  takeBackSchema,
  writeOffSchema,
} from './api.ts';
import { allocateCredit, recordPayment, refundCredit, writeOffInvoice } from './commands.ts';
import { reversePayment } from './taking-back.ts';
import { minorUnits, onDay } from './told.ts';

const base = '/api/v1/businesses/{business}';
const ofCustomer = businessParams.extend({ customer: idParam });
const tags = ['settle'];

const postPayment = createRoute({
  method: 'post',
  path: `${base}/payments`,
  tags,
  summary: 'Record money that arrived',
  request: { params: businessParams, body: jsonBody(newPaymentSchema) },
  responses: answers(paymentRecordedSchema, 'What it settled', 201),
});
const takeBack = createRoute({
  method: 'post',
  path: `${base}/payments/{payment}/reverse`,
  tags,
  summary: 'Take a payment back: it bounced, or was not theirs',
  request: {
    params: businessParams.extend({ payment: idParam }),
    body: jsonBody(takeBackSchema),
  },
  responses: answers(doneSchema, 'Taken back'),
});
const writeOff = createRoute({
  method: 'post',
  path: `${base}/invoices/{invoice}/write-off`,
  tags,
  summary: 'Give up what is still open on an invoice',
  request: {
    params: businessParams.extend({ invoice: idParam }),
    body: jsonBody(writeOffSchema),
  },
  responses: answers(movedSchema, 'Given up'),
});
const placeCredit = createRoute({
  method: 'post',
  path: `${base}/customers/{customer}/credit/allocate`,
  tags,
  summary: 'Set credit on account against what is owed, oldest first',
  request: { params: ofCustomer, body: jsonBody(placeCreditSchema) },
  responses: answers(movedSchema, 'Set against what was owed'),
});
const refund = createRoute({
  method: 'post',
  path: `${base}/customers/{customer}/credit/refund`,
  tags,
  summary: 'Record that credit on account was paid back',
  request: { params: ofCustomer, body: jsonBody(refundSchema) },
  responses: answers(movedSchema, 'Paid back'),
});

const NOTHING = 'Nothing was recorded.';

async function invoiceOf(work: Work, id: bigint): Promise<{ number: string; currency: string }> {
  const row = await work.tx
    .selectFrom('invoice')
    .select(['number', 'currency'])
    .where('business_id', '=', work.business.id)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row) return row;
  const text = `There is no such invoice here. ${NOTHING}`;
  throw new RefusedError('unknown-invoice', text, { status: 404 });
}

async function pay(work: Work, input: NewPayment): Promise<PaymentRecordedJson> {
  const customerId = BigInt(input.customer);
  const { currency } = input.amount;
  const recorded = await recordPayment(work, {
    customerId,
    amount: minorUnits(input.amount),
    currency,
    on: onDay(work, input.on),
    method: input.method || null,
    reference: input.reference || null,
    towards: input.towards,
  });
  return {
    id: String(recorded.paymentId),
    allocated: moneyJson({ amount: recorded.allocated, currency }),
    credit: moneyJson({ amount: recorded.credit, currency }),
    invoices: recorded.invoices,
  };
}

async function giveUp(
  work: Work,
  id: bigint,
  input: { amount?: string | undefined; reason: string; on?: string | undefined },
) {
  const { number, currency } = await invoiceOf(work, id);
  const amount = input.amount === undefined ? null : minorUnits({ amount: input.amount, currency });
  const given = await writeOffInvoice(work, {
    invoice: number,
    amount,
    reason: input.reason,
    on: onDay(work, input.on),
  });
  return { amount: moneyJson({ amount: given, currency }) };
}

/** Routes of payments, credit on account and what is given up. */
export function settleRoutes(_platform: Platform) {
  const router = createRouter();
  router.openapi(postPayment, (c) =>
    withWork(c, { role: 'bookkeeper', status: 201 }, (work) => pay(work, c.req.valid('json'))),
  );
  router.openapi(takeBack, (c) =>
    withWork(c, { role: 'bookkeeper' }, async (work) => {
      const { reason, on } = c.req.valid('json');
      await reversePayment(work, c.req.valid('param').payment, onDay(work, on), reason);
      return { done: true as const };
    }),
  );
  router.openapi(writeOff, (c) =>
    withWork(c, { role: 'bookkeeper' }, (work) =>
      giveUp(work, c.req.valid('param').invoice, c.req.valid('json')),
    ),
  );
  router.openapi(placeCredit, (c) =>
    withWork(c, { role: 'bookkeeper' }, async (work) => {
      const { customer } = c.req.valid('param');
      const { currency, on } = c.req.valid('json');
      const amount = await allocateCredit(work, customer, currency, onDay(work, on));
      return { amount: moneyJson({ amount, currency }) };
    }),
  );
  router.openapi(refund, (c) =>
    withWork(c, { role: 'bookkeeper' }, async (work) => {
      const { customer } = c.req.valid('param');
      const { amount, on } = c.req.valid('json');
      await refundCredit(work, customer, amount.currency, minorUnits(amount), onDay(work, on));
      return { amount };
    }),
  );
  return router;
}
