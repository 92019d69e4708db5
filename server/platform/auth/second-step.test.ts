import { beforeAll, describe, expect, test } from 'vitest';
import { type TestPlatform, testPlatform } from '../testing.ts';
import { codeNow } from '../testing-device.ts';
import { type Ask, asking, cookieOf, signedIn, TEST_PASSWORD, testApp } from '../testing-http.ts';
import { linkForUser } from './index.ts';

const EMAIL = 'anna@hartley.example';
const OWNER = {
  name: 'Hartley Joinery',
  country: 'GB',
  currency: 'GBP',
  person: 'Anna Hartley',
  email: EMAIL,
  password: TEST_PASSWORD,
};
const RULE = '/api/v1/businesses/hartley-joinery/sign-in-rule';

const secretOf = (uri: string) => new URL(uri).searchParams.get('secret') ?? '';

describe('the second step', () => {
  let platform: TestPlatform;
  let app: ReturnType<typeof testApp>;
  let ask: Ask;
  let cookie = '';
  let uri = '';
  let backup: string[] = [];

  const withPassword = () =>
    asking(app)('POST', '/api/v1/sign-in', { email: EMAIL, password: TEST_PASSWORD });
  const withCode = async (code: string) => {
    const { headers } = await withPassword();
    return asking(app, { cookie: cookieOf(headers) })('POST', '/api/v1/sign-in/code', { code });
  };

  beforeAll(async () => {
    platform = await testPlatform();
    app = testApp(platform);
    await asking(app)('POST', '/api/v1/first-run', OWNER);
    ask = await signedIn(app, EMAIL);
  });

  test('is off until the first code of the device was right', async () => {
    const wrong = await ask('POST', '/api/v1/me/second-step', { password: 'not the right one' });
    expect(wrong).toMatchObject({ status: 403, body: { code: 'wrong-password' } });
    const made = await ask('POST', '/api/v1/me/second-step', { password: TEST_PASSWORD });
    expect(made.status).toBe(200);
    ({ uri, backupCodes: backup } = made.body);
    expect(uri).toMatch(/^otpauth:\/\/totp\/Duly:anna%40hartley\.example\?/);
    expect(backup).toHaveLength(10);
    expect((await withPassword()).status).toBe(200);
    const guess = await ask('POST', '/api/v1/me/second-step/confirm', { code: '000000' });
    expect(guess).toMatchObject({ status: 403, body: { code: 'wrong-code' } });
    const on = await ask('POST', '/api/v1/me/second-step/confirm', {
      code: codeNow(secretOf(uri)),
    });
    expect(on.body.user).toMatchObject({ email: EMAIL, twoFactor: true });
    cookie = cookieOf(on.headers);
    ask = asking(app, { cookie });
  });

  test('then the password alone opens no session', async () => {
    const { status, headers, body } = await withPassword();
    expect([status, body]).toEqual([202, { needsCode: true }]);
    const half = asking(app, { cookie: cookieOf(headers) });
    expect((await half('GET', '/api/v1/me')).status).toBe(401);
    const wrong = await half('POST', '/api/v1/sign-in/code', { code: '000000' });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'wrong-code' } });
    const right = await withCode(codeNow(secretOf(uri)));
    expect(right.body.user.name).toBe('Anna Hartley');
    expect(
      (await asking(app)('POST', '/api/v1/sign-in/code', { code: codeNow(secretOf(uri)) })).body,
    ).toMatchObject({ code: 'step-over' });
  });

  test('a backup code opens once', async () => {
    const [code = ''] = backup;
    expect((await withCode(code)).status).toBe(200);
    expect((await withCode(code)).status).toBe(401);
  });

  test('nothing of it lies readable in the database', async () => {
    const { system } = platform.database;
    const row = await system.selectFrom('auth_two_factor').selectAll().executeTakeFirstOrThrow();
    expect(JSON.stringify(row)).not.toContain(secretOf(uri));
    expect(JSON.stringify(row)).not.toContain(backup[1]);
    const { id } = await system.selectFrom('business').select('id').executeTakeFirstOrThrow();
    await expect(
      platform.database.tenant(id, (tx) => tx.selectFrom('auth_two_factor').selectAll().execute()),
    ).rejects.toThrow(/permission denied/);
  });

  test('an owner who has it may ask it of everybody; the others set theirs up first', async () => {
    // Another process as it were: one place that tries so often would wait a minute.
    app = testApp(platform);
    ask = asking(app, { cookie });
    const invited = await ask('POST', '/api/v1/businesses/hartley-joinery/members', {
      name: 'Tom Reed',
      email: 'tom@hartley.example',
      role: 'owner',
    });
    const token = String(invited.body.link).split('#')[1];
    const tomIn = await asking(app)('POST', '/api/v1/set-password', {
      token,
      password: TEST_PASSWORD,
    });
    const tom = asking(app, { cookie: cookieOf(tomIn.headers) });
    const early = await tom('PUT', RULE, { requireTwoFactor: true });
    expect(early).toMatchObject({ status: 409, body: { code: 'needs-own-two-factor' } });
    expect((await ask('PUT', RULE, { requireTwoFactor: true })).body.requireTwoFactor).toBe(true);
    const shut = await tom('GET', '/api/v1/businesses/hartley-joinery');
    expect(shut).toMatchObject({ status: 403, body: { code: 'needs-two-factor' } });
    const made = await tom('POST', '/api/v1/me/second-step', { password: TEST_PASSWORD });
    const on = await tom('POST', '/api/v1/me/second-step/confirm', {
      code: codeNow(secretOf(made.body.uri)),
    });
    const tomAgain = asking(app, { cookie: cookieOf(on.headers) });
    expect((await tomAgain('GET', '/api/v1/businesses/hartley-joinery')).status).toBe(200);
  });

  test('it is left with the password, and a link of whoever runs the program ends it', async () => {
    const off = await ask('POST', '/api/v1/me/second-step/off', { password: TEST_PASSWORD });
    expect(off.body.user.twoFactor).toBe(false);
    expect((await withPassword()).status).toBe(200);
    const link = await linkForUser(platform, 'tom@hartley.example');
    const tom = await asking(app)('POST', '/api/v1/set-password', {
      token: link.split('#')[1],
      password: TEST_PASSWORD,
    });
    expect(tom).toMatchObject({ status: 200, body: { user: { twoFactor: false } } });
  });
});
