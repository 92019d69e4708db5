import { beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { type TestPlatform, testMembership, testPlatform } from '../../server/platform/testing.ts';
import { type Ask, signedIn, testUser } from '../../server/platform/testing-http.ts';
import { deliver } from '../../server/rounds/deliver.ts';
import { runRound } from '../../server/rounds/round.ts';
import { crowd } from '../crash/victims.ts';
import { written } from '../inbound/kit.ts';

let platform: TestPlatform;
let app: ReturnType<typeof buildApp>;

beforeAll(async () => {
  platform = await testPlatform({ now: '2026-03-09T10:00:00Z' });
  app = buildApp(platform);
});

async function collector(business: Parameters<typeof testMembership>[1], name: string) {
  const email = `${name}@desk.example`;
  await testMembership(platform, business, await testUser(platform, name, email), 'collector');
  return signedIn(app, email);
}

describe('what a contact says of a channel', () => {
  test('is recorded by a person, and stands with the contact', async () => {
    const world = await written(platform, 2);
    const anna: Ask = await collector(world.business, 'anna');
    const [one, other] = world.customers;
    const at = `/api/v1/businesses/${world.slug}/customers/${one!.id}`;
    const no = { contact: String(one!.contactId), channel: 'phone', wants: false };
    expect((await anna('POST', `${at}/consents`, no)).status).toBe(201);
    const yes = { ...no, channel: 'sms', wants: true };
    expect((await anna('POST', `${at}/consents`, yes)).status).toBe(201);
    const row = await world.within((work) =>
      work.tx
        .selectFrom('contact')
        .select(['opted_in', 'opted_out'])
        .where('business_id', '=', work.business.id)
        .where('id', '=', one!.contactId)
        .executeTakeFirstOrThrow(),
    );
    expect(row).toEqual({ opted_in: ['sms'], opted_out: ['phone'] });
    const stranger = { ...no, contact: String(other!.contactId) };
    expect((await anna('POST', `${at}/consents`, stranger)).status).toBe(404);
  });

  test('a no holds the next round, and what was approved before it', async () => {
    const slug = 'no-email';
    const business = await crowd(platform, slug, 2, {});
    const ben = await collector(business, 'ben');
    const customers = await platform.database.system
      .selectFrom('contact')
      .select(['id', 'customer_id'])
      .where('business_id', '=', business.id)
      .orderBy('customer_id')
      .execute();
    await runRound(platform, slug);
    const [one] = customers;
    const consent = { contact: String(one!.id), channel: 'email', wants: false };
    const path = `/api/v1/businesses/${slug}/customers/${one!.customer_id}/consents`;
    expect((await ben('POST', path, consent)).status).toBe(201);
    await deliver(platform, slug, { channel: null });
    const states = await platform.database.system
      .selectFrom('message')
      .select(['customer_id', 'state', 'note'])
      .where('business_id', '=', business.id)
      .orderBy('customer_id')
      .execute();
    expect(states.map(({ state }) => state)).toEqual(['withdrawn', 'captured']);
    expect(states[0]?.note).toContain('They asked not to be contacted by email');
  });
});
