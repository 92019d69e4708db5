import { beforeAll, describe, expect, it } from 'vitest';
import { addCustomer, addInvoice } from '../../trials/kit/receivables.ts';
import type { Business } from '../platform/platform.ts';
import {
  type TestPlatform,
  testBusiness,
  testMembership,
  testPlatform,
} from '../platform/testing.ts';
import { type Ask, signedIn, testApp, testUser } from '../platform/testing-http.ts';
import { workFor } from '../platform/work.ts';
import { discussRoutes } from './index.ts';

let platform: TestPlatform;
let business: Business;
let base: string;
let collector: Ask;
let bookkeeper: Ask;
let viewer: Ask;

beforeAll(async () => {
  platform = await testPlatform({ now: '2026-03-12T09:00:00Z' });
  business = await testBusiness(platform);
  base = `/api/v1/businesses/${business.slug}`;
  const app = testApp(platform, [discussRoutes(platform)]);
  const user = async (name: string, role: 'collector' | 'bookkeeper' | 'viewer') => {
    const email = `${name}@hartley.example`;
    await testMembership(platform, business, await testUser(platform, name, email), role);
    return signedIn(app, email);
  };
  collector = await user('cora', 'collector');
  bookkeeper = await user('bert', 'bookkeeper');
  viewer = await user('vera', 'viewer');
});

let customers = 0;

async function owing() {
  customers += 1;
  const number = `R-${customers}`;
  const id = await workFor(platform, business.id, 'Anna', async (work) => {
    const customerId = await addCustomer(work, `Route ${customers}`);
    await addInvoice(work, customerId, { number, amount: 50_000n, dueOn: '2026-03-06' });
    return customerId;
  });
  return { number, id: String(id), path: `${base}/customers/${id}` };
}

describe('commands over HTTP', () => {
  it('record, and what they recorded can be taken back by its id', async () => {
    const { path } = await owing();
    const pairs: [string, object, string][] = [
      [
        'promises',
        { payOn: '2026-03-20', amount: { amount: '100.00', currency: 'GBP' } },
        'withdraw',
      ],
      ['pauses', { until: null, reason: 'ill' }, 'lift'],
      ['stops', { stop: 'insolvency', reason: 'administration' }, 'lift'],
      ['replies', { text: 'hello' }, 'read'],
      ['plans', { currency: 'GBP', parts: [{ dueOn: '2026-04-01', amount: '500.00' }] }, 'end'],
    ];
    for (const [what, body, undo] of pairs) {
      const made = await collector('POST', `${path}/${what}`, body);
      expect([what, made.status]).toEqual([what, 201]);
      const undone = await collector('POST', `${path}/${what}/${made.body.id}/${undo}`, {});
      expect([what, undone.status, undone.body]).toEqual([what, 200, { done: true }]);
      const again = await collector('POST', `${path}/${what}/${made.body.id}/${undo}`, {});
      expect([what, again.status]).toEqual([what, 404]);
    }
    expect((await collector('POST', `${path}/calls`, { outcome: 'no answer' })).status).toBe(201);
  });

  it('put a dispute before a person, whose closing resolves it', async () => {
    const { path, number, id } = await owing();
    const body = { invoice: number, reason: 'scratched', on: '2026-03-11' };
    expect((await collector('POST', `${path}/disputes`, body)).status).toBe(201);
    const tasks = await viewer('GET', `${base}/tasks?customer=${id}`);
    expect(tasks.body).toMatchObject({
      items: [
        { kind: 'resolve-dispute', detail: 'scratched', openedOn: '2026-03-11', customer: { id } },
      ],
      next: null,
    });
    const close = `${base}/tasks/${tasks.body.items[0].id}/close`;
    expect((await bookkeeper('POST', close, { outcome: 'replaced' })).status).toBe(200);
    expect((await bookkeeper('POST', close, { outcome: 'replaced' })).body.code).toBe(
      'closed-already',
    );
    const again = await collector('POST', `${path}/disputes/resolve`, { invoice: number });
    expect(again.body).toMatchObject({ code: 'not-disputed', status: 422 });
  });

  it('are refused in words, and read before anything is done', async () => {
    const { path } = await owing();
    const wrong: [string, object, number, string][] = [
      ['promises', { payOn: '2026-02-30' }, 400, 'invalid-request'],
      ['promises', { payOn: '2026-03-01' }, 422, 'bad-day'],
      [
        'promises',
        { payOn: '2026-03-20', amount: { amount: '1.001', currency: 'GBP' } },
        422,
        'bad-amount',
      ],
      [
        'promises',
        { payOn: '2026-03-20', amount: { amount: '500.01', currency: 'GBP' } },
        422,
        'too-much',
      ],
      ['disputes', { invoice: 'nope', reason: 'x' }, 404, 'unknown-invoice'],
      ['pauses', { until: '2026-03-01', reason: 'x' }, 422, 'bad-day'],
      ['stops', { stop: 'anger', reason: 'x' }, 400, 'invalid-request'],
      ['plans', { currency: 'GBP', parts: [] }, 400, 'invalid-request'],
    ];
    for (const [what, body, status, code] of wrong) {
      const answer = await collector('POST', `${path}/${what}`, body);
      expect([what, answer.status, answer.body.code]).toEqual([what, status, code]);
    }
    const nobody = await collector('POST', `${base}/customers/999999/replies`, {});
    expect(nobody.body.code).toBe('unknown-customer');
  });

  it('are a collector’s, done once under a key', async () => {
    const { path, id } = await owing();
    expect((await bookkeeper('POST', `${path}/replies`, {})).status).toBe(403);
    expect((await viewer('POST', `${path}/replies`, {})).status).toBe(403);
    const headers = { 'idempotency-key': 'reply-1' };
    const first = await collector('POST', `${path}/replies`, { text: 'a' }, headers);
    const second = await collector('POST', `${path}/replies`, { text: 'a' }, headers);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    const { body } = await viewer('GET', `${base}/tasks?customer=${id}`);
    expect(body.items).toHaveLength(1);
  });
});

describe('lists', () => {
  it('go on where a page ended, each item once', async () => {
    for (let at = 0; at < 5; at += 1) {
      const { path } = await owing();
      await collector('POST', `${path}/replies`, { text: `reply ${at}` });
    }
    for (const list of ['tasks', 'answers']) {
      const whole = await viewer('GET', `${base}/${list}?limit=500`);
      const seen: string[] = [];
      let next: string | null = '';
      while (next !== null) {
        const cursor = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
        const { body }: { body: { items: { id: string }[]; next: string | null } } = await viewer(
          'GET',
          `${base}/${list}?limit=2${cursor}`,
        );
        seen.push(...body.items.map((item) => item.id));
        next = body.next;
      }
      expect(seen).toEqual(whole.body.items.map((item: { id: string }) => item.id));
      expect(seen.length).toBeGreaterThan(4);
    }
    expect((await viewer('GET', `${base}/tasks?cursor=x`)).body.code).toBe('bad-cursor');
    expect((await viewer('GET', `${base}/tasks?role=owner`)).body.items).toEqual([]);
  });
});
