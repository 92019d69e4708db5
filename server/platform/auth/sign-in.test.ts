import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { type TestPlatform, testPlatform } from '../testing.ts';
import { type Ask, asking, cookieOf, signedIn, TEST_PASSWORD, testApp } from '../testing-http.ts';

const owner = {
  name: 'Hartley Joinery',
  country: 'gb',
  currency: 'GBP',
  person: 'Anna Hartley',
  email: 'Anna@Hartley.example',
  password: TEST_PASSWORD,
};

describe('the first run', () => {
  let platform: TestPlatform;
  let app: ReturnType<typeof testApp>;
  let stranger: Ask;
  const added: string[] = [];

  beforeAll(async () => {
    platform = await testPlatform();
    app = testApp(platform, [], {
      onAdded: async (work) => {
        const { rows } = await sql<{ role: string }>`select current_user as role`.execute(work.tx);
        added.push(`${work.business.slug} as ${rows[0]?.role}`);
      },
    });
    stranger = asking(app);
  });

  test('is asked for while there is no user', async () => {
    const { body } = await stranger('GET', '/api/v1/program');
    expect(body).toMatchObject({ firstRun: true, clockMoved: false, mail: 'none' });
    expect(body.version).toMatch(/^\d+\.\d+\.\d+/);
  });

  test('refuses a weak password and a country that is none, and makes nothing', async () => {
    const weak = await stranger('POST', '/api/v1/first-run', { ...owner, password: 'short' });
    expect(weak.status).toBe(422);
    expect(weak.body).toMatchObject({ code: 'weak-password' });
    const nowhere = await stranger('POST', '/api/v1/first-run', { ...owner, country: 'QQ' });
    expect(nowhere.body).toMatchObject({ code: 'invalid-business', status: 422 });
    expect(nowhere.body.problems[0]).toMatchObject({ column: 'country', value: 'QQ' });
    const { body } = await stranger('GET', '/api/v1/program');
    expect(body.firstRun).toBe(true);
    const left = await platform.database.system.selectFrom('auth_user').selectAll().execute();
    expect(left).toEqual([]);
  });

  test('of two at once, one becomes the owner', async () => {
    const both = await Promise.all([
      stranger('POST', '/api/v1/first-run', owner),
      stranger('POST', '/api/v1/first-run', { ...owner, email: 'other@hartley.example' }),
    ]);
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 409]);
    const first = both.find((answer) => answer.status === 200);
    expect(first?.body.businesses).toEqual([
      expect.objectContaining({ slug: 'hartley-joinery', role: 'owner', currency: 'GBP' }),
    ]);
    expect(added).toEqual(['hartley-joinery as duly_app']);
    const me = await asking(app, { cookie: cookieOf(first?.headers ?? new Headers()) })(
      'GET',
      '/api/v1/me',
    );
    expect(me.body.user.name).toBe('Anna Hartley');
    expect((await stranger('GET', '/api/v1/program')).body.firstRun).toBe(false);
  });

  test('sets the business up in safe mode, in the zone of its country', async () => {
    const { email } = await platform.database.system
      .selectFrom('auth_user')
      .select('email')
      .executeTakeFirstOrThrow();
    const ask = await signedIn(app, email);
    const { body } = await ask('GET', '/api/v1/businesses/hartley-joinery');
    expect(body).toMatchObject({
      zone: 'Europe/London',
      live: {},
      person: 'Anna Hartley',
      role: 'owner',
      howToPayWaiting: null,
    });
  });
});

describe('sessions', () => {
  let platform: TestPlatform;
  let app: ReturnType<typeof testApp>;

  beforeAll(async () => {
    platform = await testPlatform();
    app = testApp(platform);
    await asking(app)('POST', '/api/v1/first-run', owner);
  });

  test('a wrong password and an unknown address answer the same', async () => {
    const ask = asking(app);
    const wrong = await ask('POST', '/api/v1/sign-in', {
      email: owner.email,
      password: 'not the right one',
    });
    const unknown = await ask('POST', '/api/v1/sign-in', {
      email: 'nobody@hartley.example',
      password: 'not the right one',
    });
    expect(wrong.status).toBe(401);
    expect({ ...wrong.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
  });

  test('signing out ends the session itself, not only its cookie', async () => {
    const ask = await signedIn(app, 'anna@hartley.example');
    expect((await ask('GET', '/api/v1/me')).status).toBe(200);
    expect((await ask('POST', '/api/v1/sign-out')).status).toBe(200);
    expect((await ask('GET', '/api/v1/me')).status).toBe(401);
  });

  test('a session that is over is no session', async () => {
    const ask = await signedIn(app, 'anna@hartley.example');
    await platform.database.system
      .updateTable('auth_session')
      .set({ expires_at: '2020-01-01T00:00:00Z' })
      .execute();
    expect((await ask('GET', '/api/v1/me')).status).toBe(401);
  });

  test('a cookie that was altered is no session', async () => {
    const { headers } = await asking(app)('POST', '/api/v1/sign-in', {
      email: owner.email,
      password: owner.password,
    });
    const cookie = cookieOf(headers);
    expect(cookie).toMatch(/^duly\.session_token=/);
    const [name, value = ''] = cookie.split('=', 2);
    const other = value.startsWith('a') ? 'b' : 'a';
    const forged = asking(app, { cookie: `${name}=${other}${value.slice(1)}` });
    expect((await forged('GET', '/api/v1/me')).status).toBe(401);
    const set = headers.getSetCookie()[0] ?? '';
    expect(set).toMatch(/HttpOnly/i);
    expect(set).toMatch(/SameSite=Lax/i);
  });

  test('changing the password ends other sessions and keeps this one', async () => {
    const ask = await signedIn(app, 'anna@hartley.example');
    const other = await signedIn(app, 'anna@hartley.example');
    const refused = await ask('POST', '/api/v1/me/password', {
      present: 'not the right one',
      password: 'five other plain words too',
    });
    expect(refused.status).toBe(403);
    const changed = await ask('POST', '/api/v1/me/password', {
      present: TEST_PASSWORD,
      password: 'five other plain words too',
    });
    expect(changed.status).toBe(200);
    expect((await other('GET', '/api/v1/me')).status).toBe(401);
    const cookie = cookieOf(changed.headers);
    expect((await asking(app, { cookie })('GET', '/api/v1/me')).status).toBe(200);
  });

  test('after ten wrong passwords an address waits, the right one included', async () => {
    const ask = asking(testApp(platform));
    const body = { email: owner.email, password: 'not the right one' };
    for (let tries = 0; tries < 10; tries += 1) {
      expect((await ask('POST', '/api/v1/sign-in', body)).status).toBe(401);
    }
    const right = await ask('POST', '/api/v1/sign-in', {
      ...body,
      password: 'five other plain words too',
    });
    expect(right.status).toBe(429);
  });

  test('one place that tries very often waits, whatever it tries', async () => {
    const ask = asking(testApp(platform));
    const statuses: number[] = [];
    for (let tries = 0; tries < 25; tries += 1) {
      const { status } = await ask('POST', '/api/v1/set-password', {
        token: `made-up-token-number-${tries}`,
        password: TEST_PASSWORD,
      });
      statuses.push(status);
    }
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(404));
    expect(statuses.at(-1)).toBe(429);
  });

  test('the program itself cannot read sign-in as it works', async () => {
    const { id } = await platform.database.system
      .selectFrom('business')
      .select('id')
      .executeTakeFirstOrThrow();
    for (const table of ['auth_user', 'auth_session', 'auth_account', 'auth_link'] as const) {
      const read = platform.database.tenant(id, (tx) => tx.selectFrom(table).selectAll().execute());
      await expect(read).rejects.toThrow(/permission denied/);
    }
  });
});
