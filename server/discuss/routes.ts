import { createRoute, type OpenAPIHono, type z } from '@hono/zod-openapi';
import {
  type Day,
  day,
  type MoneyJson,
  parseDecimal,
  RefusedError,
} from '../../core/base/index.ts';
import {
  answers,
  businessParams,
  createRouter,
  type Env,
  idParam,
  jsonBody,
  pageOf,
  pageQuery,
  withWork,
} from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { handleAsk } from './answers.ts';
import * as api from './api.ts';
import { recordCall } from './calls.ts';
import { closeTask } from './close-task.ts';
import { recordConsent } from './consents.ts';
import { recordDispute, resolveDispute } from './disputes.ts';
import { liftPause, liftStop, markReplyRead, pause, recordReply, stop } from './peace.ts';
import { agreePlan, endPlan } from './plans.ts';
import { confirmPromise, recordPromise, withdrawPromise } from './promises.ts';
import { listAnswers, listTasks } from './queries.ts';

const BASE = '/api/v1/businesses/{business}';
const CUSTOMER = `${BASE}/customers/{customer}`;
const customerParams = businessParams.extend({ customer: idParam });
const oneOf = customerParams.extend({ id: idParam });

/** A command on a customer: what it takes, and that it answers with the id of what it recorded. */
function records<T extends z.ZodType>(path: string, summary: string, body: T) {
  return createRoute({
    method: 'post',
    path: `${CUSTOMER}/${path}`,
    tags: ['discuss'],
    summary,
    request: { params: customerParams, body: jsonBody(body) },
    responses: answers(api.recordedSchema, 'Recorded', 201),
  });
}

/** A command on something a customer has: a promise, a pause, an answer. */
function does<T extends z.ZodType>(path: string, summary: string, body: T) {
  return createRoute({
    method: 'post',
    path: `${CUSTOMER}/${path}`,
    tags: ['discuss'],
    summary,
    request: { params: oneOf, body: jsonBody(body) },
    responses: answers(api.doneSchema, 'Done'),
  });
}

const routes = {
  tasks: createRoute({
    method: 'get',
    path: `${BASE}/tasks`,
    tags: ['discuss'],
    summary: 'What waits for a person, the first due first',
    request: {
      params: businessParams,
      query: pageQuery.extend({ ...api.taskFilter, customer: idParam.optional() }),
    },
    responses: answers(pageOf(api.taskSchema), 'Open tasks'),
  }),
  answers: createRoute({
    method: 'get',
    path: `${BASE}/answers`,
    tags: ['discuss'],
    summary: 'What customers said that still waits for a person',
    request: { params: businessParams, query: pageQuery },
    responses: answers(pageOf(api.answerSchema), 'Answers waiting, the oldest first'),
  }),
  closeTask: createRoute({
    method: 'post',
    path: `${BASE}/tasks/{id}/close`,
    tags: ['discuss'],
    summary: 'Say what came of a task; closing it does what it asked for',
    request: { params: businessParams.extend({ id: idParam }), body: jsonBody(api.closeBody) },
    responses: answers(api.doneSchema, 'Closed'),
  }),
  promise: records('promises', 'A customer will pay on a day', api.promiseBody),
  confirm: does('promises/{id}/confirm', 'Accept a promise after broken ones', api.onBody),
  withdraw: does('promises/{id}/withdraw', 'Take a promise back', api.onBody),
  dispute: records('disputes', 'Something is wrong with an invoice', api.disputeBody),
  resolve: records('disputes/resolve', 'What was wrong is settled', api.resolveBody),
  pause: records('pauses', 'Leave a customer in peace', api.pauseBody),
  liftPause: does('pauses/{id}/lift', 'End a pause', api.onBody),
  reply: records('replies', 'A reply came', api.replyBody),
  consent: records('consents', 'A contact wants a channel, or does not', api.consentBody),
  readReply: does('replies/{id}/read', 'A reply was read', api.onBody),
  call: records('calls', 'A call was made', api.callBody),
  ask: does('answers/{id}/handle', 'What an answer asked for was done', api.noteBody),
  stop: records('stops', 'Stop the chase for a reason in law or life', api.stopBody),
  liftStop: does('stops/{id}/lift', 'Lift a stop', api.onBody),
  plan: records('plans', 'Agree a plan', api.planBody),
  endPlan: does('plans/{id}/end', 'End the plan that runs', api.onBody),
};

const onDay = (on: string | undefined): Day | undefined => (on === undefined ? undefined : day(on));

function minorUnits(amount: string, currency: string): bigint {
  const value = parseDecimal(amount, currency);
  if (value !== null) return value;
  throw new RefusedError(
    'bad-amount',
    `"${amount}" is not an amount in ${currency}. Nothing was recorded.`,
  );
}

function moneyOf(money: MoneyJson | undefined) {
  return money === undefined
    ? {}
    : { amount: minorUnits(money.amount, money.currency), currency: money.currency };
}

const COLLECTS = { role: 'collector' } as const;
const RECORDS = { role: 'collector', status: 201 } as const;

const recorded = async (id: Promise<bigint>) => ({ id: String(await id) });
const done = async (what: Promise<void>) => {
  await what;
  return { done: true as const };
};

/** The routes of discuss: tasks and answers that wait, and everything a person records by hand. */
export function discussRoutes(_platform: Platform): OpenAPIHono<Env> {
  const router = createRouter();
  addLists(router);
  addPromisesAndDisputes(router);
  addPeace(router);
  return router;
}

function addLists(router: OpenAPIHono<Env>): void {
  router.openapi(routes.tasks, (c) =>
    withWork(c, { role: 'viewer' }, (work) => listTasks(work, c.req.valid('query'))),
  );
  router.openapi(routes.answers, (c) =>
    withWork(c, { role: 'viewer' }, (work) => listAnswers(work, c.req.valid('query'))),
  );
  router.openapi(routes.closeTask, (c) =>
    withWork(c, { role: 'bookkeeper' }, (work) =>
      done(closeTask(work, c.req.valid('param').id, c.req.valid('json').outcome)),
    ),
  );
}

function addPromisesAndDisputes(router: OpenAPIHono<Env>): void {
  router.openapi(routes.promise, (c) =>
    withWork(c, RECORDS, (work) => {
      const { payOn, on, amount, ...rest } = c.req.valid('json');
      const customerId = c.req.valid('param').customer;
      const money = moneyOf(amount);
      const said = { ...rest, ...money, customerId, payOn: day(payOn), on: onDay(on) };
      return recorded(recordPromise(work, said));
    }),
  );
  router.openapi(routes.confirm, (c) =>
    withWork(c, COLLECTS, (work) => {
      const { customer, id } = c.req.valid('param');
      return done(confirmPromise(work, customer, id, onDay(c.req.valid('json').on)));
    }),
  );
  router.openapi(routes.withdraw, (c) =>
    withWork(c, COLLECTS, (work) => {
      const { customer, id } = c.req.valid('param');
      return done(withdrawPromise(work, customer, id, onDay(c.req.valid('json').on)));
    }),
  );
  router.openapi(routes.dispute, (c) =>
    withWork(c, RECORDS, (work) => {
      const { amount, on, ...rest } = c.req.valid('json');
      const customerId = c.req.valid('param').customer;
      return recorded(
        recordDispute(work, { ...rest, ...moneyOf(amount), customerId, on: onDay(on) }),
      );
    }),
  );
  router.openapi(routes.resolve, (c) =>
    withWork(c, RECORDS, (work) => {
      const { on, ...rest } = c.req.valid('json');
      const customerId = c.req.valid('param').customer;
      return recorded(resolveDispute(work, { ...rest, customerId, on: onDay(on) }));
    }),
  );
  router.openapi(routes.plan, (c) =>
    withWork(c, RECORDS, (work) => {
      const { parts, on, currency, invoices } = c.req.valid('json');
      const read = parts.map((part) => ({
        dueOn: day(part.dueOn),
        amount: minorUnits(part.amount, currency),
      }));
      const customerId = c.req.valid('param').customer;
      return recorded(
        agreePlan(work, { customerId, currency, invoices, parts: read, on: onDay(on) }),
      );
    }),
  );
  router.openapi(routes.endPlan, (c) =>
    withWork(c, COLLECTS, (work) => {
      const { customer, id } = c.req.valid('param');
      const on = onDay(c.req.valid('json').on);
      return done(endPlan(work, { customerId: customer, planId: id, on }));
    }),
  );
}

/** Pauses, stops, replies, calls and answers that were dealt with. */
function addPeace(router: OpenAPIHono<Env>): void {
  /** Body and customer of a command, with its day read. */
  const told = <T extends { on?: string | undefined }>(json: T, customerId: bigint) => ({
    ...json,
    customerId,
    on: onDay(json.on),
  });
  router.openapi(routes.pause, (c) =>
    withWork(c, RECORDS, (work) => {
      const json = c.req.valid('json');
      const until = json.until === null ? null : day(json.until);
      return recorded(pause(work, { ...told(json, c.req.valid('param').customer), until }));
    }),
  );
  router.openapi(routes.reply, (c) =>
    withWork(c, RECORDS, (work) =>
      recorded(recordReply(work, told(c.req.valid('json'), c.req.valid('param').customer))),
    ),
  );
  router.openapi(routes.consent, (c) =>
    withWork(c, RECORDS, (work) => {
      const { contact, text, ...json } = c.req.valid('json');
      const contactIds = [BigInt(contact)];
      const words = text === undefined ? {} : { text };
      const consent = { ...told(json, c.req.valid('param').customer), ...words, contactIds };
      return recorded(recordConsent(work, consent));
    }),
  );
  router.openapi(routes.call, (c) =>
    withWork(c, RECORDS, (work) =>
      recorded(recordCall(work, told(c.req.valid('json'), c.req.valid('param').customer))),
    ),
  );
  router.openapi(routes.stop, (c) =>
    withWork(c, RECORDS, (work) =>
      recorded(stop(work, told(c.req.valid('json'), c.req.valid('param').customer))),
    ),
  );
  router.openapi(routes.liftPause, (c) =>
    withWork(c, COLLECTS, (work) => {
      const { customer, id } = c.req.valid('param');
      return done(liftPause(work, { ...told(c.req.valid('json'), customer), pauseId: id }));
    }),
  );
  router.openapi(routes.readReply, (c) =>
    withWork(c, COLLECTS, (work) => {
      const { customer, id } = c.req.valid('param');
      return done(markReplyRead(work, { ...told(c.req.valid('json'), customer), replyId: id }));
    }),
  );
  router.openapi(routes.ask, (c) =>
    withWork(c, COLLECTS, (work) => {
      const { customer, id } = c.req.valid('param');
      return done(handleAsk(work, { ...told(c.req.valid('json'), customer), askId: id }));
    }),
  );
  router.openapi(routes.liftStop, (c) =>
    withWork(c, COLLECTS, (work) => {
      const { customer, id } = c.req.valid('param');
      return done(liftStop(work, { ...told(c.req.valid('json'), customer), stopId: id }));
    }),
  );
}
