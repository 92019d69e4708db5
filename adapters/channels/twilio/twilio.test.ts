import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Behaviour, startFakeTwilio } from '../../../trials/texts/fake-twilio.ts';
import { channelContract, trialMessage } from '../contract.ts';
import { readNumber } from './number.ts';
import { isSignedForm, signForm } from './signature.ts';
import { createTwilioChannel, type TwilioOptions } from './twilio.ts';

const SAM = '+447700900123';
const trial = (change: Parameters<typeof trialMessage>[0] = {}) =>
  trialMessage({ to: { name: 'Sam Penrose', address: SAM }, ...change });

async function open(options: Partial<TwilioOptions> = {}) {
  const fake = await startFakeTwilio();
  const channel = createTwilioChannel({
    account: fake.account,
    token: fake.token,
    from: '+447700900001',
    kind: 'sms',
    statusUrl: 'https://pay.example/api/v1/texts/status',
    url: fake.url,
    timeoutMs: 5_000,
    ...options,
  });
  return {
    fake,
    channel,
    async [Symbol.asyncDispose]() {
      await channel.close();
      await fake.close();
    },
  };
}

const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  busy: { status: 429, code: 20429, message: 'Too Many Requests' },
  'refuse-address': { status: 400, code: 21614, message: 'not a mobile number' },
};

for (const kind of ['sms', 'whatsapp'] as const) {
  channelContract(
    kind,
    async () => {
      const world = await open({ kind });
      return {
        channel: world.channel,
        other: {
          behave: (as) => world.fake.behave(BEHAVIOURS[as] ?? (as as 'accept' | 'break')),
          received: () =>
            world.fake.texts.map(
              (one) => `<${new URL(one.callback!).searchParams.get('message')}>`,
            ),
        },
        [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
      };
    },
    SAM,
  );
}

describe('a text on the wire', () => {
  it('carries its number, its words and where to tell what became of it', async () => {
    await using world = await open();
    const delivery = await world.channel.deliver(trial({ text: ' It’s late.\n' }));
    const [text] = world.fake.texts;
    expect(text).toMatchObject({ to: SAM, from: '+447700900001', body: 'It’s late.' });
    expect(text?.callback).toBe(
      'https://pay.example/api/v1/texts/status?message=message.1.1%40harbourandpine.example',
    );
    const detail = `queued as ${text?.sid} (1 segment, UCS-2)`;
    expect(delivery).toEqual({ outcome: 'accepted', detail });
  });

  it('goes by WhatsApp with numbers that say so', async () => {
    await using world = await open({ kind: 'whatsapp' });
    await world.channel.deliver(trial());
    expect(world.fake.texts[0]).toMatchObject({
      to: `whatsapp:${SAM}`,
      from: 'whatsapp:+447700900001',
    });
  });

  it('goes by a messaging service where that is what we have', async () => {
    const from = `MG${'0a'.repeat(16)}`;
    await using world = await open({ from });
    await world.channel.deliver(trial());
    expect(world.fake.texts[0]).toMatchObject({ service: from, from: null });
  });

  it('does not go twice when it arrived and the line broke', async () => {
    await using world = await open();
    world.fake.behave('take-and-break');
    const first = await world.channel.deliver(trial());
    expect(first).toMatchObject({ outcome: 'deferred', code: 'unknown' });
    world.fake.behave('accept');
    const second = await world.channel.deliver(trial({ attempt: 2 }));
    expect(second).toMatchObject({ outcome: 'accepted' });
    expect(world.fake.texts).toHaveLength(1);
  });

  it('counts its segments, and is not sent when it is too long', async () => {
    await using world = await open();
    const long = await world.channel.deliver(trial({ text: 'a'.repeat(161) }));
    expect(long).toMatchObject({ detail: expect.stringContaining('(2 segments, GSM-7)') });
    const longer = await world.channel.deliver(trial({ text: 'a'.repeat(1601) }));
    expect(longer).toMatchObject({ outcome: 'refused', permanent: false });
    expect(world.fake.texts).toHaveLength(1);
  });
});

describe('what the service answers', () => {
  it.each([
    [21211, 400, { outcome: 'refused', permanent: true }],
    [21610, 400, { outcome: 'refused', permanent: true, unsubscribed: true }],
    [21408, 400, { outcome: 'refused', permanent: false }],
    [21606, 400, { outcome: 'deferred', code: 'login' }],
    [20003, 401, { outcome: 'deferred', code: 'login' }],
    [20500, 500, { outcome: 'deferred', code: 'unknown', retryAfterSeconds: 60 }],
    [20503, 503, { outcome: 'deferred', code: 'busy', retryAfterSeconds: 60 }],
  ])('code %i with status %i', async (code, status, expected) => {
    await using world = await open();
    world.fake.behave({ status, code, message: 'words' });
    expect(await world.channel.deliver(trial())).toMatchObject(expected);
  });

  it('is waited for as long as it asks, and longer after every attempt', async () => {
    await using world = await open();
    world.fake.behave({ status: 429, code: 20429, message: 'Too many', retryAfter: 300 });
    expect(await world.channel.deliver(trial())).toMatchObject({ retryAfterSeconds: 300 });
    const third = await world.channel.deliver(trial({ attempt: 3 }));
    expect(third).toMatchObject({ retryAfterSeconds: 960 });
  });

  it('is nothing when the service is gone, and says so when the password is wrong', async () => {
    await using world = await open();
    const stranger = createTwilioChannel({
      ...{ account: world.fake.account, token: 'wrong', from: '+447700900001', kind: 'sms' },
      ...{ statusUrl: null, url: world.fake.url },
    });
    expect(await stranger.check()).toMatch(/does not take messages from us/);
    expect(await stranger.deliver(trial())).toMatchObject({ outcome: 'deferred', code: 'login' });
    await using gone = await open();
    await gone.fake.close();
    const nowhere = await gone.channel.deliver(trial());
    expect(nowhere).toMatchObject({ outcome: 'deferred', code: 'connection' });
  });

  it('knows a number that is none without asking', async () => {
    await using world = await open();
    const to = { name: 'Sam', address: '07700 900123' };
    const delivery = await world.channel.deliver(trial({ to }));
    expect(delivery).toMatchObject({ outcome: 'refused', permanent: true });
    expect(world.fake.texts).toEqual([]);
  });
});

describe('readNumber', () => {
  it.each([
    ['+44 7700 900123', SAM],
    ['0044 (7700) 900-123', SAM],
    ['07700 900123', null],
    ['+44', null],
    ['+447700900123\r\nBcc: x', null],
    ['', null],
  ])('%j is %j', (text, number) => {
    expect(readNumber(text)).toBe(number);
  });
});

describe('a signed form', () => {
  // The example of the service's own page about signatures.
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
  const fields = new URLSearchParams({
    CallSid: 'CA1234567890ABCDE',
    Caller: '+14158675309',
    Digits: '1234',
    From: '+14158675309',
    To: '+18005551212',
  });

  it('is signed as the service signs it', () => {
    expect(signForm('12345', url, fields)).toBe('RSOYDt4T1cUTdK1PDd93/VVr8B8=');
  });

  it('is ours only with the token, the address and every field', () => {
    const header = signForm('12345', url, fields);
    expect(isSignedForm(header, '12345', url, fields)).toBe(true);
    expect(isSignedForm(undefined, '12345', url, fields)).toBe(false);
    expect(isSignedForm(header, '12346', url, fields)).toBe(false);
    expect(isSignedForm(header, '12345', `${url}3`, fields)).toBe(false);
    const other = new URLSearchParams(fields);
    other.set('Digits', '1235');
    expect(isSignedForm(header, '12345', url, other)).toBe(false);
  });
});

const SPEC = join(import.meta.dirname, '../../../../shared/specs/twilio/twilio_api_v2010.json.gz');
const hasSpec = existsSync(SPEC);
if (!hasSpec) console.info("Skipped: the service's API description is not here.");

describe.skipIf(!hasSpec)("the fake beside the service's API description", () => {
  interface Described {
    type?: string;
    nullable?: boolean;
    $ref?: string;
    enum?: string[];
    properties?: Record<string, Described>;
  }
  const read = () => JSON.parse(gunzipSync(readFileSync(SPEC)).toString());

  it('answers with the fields and types that are described', async () => {
    await using world = await open();
    const spec = read();
    const schemas: Record<string, Described> = spec.components.schemas;
    const { post } = spec.paths['/2010-04-01/Accounts/{AccountSid}/Messages.json'];
    const form = post.requestBody.content['application/x-www-form-urlencoded'].schema;
    for (const name of ['To', 'From', 'MessagingServiceSid', 'Body', 'StatusCallback']) {
      expect(Object.keys(form.properties)).toContain(name);
    }
    const authorization = `Basic ${btoa(`${world.fake.account}:${world.fake.token}`)}`;
    const response = await fetch(
      `${world.fake.url}/2010-04-01/Accounts/${world.fake.account}/Messages.json`,
      {
        method: 'POST',
        headers: { authorization },
        body: new URLSearchParams({ To: SAM, From: '+447700900001', Body: 'words' }),
      },
    );
    expect(String(response.status)).toBe(Object.keys(post.responses)[0]);
    const answer: Record<string, unknown> = await response.json();
    const described = schemas['api.v2010.account.message']!.properties!;
    expect(Object.keys(answer).sort()).toEqual(Object.keys(described).sort());
    for (const [name, value] of Object.entries(answer)) {
      const at = described[name]!;
      const one = at.$ref ? schemas[at.$ref.split('/').at(-1)!]! : at;
      if (value === null) expect(one.nullable, name).toBe(true);
      else if (one.enum) expect(one.enum).toContain(value);
      else if (one.type !== 'integer') expect(typeof value, name).toBe(one.type);
    }
  });
});
