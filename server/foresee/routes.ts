import { createRoute } from '@hono/zod-openapi';
import {
  answers,
  asOfQuery,
  businessParams,
  createRouter,
  withWork,
} from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { ageing } from './ageing.ts';
import { ageingSchema, promisesDueSchema, todaySchema, waitingSchema } from './api.ts';
import { promisesDue } from './lists.ts';
import { today } from './queries.ts';
import { waiting } from './waiting.ts';

const request = { params: businessParams, query: asOfQuery };

const getToday = createRoute({
  method: 'get',
  path: '/api/v1/businesses/{business}/today',
  tags: ['foresee'],
  summary: 'The figures and lists of the first page',
  request,
  responses: answers(todaySchema, 'Today, or the money figures as at another day'),
});

const getWaiting = createRoute({
  method: 'get',
  path: '/api/v1/businesses/{business}/waiting',
  tags: ['foresee'],
  summary: 'How much waits for a person',
  request: { params: businessParams },
  responses: answers(waitingSchema, 'Counts beside the rooms'),
});

const getAgeing = createRoute({
  method: 'get',
  path: '/api/v1/businesses/{business}/ageing',
  tags: ['foresee'],
  summary: 'What is owed by how late it is, as at any day',
  request,
  responses: answers(ageingSchema, 'Ageing by currency'),
});

const getPromisesDue = createRoute({
  method: 'get',
  path: '/api/v1/businesses/{business}/promises-due',
  tags: ['foresee'],
  summary: 'Promises whose day is near or just went by',
  request,
  responses: answers(promisesDueSchema, 'Promises, the earliest first'),
});

// A page of promises is read whole: a business has dozens near their day, not thousands.
const PROMISES_MAX = 500;

/** Routes of what is foreseen and counted. */
export function foreseeRoutes(_platform: Platform) {
  const router = createRouter();
  router.openapi(getToday, (c) => withWork(c, { role: 'viewer' }, today));
  router.openapi(getWaiting, (c) => withWork(c, { role: 'viewer' }, waiting));
  router.openapi(getAgeing, (c) =>
    withWork(c, { role: 'viewer' }, (work) => ageing(work, work.today)),
  );
  router.openapi(getPromisesDue, (c) =>
    withWork(c, { role: 'viewer' }, async (work) => {
      const { promises } = await promisesDue(work, PROMISES_MAX);
      return { items: promises, next: null };
    }),
  );
  return router;
}
