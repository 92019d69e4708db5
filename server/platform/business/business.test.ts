import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Business } from '../platform.ts';
import { type TestPlatform, testBusiness, testMembership, testPlatform } from '../testing.ts';
import { type Ask, signedIn, testApp, testUser } from '../testing-http.ts';
import {
  addBusiness,
  checkClockIsSafe,
  listBusinesses,
  type Notice,
  noticeTasks,
  setLive,
} from './index.ts';

const hooks = { onAdded: async () => {} };
const at = '/api/v1/businesses/alder';

let platform: TestPlatform;
let app: ReturnType<typeof testApp>;
let alder: Business;
let anna: Ask;

beforeAll(async () => {
  platform = await testPlatform({ now: '2026-03-02T09:00:00Z' });
  app = testApp(platform);
  alder = await testBusiness(platform, { slug: 'alder', howToPay: 'To account 1' });
  const id = await testUser(platform, 'Anna', 'anna@alder.example');
  await testMembership(platform, alder, id, 'owner');
  anna = await signedIn(app, 'anna@alder.example');
});

describe('adding a business', () => {
  test('two of the same name get two short names; a chosen one is not bent', async () => {
    const input = { name: 'Bäckerei Söhne & Co.', country: 'DE', currency: 'EUR' };
    const both = await Promise.all([
      addBusiness(platform, input, hooks),
      addBusiness(platform, input, hooks),
    ]);
    expect(both.map((b) => b.slug).sort()).toEqual(['backerei-sohne-co', 'backerei-sohne-co-2']);
    expect(both[0]).toMatchObject({ zone: 'Europe/Berlin', live: {}, demo: false });
    const taken = addBusiness(platform, { ...input, slug: 'alder' }, hooks);
    await expect(taken).rejects.toMatchObject({ code: 'slug-taken' });
  });

  test('an address is one address', async () => {
    const input = { name: 'Cedar', country: 'GB', currency: 'GBP' };
    for (const email of [
      'a@cedar.example\r\nBcc: b@evil.example',
      'a@x.example,b@x.example',
      'a',
    ]) {
      const added = addBusiness(platform, { ...input, email }, hooks);
      await expect(added).rejects.toMatchObject({ code: 'invalid-business' });
    }
  });

  test('everything that is wrong is said at once, and nothing is added', async () => {
    const before = (await listBusinesses(platform)).length;
    const wrong = addBusiness(
      platform,
      { name: 'X', country: 'XX', currency: 'GBX', zone: 'Mars/Base', slug: 'A b' },
      hooks,
    );
    await expect(wrong).rejects.toMatchObject({
      code: 'invalid-business',
      problems: [
        { column: 'country' },
        { column: 'currency' },
        { column: 'zone' },
        { column: 'slug' },
      ],
    });
    expect(await listBusinesses(platform)).toHaveLength(before);
  });

  test('a hook that fails leaves no business behind', async () => {
    const input = { name: 'Half', country: 'GB', currency: 'GBP' };
    const onAdded = async () => {
      throw new Error('no policies');
    };
    await expect(addBusiness(platform, input, { onAdded })).rejects.toThrow('no policies');
    expect((await listBusinesses(platform)).map((b) => b.slug)).not.toContain('half');
  });

  test('the hook works as the program’s own role, and sees this business only', async () => {
    let seen: unknown;
    const input = { name: 'Cedar', country: 'GB', currency: 'GBP' };
    await addBusiness(platform, input, {
      onAdded: async (work) => {
        seen = await work.tx.selectFrom('business').select('slug').execute();
      },
    });
    expect(seen).toEqual([{ slug: 'cedar' }]);
  });
});

describe('settings', () => {
  test('change what is given and leave the rest', async () => {
    const change = { name: 'Alder Joinery', zone: 'America/New_York', colour: '#123456' };
    const { body } = await anna('PATCH', at, change);
    expect(body).toMatchObject({ ...change, person: 'Anna Hartley', currency: 'GBP' });
    await anna('PATCH', at, { zone: 'Europe/London' });
  });

  test('refuse what would end in a header, no zone, and what nobody may change', async () => {
    const wrong = [
      { person: 'Anna\r\nBcc: all@example.com' },
      { email: 'Anna <anna@alder.example>' },
      { colour: 'red;}' },
      { currency: 'USD' },
      { live: { email: 'now' } },
    ];
    for (const change of wrong) {
      expect((await anna('PATCH', at, change)).status, JSON.stringify(change)).toBe(400);
    }
    expect((await anna('PATCH', at, { zone: 'Mars/Base' })).body.code).toBe('invalid-business');
  });
});

describe('going live', () => {
  const smtp = (smtpUrl: string | null, now: string | null = null) => ({
    ...platform,
    config: { ...platform.config, smtpUrl, now: now ? Temporal.Instant.from(now) : null },
  });
  const real = 'smtp://user:secret@mail.example.com:587';
  const sink = 'smtp://127.0.0.1:2525';

  test('is refused with words, over HTTP too, and safe mode stays', async () => {
    const { body } = await anna('POST', `${at}/live`, { channel: 'email', on: true });
    expect(body).toMatchObject({ status: 422, code: 'no-mail-server' });
    expect(body.detail).toContain('DULY_SMTP_URL');
    expect((await anna('GET', at)).body.live).toEqual({});
  });

  test('needs a mail server, an address, and a clock that was not moved', async () => {
    const bare = await addBusiness(
      platform,
      { name: 'Bare', country: 'GB', currency: 'GBP' },
      hooks,
    );
    const live = (p: typeof platform, slug: string) => setLive(p, slug, 'email', true);
    await expect(live(smtp(null), 'alder')).rejects.toMatchObject({ code: 'no-mail-server' });
    await expect(live(smtp(real), bare.slug)).rejects.toMatchObject({ code: 'no-from-address' });
    const moved = smtp(real, '2026-11-24T10:00:00Z');
    const refused = live(moved, 'alder');
    await expect(refused).rejects.toMatchObject({ code: 'clock-moved' });
    await expect(refused).rejects.not.toThrow(/secret/);
    const demo = await testBusiness(platform, { demo: true });
    await expect(live(smtp(sink), demo.slug)).rejects.toMatchObject({ code: 'demo-stays-safe' });
    for (const { live: channels } of await listBusinesses(platform)) expect(channels).toEqual({});
  });

  test('says since when and from which address; a trial here makes one up', async () => {
    const trial = smtp(sink, '2026-11-24T10:00:00Z');
    const on = await setLive(trial, 'bare', 'email', true);
    expect(on).toMatchObject({
      live: { email: '2026-03-02T09:00:00Z' },
      email: 'bare@localhost',
    });
    expect((await setLive(trial, 'bare', 'email', false)).live).toEqual({});
    expect((await setLive(smtp(real), 'alder', 'email', true)).email).toBe('anna@hartley.example');
  });

  test('the address stays while email is live; no moved clock starts beside it', async () => {
    const taken = await anna('PATCH', at, { email: null });
    expect(taken.body.code).toBe('live-needs-address');
    const moved = checkClockIsSafe(smtp(real, '2026-11-24T10:00:00Z'));
    await expect(moved).rejects.toMatchObject({ code: 'clock-moved' });
    await checkClockIsSafe(smtp(sink, '2026-11-24T10:00:00Z'));
    await checkClockIsSafe(smtp(real));
    await setLive(smtp(real), 'alder', 'email', false);
    await checkClockIsSafe(smtp(real, '2026-11-24T10:00:00Z'));
  });
});

describe('other bank details', () => {
  const shown = async () => (await anna('GET', at)).body.howToPay;
  const ask = (howToPay: string) => anna('PATCH', at, { howToPay });

  test('wait: customers see the present ones, and the one who asked cannot hurry', async () => {
    const asked = await ask('To account 2');
    expect(asked.body).toMatchObject({
      howToPay: 'To account 1',
      howToPayWaiting: {
        howToPay: 'To account 2',
        askedBy: 'Anna',
        mine: true,
        confirmFrom: '2026-03-03T09:00:00Z',
      },
    });
    platform.clock.set('2026-03-03T08:59:59Z');
    const early = await anna('POST', `${at}/how-to-pay/confirm`);
    expect(early.body.code).toBe('still-waiting');
    expect(early.body.detail).toContain('Tuesday 3 March at 09:00');
    expect(await shown()).toBe('To account 1');
  });

  test('after 24 hours the one who asked confirms them', async () => {
    platform.clock.set('2026-03-03T09:00:00Z');
    const { body } = await anna('POST', `${at}/how-to-pay/confirm`);
    expect(body).toMatchObject({ howToPay: 'To account 2', howToPayWaiting: null });
    expect((await anna('POST', `${at}/how-to-pay/confirm`)).body.code).toBe('nothing-waits');
  });

  test('asking again begins anew, and a change can be forgotten', async () => {
    await ask('To account 3');
    platform.clock.set('2026-03-04T08:00:00Z');
    await ask('To account 4');
    platform.clock.set('2026-03-04T10:00:00Z');
    expect((await anna('POST', `${at}/how-to-pay/confirm`)).body.code).toBe('still-waiting');
    const forgotten = await anna('POST', `${at}/how-to-pay/cancel`);
    expect(forgotten.body).toMatchObject({ howToPay: 'To account 2', howToPayWaiting: null });
    expect((await anna('POST', `${at}/how-to-pay/cancel`)).body.code).toBe('nothing-waits');
  });

  test('a second owner confirms at once, unless they came in a moment ago', async () => {
    const since = async (id: string, created_at: string) => {
      await platform.database.system
        .insertInto('membership')
        .values({ business_id: alder.id, user_id: id, role: 'owner', created_at })
        .execute();
    };
    await since(await testUser(platform, 'Ben', 'ben@alder.example'), '2026-03-01T10:00:00Z');
    await since(await testUser(platform, 'Eve', 'eve@alder.example'), '2026-03-04T09:59:00Z');
    await ask('To account 5');
    const eve = await signedIn(app, 'eve@alder.example');
    expect((await eve('POST', `${at}/how-to-pay/confirm`)).body.code).toBe('still-waiting');
    expect(await shown()).toBe('To account 2');
    const ben = await signedIn(app, 'ben@alder.example');
    const { body } = await ben('POST', `${at}/how-to-pay/confirm`);
    expect(body.howToPay).toBe('To account 5');
  });

  test('the first ones are taken at once', async () => {
    const body = { name: 'Dogwood', country: 'GB', currency: 'GBP' };
    expect((await anna('POST', '/api/v1/businesses', body)).status).toBe(201);
    const change = { howToPay: 'To account 9' };
    const { body: now } = await anna('PATCH', '/api/v1/businesses/dogwood', change);
    expect(now).toMatchObject({ howToPay: 'To account 9', howToPayWaiting: null });
  });

  test('every owner is written to, once email is live', async () => {
    const notices: Notice[] = [];
    const tasks = noticeTasks(platform, async (notice) => {
      notices.push(notice);
    });
    let done = 0;
    const work = async () => {
      const { rows } = await sql<{ payload: Record<string, unknown> }>`
        select payload from graphile_worker._private_jobs order by id offset ${done}`.execute(
        platform.database.system,
      );
      done += rows.length;
      const attempt = { number: 1, last: false, stopping: undefined };
      for (const { payload } of rows) await tasks['how-to-pay-notice']?.(payload, attempt);
      return notices.splice(0);
    };
    expect(await work()).toEqual([]);
    expect(done).toBe(6);
    const smtpUrl = 'smtp://mail.example.com:587';
    const real = { ...platform, config: { ...platform.config, smtpUrl } };
    await setLive(real, 'alder', 'email', true);

    await ask('To account 6');
    const asked = await work();
    expect(asked.map((notice) => notice.to.address).sort()).toEqual([
      'anna@alder.example',
      'ben@alder.example',
      'eve@alder.example',
    ]);
    expect(new Set(asked.map((notice) => notice.headerId)).size).toBe(3);
    expect(asked[0]?.subject).toBe('Other bank details were asked for at Alder Joinery');
    expect(asked[0]?.text).toContain('Anna asked on Wednesday 4 March');
    expect(asked[0]?.text).toContain('To account 6');
    expect(asked[0]?.text).toContain('http://localhost:7788/b/alder/settings');

    const ben = await signedIn(app, 'ben@alder.example');
    await ben('POST', `${at}/how-to-pay/confirm`);
    const shown = await work();
    expect(shown).toHaveLength(3);
    expect(shown[0]?.text).toContain('Ben confirmed it, Anna had asked for it');

    await ask('To account 7');
    await anna('POST', `${at}/how-to-pay/cancel`);
    expect(await work()).toEqual([]);
    await setLive(real, 'alder', 'email', false);
  });

  test('the asked and the settled stay on record', async () => {
    const rows = await platform.database.system
      .selectFrom('how_to_pay_change')
      .select(['how_to_pay', 'state', 'asked_by', 'settled_by'])
      .orderBy('id')
      .execute();
    expect(rows.map((row) => [row.how_to_pay, row.state, row.settled_by])).toEqual([
      ['To account 2', 'confirmed', 'Anna'],
      ['To account 3', 'cancelled', 'Anna'],
      ['To account 4', 'cancelled', 'Anna'],
      ['To account 5', 'confirmed', 'Ben'],
      ['To account 6', 'confirmed', 'Ben'],
      ['To account 7', 'cancelled', 'Anna'],
    ]);
  });
});
