import { beforeAll, expect, test } from 'vitest';
import type { Channel, OutgoingMessage } from '../../adapters/channels/index.ts';
import { addCustomer, addInvoice } from '../../trials/kit/receivables.ts';
import { installPolicies } from '../chase/index.ts';
import { setLive } from '../platform/business/index.ts';
import { openWork, type Work } from '../platform/index.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../platform/testing.ts';
import { deliver, runRound } from './index.ts';

/*
 * A policy that writes from six in the morning to midnight, and a person in Sydney, to whom the
 * guidelines there allow Monday to Friday from 7:30 to 21:00. March is eleven hours ahead of UTC.
 */
let platform: TestPlatform;
let count = 0;
const handed: OutgoingMessage[] = [];
const channel: Channel = {
  name: 'by hand',
  deliver: async (message) => {
    handed.push(message);
    return { outcome: 'accepted', detail: 'yes' };
  },
  check: async () => null,
  close: async () => {},
};

beforeAll(async () => {
  platform = await testPlatform({
    now: '2026-03-02T00:00:00Z',
    config: { smtpUrl: 'smtp://127.0.0.1:1' },
  });
});

async function person(dueOn = '2026-03-02') {
  count += 1;
  handed.length = 0;
  platform.clock.set('2026-03-02T00:00:00Z');
  const { slug } = await testBusiness(platform, {
    slug: `joinery-${count}`,
    country: 'AU',
    zone: 'Australia/Sydney',
    email: 'kim@joinery.example',
    person: 'Kim Ngata',
  });
  const within = <T>(run: (work: Work) => Promise<T>) => openWork(platform)(slug, 'Kim', run);
  await within(async (work) => {
    await installPolicies(work);
    const policies = await work.tx.selectFrom('policy').select(['id', 'yaml']).execute();
    for (const { id, yaml } of policies) {
      const wide = yaml.replace(/from: "[^"]+", to: "[^"]+"/, 'from: "06:00", to: "23:59"');
      await work.tx.updateTable('policy').set({ yaml: wide }).where('id', '=', id).execute();
    }
    const id = await addCustomer(work, 'Robin Alder', { country: 'AU', region: 'NSW' });
    await work.tx.updateTable('customer').set({ kind: 'consumer' }).where('id', '=', id).execute();
    await addInvoice(work, id, { number: 'A', amount: 50_000n, dueOn, currency: 'AUD' });
  });
  await setLive(platform, slug, 'email', true);
  const message = () =>
    within((work) =>
      work.tx
        .selectFrom('message')
        .select(['state', 'send_at', 'note'])
        .where('business_id', '=', work.business.id)
        .executeTakeFirst(),
    );
  return { slug, within, message };
}

const timeOf = (text: unknown) => Temporal.Instant.from(String(text)).toString();

test('queued on Friday at 20:55 and tried at 21:05, it waits for Monday 7:30', async () => {
  const { slug, message } = await person();
  platform.clock.set('2026-03-06T09:55:00Z');
  await runRound(platform, slug);
  expect(timeOf((await message())?.send_at)).toBe('2026-03-06T09:55:00Z');
  platform.clock.set('2026-03-06T10:05:00Z');
  expect(await deliver(platform, slug, { channel })).toMatchObject({ sent: 0, held: 0 });
  expect(handed).toHaveLength(0);
  const waiting = await message();
  expect(waiting?.state).toBe('queued');
  expect(timeOf(waiting?.send_at)).toBe('2026-03-08T20:30:00Z');
  platform.clock.set('2026-03-08T20:30:00Z');
  expect(await deliver(platform, slug, { channel })).toMatchObject({ sent: 1 });
  expect(handed).toHaveLength(1);
});

test('a round before the law opens plans for when it does', async () => {
  const { slug, message } = await person();
  platform.clock.set('2026-03-04T19:05:00Z');
  await runRound(platform, slug);
  expect(timeOf((await message())?.send_at)).toBe('2026-03-04T20:30:00Z');
});

test('a customer in no known time zone is never written to', async () => {
  const { slug, within, message } = await person();
  platform.clock.set('2026-03-06T00:55:00Z');
  await runRound(platform, slug);
  await within((work) => work.tx.updateTable('customer').set({ zone: 'Mars/Olympus' }).execute());
  expect(await deliver(platform, slug, { channel })).toMatchObject({ sent: 0, held: 1 });
  expect(handed).toHaveLength(0);
  expect(await message()).toMatchObject({
    state: 'withdrawn',
    note: expect.stringContaining('"Mars/Olympus" is not known'),
  });
  platform.clock.set('2026-03-10T00:55:00Z');
  const { holds, created } = await runRound(platform, slug);
  expect([holds, created]).toEqual([{ 'law-unknown-zone': 1 }, 0]);
});

test('the owner is told a single time that a claim runs out', async () => {
  const { slug, within } = await person('2020-03-01');
  const tasks = () =>
    within((work) =>
      work.tx
        .selectFrom('task')
        .select(['kind', 'closed_on'])
        .where('kind', '=', 'out-of-time')
        .execute(),
    );
  await runRound(platform, slug);
  expect(await tasks()).toHaveLength(1);
  await within((work) => work.tx.updateTable('task').set({ closed_on: '2026-03-02' }).execute());
  platform.clock.set('2026-03-03T00:00:00Z');
  await runRound(platform, slug);
  expect(await tasks()).toHaveLength(1);
});
