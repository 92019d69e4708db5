import { beforeAll, expect, test } from 'vitest';
import { addCustomer, addInvoice } from '../../trials/kit/receivables.ts';
import { installPolicies } from '../chase/index.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../platform/testing.ts';
import { workFor } from '../platform/work.ts';
import { roundTasks } from './index.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await testPlatform({ now: '2026-03-09T08:00:00Z' });
});

/** A business whose customer is to hear a first word today, and the states of its messages. */
async function business(slug: string) {
  const { id } = await testBusiness(platform, { slug });
  const within = <T>(run: Parameters<typeof workFor<T>>[3]) => workFor(platform, id, 'duly', run);
  await within(async (work) => {
    await installPolicies(work);
    const customerId = await addCustomer(work, 'Penrose & Sons');
    await addInvoice(work, customerId, { number: 'A', amount: 50_000n, dueOn: '2026-03-06' });
  });
  const messages = () =>
    within((work) => work.tx.selectFrom('message').select(['state', 'note']).execute());
  return { id, messages };
}

async function spoil(table: 'policy' | 'message', id: bigint, values: Record<string, string>) {
  await platform.database.system
    .updateTable(table)
    .set(values)
    .where('business_id', '=', id)
    .execute();
}

const run = (task: 'rounds-due' | 'deliver-due') =>
  roundTasks(platform, null)[task]!({}, { number: 1, last: false, stopping: undefined });

test('a business whose round fails keeps no other from its own', async () => {
  const broken = await business('a-broken');
  const sound = await business('b-sound');
  await spoil('policy', broken.id, { yaml: 'no policy at all' });
  await run('rounds-due');
  expect(await broken.messages()).toEqual([]);
  expect(await sound.messages()).toEqual([{ state: 'queued', note: null }]);
});

test('a message that has no wording is held by itself, in safe mode too', async () => {
  const { id, messages } = await business('c-worded');
  await run('rounds-due');
  await spoil('message', id, { channel: 'pigeon' });
  platform.clock.set('2026-03-09T12:00:00Z');
  await run('deliver-due');
  const [held] = await messages();
  expect(held?.state).toBe('failed');
  expect(held?.note).toMatch(/^The wording is broken: /);
  platform.clock.set('2026-03-10T08:00:00Z');
  await run('rounds-due');
  expect((await messages()).map((one) => one.state)).toEqual(['failed', 'queued']);
});
