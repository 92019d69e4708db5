import { createRoute, z } from '@hono/zod-openapi';
import {
  answers,
  businessParams,
  createRouter,
  jsonBody,
  withWork,
} from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { policiesSchema, policySchema, savePolicySchema } from './policy-api.ts';
import { policyJsonSchema } from './policy-file.ts';
import { policies, policyById, putPolicy } from './policy-queries.ts';

const base = '/api/v1/businesses/{business}/policies';
const ofPolicy = businessParams.extend({
  policy: z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/, 'lower-case letters, digits and dashes'),
});
const tags = ['chase'];

const getPolicies = createRoute({
  method: 'get',
  path: base,
  tags,
  summary: 'Policies, whom each covers and where they stand',
  request: { params: businessParams },
  responses: answers(policiesSchema, 'Every policy, by name'),
});
const getPolicy = createRoute({
  method: 'get',
  path: `${base}/{policy}`,
  tags,
  summary: 'A policy with its YAML',
  request: { params: ofPolicy },
  responses: answers(policySchema, 'The policy'),
});
const savePolicyRoute = createRoute({
  method: 'put',
  path: `${base}/{policy}`,
  tags,
  summary: 'Save a policy as its next version, or as a new one',
  request: { params: ofPolicy, body: jsonBody(savePolicySchema) },
  responses: answers(policySchema, 'The policy as it is now'),
});
const getSchema = createRoute({
  method: 'get',
  path: '/api/v1/policy.schema.json',
  tags,
  summary: 'The JSON Schema of a policy file',
  responses: {
    200: {
      description: 'JSON Schema',
      content: { 'application/json': { schema: z.record(z.string(), z.unknown()) } },
    },
  },
});

/** Routes of policies. Trying a draft on a customer is a round's business (server/rounds). */
export function policyRoutes(_platform: Platform) {
  const router = createRouter();
  router.openapi(getSchema, (c) => c.json(policyJsonSchema(), 200));
  router.openapi(getPolicies, (c) =>
    withWork(c, { role: 'viewer' }, async (work) => ({ items: await policies(work), next: null })),
  );
  router.openapi(getPolicy, (c) =>
    withWork(c, { role: 'viewer' }, (work) => policyById(work, c.req.valid('param').policy)),
  );
  router.openapi(savePolicyRoute, (c) =>
    withWork(c, { role: 'collector' }, (work) =>
      putPolicy(work, c.req.valid('param').policy, c.req.valid('json')),
    ),
  );
  return router;
}
