import { createRoute } from '@hono/zod-openapi';
import {
  answers,
  businessParams,
  createRouter,
  idParam,
  jsonBody,
  pageOf,
  withWork,
} from '../platform/http/index.ts';
import type { Platform, Work } from '../platform/platform.ts';
import {
  matchSchema,
  type NewReceipt,
  newReceiptSchema,
  type Receipt,
  receiptSchema,
  receiptsQuery,
  setAsideSchema,
} from './receipt-api.ts';
import { receiptById, receipts } from './receipt-queries.ts';
import { matchReceipt, recordReceipt, setReceiptAside } from './receipts.ts';
import { minorUnits, onDay } from './told.ts';

const base = '/api/v1/businesses/{business}/receipts';
const ofReceipt = businessParams.extend({ receipt: idParam });
const tags = ['settle'];

const getReceipts = createRoute({
  method: 'get',
  path: base,
  tags,
  summary: 'Money that arrived and is not matched yet, or what became of it',
  request: { params: businessParams, query: receiptsQuery },
  responses: answers(pageOf(receiptSchema), 'Receipts'),
});
const postReceipt = createRoute({
  method: 'post',
  path: base,
  tags,
  summary: 'Record money that arrived and that nobody has matched yet',
  request: { params: businessParams, body: jsonBody(newReceiptSchema) },
  responses: answers(receiptSchema, 'The receipt, and whose it could be', 201),
});
const match = createRoute({
  method: 'post',
  path: `${base}/{receipt}/match`,
  tags,
  summary: 'Say whose a receipt is: it becomes their payment',
  request: { params: ofReceipt, body: jsonBody(matchSchema) },
  responses: answers(receiptSchema, 'The receipt as it is now'),
});
const setAside = createRoute({
  method: 'post',
  path: `${base}/{receipt}/set-aside`,
  tags,
  summary: "Say that a receipt is no customer's money",
  request: { params: ofReceipt, body: jsonBody(setAsideSchema) },
  responses: answers(receiptSchema, 'The receipt as it is now'),
});

async function record(work: Work, input: NewReceipt): Promise<Receipt> {
  const { receiptId } = await recordReceipt(work, {
    amount: minorUnits(input.amount),
    currency: input.amount.currency,
    on: onDay(work, input.on),
    customerIds: [...new Set(input.customers ?? [])].map(BigInt),
    ...(input.from === undefined ? {} : { from: input.from }),
    ...(input.sourceKey === undefined ? {} : { sourceKey: input.sourceKey }),
  });
  return receiptById(work, receiptId);
}

/** Routes of receipts: money that arrived, and whose it is. */
export function receiptRoutes(_platform: Platform) {
  const router = createRouter();
  router.openapi(getReceipts, (c) =>
    withWork(c, { role: 'viewer' }, (work) => receipts(work, c.req.valid('query'))),
  );
  router.openapi(postReceipt, (c) =>
    withWork(c, { role: 'bookkeeper', status: 201 }, (work) => record(work, c.req.valid('json'))),
  );
  router.openapi(match, (c) =>
    withWork(c, { role: 'bookkeeper' }, async (work) => {
      const receiptId = c.req.valid('param').receipt;
      const { customer, towards } = c.req.valid('json');
      await matchReceipt(work, { receiptId, customerId: BigInt(customer), towards });
      return receiptById(work, receiptId);
    }),
  );
  router.openapi(setAside, (c) =>
    withWork(c, { role: 'bookkeeper' }, async (work) => {
      const receiptId = c.req.valid('param').receipt;
      await setReceiptAside(work, { receiptId, reason: c.req.valid('json').reason });
      return receiptById(work, receiptId);
    }),
  );
  return router;
}
