import { beforeAll, describe, expect, test } from 'vitest';
import { addBusiness } from '../business/index.ts';
import type { Business } from '../platform.ts';
import { type TestPlatform, testBusiness, testMembership, testPlatform } from '../testing.ts';
import {
  type Ask,
  asking,
  cookieOf,
  signedIn,
  TEST_PASSWORD,
  testApp,
  testUser,
} from '../testing-http.ts';
import { ensureOwner, likelyOwner } from './index.ts';

let platform: TestPlatform;
let app: ReturnType<typeof testApp>;
let alder: Business;
let anna: Ask;
let annaId: string;
const at = '/api/v1/businesses/alder';

beforeAll(async () => {
  platform = await testPlatform();
  app = testApp(platform);
  alder = await testBusiness(platform, { slug: 'alder' });
  annaId = await testUser(platform, 'Anna', 'anna@alder.example');
  await testMembership(platform, alder, annaId, 'owner');
  anna = await signedIn(app, 'anna@alder.example');
});

describe('members', () => {
  let ben: string;
  let link: string;

  test('an invited person chooses a password with a link that works once', async () => {
    const person = { name: 'Ben', email: 'Ben@alder.example', role: 'collector' };
    const invited = await anna('POST', `${at}/members`, person);
    expect(invited.status).toBe(201);
    expect(invited.body.member).toMatchObject({ email: 'ben@alder.example', hasPassword: false });
    ben = invited.body.member.id;
    link = invited.body.link;
    const [page, token] = link.split('#');
    expect(page).toBe('http://localhost:7788/set-password');
    const stored = await platform.database.system.selectFrom('auth_link').selectAll().execute();
    expect(JSON.stringify(stored)).not.toContain(token);

    const weak = await asking(app)('POST', '/api/v1/set-password', { token, password: 'short' });
    expect(weak.body.code).toBe('weak-password');
    const set = await asking(app)('POST', '/api/v1/set-password', {
      token,
      password: TEST_PASSWORD,
    });
    expect(set.body).toMatchObject({
      user: { name: 'Ben' },
      businesses: [{ slug: 'alder', role: 'collector' }],
    });
    const again = await asking(app)('POST', '/api/v1/set-password', {
      token,
      password: 'another good password',
    });
    expect(again.body.code).toBe('link-over');
    const benAsks = await signedIn(app, 'ben@alder.example');
    expect((await benAsks('GET', at)).status).toBe(200);
  });

  test('a link is over after a week, and when a newer one is made', async () => {
    const first = (await anna('POST', `${at}/members/${ben}/link`)).body.link.split('#')[1];
    const second = (await anna('POST', `${at}/members/${ben}/link`)).body.link.split('#')[1];
    const use = (token: string) =>
      asking(app)('POST', '/api/v1/set-password', { token, password: TEST_PASSWORD });
    expect((await use(first)).body.code).toBe('link-over');
    platform.clock.set('2026-03-09T09:00:01Z');
    expect((await use(second)).body.code).toBe('link-over');
    platform.clock.set('2026-03-02T09:00:00Z');
  });

  test('somebody is invited once', async () => {
    const person = { name: 'Ben', email: 'ben@alder.example', role: 'viewer' };
    expect((await anna('POST', `${at}/members`, person)).body.code).toBe('already-member');
  });

  test('an owner of another business cannot open the door of somebody who serves two', async () => {
    const birch = await testBusiness(platform, { slug: 'birch' });
    const carlId = await testUser(platform, 'Carl', 'carl@birch.example');
    await testMembership(platform, birch, carlId, 'owner');
    const carl = await signedIn(app, 'carl@birch.example');
    const person = { name: 'Somebody', email: 'anna@alder.example', role: 'viewer' };
    const invited = await carl('POST', '/api/v1/businesses/birch/members', person);
    expect(invited.body).toMatchObject({ link: null, member: { role: 'viewer' } });
    const made = await carl('POST', `/api/v1/businesses/birch/members/${annaId}/link`);
    expect(made.body.code).toBe('serves-others');
    const stranger = await carl('POST', `/api/v1/businesses/birch/members/${ben}/link`);
    expect(stranger.body.code).toBe('unknown-member');
  });

  test('the last owner stays, and two owners cannot let each other out at once', async () => {
    const demoted = await anna('PATCH', `${at}/members/${annaId}`, { role: 'viewer' });
    expect(demoted.body.code).toBe('last-owner');
    expect((await anna('DELETE', `${at}/members/${annaId}`)).body.code).toBe('last-owner');
    expect((await anna('PATCH', `${at}/members/${ben}`, { role: 'owner' })).status).toBe(200);
    const benAsks = await signedIn(app, 'ben@alder.example');
    const both = await Promise.all([
      anna('PATCH', `${at}/members/${ben}`, { role: 'viewer' }),
      benAsks('PATCH', `${at}/members/${annaId}`, { role: 'viewer' }),
    ]);
    const owners = await platform.database.system
      .selectFrom('membership')
      .selectAll()
      .where('business_id', '=', alder.id)
      .where('role', '=', 'owner')
      .execute();
    expect(both.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(owners).toHaveLength(1);
    await platform.database.system
      .updateTable('membership')
      .set((eb) => ({
        role: eb.case().when('user_id', '=', annaId).then('owner').else('collector').end() as never,
      }))
      .where('business_id', '=', alder.id)
      .execute();
  });

  test('somebody who was let out is out at once', async () => {
    const benAsks = await signedIn(app, 'ben@alder.example');
    expect((await benAsks('GET', at)).status).toBe(200);
    expect((await anna('DELETE', `${at}/members/${ben}`)).status).toBe(200);
    expect((await benAsks('GET', at)).status).toBe(404);
  });
});

describe('API keys', () => {
  test('a key is shown once, works in its business only, until it is revoked', async () => {
    const made = await anna('POST', `${at}/keys`, { name: 'Books', role: 'viewer' });
    expect(made.status).toBe(201);
    const { key, id, prefix } = made.body;
    expect(key).toMatch(/^duly_[\w-]{43}$/);
    expect(key.startsWith(prefix)).toBe(true);
    const listed = await anna('GET', `${at}/keys`);
    expect(JSON.stringify(listed.body)).not.toContain(key);
    const stored = await platform.database.system.selectFrom('api_key').selectAll().execute();
    const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? `${value}` : value);
    expect(JSON.stringify(stored, plain)).not.toContain(key);

    const program = asking(app, { authorization: `Bearer ${key}` });
    expect((await program('GET', at)).body.role).toBe('viewer');
    expect((await program('GET', '/api/v1/me')).body).toMatchObject({
      user: null,
      businesses: [{ slug: 'alder', role: 'viewer' }],
    });
    expect((await program('GET', '/api/v1/businesses/birch')).status).toBe(404);
    expect((await program('PATCH', at, { name: 'X' })).status).toBe(403);
    expect((await anna('GET', `${at}/keys`)).body.items[0].lastUsedAt).toBe('2026-03-02T09:00:00Z');

    expect((await anna('DELETE', `${at}/keys/${id}`)).status).toBe(200);
    expect((await program('GET', at)).status).toBe(401);
    expect((await anna('DELETE', `${at}/keys/${id}`)).body.code).toBe('unknown-key');
  });

  test('a wrong key is not made good by a cookie', async () => {
    const { headers } = await asking(app)('POST', '/api/v1/sign-in', {
      email: 'anna@alder.example',
      password: TEST_PASSWORD,
    });
    const cookie = cookieOf(headers);
    const both = asking(app, { cookie, authorization: 'Bearer duly_wrong' });
    expect((await both('GET', at)).status).toBe(401);
  });

  test('an owner’s key reaches no people, keys, safe mode or bank details', async () => {
    const { key } = (await anna('POST', `${at}/keys`, { name: 'All', role: 'owner' })).body;
    const program = asking(app, { authorization: `Bearer ${key}` });
    expect((await program('PATCH', at, { phone: '+44 1' })).status).toBe(200);
    const refused = await Promise.all([
      program('POST', `${at}/members`, { name: 'E', email: 'e@x.example', role: 'owner' }),
      program('POST', `${at}/keys`, { name: 'More', role: 'owner' }),
      program('POST', `${at}/live`, { channel: 'email', on: true }),
      program('PATCH', at, { howToPay: 'Elsewhere' }),
      program('POST', '/api/v1/businesses', { name: 'B', country: 'GB', currency: 'GBP' }),
    ]);
    expect(refused.map((answer) => answer.body.code)).toEqual(Array(5).fill('needs-a-person'));
  });
});

describe('the first user from the environment', () => {
  test('is made once, owns what nobody owns, and keeps a changed password', async () => {
    const owner = { email: 'Boss@duly.example', password: TEST_PASSWORD };
    const fresh = await testPlatform({ config: { owner } });
    await addBusiness(fresh, { name: 'Before', country: 'GB', currency: 'GBP' }, quiet);
    await ensureOwner(fresh);
    await addBusiness(fresh, { name: 'After', country: 'US', currency: 'USD' }, quiet, {
      ownerId: await likelyOwner(fresh),
    });
    const freshApp = testApp(fresh);
    const boss = await signedIn(freshApp, 'boss@duly.example');
    const { body } = await boss('GET', '/api/v1/me');
    expect(body.businesses.map((b: { slug: string; role: string }) => [b.slug, b.role])).toEqual([
      ['after', 'owner'],
      ['before', 'owner'],
    ]);
    const password = 'a password changed since';
    await boss('POST', '/api/v1/me/password', { present: TEST_PASSWORD, password });
    await ensureOwner(fresh);
    await expect(signedIn(freshApp, 'boss@duly.example')).rejects.toThrow('401');
  });

  test('makes nobody beside users that are there', async () => {
    const owner = { email: 'other@duly.example', password: TEST_PASSWORD };
    await ensureOwner({ ...platform, config: { ...platform.config, owner } });
    await expect(signedIn(app, 'other@duly.example')).rejects.toThrow('401');
  });
});

const quiet = { onAdded: async () => {} };

describe('looking around', () => {
  let fresh: TestPlatform;
  let freshApp: ReturnType<typeof testApp>;

  beforeAll(async () => {
    fresh = await testPlatform();
    freshApp = testApp(fresh, [], {
      ensureDemo: async (p) => {
        const made = await p.database.system
          .selectFrom('business')
          .select('slug')
          .where('demo', '=', true)
          .executeTakeFirst();
        return made?.slug ?? (await testBusiness(p, { slug: 'demo', demo: true })).slug;
      },
    });
  });

  test('is open before anybody has set the program up, and enters nothing else', async () => {
    const program = await asking(freshApp)('GET', '/api/v1/program');
    expect(program.body).toMatchObject({ firstRun: true, demoAvailable: true });
    const entered = await asking(freshApp)('POST', '/api/v1/demo');
    expect(entered.body).toMatchObject({
      user: { demo: true },
      businesses: [{ slug: 'demo', demo: true, role: 'owner' }],
    });
    const visitor = asking(freshApp, { cookie: cookieOf(entered.headers) });
    expect((await visitor('GET', '/api/v1/businesses/demo')).status).toBe(200);
    const real = await testBusiness(fresh, { slug: 'real' });
    await testMembership(fresh, real, entered.body.user.id, 'owner');
    expect((await visitor('GET', '/api/v1/businesses/real')).status).toBe(404);
    const me = await visitor('GET', '/api/v1/me');
    expect(me.body.businesses).toHaveLength(1);
    const codes = await Promise.all([
      visitor('POST', '/api/v1/businesses', { name: 'B', country: 'GB', currency: 'GBP' }),
      visitor('POST', '/api/v1/businesses/demo/members', {
        name: 'E',
        email: 'e@x.example',
        role: 'owner',
      }),
      visitor('POST', '/api/v1/businesses/demo/live', { channel: 'email', on: true }),
    ]);
    expect(codes.map((answer) => answer.body.code)).toEqual([
      'needs-a-person',
      'demo-is-invented',
      'demo-stays-safe',
    ]);
    // Having looked around does not use up the first run.
    expect((await visitor('GET', '/api/v1/program')).body.firstRun).toBe(true);
  });

  test('is closed to strangers once the program is in use, not at the machine', async () => {
    const id = await testUser(fresh, 'Dora', 'dora@real.example');
    const real = await testBusiness(fresh, { slug: 'other' });
    await testMembership(fresh, real, id, 'owner');
    const stranger = asking(freshApp);
    expect((await stranger('GET', '/api/v1/program')).body.demoAvailable).toBe(false);
    expect((await stranger('POST', '/api/v1/demo')).body.code).toBe('demo-closed');
    const dora = await signedIn(freshApp, 'dora@real.example');
    expect((await dora('POST', '/api/v1/demo')).body.user.demo).toBe(true);
    const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } });
    const post = { method: 'POST' };
    const far = await freshApp.request('/api/v1/demo', post, from('192.0.2.7'));
    expect(far.status).toBe(403);
    const near = await freshApp.request('/api/v1/demo', post, from('127.0.0.1'));
    expect(near.status).toBe(200);
    const headers = { 'x-forwarded-for': '192.0.2.7' };
    const proxied = await freshApp.request('/api/v1/demo', { ...post, headers }, from('127.0.0.1'));
    expect(proxied.status).toBe(403);
  });
});
