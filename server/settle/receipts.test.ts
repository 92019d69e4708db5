import { beforeAll, describe, expect, test } from 'vitest';
import { day, type RefusedError } from '../../core/base/index.ts';
import { addCustomer, addInvoice } from '../../trials/kit/receivables.ts';
import { installPolicies } from '../chase/index.ts';
import type { Work } from '../platform/index.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../platform/testing.ts';
import { workFor } from '../platform/work.ts';
import { checkSnapshots, snapshotAsOf } from '../receivable/index.ts';
import { explain } from '../rounds/index.ts';
import { matchReceipt, recordReceipt, setReceiptAside } from './index.ts';
import { receiptById, receipts } from './receipt-queries.ts';

let platform: TestPlatform;
let slug: string;
let within: <T>(run: (work: Work) => Promise<T>) => Promise<T>;
let alder: bigint;
let brook: bigint;
const NOON = day('2026-03-16');

beforeAll(async () => {
  platform = await testPlatform({ now: '2026-03-16T08:00:00Z' });
});

/** A joinery to whom Alder & Finch owes A 500.00, Brook Farm B 300.00 and C 200.00. */
async function joinery() {
  const business = await testBusiness(platform);
  slug = business.slug;
  within = (run) => workFor(platform, business.id, 'Ruth Okafor', run);
  await within(async (work) => {
    await installPolicies(work);
    alder = await addCustomer(work, 'Alder & Finch Ltd');
    brook = await addCustomer(work, 'Brook Farm');
    const dueOn = '2026-03-06';
    await addInvoice(work, alder, { number: 'A-1', amount: 50_000n, dueOn });
    await addInvoice(work, brook, { number: 'B-1', amount: 30_000n, dueOn });
    await addInvoice(work, brook, { number: 'C-1', amount: 20_000n, dueOn });
  });
}

const arrived = (more: { amount: bigint; from?: string; customerIds?: bigint[] }) =>
  within((work) => recordReceipt(work, { currency: 'GBP', on: day('2026-03-14'), ...more }));
const reasonOf = async (invoice: string) => {
  const { decision, reasons } = await explain(platform, slug, invoice, NOON);
  return `${decision} ${reasons[0]!.code}`;
};
const held = async (customerId: bigint) =>
  (await within((work) => snapshotAsOf(work, customerId, NOON))).unmatched.length;
const refusal = (done: Promise<unknown>) =>
  done.then(
    () => 'done',
    (error: RefusedError) => error.code,
  );

describe('a receipt that nobody has matched', () => {
  beforeAll(joinery);

  test('holds the chase of everybody whose it could be, until it is matched', async () => {
    expect(await reasonOf('A-1')).toBe('send step-reached');
    // Brook Farm owes 500.00 in all, Alder & Finch on one invoice.
    const { receiptId, candidates } = await arrived({ amount: 50_000n, from: 'cash machine' });
    expect(candidates.map((one) => [one.name, one.why])).toEqual([
      ['Alder & Finch Ltd', 'it is what is open on A-1'],
      ['Brook Farm', 'it is all that they owe'],
    ]);
    expect(await reasonOf('A-1')).toBe('hold receipt-unmatched');
    expect(await reasonOf('B-1')).toBe('hold receipt-unmatched');
    const paid = await within((work) => matchReceipt(work, { receiptId, customerId: alder }));
    expect(paid).toMatchObject({ allocated: 50_000n, credit: 0n, invoices: ['A-1'] });
    expect(await reasonOf('A-1')).toBe('none nothing-open');
    expect(await reasonOf('B-1')).toBe('send step-reached');
    expect(await within((work) => receiptById(work, receiptId))).toMatchObject({
      state: 'matched',
      customer: { name: 'Alder & Finch Ltd' },
      payment: String(paid.paymentId),
      closedBy: 'Ruth Okafor',
    });
    const again = within((work) => matchReceipt(work, { receiptId, customerId: brook }));
    expect(await refusal(again)).toBe('receipt-closed');
  });

  test('is found by the payer or by an invoice it names', async () => {
    const { candidates } = await arrived({ amount: 777n, from: 'BROOK FARM ORGANICS' });
    expect(candidates.map((one) => one.name)).toEqual(['Brook Farm']);
    const named = await arrived({ amount: 888n, from: 'thanks, c-1' });
    expect(named.candidates.map((one) => one.why)).toEqual(['it names C-1']);
    expect(await held(brook)).toBe(2);
    const { items } = await within((work) => receipts(work, { state: 'waiting', limit: 50 }));
    expect(items.map((one) => [one.from, one.candidates.length])).toEqual([
      ['BROOK FARM ORGANICS', 1],
      ['thanks, c-1', 1],
    ]);
    for (const { id } of items)
      await within((work) => setReceiptAside(work, { receiptId: BigInt(id), reason: 'a refund' }));
    expect(await held(brook)).toBe(0);
    expect(await reasonOf('B-1')).toBe('send step-reached');
    const first = within((work) =>
      setReceiptAside(work, { receiptId: BigInt(items[0]!.id), reason: 'again' }),
    );
    expect(await refusal(first)).toBe('receipt-closed');
  });

  test('holds those somebody named, and nobody else', async () => {
    const { receiptId, candidates } = await arrived({ amount: 30_000n, customerIds: [alder] });
    expect(candidates).toMatchObject([{ customerId: alder, why: 'Ruth Okafor thinks so' }]);
    expect(await held(brook)).toBe(0);
    // It turns out to be another's: it is theirs all the same, for the invoice that was said.
    const towards = { invoice: 'C-1' };
    const paid = await within((work) =>
      matchReceipt(work, { receiptId, customerId: brook, towards }),
    );
    expect(paid).toMatchObject({ allocated: 20_000n, credit: 10_000n });
    expect(await held(alder)).toBe(0);
    expect(await refusal(arrived({ amount: 1n, customerIds: [999n] }))).toBe('unknown-customer');
  });

  test('told twice under its key is one receipt; another under it is refused', async () => {
    const told = (amount: bigint) =>
      within((work) =>
        recordReceipt(work, { amount, currency: 'GBP', on: NOON, sourceKey: 'bank/1' }),
      );
    const [first, second] = await Promise.all([told(30_000n), told(30_000n)]);
    expect(second.receiptId).toBe(first.receiptId);
    expect(second.candidates.map((one) => one.name)).toEqual(['Brook Farm']);
    expect(await held(brook)).toBe(1);
    expect(await refusal(told(30_001n))).toBe('receipt-known');
  });

  test('and the snapshots are what the facts give', async () => {
    expect((await within((work) => checkSnapshots(work))).faults).toEqual([]);
  });
});
