import { beforeAll, expect, test } from 'vitest';
import { day } from '../../core/base/index.ts';
import { addCustomer, addInvoice } from '../../trials/kit/receivables.ts';
import { installPolicies } from '../chase/index.ts';
import {
  type TestPlatform,
  testBusiness,
  testMembership,
  testPlatform,
} from '../platform/testing.ts';
import { type Ask, asking, signedIn, testApp, testUser } from '../platform/testing-http.ts';
import { workFor } from '../platform/work.ts';
import { explain, runRound } from './index.ts';
import { sourceRoutes } from './sources-routes.ts';

let platform: TestPlatform;
let slug: string;
let sources: string;
let owner: Ask;
let key: Ask;

beforeAll(async () => {
  platform = await testPlatform({ now: '2026-03-16T08:00:00Z' });
  const business = await testBusiness(platform);
  slug = business.slug;
  sources = `/api/v1/businesses/${slug}/sources`;
  const app = testApp(platform, [sourceRoutes(platform)]);
  const user = await testUser(platform, 'Ruth', 'ruth@hartley.example');
  await testMembership(platform, business, user, 'owner');
  owner = await signedIn(app, 'ruth@hartley.example');
  const made = await owner('POST', `/api/v1/businesses/${slug}/keys`, {
    name: 'the books',
    role: 'bookkeeper',
  });
  key = asking(app, { authorization: `Bearer ${made.body.key}` });
  await workFor(platform, business.id, 'Ruth', async (work) => {
    await installPolicies(work);
    const customer = await addCustomer(work, 'Alder & Finch');
    await addInvoice(work, customer, { number: 'A', amount: 50_000n, dueOn: '2026-03-06' });
  });
});

const reason = async (on = '2026-03-16') => {
  const { decision, reasons } = await explain(platform, slug, 'A', day(on));
  return [decision, reasons[0]!.code, reasons[0]!.text];
};

test('facts of a connected source are fresh for three days after it reported, by key', async () => {
  expect((await reason())[0]).toBe('send');
  const unknown = await key('POST', `${sources}/xero/synced`, {});
  expect([unknown.status, unknown.body.code]).toEqual([404, 'unknown-source']);

  const connected = await key('POST', sources, { name: 'xero' });
  expect(connected.status).toBe(201);
  expect(connected.body.items).toEqual([{ name: 'xero', syncedAt: null, freshOn: null }]);
  expect(await reason()).toEqual([
    'hold',
    'stale-facts',
    'The facts of xero were never brought in; the policy wants them no older than 3 days',
  ]);
  const round = await runRound(platform, slug, { dryRun: true });
  expect(round.holds).toEqual({ 'stale-facts': 1 });

  const synced = await key('POST', `${sources}/xero/synced`, { at: '2026-03-13T23:30:00+01:00' });
  expect(synced.body.items).toMatchObject([{ name: 'xero', freshOn: '2026-03-13' }]);
  expect((await reason())[0]).toBe('send');
  expect((await reason('2026-03-17')).slice(0, 2)).toEqual(['hold', 'stale-facts']);

  // An older report that comes late takes nothing back.
  await key('POST', `${sources}/xero/synced`, { at: '2026-03-10T09:00:00Z' });
  expect((await reason())[0]).toBe('send');
  const future = await key('POST', `${sources}/xero/synced`, { at: '2026-03-17T09:00:00Z' });
  expect([future.status, future.body.code]).toEqual([422, 'bad-moment']);
});

test('the source furthest behind decides; nobody waits for one that is disconnected', async () => {
  await key('POST', sources, { name: 'bank' });
  await key('POST', `${sources}/bank/synced`, { at: '2026-03-09T09:00:00Z' });
  expect(await reason()).toEqual([
    'hold',
    'stale-facts',
    'The facts of bank are from 9 Mar; the policy wants them no older than 3 days',
  ]);
  const left = await key('POST', `${sources}/bank/disconnected`);
  expect(left.body.items).toMatchObject([{ name: 'xero' }]);
  expect((await reason())[0]).toBe('send');

  // Connected again it has everything to bring again.
  platform.clock.set('2026-03-16T08:05:00Z');
  await key('POST', sources, { name: 'bank' });
  expect((await reason())[2]).toContain('never brought in');
  await key('POST', `${sources}/bank/synced`, {});
  expect((await reason())[0]).toBe('send');
});
