import { beforeAll, describe, expect, test } from 'vitest';
import { signMail } from '../../adapters/inboxes/index.ts';
import { buildApp } from '../../server/app.ts';
import { type TestPlatform, testMembership, testPlatform } from '../../server/platform/testing.ts';
import { type Ask, signedIn, testUser } from '../../server/platform/testing-http.ts';
import { compose, written } from './kit.ts';

const SECRET = 'a secret of forty characters for a trial';
const NOW = '2026-03-09T10:00:00Z';
const SECONDS = Temporal.Instant.from(NOW).epochMilliseconds / 1000;

let platform: TestPlatform;
let app: ReturnType<typeof buildApp>;
let world: Awaited<ReturnType<typeof written>>;
let anna: Ask;
let viewer: Ask;

beforeAll(async () => {
  platform = await testPlatform({ now: NOW, config: { inboundSecret: SECRET } });
  app = buildApp(platform);
  world = await written(platform, 4);
  const people = [
    ['Anna', 'anna@desk.example', 'collector'],
    ['Vera', 'vera@desk.example', 'viewer'],
  ] as const;
  for (const [name, email, role] of people) {
    await testMembership(platform, world.business, await testUser(platform, name, email), role);
  }
  anna = await signedIn(app, 'anna@desk.example');
  viewer = await signedIn(app, 'vera@desk.example');
});

async function push(raw: Uint8Array, signature?: string) {
  const answer = await app.request('/api/v1/inbound/email', {
    method: 'POST',
    headers: {
      'content-type': 'message/rfc822',
      ...(signature === undefined ? {} : { 'duly-signature': signature }),
    },
    body: new Uint8Array(raw),
  });
  return {
    status: answer.status,
    body: (await answer.json()) as { code?: string; taken?: boolean },
  };
}

const unread = async (index: number) =>
  (await world.stands(world.customers[index]!.id)).unread.length;

describe('a pushed mail', () => {
  test('is taken when it is signed, and once', async () => {
    const raw = await compose({ inReplyTo: world.customers[0]!.headerId!, text: 'Hm.' });
    const signature = signMail(SECRET, SECONDS, raw);
    expect(await push(raw, signature)).toEqual({ status: 200, body: { taken: true } });
    expect(await push(raw, signature)).toMatchObject({ status: 409, body: { code: 'replayed' } });
    // The same mail signed anew, as somebody does who heard no answer.
    const again = await push(raw, signMail(SECRET, SECONDS + 1, raw));
    expect(again).toEqual({ status: 200, body: { taken: false } });
    expect(await unread(0)).toBe(1);
  });

  test('that is forged, stale or unsigned changes nothing', async () => {
    const raw = await compose({ inReplyTo: world.customers[1]!.headerId!, text: 'Hm.' });
    const other = Buffer.concat([raw, Buffer.from('x')]);
    const tries = [
      push(raw),
      push(raw, 'nonsense'),
      push(raw, signMail('another secret that is forty letters long', SECONDS, raw)),
      push(other, signMail(SECRET, SECONDS, raw)),
      push(raw, signMail(SECRET, SECONDS - 3600, raw)),
      push(raw, signMail(SECRET, SECONDS + 3600, raw)),
    ];
    for (const tried of await Promise.all(tries)) {
      expect(tried).toMatchObject({ status: 401, body: { code: 'not-signed' } });
    }
    expect(await unread(1)).toBe(0);
  });

  test('comes at the same time as itself, and is taken once', async () => {
    const raw = await compose({ inReplyTo: world.customers[1]!.headerId!, text: 'Hm.' });
    const pushed = await Promise.all(
      [0, 1, 2, 3].map((later) => push(raw, signMail(SECRET, SECONDS + later, raw))),
    );
    expect(pushed.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(pushed.filter(({ body }) => body.taken)).toHaveLength(1);
    expect(await unread(1)).toBe(1);
  });

  test('may come in any order', async () => {
    const id = world.customers[2]!.headerId!;
    const first = await compose({ messageId: '<1@x.example>', inReplyTo: id, text: 'First.' });
    const second = await compose({
      messageId: '<2@x.example>',
      inReplyTo: '<1@x.example>',
      references: [id, '<1@x.example>'],
      from: 'jo@elsewhere.example',
      text: 'Second.',
    });
    for (const raw of [second, first]) {
      expect((await push(raw, signMail(SECRET, SECONDS, raw))).status).toBe(200);
    }
    expect(await unread(2)).toBe(2);
  });

  test('larger than a mail is, or for nobody here, is refused in words', async () => {
    const large = Buffer.alloc(26 * 1024 * 1024, 0x61);
    const tried = await push(large, signMail(SECRET, SECONDS, large));
    expect(tried).toMatchObject({ status: 413, body: { code: 'too-large' } });
    await written(platform, 1);
    const nobody = await compose({ from: 'x@y.example', to: 'z@y.example', text: 'Hm.' });
    const signature = signMail(SECRET, SECONDS, nobody);
    expect(await push(nobody, signature)).toMatchObject({
      status: 422,
      body: { code: 'no-business' },
    });
  });

  test('is not taken at all where no secret is set', async () => {
    const closed = await testPlatform({ now: NOW });
    const answer = await buildApp(closed).request('/api/v1/inbound/email', { method: 'POST' });
    expect(answer.status).toBe(404);
  });
});

describe('at the desk', () => {
  test('a reply is read with its files, and a yes records what it means', async () => {
    const raw = await compose({
      inReplyTo: world.customers[3]!.headerId!,
      text: 'Die Rechnung wurde bereits am 03.03.2026 überwiesen.',
      attachments: [
        {
          filename: '../../../etc/"quittung\u202egpj.exe',
          content: '<html><script>alert(1)</script>',
        },
        { filename: 'scan.pdf', content: Buffer.alloc(11 * 1024 * 1024, 0x20) },
      ],
    });
    await push(raw, signMail(SECRET, SECONDS, raw));
    const base = `/api/v1/businesses/${world.slug}`;
    const { body } = await viewer('GET', `${base}/mail?limit=50`);
    const mail = body.items.find(
      (one: { customer: { id: string } }) => one.customer.id === String(world.customers[3]!.id),
    );
    expect(mail.proposals[0]).toMatchObject({ kind: 'paid-already', paidOn: '2026-03-03' });
    const [page, scan] = mail.attachments;
    expect(page).toMatchObject({ type: 'text/html', kept: true });
    expect(page.name).not.toMatch(/[/\\"\u202e]/);
    expect(scan).toMatchObject({ name: 'scan.pdf', kept: false });
    const file = await viewer('GET', `${base}/attachments/${page.id}`);
    expect(file.headers.get('content-type')).toBe('application/octet-stream');
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="[^"/\\]+";/);
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    expect(file.body).toBe('<html><script>alert(1)</script>');
    expect((await viewer('GET', `${base}/attachments/${scan.id}`)).status).toBe(404);
    expect((await viewer('POST', `${base}/mail/${mail.id}/confirm`, {})).status).toBe(403);
    const yes = await anna('POST', `${base}/mail/${mail.id}/confirm`, { proposals: [0] });
    expect(yes).toMatchObject({ status: 200, body: { done: true } });
    const stands = await world.stands(world.customers[3]!.id);
    expect([stands.unread.length, stands.asks.map(({ kind }) => kind)]).toEqual([
      0,
      ['paid-already'],
    ]);
    const twice = await anna('POST', `${base}/mail/${mail.id}/confirm`, {});
    expect(twice).toMatchObject({ status: 409, body: { code: 'dealt-with' } });
  });
});
