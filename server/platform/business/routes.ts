import { createRoute } from '@hono/zod-openapi';
import { isoDay } from '../../../core/base/index.ts';
import {
  type AnyContext,
  answers,
  businessParams,
  createRouter,
  jsonBody,
  requireRole,
  withWork,
} from '../http/index.ts';
import type { Work } from '../platform.ts';
import { loadBusiness } from '../work.ts';
import { type BusinessJson, businessChangeSchema, businessSchema, liveSchema } from './api.ts';
import { askHowToPay, cancelHowToPay, confirmHowToPay, waitingChange } from './how-to-pay.ts';
import { switchLive } from './live.ts';
import { changeSettings } from './settings.ts';

const path = '/api/v1/businesses/{business}' as const;
const tags = ['settings'];
const businessAnswer = answers(businessSchema, 'The business as it is now');

const readBusiness = createRoute({
  method: 'get',
  path,
  tags,
  summary: 'A business and its settings',
  request: { params: businessParams },
  responses: businessAnswer,
});

const changeBusiness = createRoute({
  method: 'patch',
  path,
  tags,
  summary: 'Change settings; other words on how to pay wait for a second person or a day',
  request: { params: businessParams, body: jsonBody(businessChangeSchema) },
  responses: businessAnswer,
});

const goLive = createRoute({
  method: 'post',
  path: `${path}/live`,
  tags,
  summary: 'Switch a channel live, or back to safe mode',
  request: { params: businessParams, body: jsonBody(liveSchema) },
  responses: businessAnswer,
});

const confirmPay = createRoute({
  method: 'post',
  path: `${path}/how-to-pay/confirm`,
  tags,
  summary: 'Show the waiting words on how to pay from now on',
  request: { params: businessParams },
  responses: businessAnswer,
});

const cancelPay = createRoute({
  method: 'post',
  path: `${path}/how-to-pay/cancel`,
  tags,
  summary: 'Forget the waiting words on how to pay',
  request: { params: businessParams },
  responses: businessAnswer,
});

/** Settings of a business, safe mode and bank details. */
export function businessRoutes() {
  const router = createRouter();
  router.openapi(readBusiness, (c) =>
    withWork(c, { role: 'viewer' }, (work) => presentBusiness(c, work)),
  );
  router.openapi(changeBusiness, (c) => {
    const { howToPay, ...change } = c.req.valid('json');
    const person = howToPay !== undefined;
    return withWork(c, { role: 'owner', person }, async (work) => {
      await changeSettings(work, change);
      if (howToPay !== undefined) await askHowToPay(work, howToPay, userIdOf(c));
      return presentBusiness(c, work);
    });
  });
  router.openapi(goLive, (c) =>
    withWork(c, { role: 'owner', person: true }, async (work) => {
      const { channel, on } = c.req.valid('json');
      await switchLive(work, channel, on);
      return presentBusiness(c, work);
    }),
  );
  router.openapi(confirmPay, (c) =>
    withWork(c, { role: 'owner', person: true }, async (work) => {
      await confirmHowToPay(work, userIdOf(c));
      return presentBusiness(c, work);
    }),
  );
  router.openapi(cancelPay, (c) =>
    withWork(c, { role: 'owner', person: true }, async (work) => {
      await cancelHowToPay(work);
      return presentBusiness(c, work);
    }),
  );
  return router;
}

function userIdOf(c: AnyContext): string {
  const { caller } = requireRole(c, { role: 'viewer' });
  return caller.kind === 'user' ? caller.userId : `key:${caller.keyId}`;
}

async function presentBusiness(c: AnyContext, work: Work): Promise<BusinessJson> {
  const { id: _, confirmedOn: __, ...same } = await loadBusiness(work.tx, work.business.id);
  const change = await waitingChange(work);
  return {
    ...same,
    howToPayWaiting: change && {
      howToPay: change.howToPay,
      askedBy: change.askedBy,
      askedAt: change.askedAt.toString(),
      confirmFrom: change.confirmFrom.toString(),
      mine: change.askedById === userIdOf(c),
    },
    today: isoDay(work.today),
    role: requireRole(c, { role: 'viewer' }).role,
  };
}
