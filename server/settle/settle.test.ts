import { beforeAll, describe, expect, test } from 'vitest';
import { day, type RefusedError } from '../../core/base/index.ts';
import { addCustomer, addInvoice } from '../../trials/kit/receivables.ts';
import type { Work } from '../platform/index.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../platform/testing.ts';
import { workFor } from '../platform/work.ts';
import { snapshotAsOf } from '../receivable/index.ts';
import { allocateCredit, creditOf, recordPayment, refundCredit, reversePayment } from './index.ts';

let platform: TestPlatform;
let within: <T>(run: (work: Work) => Promise<T>) => Promise<T>;
let count = 0;

beforeAll(async () => {
  platform = await testPlatform({ now: '2026-04-15T08:00:00Z' });
  const { id } = await testBusiness(platform);
  within = (run) => workFor(platform, id, 'Ruth Okafor', run);
});

/** A customer who owes A, 500.00 issued on 4 February, and B, 300.00 issued on 8 March. */
async function owing() {
  count += 1;
  const [a, b] = [`A${count}`, `B${count}`];
  const customerId = await within(async (work) => {
    const id = await addCustomer(work, `Customer ${count}`);
    await addInvoice(work, id, { number: a, amount: 50_000n, dueOn: '2026-03-06' });
    await addInvoice(work, id, { number: b, amount: 30_000n, dueOn: '2026-04-07' });
    return id;
  });
  const pay = (amount: bigint, on: string, invoice?: string) =>
    within((work) =>
      recordPayment(work, {
        customerId,
        amount,
        currency: 'GBP',
        on: day(on),
        ...(invoice === undefined ? {} : { towards: { invoice } }),
      }),
    );
  /** What is open by invoice, and the credit on account, as at a day. */
  const stands = (on: string) =>
    within(async (work) => {
      const { items, credit } = await snapshotAsOf(work, customerId, day(on));
      const open = items.map((item) => [/^[A-Z]+/.exec(item.number)?.[0], item.outstanding]);
      return { ...Object.fromEntries(open), credit: credit.GBP ?? 0n };
    });
  return { customerId, a, b, pay, stands };
}

describe('a payment taken back', () => {
  test('opens what its remainder has settled since, and leaves no credit overdrawn', async () => {
    const { customerId, a, pay, stands } = await owing();
    const { paymentId, credit } = await pay(60_000n, '2026-03-10', a);
    expect(credit).toBe(10_000n);
    await within((work) => allocateCredit(work, customerId, 'GBP', day('2026-03-12')));
    expect(await stands('2026-03-12')).toEqual({ B: 20_000n, credit: 0n });
    await within((work) => reversePayment(work, paymentId, day('2026-03-20'), 'it bounced'));
    expect(await stands('2026-03-20')).toEqual({ A: 50_000n, B: 30_000n, credit: 0n });
    expect(await within((work) => creditOf(work, customerId, 'GBP'))).toBe(0n);
    expect(await stands('2026-03-19')).toEqual({ B: 20_000n, credit: 0n });
  });

  test('takes no more back than is missing: other credit stays where it was set', async () => {
    const { customerId, a, pay, stands } = await owing();
    const { paymentId } = await pay(60_000n, '2026-03-10', a);
    await within((work) =>
      recordPayment(work, {
        customerId,
        amount: 4_000n,
        currency: 'GBP',
        on: day('2026-03-11'),
        towards: 'none',
      }),
    );
    await within((work) => allocateCredit(work, customerId, 'GBP', day('2026-03-12')));
    expect(await stands('2026-03-12')).toEqual({ B: 16_000n, credit: 0n });
    await within((work) => reversePayment(work, paymentId, day('2026-03-20'), 'it bounced'));
    expect(await stands('2026-03-20')).toEqual({ A: 50_000n, B: 26_000n, credit: 0n });
  });

  test('is owed again as an item of its own where it had been paid back', async () => {
    const { customerId, a, b, pay, stands } = await owing();
    const { paymentId } = await pay(60_000n, '2026-03-10', a);
    await within((work) => refundCredit(work, customerId, 'GBP', 10_000n, day('2026-03-12')));
    await pay(30_000n, '2026-03-13', b);
    await within((work) => reversePayment(work, paymentId, day('2026-03-20'), 'it bounced'));
    expect(await stands('2026-03-19')).toEqual({ credit: 0n });
    expect(await stands('2026-03-20')).toEqual({ A: 50_000n, BACK: 10_000n, credit: 0n });
    const { items } = await within((work) => snapshotAsOf(work, customerId, day('2026-03-20')));
    expect(items.find((item) => item.number === `BACK-${customerId}`)).toMatchObject({
      amount: 10_000n,
      issuedOn: day('2026-03-20'),
      dueOn: day('2026-04-03'),
    });
    // It is paid like any other.
    await pay(60_000n, '2026-04-01');
    expect(await stands('2026-04-01')).toEqual({ credit: 0n });
  });

  test('is owed again from the day it was paid back, where the bounce lies before', async () => {
    const { customerId, a, pay, stands } = await owing();
    const { paymentId } = await pay(60_000n, '2026-03-10', a);
    await within((work) => refundCredit(work, customerId, 'GBP', 10_000n, day('2026-03-25')));
    await within((work) => reversePayment(work, paymentId, day('2026-03-20'), 'it bounced'));
    expect(await stands('2026-03-24')).toEqual({ A: 50_000n, B: 30_000n, credit: 0n });
    expect(await stands('2026-03-25')).toEqual({
      ...{ A: 50_000n, B: 30_000n },
      ...{ BACK: 10_000n, credit: 0n },
    });
  });

  test('is refused a second time, and for a day before the money came', async () => {
    const { pay } = await owing();
    const { paymentId } = await pay(50_000n, '2026-03-10');
    const back = (on: string) =>
      within((work) => reversePayment(work, paymentId, day(on), 'it bounced')).then(
        () => 'done',
        (error: RefusedError) => error.code,
      );
    expect(await back('2026-03-09')).toBe('bad-day');
    expect((await Promise.all([back('2026-03-20'), back('2026-03-20')])).toSorted()).toEqual([
      'already-reversed',
      'done',
    ]);
  });
});

test('money in advance lies on account until the invoice is issued', async () => {
  const { b, pay, stands } = await owing();
  await pay(30_000n, '2026-02-20', b);
  expect(await stands('2026-02-25')).toEqual({ A: 50_000n, credit: 30_000n });
  expect(await stands('2026-03-08')).toEqual({ A: 50_000n, credit: 0n });
});
