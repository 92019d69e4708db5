import { createRoute, z } from '@hono/zod-openapi';
import { isoDay, RefusedError } from '../../core/base/index.ts';
import {
  answers,
  asOfQuery,
  businessParams,
  createRouter,
  idParam,
  jsonBody,
  pageFrom,
  pageOf,
  pageQuery,
  readCursor,
  withWork,
} from '../platform/http/index.ts';
import type { Platform, Work } from '../platform/platform.ts';
import {
  approvedSchema,
  approveSchema,
  doneSchema,
  dropSchema,
  editSchema,
  heldSchema,
  messageSchema,
  roundSchema,
} from './api.ts';
import { writeByHand } from './by-hand.ts';
import { approveMessages, dropMessage, editMessage, retryMessage, undoApproval } from './outbox.ts';
import { OUTBOX_STATES, readHeld, readMessage, readOutbox, readRound } from './queries.ts';

const base = '/api/v1/businesses/{business}';
const tags = ['chase'];
const messageParams = businessParams.extend({ message: idParam });

const getRound = createRoute({
  method: 'get',
  path: `${base}/round`,
  tags,
  summary: 'The latest round: what it made, what it left in peace',
  request: { params: businessParams, query: asOfQuery },
  responses: answers(roundSchema, 'The round'),
});
const getHeld = createRoute({
  method: 'get',
  path: `${base}/round/held`,
  tags,
  summary: 'Customers the latest round left in peace, and why',
  request: {
    params: businessParams,
    query: pageQuery.extend({ reason: z.string().max(60).optional() }),
  },
  responses: answers(pageOf(heldSchema), 'Customers'),
});
const approveRound = createRoute({
  method: 'post',
  path: `${base}/round/approve`,
  tags,
  summary: 'Say yes to messages that wait for it, as they were seen',
  request: { params: businessParams, body: jsonBody(approveSchema) },
  responses: answers(approvedSchema, 'How many were approved'),
});
const getOutbox = createRoute({
  method: 'get',
  path: `${base}/outbox`,
  tags,
  summary: 'The outbox, newest first',
  request: {
    params: businessParams,
    query: pageQuery.extend({ state: z.enum(OUTBOX_STATES).default('upcoming') }),
  },
  responses: answers(pageOf(messageSchema), 'Messages'),
});

type Act = (work: Work, id: bigint) => Promise<unknown>;

/** Acts on one message that take no words. */
const ACTS: readonly [name: string, summary: string, act: Act][] = [
  ['approve', 'Say yes to a message', approveOne],
  ['undo', 'Take a yes back while the message has not left', undoApproval],
  ['retry', 'Try a message that could not be delivered once more', retryMessage],
];
/** A second yes changes nothing; one to a message that is not there is refused. */
async function approveOne(work: Work, id: bigint): Promise<void> {
  if (!(await readMessage(work, id))) {
    throw new RefusedError('unknown-message', 'There is no such message here.', { status: 404 });
  }
  await approveMessages(work, { ids: [id] });
}

const dropRoute = createRoute({
  method: 'post',
  path: `${base}/messages/{message}/drop`,
  tags,
  summary: 'Drop a message; its step counts as done',
  request: { params: messageParams, body: jsonBody(dropSchema) },
  responses: answers(doneSchema, 'Dropped'),
});
const editRoute = createRoute({
  method: 'post',
  path: `${base}/messages/{message}/edit`,
  tags,
  summary: 'Put your own words into a message; the lists and answers stay',
  request: { params: messageParams, body: jsonBody(editSchema) },
  responses: answers(doneSchema, 'Kept'),
});

const writeRoute = createRoute({
  method: 'post',
  path: `${base}/customers/{customer}/messages`,
  tags,
  summary: 'Write to a customer by hand; it leaves in their next open hour',
  request: {
    params: businessParams.extend({ customer: idParam }),
    body: jsonBody(editSchema),
  },
  responses: answers(messageSchema, 'The letter in the outbox', 201),
});

const done = { done: true } as const;

/** Routes of the round and the outbox. */
export function chaseRoutes(_platform: Platform) {
  const router = createRouter();
  router.openapi(getRound, (c) => withWork(c, { role: 'viewer' }, readRound));
  router.openapi(getHeld, (c) =>
    withWork(c, { role: 'viewer' }, async (work) => {
      const { cursor, limit, reason } = c.req.valid('query');
      const after = cursor
        ? BigInt(readCursor(cursor, z.tuple([z.string().regex(/^\d+$/)]))[0])
        : 0n;
      return page(
        await readHeld(work, reason ?? null, after, limit + 1),
        limit,
        (one) => one.customer.id,
      );
    }),
  );
  router.openapi(approveRound, (c) =>
    withWork(c, { role: 'collector' }, async (work) => {
      const seen = c.req
        .valid('json')
        .messages.map((one) =>
          typeof one === 'string'
            ? { id: BigInt(one), mark: null }
            : { id: BigInt(one.id), mark: one.mark },
        );
      const approved = await approveMessages(work, { seen });
      await confirmFacts(work);
      return { approved };
    }),
  );
  router.openapi(getOutbox, (c) =>
    withWork(c, { role: 'viewer' }, async (work) => {
      const { cursor, limit, state } = c.req.valid('query');
      const before = cursor
        ? BigInt(readCursor(cursor, z.tuple([z.string().regex(/^\d+$/)]))[0])
        : null;
      return page(await readOutbox(work, state, before, limit + 1), limit, (one) => one.id);
    }),
  );
  for (const [name, summary, act] of ACTS) {
    const route = createRoute({
      method: 'post',
      path: `${base}/messages/{message}/${name}`,
      tags,
      summary,
      request: { params: messageParams },
      responses: answers(doneSchema, 'Done'),
    });
    router.openapi(route, (c) =>
      withWork(c, { role: 'collector' }, async (work) => {
        await act(work, c.req.valid('param').message);
        return done;
      }),
    );
  }
  router.openapi(dropRoute, (c) =>
    withWork(c, { role: 'collector' }, async (work) => {
      await dropMessage(work, c.req.valid('param').message, c.req.valid('json').reason ?? '');
      return done;
    }),
  );
  router.openapi(editRoute, (c) =>
    withWork(c, { role: 'collector' }, async (work) => {
      await editMessage(work, c.req.valid('param').message, c.req.valid('json'));
      return done;
    }),
  );
  routeLetters(router);
  return router;
}

/** Writing to a customer by hand. */
function routeLetters(router: ReturnType<typeof createRouter>): void {
  router.openapi(writeRoute, (c) =>
    withWork(c, { role: 'collector', status: 201 }, async (work) => {
      const id = await writeByHand(work, c.req.valid('param').customer, c.req.valid('json'));
      return (await readMessage(work, id))!;
    }),
  );
}

function page<T>(found: readonly T[], limit: number, keyOf: (one: T) => string) {
  const { rows, next } = pageFrom(found, limit, (last) => [keyOf(last)]);
  return { items: rows, next };
}

/** Going through a round says that its facts are fresh (rule 7). */
async function confirmFacts(work: Work): Promise<void> {
  await work.tx
    .updateTable('business')
    .set({ confirmed_on: isoDay(work.today) })
    .where('id', '=', work.business.id)
    .execute();
}
