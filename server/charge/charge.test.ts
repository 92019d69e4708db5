import { beforeAll, describe, expect, test } from 'vitest';
import { day, decimal, type RefusedError } from '../../core/base/index.ts';
import { addCustomer, addInvoice } from '../../trials/kit/receivables.ts';
import { timeline } from '../agree/index.ts';
import { invoiceById, statement } from '../bill/index.ts';
import { recordDispute } from '../discuss/index.ts';
import type { Work } from '../platform/index.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../platform/testing.ts';
import { workFor } from '../platform/work.ts';
import { checkSnapshots, snapshotAsOf } from '../receivable/index.ts';
import { recordPayment } from '../settle/index.ts';
import {
  chargesOf,
  chargesToMention,
  claimAll,
  claimCharge,
  proposeCharges,
  setCharges,
  waiveCharge,
} from './index.ts';

let platform: TestPlatform;
let within: <T>(run: (work: Work) => Promise<T>) => Promise<T>;
const ids: Record<string, bigint> = {};
const gbp = (amount: bigint) => decimal(amount, 'GBP');
const set = (charges: 'never' | 'threaten' | 'propose' | 'claim', customer: bigint | null = null) =>
  within((work) => setCharges(work, customer, { charges, terms: null, registered: false }));
const refusal = (done: Promise<unknown>) =>
  done.then(
    () => 'done',
    (error: RefusedError) => error.code,
  );
const proposed = async () => {
  const { proposals } = await within((work) => proposeCharges(work, { limit: 50 }));
  return proposals.map(({ late, found }) => [
    late.invoice.number,
    ...found.totals.map((total) => gbp(total.amount)),
  ]);
};

/** Sixty days after 15 January; Alder owes 10,000.00, Brook 500.00 and has paid 800.00 late. */
async function joinery() {
  platform = await testPlatform({ now: '2026-03-16T09:00:00Z' });
  const business = await testBusiness(platform);
  within = (run) => workFor(platform, business.id, 'Ruth Okafor', run);
  await within(async (work) => {
    ids.alder = await addCustomer(work, 'Alder & Finch Ltd');
    ids.brook = await addCustomer(work, 'Brook Farm');
    const dueOn = '2026-01-15';
    ids.a = await addInvoice(work, ids.alder, { number: '1001', amount: 1_000_000n, dueOn });
    ids.b = await addInvoice(work, ids.brook, { number: '1002', amount: 50_000n, dueOn });
    ids.c = await addInvoice(work, ids.brook, { number: '1003', amount: 80_000n, dueOn });
    await recordPayment(work, {
      ...{ customerId: ids.brook, currency: 'GBP', amount: 80_000n, on: day('2026-02-14') },
      towards: { invoice: '1003' },
    });
  });
}

describe('charges', () => {
  beforeAll(joinery);

  test('are never claimed unless the owner chose it', async () => {
    expect(await proposed()).toEqual([]);
    expect(await refusal(within((work) => claimCharge(work, ids.a!)))).toBe('charges-off');
  });

  test('are only mentioned where they are to threaten', async () => {
    await set('threaten');
    const said = await within((work) => chargesToMention(work, ids.alder!));
    expect(said).toEqual({
      charges: [{ amount: 29_315n, currency: 'GBP' }],
      perDay: [{ amount: 322n, currency: 'GBP' }],
    });
    expect(await refusal(within((work) => claimCharge(work, ids.a!)))).toBe('charges-off');
  });

  test('are proposed on what is open and on what was paid late', async () => {
    await set('propose');
    expect(await proposed()).toEqual([
      ['1001', '293.15'],
      ['1002', '49.66'],
      ['1003', '47.73'],
    ]);
    await set('never', ids.brook!);
    expect((await proposed()).map(([number]) => number)).toEqual(['1001']);
    await set('propose', ids.brook!);
  });

  test('are a document of their own, booked once a day, and the invoice is untouched', async () => {
    const before = await within((work) => invoiceById(work, ids.a!));
    const [charge] = await within((work) => claimCharge(work, ids.a!));
    expect(charge).toMatchObject({ number: 'INT-1001-1', amount: 29_315n, outstanding: 29_315n });
    expect(charge!.lines.map((line) => [line.kind, line.ratePercent])).toEqual([
      ['interest', '11.75'],
      ['fixed-sum', null],
    ]);
    const again = await within((work) => claimCharge(work, ids.a!));
    expect(again.map((one) => one.id)).toEqual([charge!.id]);
    expect(await within((work) => invoiceById(work, ids.a!))).toEqual(before);
    const snapshot = await within((work) => snapshotAsOf(work, ids.alder!, day('2026-03-16')));
    expect(snapshot.items.map((item) => item.number)).toEqual(['1001', 'INT-1001-1']);
    const account = await within((work) => statement(work, ids.alder!));
    expect(account.currencies[0]!.closing.amount).toBe('10293.15');
    expect(account.currencies[0]!.lines.at(-1)!.text).toContain('Charge INT-1001-1');
  });

  test('stay when the principal is paid, and payments settle them as any item', async () => {
    await within((work) =>
      recordPayment(work, {
        ...{ customerId: ids.alder!, currency: 'GBP', amount: 1_000_000n, on: day('2026-03-16') },
        towards: { invoice: '1001' },
      }),
    );
    const snapshot = await within((work) => snapshotAsOf(work, ids.alder!, day('2026-03-16')));
    expect(snapshot.items.map((item) => [item.number, gbp(item.outstanding)])).toEqual([
      ['INT-1001-1', '293.15'],
    ]);
  });

  test('are waived with a reason, by a credit note, and not claimed again', async () => {
    const [charge] = await within((work) => chargesOf(work, { of: ids.a! }));
    const waived = await within((work) => waiveCharge(work, charge!.id, 'good will'));
    expect(waived).toMatchObject({ outstanding: 0n, stored: { waived: { amount: '29315' } } });
    expect(await refusal(within((work) => waiveCharge(work, charge!.id, 'again')))).toBe(
      'already-settled',
    );
    const { items } = await within((work) => timeline(work, ids.alder!, { limit: 50 }));
    expect(items.find((one) => one.pill === 'waived')?.text).toBe(
      'INT-1001-1, £293.15: Good will.',
    );
    expect((await proposed()).map(([number]) => number)).toEqual(['1002', '1003']);
  });

  test('what is in dispute is not claimed; the rest is, where it is to claim', async () => {
    await within((work) => recordDispute(work, { invoice: '1002', reason: 'one is short' }));
    await set('claim');
    await set('claim', ids.brook!);
    const done = await within((work) => claimAll(work));
    expect(done).toEqual({ claimed: 1, refused: [] });
    expect(await within((work) => claimAll(work))).toEqual({ claimed: 0, refused: [] });
    const charges = await within((work) => chargesOf(work, { customer: ids.brook! }));
    expect(charges.map((one) => [one.number, gbp(one.amount)])).toEqual([['INT-1003-1', '47.73']]);
    expect((await within((work) => checkSnapshots(work))).faults).toEqual([]);
  });

  test('a rate that is not known is refused by name and nothing is booked', async () => {
    const late = { number: '1009', amount: 10_000n, dueOn: '2031-02-01', issuedOn: '2031-01-01' };
    platform.clock.set('2031-03-01T09:00:00Z');
    const id = await within((work) => addInvoice(work, ids.alder!, late));
    expect(await refusal(within((work) => claimCharge(work, id)))).toBe('rate-unknown');
    const { refused } = await within((work) => proposeCharges(work, { limit: 50 }));
    expect(refused.map((one) => [one.late.invoice.number, one.code])).toContainEqual([
      '1009',
      'rate-unknown',
    ]);
    expect(await within((work) => chargesOf(work, { of: id }))).toEqual([]);
  });
});
