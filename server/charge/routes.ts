import { createRoute, z } from '@hono/zod-openapi';
import {
  answers,
  businessParams,
  createRouter,
  idParam,
  jsonBody,
  pageOf,
  readCursor,
  requireCaller,
  withWork,
  writeCursor,
} from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import {
  chargeSchema,
  chargeSettingSchema,
  chargesClaimedSchema,
  chargesQuery,
  claimSchema,
  lawPacksSchema,
  proposalSchema,
  proposalsQuery,
  waiveSchema,
} from './api.ts';
import { chargeById, chargesOf } from './charges.ts';
import { claimCharge, waiveCharge } from './commands.ts';
import { lawPacks } from './packs.ts';
import { proposeCharges } from './propose.ts';
import { chargeSetting, setCharges } from './setting.ts';
import { chargeJson, proposalJson, refusedJson, settingFrom, settingJson } from './to-json.ts';

const base = '/api/v1/businesses/{business}';
const tags = ['charge'];
const ofCharge = businessParams.extend({ charge: idParam });
const ofCustomer = businessParams.extend({ customer: idParam });
const cursorSchema = z.tuple([z.string().regex(/^\d{1,18}$/)]);

const getProposals = createRoute({
  method: 'get',
  path: `${base}/charges/proposals`,
  tags,
  summary: 'What could be claimed for paying late, as at a day; nothing is stored',
  request: { params: businessParams, query: proposalsQuery },
  responses: answers(pageOf(proposalSchema), 'Proposals'),
});
const getCharges = createRoute({
  method: 'get',
  path: `${base}/charges`,
  tags,
  summary: 'Charges that were claimed, with their lines',
  request: { params: businessParams, query: chargesQuery },
  responses: answers(pageOf(chargeSchema), 'Charges'),
});
const getCharge = createRoute({
  method: 'get',
  path: `${base}/charges/{charge}`,
  tags,
  summary: 'A charge with its lines',
  request: { params: ofCharge },
  responses: answers(chargeSchema, 'The charge'),
});
const claim = createRoute({
  method: 'post',
  path: `${base}/invoices/{invoice}/charges`,
  tags,
  summary: 'Claim what may be claimed on an invoice up to today',
  request: { params: businessParams.extend({ invoice: idParam }), body: jsonBody(claimSchema) },
  responses: answers(
    chargesClaimedSchema,
    'The charge; two where a sum is in another currency',
    201,
  ),
});
const waive = createRoute({
  method: 'post',
  path: `${base}/charges/{charge}/waive`,
  tags,
  summary: 'Waive what is still open of a charge, with a reason',
  request: { params: ofCharge, body: jsonBody(waiveSchema) },
  responses: answers(chargeSchema, 'The charge, waived'),
});
const getSetting = createRoute({
  method: 'get',
  path: `${base}/charges/setting`,
  tags,
  summary: 'Whether the business claims charges, and its late terms',
  request: { params: businessParams },
  responses: answers(chargeSettingSchema, 'What is set'),
});
const putSetting = createRoute({
  method: 'put',
  path: `${base}/charges/setting`,
  tags,
  summary: 'Set whether the business claims charges, and its late terms',
  request: { params: businessParams, body: jsonBody(chargeSettingSchema) },
  responses: answers(chargeSettingSchema, 'What is set now'),
});
const getOwn = createRoute({
  method: 'get',
  path: `${base}/customers/{customer}/charges/setting`,
  tags,
  summary: "A customer's own word about charges, which counts before the business's",
  request: { params: ofCustomer },
  responses: answers(chargeSettingSchema, 'What is set for them'),
});
const putOwn = createRoute({
  method: 'put',
  path: `${base}/customers/{customer}/charges/setting`,
  tags,
  summary: "Set a customer's own word about charges and their late terms",
  request: { params: ofCustomer, body: jsonBody(chargeSettingSchema) },
  responses: answers(chargeSettingSchema, 'What is set for them now'),
});
const getPacks = createRoute({
  method: 'get',
  path: '/api/v1/law/packs',
  tags: ['law'],
  summary: 'Every jurisdiction pack and reference rate, with sources and what is not covered',
  responses: answers(lawPacksSchema, 'Packs and rates'),
});

/** Routes of charges and of the law they are reckoned by. */
export function chargeRoutes(_platform: Platform) {
  const router = createRouter();
  addReads(router);
  router.openapi(claim, (c) =>
    withWork(c, { role: 'bookkeeper', status: 201 }, async (work) => {
      const items = await claimCharge(work, c.req.valid('param').invoice, c.req.valid('json'));
      return { items: items.map(chargeJson) };
    }),
  );
  router.openapi(waive, (c) =>
    withWork(c, { role: 'bookkeeper' }, async (work) =>
      chargeJson(await waiveCharge(work, c.req.valid('param').charge, c.req.valid('json').reason)),
    ),
  );
  router.openapi(putSetting, (c) =>
    withWork(c, { role: 'owner' }, async (work) =>
      settingJson(await setCharges(work, null, settingFrom(c.req.valid('json')))),
    ),
  );
  router.openapi(putOwn, (c) =>
    withWork(c, { role: 'bookkeeper' }, async (work) => {
      const { customer } = c.req.valid('param');
      return settingJson(await setCharges(work, customer, settingFrom(c.req.valid('json'))));
    }),
  );
  return router;
}

function addReads(router: ReturnType<typeof createRouter>): void {
  router.openapi(getProposals, (c) => {
    const { customer, cursor, limit } = c.req.valid('query');
    return withWork(c, { role: 'viewer' }, async (work) => {
      const found = await proposeCharges(work, {
        customer: customer === undefined ? undefined : BigInt(customer),
        after: cursor === undefined ? 0n : BigInt(readCursor(cursor, cursorSchema)[0]),
        limit,
      });
      const items = [...found.refused.map(refusedJson), ...found.proposals.map(proposalJson)];
      return { items, next: found.next === null ? null : writeCursor([String(found.next)]) };
    });
  });
  // Before /charges/{charge}: a setting is no id.
  router.openapi(getSetting, (c) =>
    withWork(c, { role: 'viewer' }, async (work) => settingJson(await chargeSetting(work, null))),
  );
  router.openapi(getCharges, (c) => {
    const { customer, cursor, limit } = c.req.valid('query');
    return withWork(c, { role: 'viewer' }, async (work) => {
      const rows = await chargesOf(work, {
        customer: customer === undefined ? undefined : BigInt(customer),
        ...(cursor === undefined ? {} : { before: BigInt(readCursor(cursor, cursorSchema)[0]) }),
        limit: limit + 1,
      });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const next = rows.length > limit && last ? writeCursor([String(last.id)]) : null;
      return { items: page.map(chargeJson), next };
    });
  });
  router.openapi(getCharge, (c) =>
    withWork(c, { role: 'viewer' }, async (work) =>
      chargeJson(await chargeById(work, c.req.valid('param').charge)),
    ),
  );
  router.openapi(getOwn, (c) =>
    withWork(c, { role: 'viewer' }, async (work) =>
      settingJson(await chargeSetting(work, c.req.valid('param').customer)),
    ),
  );
  router.openapi(getPacks, async (c) => {
    await requireCaller(c);
    return c.json(lawPacks(), 200);
  });
}
