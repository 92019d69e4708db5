import { beforeAll, expect, test } from 'vitest';
import { addCustomer, addInvoice } from '../../trials/kit/receivables.ts';
import { installPolicies } from '../chase/index.ts';
import { recordDispute, recordPromise } from '../discuss/index.ts';
import { openWork, type Work } from '../platform/index.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../platform/testing.ts';
import { deliver, explain, runRound } from './index.ts';

let platform: TestPlatform;
let count = 0;

beforeAll(async () => {
  platform = await testPlatform({ now: '2026-03-16T09:45:00Z' });
});

async function joinery() {
  count += 1;
  const { slug } = await testBusiness(platform, {
    slug: `why-${count}`,
    email: 'ruth@joinery.example',
    person: 'Ruth Okafor',
  });
  const within = <T>(run: (work: Work) => Promise<T>) => openWork(platform)(slug, 'Ruth', run);
  const customerId = await within(async (work) => {
    await installPolicies(work);
    const id = await addCustomer(work, 'Alder & Finch Ltd');
    await addInvoice(work, id, { number: 'A', amount: 50_000n, dueOn: '2026-03-06' });
    await addInvoice(work, id, { number: 'B', amount: 30_000n, dueOn: '2026-03-06' });
    return id;
  });
  const why = async (number: string) => {
    const { decision, step, reasons } = await explain(platform, slug, number);
    return { decision, step, code: reasons[0]!.code };
  };
  return { slug, within, customerId, why };
}

test('an invoice in dispute is held, though the customer is asked for another', async () => {
  const { within, why } = await joinery();
  await within((work) => recordDispute(work, { invoice: 'B', reason: 'one is short' }));
  expect(await why('A')).toEqual({ decision: 'send', step: 'gentle', code: 'step-reached' });
  expect(await why('B')).toEqual({ decision: 'hold', step: null, code: 'disputed' });
});

test('what was said today is told until something holds them', async () => {
  const { slug, within, customerId, why } = await joinery();
  await runRound(platform, slug);
  expect(await deliver(platform, slug, { channel: null })).toMatchObject({ sent: 1 });
  expect(await why('A')).toEqual({ decision: 'send', step: 'gentle', code: 'step-reached' });
  await within((work) =>
    recordPromise(work, { customerId, payOn: work.today, amount: null, currency: null }),
  );
  expect(await why('A')).toMatchObject({ decision: 'hold', code: 'promised' });
});
