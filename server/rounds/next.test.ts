import { beforeAll, describe, expect, test } from 'vitest';
import { day } from '../../core/base/index.ts';
import { addCustomer, agreeRoutes } from '../agree/index.ts';
import { issueInvoice } from '../bill/index.ts';
import {
  dropMessage,
  installPolicies,
  loadLadders,
  policyRoutes,
  shippedPolicies,
} from '../chase/index.ts';
import { recordPromise } from '../discuss/index.ts';
import type { Work } from '../platform/platform.ts';
import {
  type TestPlatform,
  testBusiness,
  testMembership,
  testPlatform,
} from '../platform/testing.ts';
import { type Ask, signedIn, testApp, testUser } from '../platform/testing-http.ts';
import { openWork } from '../platform/work.ts';
import { settleRoutes } from '../settle/index.ts';
import { deliver, explain, nextRoutes, runRound } from './index.ts';
import { customerNext } from './next.ts';

describe('what comes next, and what a draft policy would do', () => {
  let platform: TestPlatform;
  let slug: string;
  let ask: Ask;
  let viewer: Ask;
  let customer: string;
  const work = <T>(run: (work: Work) => Promise<T>) => openWork(platform)(slug, 'Ruth', run);
  const at = (path: string) => `/api/v1/businesses/${slug}${path}`;
  const yaml = () => shippedPolicies().find((one) => one.id === 'kind-but-clear')!.yaml;

  beforeAll(async () => {
    platform = await testPlatform({ now: '2026-03-09T08:00:00Z' });
    const business = await testBusiness(platform);
    slug = business.slug;
    await work(installPolicies);
    const contacts = [{ name: 'Giulia Marchetti', email: 'giulia@marchetti.example' }];
    const added = await work((w) => addCustomer(w, { name: 'Casa Marchetti', contacts }));
    customer = added.id;
    await work((w) =>
      issueInvoice(w, {
        customer,
        number: 'H-1',
        issuedOn: '2026-02-01',
        dueOn: '2026-03-06',
        amount: { amount: '500.00', currency: 'GBP' },
      }),
    );
    const app = testApp(platform, [
      agreeRoutes(platform, loadLadders),
      policyRoutes(platform),
      nextRoutes(platform),
      settleRoutes(platform),
    ]);
    for (const role of ['owner', 'viewer'] as const) {
      const user = await testUser(platform, `The ${role}`, `${role}@hartley.example`);
      await testMembership(platform, business, user, role);
    }
    ask = await signedIn(app, 'owner@hartley.example');
    viewer = await signedIn(app, 'viewer@hartley.example');
  });

  test('today and after it, before and after the round, until it is promised', async () => {
    const before = await ask('GET', at(`/customers/${customer}/next`));
    expect(before.body).toMatchObject({
      outcome: 'send',
      words: 'Gentle by email, £500.00. The next round puts it before you.',
      ifNot: { on: '2026-03-16', words: 'clear by email, £500.00.' },
      message: null,
    });
    await runRound(platform, slug, { by: 'duly' });
    const after = await ask('GET', at(`/customers/${customer}/next`));
    expect(after.body.words).toBe(
      'Gentle by email, £500.00. It leaves at 09:30 on Monday 9 March, their time.',
    );
    expect(after.body.message).toMatchObject({ state: 'queued' });
    // Asking changes nothing: the message still waits.
    const waiting = await work((w) => w.tx.selectFrom('message').select('state').execute());
    expect(waiting).toEqual([{ state: 'queued' }]);
    await work((w) => recordPromise(w, { customerId: BigInt(customer), payOn: day('2026-03-13') }));
    const promised = await ask('GET', at(`/customers/${customer}/next`));
    expect(promised.body).toMatchObject({
      outcome: 'hold',
      ifItArrives: 'they are thanked, and nothing more is sent.',
      ifNot: { on: '2026-03-18' },
    });
    expect(promised.body.ifNot.words).toContain('no firmer than before');
    const unknown = await ask('GET', at('/customers/999999/next'));
    expect(unknown.status).toBe(404);
  });

  test('what was said today is told as said, with the day of what follows', async () => {
    const { slug: own } = await testBusiness(platform, { slug: 'said-today' });
    const within = <T>(run: (w: Work) => Promise<T>) => openWork(platform)(own, 'Ruth', run);
    const id = await within(async (w) => {
      await installPolicies(w);
      const added = await addCustomer(w, {
        name: 'Penrose & Sons',
        contacts: [{ name: 'Sam', email: 'sam@penrose.example' }],
      });
      const amount = { amount: '500.00', currency: 'GBP' };
      const days = { issuedOn: '2026-02-01', dueOn: '2026-03-06' };
      await issueInvoice(w, { customer: added.id, number: 'S-1', ...days, amount });
      return BigInt(added.id);
    });
    await runRound(platform, own);
    platform.clock.set('2026-03-09T11:00:00Z');
    await deliver(platform, own, { channel: null });
    expect(await customerNext(platform, own, id)).toMatchObject({
      outcome: 'send',
      words: 'This was kept in safe mode today and did not leave: gentle by email, £500.00.',
      ifNot: { on: '2026-03-16', words: 'clear by email, £500.00.' },
      message: { state: 'captured' },
    });
    const why = await explain(platform, own, 'S-1');
    expect(why).toMatchObject({ decision: 'send', became: 'captured', nextOn: '2026-03-16' });
    platform.clock.set('2026-03-09T08:00:00Z');
  });

  test('a word dropped today is no contact: what follows keeps no distance to it', async () => {
    const { slug: own } = await testBusiness(platform, { slug: 'dropped-today' });
    const within = <T>(run: (w: Work) => Promise<T>) => openWork(platform)(own, 'Ruth', run);
    const id = await within(async (w) => {
      await installPolicies(w);
      const added = await addCustomer(w, {
        name: 'Penrose & Sons',
        contacts: [{ name: 'Sam', email: 'sam@penrose.example' }],
      });
      const amount = { amount: '500.00', currency: 'GBP' };
      const days = { issuedOn: '2026-01-01', dueOn: '2026-02-13' };
      await issueInvoice(w, { customer: added.id, number: 'D-1', ...days, amount });
      return BigInt(added.id);
    });
    await runRound(platform, own);
    await within(async (w) => {
      const { id: message } = await w.tx
        .selectFrom('message')
        .select('id')
        .executeTakeFirstOrThrow();
      await dropMessage(w, message, 'I rang them');
    });
    const next = await customerNext(platform, own, id);
    expect(next).toMatchObject({
      words: 'This was dropped today and counts as said: gentle by email, £500.00.',
      ifNot: { on: '2026-03-10', words: 'clear by email, £500.00.' },
    });
    expect(await explain(platform, own, 'D-1')).toMatchObject({ nextOn: '2026-03-10' });
  });

  test('a draft is tried on a real customer, its faults named by line and field', async () => {
    const tried = await ask('POST', at('/policies/preview'), { yaml: yaml(), customer });
    expect(tried.status).toBe(200);
    expect(tried.body).toMatchObject({
      customer: { name: 'Casa Marchetti' },
      outcome: 'hold',
      next: { on: '2026-03-18', step: 'promise-broken' },
      message: { to: 'giulia@marchetti.example' },
    });
    expect(tried.body.message.html).toContain('<');
    const bad = yaml().replace('tone: 4', 'tone: 9');
    const refused = await ask('POST', at('/policies/preview'), { yaml: bad, customer });
    expect(refused).toMatchObject({ status: 422, body: { code: 'bad-policy' } });
    expect(refused.body.problems[0]).toMatchObject({ column: 'steps.4.tone' });
    expect(refused.body.problems[0].line).toBeGreaterThan(10);
    const lost = yaml().replace('template: gentle', 'template: no-such-words');
    const missing = await ask('POST', at('/policies/preview'), { yaml: lost, customer });
    expect(missing.status).toBe(200);
  });

  test('policies say whom they cover and where they stand, and are saved anew', async () => {
    const { body } = await viewer('GET', at('/policies'));
    const kind = body.items.find((one: { id: string }) => one.id === 'kind-but-clear');
    expect(kind).toMatchObject({ customers: 1, isDefault: true, version: 1 });
    const gentle = kind.steps.find((one: { id: string }) => one.id === 'gentle');
    expect(gentle).toMatchObject({ now: 1, next: 0 });
    const changed = yaml().replace('minGapDays: 5', 'minGapDays: 7');
    expect((await viewer('PUT', at('/policies/kind-but-clear'), { yaml: changed })).status).toBe(
      403,
    );
    const saved = await ask('PUT', at('/policies/kind-but-clear'), { yaml: changed });
    expect(saved.body).toMatchObject({ version: 2, minGapDays: 7 });
    const other = await ask('PUT', at('/policies/other'), { yaml: changed });
    expect(other.body).toMatchObject({ code: 'other-policy' });
    const schema = await ask('GET', '/api/v1/policy.schema.json');
    expect(schema.body).toMatchObject({ title: 'Duly policy', type: 'object' });
  });

  test('money over HTTP: recorded once, taken back, never from the future', async () => {
    const payment = { customer, amount: { amount: '600.00', currency: 'GBP' }, on: '2026-03-09' };
    expect((await viewer('POST', at('/payments'), payment)).status).toBe(403);
    const paid = await ask('POST', at('/payments'), payment, { 'idempotency-key': 'one' });
    const again = await ask('POST', at('/payments'), payment, { 'idempotency-key': 'one' });
    expect(again.body).toEqual(paid.body);
    expect(paid).toMatchObject({
      status: 201,
      body: { allocated: { amount: '500.00' }, credit: { amount: '100.00' }, invoices: ['H-1'] },
    });
    const later = await ask('POST', at('/payments'), { ...payment, on: '2026-03-10' });
    expect(later.body).toMatchObject({ code: 'bad-day' });
    const much = { amount: { amount: '100.01', currency: 'GBP' } };
    const refund = at(`/customers/${customer}/credit/refund`);
    expect((await ask('POST', refund, much)).body).toMatchObject({ code: 'bad-amount' });
    const back = await ask('POST', at(`/payments/${paid.body.id}/reverse`), { reason: 'bounced' });
    expect(back.body).toEqual({ done: true });
    const page = await ask('GET', at(`/customers/${customer}`));
    expect(page.body).toMatchObject({ open: [{ amount: '500.00' }], credit: [] });
  });
});
