import { beforeAll, describe, expect, test } from 'vitest';
import { addCustomer, addInvoice } from '../../trials/kit/receivables.ts';
import { installPolicies } from '../chase/index.ts';
import { recordDispute, recordPromise } from '../discuss/index.ts';
import { openWork, type Work } from '../platform/index.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../platform/testing.ts';
import { recordPayment } from '../settle/index.ts';
import { deliver, runRound } from './index.ts';

/*
 * A business in Auckland writes to customers in London. At 11:05 in London it is past midnight in
 * Auckland: what is told there now bears tomorrow's date in London, and must count at the door.
 */
let platform: TestPlatform;
let count = 0;

beforeAll(async () => {
  platform = await testPlatform({ now: '2026-03-02T00:00:00Z' });
});

async function exporter() {
  count += 1;
  platform.clock.set('2026-03-02T00:00:00Z');
  const { slug } = await testBusiness(platform, {
    slug: `exporter-${count}`,
    country: 'NZ',
    zone: 'Pacific/Auckland',
    email: 'kim@exporter.example',
    person: 'Kim Ngata',
  });
  const within = <T>(run: (work: Work) => Promise<T>) => openWork(platform)(slug, 'Kim', run);
  const customerId = await within(async (work) => {
    await installPolicies(work);
    const id = await addCustomer(work, 'Alder & Finch Ltd', { country: 'GB' });
    await addInvoice(work, id, { number: 'A', amount: 50_000n, dueOn: '2026-03-06' });
    return id;
  });
  platform.clock.set('2026-03-15T19:00:00Z');
  const { messages } = await runRound(platform, slug);
  expect(messages).toHaveLength(1);
  platform.clock.set('2026-03-16T11:05:00Z');
  const said = () =>
    within((work) =>
      work.tx
        .selectFrom('message')
        .select(['state', 'note'])
        .where('business_id', '=', work.business.id)
        .executeTakeFirstOrThrow(),
    );
  return { slug, within, customerId, said };
}

describe('past midnight where the business is, the door knows', () => {
  test.each<[string, string, (work: Work, customerId: bigint) => Promise<unknown>]>([
    [
      'a payment',
      'Nothing is open',
      (work, customerId) =>
        recordPayment(work, { customerId, amount: 50_000n, currency: 'GBP', on: work.today }),
    ],
    [
      'a promise',
      'is promised for',
      (work, customerId) =>
        recordPromise(work, {
          customerId,
          payOn: work.today,
          amount: null,
          currency: null,
        }),
    ],
    [
      'a dispute',
      'is in dispute',
      (work) => recordDispute(work, { invoice: 'A', reason: 'two shelves are short' }),
    ],
  ])('of %s', async (_what, why, tell) => {
    const { slug, within, customerId, said } = await exporter();
    await within((work) => tell(work, customerId));
    const report = await deliver(platform, slug, { channel: null });
    expect(report).toEqual({ sent: 0, failed: 0, held: 1, waiting: 0 });
    expect(await said()).toMatchObject({ state: 'withdrawn', note: expect.stringContaining(why) });
  });

  test('of nothing, and lets the message go', async () => {
    const { slug, said } = await exporter();
    const report = await deliver(platform, slug, { channel: null });
    expect(report).toMatchObject({ sent: 1, held: 0 });
    expect(await said()).toMatchObject({ state: 'captured' });
  });
});
