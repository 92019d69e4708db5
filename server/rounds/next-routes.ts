import { createRoute } from '@hono/zod-openapi';
import {
  answers,
  asOfQuery,
  businessParams,
  createRouter,
  idParam,
  jsonBody,
  requireRole,
} from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { openWork } from '../platform/work.ts';
import { asOfDay, customerNext } from './next.ts';
import { policyPreviewSchema, tryPolicySchema, whatNextSchema } from './next-api.ts';
import { tryPolicy } from './policy-preview.ts';

const base = '/api/v1/businesses/{business}';

const getNext = createRoute({
  method: 'get',
  path: `${base}/customers/{customer}/next`,
  tags: ['rounds'],
  summary: 'What happens next with a customer: if it arrives, and if not',
  request: { params: businessParams.extend({ customer: idParam }), query: asOfQuery },
  responses: answers(whatNextSchema, 'Today, and what follows'),
});
const postTry = createRoute({
  method: 'post',
  path: `${base}/policies/preview`,
  tags: ['rounds'],
  summary: 'Try a draft policy on a customer; nothing is stored',
  request: { params: businessParams, query: asOfQuery, body: jsonBody(tryPolicySchema) },
  responses: answers(policyPreviewSchema, 'What it would decide, and its first message'),
});

/** Routes that look ahead. */
export function nextRoutes(platform: Platform) {
  const router = createRouter();
  router.openapi(getNext, async (c) => {
    // Looking ahead carries out what is due and takes it back: a transaction of its own.
    const { slug } = requireRole(c, { role: 'viewer' });
    const asOf = asOfDay(c.req.valid('query').asOf);
    return c.json(await customerNext(platform, slug, c.req.valid('param').customer, asOf), 200);
  });
  router.openapi(postTry, async (c) => {
    // A trial is not kept, not even under an idempotency key: the same draft is tried many times.
    const { slug, caller } = requireRole(c, { role: 'viewer' });
    const { yaml, customer } = c.req.valid('json');
    const today = asOfDay(c.req.valid('query').asOf);
    const preview = await openWork(platform)(
      slug,
      caller.name,
      (work) => tryPolicy(work, yaml, BigInt(customer)),
      { readOnly: true, ...(today === undefined ? {} : { today }) },
    );
    return c.json(preview, 200);
  });
  return router;
}
