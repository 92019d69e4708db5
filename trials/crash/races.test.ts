import { beforeAll, expect, test } from 'vitest';
import { openWork, type Work } from '../../server/platform/index.ts';
import { type TestPlatform, testPlatform } from '../../server/platform/testing.ts';
import { checkSnapshots, snapshotAsOf } from '../../server/receivable/index.ts';
import { deliver, runRound } from '../../server/rounds/index.ts';
import { recordPayment } from '../../server/settle/index.ts';
import { crowd, MONDAY, NOW } from './victims.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await testPlatform({ now: NOW });
});

const within = <T>(slug: string, run: (work: Work) => Promise<T>) =>
  openWork(platform)(slug, 'the bank', run);

async function customersOf(slug: string): Promise<bigint[]> {
  const rows = await within(slug, (work) =>
    work.tx
      .selectFrom('customer')
      .select('id')
      .where('business_id', '=', work.business.id)
      .orderBy('id')
      .execute(),
  );
  return rows.map((row) => row.id);
}

test('payments for one customer at the same moment never take the same debt twice', async () => {
  const { slug } = await crowd(platform, 'same-debt', 1);
  const [customerId] = await customersOf(slug);
  const pay = (amount: bigint) =>
    within(slug, (work) =>
      recordPayment(work, { customerId: customerId!, amount, currency: 'GBP', on: MONDAY }),
    );
  const paid = await Promise.all([30_000n, 30_000n, 20_000n, 5_000n].map(pay));
  expect(paid.reduce((sum, one) => sum + one.allocated, 0n)).toBe(50_000n);
  expect(paid.reduce((sum, one) => sum + one.credit, 0n)).toBe(35_000n);
  const snapshot = await within(slug, (work) => snapshotAsOf(work, customerId!, MONDAY));
  expect(snapshot.items).toEqual([]);
  expect(snapshot.credit).toEqual({ GBP: 35_000n });
});

test('the same payment told by two at once is recorded once', async () => {
  const { slug } = await crowd(platform, 'same-payment', 1);
  const [customerId] = await customersOf(slug);
  const pay = () =>
    within(slug, (work) =>
      recordPayment(work, {
        customerId: customerId!,
        amount: 100n,
        currency: 'GBP',
        on: MONDAY,
        sourceKey: 'line 7',
      }),
    );
  const told = await Promise.allSettled([pay(), pay(), pay()]);
  expect(told.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  for (const one of told)
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'payment-known' });
});

test('nobody who pays while the round and the door are at work is asked', {
  timeout: 60_000,
}, async () => {
  const { slug } = await crowd(platform, 'paying', 120);
  const ids = await customersOf(slug);
  const paying = ids.filter((_, index) => index % 2 === 0);
  const pays = async (some: readonly bigint[]) => {
    for (const customerId of some)
      await within(slug, (work) =>
        recordPayment(work, { customerId, amount: 50_000n, currency: 'GBP', on: MONDAY }),
      );
  };
  await Promise.all([runRound(platform, slug), pays(paying.slice(0, 20))]);
  await Promise.all([pays(paying.slice(20, 40)), pays(paying.slice(40))]);
  await deliver(platform, slug, { channel: null });
  const kept = await within(slug, (work) =>
    work.tx
      .selectFrom('message')
      .select(['customer_id', 'state'])
      .where('business_id', '=', work.business.id)
      .execute(),
  );
  const asked = kept.filter((one) => one.state === 'captured').map((one) => one.customer_id);
  expect(asked.filter((one) => paying.includes(one))).toEqual([]);
  expect(asked).toHaveLength(60);
  expect((await within(slug, checkSnapshots)).faults).toEqual([]);
});
