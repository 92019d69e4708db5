import { beforeAll, describe, expect, test } from 'vitest';
import { signForm } from '../../adapters/channels/index.ts';
import { timeline } from '../../server/agree/timeline.ts';
import { buildApp } from '../../server/app.ts';
import { type TestPlatform, testPlatform } from '../../server/platform/testing.ts';
import { written } from '../inbound/kit.ts';

const ACCOUNT = `AC${'0a'.repeat(16)}`;
const TOKEN = 'a token of the text service';
const HOME = 'https://pay.example';

let platform: TestPlatform;
let app: ReturnType<typeof buildApp>;
let world: Awaited<ReturnType<typeof written>>;
let texts = 0;

beforeAll(async () => {
  platform = await testPlatform({
    now: '2026-03-09T10:00:00Z',
    config: {
      publicUrl: HOME,
      twilio: { account: ACCOUNT, token: TOKEN, from: '+447700900001', url: null },
    },
  });
  app = buildApp(platform);
  world = await written(platform, 6);
  for (const [index, phone] of PHONES.entries()) {
    await world.within((work) =>
      work.tx
        .updateTable('contact')
        .set({ phone })
        .where('business_id', '=', work.business.id)
        .where('id', '=', world.customers[index]!.contactId)
        .execute(),
    );
  }
});

const PHONES = ['+44 7700 900100', '0044 7700 900101', '+44 (7700) 900-102', '+447700900103'];
const number = (index: number) => `+44770090010${index}`;
const sid = () => {
  texts += 1;
  return `SM${String(texts).padStart(32, '0')}`;
};

async function post(path: string, fields: Record<string, string>, signature?: string) {
  const form = new URLSearchParams({ AccountSid: ACCOUNT, ...fields });
  const answer = await app.request(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signature ?? signForm(TOKEN, HOME + path, form),
    },
    body: form.toString(),
  });
  return { status: answer.status, body: await answer.text() };
}

const say = (index: number, Body: string, more: Record<string, string> = {}) =>
  post('/api/v1/texts/inbound', {
    From: number(index),
    To: '+447700900001',
    Body,
    MessageSid: sid(),
    ...more,
  });

const customer = (index: number) => world.customers[index]!;
const unread = async (index: number) => (await world.stands(customer(index).id)).unread.length;
const consents = (index: number) =>
  world.within((work) =>
    work.tx
      .selectFrom('contact')
      .select(['opted_in', 'opted_out'])
      .where('business_id', '=', work.business.id)
      .where('id', '=', customer(index).contactId)
      .executeTakeFirstOrThrow(),
  );
const told = (index: number) =>
  world.within(async (work) => {
    const { items } = await timeline(work, customer(index).id, { limit: 50 });
    return items.map(({ text }) => text);
  });

describe('a text that comes in', () => {
  test('is a reply that holds the chase, once', async () => {
    const MessageSid = sid();
    const first = await say(0, 'I shall pay on Friday.', { MessageSid });
    expect(first).toMatchObject({ status: 200, body: expect.stringContaining('<Response/>') });
    expect((await say(0, 'I shall pay on Friday.', { MessageSid })).status).toBe(200);
    expect(await unread(0)).toBe(1);
    expect(await told(0)).toContain('I shall pay on Friday.');
    expect(await consents(0)).toEqual({ opted_in: [], opted_out: [] });
  });

  test('STOP takes them out of the channel, START brings them back', async () => {
    await say(1, ' Stop. ');
    expect(await consents(1)).toEqual({ opted_in: [], opted_out: ['sms'] });
    expect(await told(1)).toContain('Wants to hear no more by text.');
    expect(await unread(1)).toBe(0);
    await say(1, 'stop', { From: `whatsapp:${number(1)}` });
    expect(await consents(1)).toEqual({ opted_in: [], opted_out: ['sms', 'whatsapp'] });
    await say(1, 'START');
    expect(await consents(1)).toEqual({ opted_in: ['sms'], opted_out: ['whatsapp'] });
    expect(await told(1)).toContain('May be reached by text.');
  });

  test('a STOP that comes again after a START does not undo it', async () => {
    const MessageSid = sid();
    await say(2, 'STOP', { MessageSid });
    await say(2, 'START');
    await say(2, 'STOP', { MessageSid });
    expect(await consents(2)).toEqual({ opted_in: ['sms'], opted_out: [] });
  });

  test('what the service calls a STOP is one, and HELP is left to it', async () => {
    await say(3, 'laat maar', { OptOutType: 'STOP' });
    expect(await consents(3)).toEqual({ opted_in: [], opted_out: ['sms'] });
    const before = await told(3);
    await say(3, 'HELP');
    expect(await told(3)).toEqual(before);
  });

  test('of a number that nobody has changes nothing', async () => {
    expect((await say(9, 'STOP')).status).toBe(200);
    expect(await consents(4)).toEqual({ opted_in: [], opted_out: [] });
  });

  test.each([
    ['no signature', ''],
    ['a signature of nobody', 'AAAAAAAAAAAAAAAAAAAAAAAAAAA='],
    ['the signature of another form', signForm(TOKEN, `${HOME}/api/v1/texts/inbound`, form())],
  ])('with %s is refused', async (_what, signature) => {
    const fields = { From: number(4), Body: 'STOP', MessageSid: sid() };
    expect((await post('/api/v1/texts/inbound', fields, signature)).status).toBe(403);
    const elsewhere = await say(4, 'STOP', { AccountSid: `AC${'0b'.repeat(16)}` });
    expect(elsewhere.status).toBe(403);
  });
});

function form(): URLSearchParams {
  return new URLSearchParams({ AccountSid: ACCOUNT, Body: 'other' });
}

describe('a report', () => {
  const MessageSid = `SM${'1c'.repeat(16)}`;
  const path = (index: number) =>
    `/api/v1/texts/status?message=${encodeURIComponent(customer(index).headerId!.slice(1, -1))}`;
  const report = (index: number, MessageStatus: string, more: Record<string, string> = {}) =>
    post(path(index), { MessageStatus, MessageSid, ...more });
  const reports = (index: number) =>
    world.within(async (work) => {
      const rows = await work.tx
        .selectFrom('attempt')
        .select('detail')
        .where('business_id', '=', work.business.id)
        .where('message_id', '=', customer(index).messageId)
        .where('outcome', '=', 'reported')
        .orderBy('id')
        .execute();
      return rows.map(({ detail }) => detail);
    });
  const tasks = async (index: number) =>
    (await world.tasks(customer(index).id)).filter(({ kind }) => kind === 'undelivered');

  test('stands among the attempts, in whatever order and however often it comes', async () => {
    for (const state of ['delivered', 'sent', 'delivered', 'queued', 'sent', 'failed']) {
      expect((await report(0, state)).status).toBe(200);
    }
    const as = (state: string) => `${state} as ${MessageSid}`;
    expect(await reports(0)).toEqual(['delivered', 'sent', 'queued', 'failed'].map(as));
    expect(await tasks(0)).toEqual([]);
  });

  test('of a message that did not arrive puts it before a person, once', async () => {
    for (const state of ['undelivered', 'undelivered', 'sent']) {
      await report(1, state, { ErrorCode: '30006' });
    }
    expect(await tasks(1)).toHaveLength(1);
    expect((await tasks(1))[0]?.detail).toBe(
      'It was undelivered, the number takes no texts (30006)',
    );
  });

  test('that is forged, or for another message, is refused', async () => {
    const fields = new URLSearchParams({
      AccountSid: ACCOUNT,
      MessageStatus: 'failed',
      MessageSid,
    });
    const other = signForm(TOKEN, HOME + path(1), fields);
    expect((await report(2, 'failed', {})).status).toBe(200);
    const forged = await post(path(3), { MessageStatus: 'failed', MessageSid }, other);
    expect(forged.status).toBe(403);
    expect(await reports(3)).toEqual([]);
  });

  test('of a message nobody knows, or in a state nobody knows, changes nothing', async () => {
    const nobody = `/api/v1/texts/status?message=${'0'.repeat(32)}%40x.example`;
    expect((await post(nobody, { MessageStatus: 'failed', MessageSid })).status).toBe(200);
    expect((await report(4, 'evaporated')).status).toBe(200);
    expect(await reports(4)).toEqual([]);
  });
});

test('where no text service is set nothing is taken', async () => {
  const bare = buildApp({ ...platform, config: { ...platform.config, twilio: null } });
  const answer = await bare.request('/api/v1/texts/inbound', { method: 'POST', body: form() });
  expect(answer.status).toBe(404);
});
