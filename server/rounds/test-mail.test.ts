import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sink, startSink } from '../../adapters/channels/email/sink.ts';
import { buildApp } from '../app.ts';
import { type TestPlatform, testPlatform } from '../platform/testing.ts';
import { asking, cookieOf } from '../platform/testing-http.ts';

const OWNER = {
  name: 'Hartley Joinery',
  country: 'GB',
  currency: 'GBP',
  person: 'Anna Hartley',
  email: 'anna@hartley.example',
  password: 'oak table by the window',
};

let sink: Sink;
let refuses = false;
let platform: TestPlatform;
let ask: ReturnType<typeof asking>;

beforeAll(async () => {
  sink = await startSink({
    recipient: () => (refuses ? [550, '5.7.1 we do not want this'] : null),
  });
  platform = await testPlatform({ config: { smtpUrl: sink.url } });
  const app = buildApp(platform);
  const { headers } = await asking(app)('POST', '/api/v1/first-run', OWNER);
  ask = asking(app, { cookie: cookieOf(headers) });
});
afterAll(() => sink.close());

const TEST_MAIL = '/api/v1/businesses/hartley-joinery/test-mail';

test('a sample goes to whoever asks and nobody else, in safe mode', async () => {
  const { status, body } = await ask('POST', TEST_MAIL);
  expect(status).toBe(200);
  expect(body).toMatchObject({ result: 'accepted', to: OWNER.email });
  expect(sink.mails).toHaveLength(1);
  const mail = await PostalMime.parse(sink.mails[0]!);
  expect(mail.to?.map((one) => one.address)).toEqual([OWNER.email]);
  expect(mail.from).toMatchObject({ name: 'Anna Hartley', address: OWNER.email });
  expect(mail.text).toContain('this is how a message of Hartley Joinery looks');
  expect(mail.html).toContain('H-1052');
  // Nothing of it is kept: it is no word to a customer.
  const { system } = platform.database;
  expect(await system.selectFrom('message').selectAll().execute()).toEqual([]);
});

test('what the mail server says against it is told in its own words', async () => {
  refuses = true;
  const { body } = await ask('POST', TEST_MAIL);
  expect(body).toMatchObject({ result: 'refused', answer: expect.stringContaining('5.7.1') });
  refuses = false;
});

test('without a mail server it says so', async () => {
  const bare = { ...platform, config: { ...platform.config, smtpUrl: null } };
  const app = buildApp(bare);
  const { email, password } = OWNER;
  const { headers } = await asking(app)('POST', '/api/v1/sign-in', { email, password });
  const { status, body } = await asking(app, { cookie: cookieOf(headers) })('POST', TEST_MAIL);
  expect(status).toBe(409);
  expect(body).toMatchObject({ code: 'no-mail-server' });
});
