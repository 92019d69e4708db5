import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { addDays, day, isoDay } from '../../core/base/index.ts';
import { addCustomer, addInvoice } from '../../trials/kit/receivables.ts';
import type { Work } from '../platform/platform.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../platform/testing.ts';
import { openWork } from '../platform/work.ts';
import { checkSnapshots, snapshotAsOf } from '../receivable/index.ts';
import { allocateCredit, creditOf, recordPayment, refundCredit, reversePayment } from './index.ts';

const START = day('2026-01-05');
let platform: TestPlatform;
let slug: string;
let names = 0;

beforeAll(async () => {
  platform = await testPlatform({ now: '2026-03-16T09:00:00Z' });
  slug = (await testBusiness(platform)).slug;
});

const amount = fc.bigInt({ min: 1n, max: 90_000n });
const wait = fc.nat({ max: 4 });
/** How many days ago a thing took effect when it was told. */
const ago = fc.nat({ max: 9 });
const happening = fc.record({
  kind: fc.constantFrom('bill', 'pay', 'advance', 'allocate', 'refund', 'bounce'),
  amount,
  wait,
  ago,
});
type Happened = typeof happening extends fc.Arbitrary<infer T> ? T : never;

/** Lives a history in the order it was told. @returns what was billed, received and paid back */
async function live(work: Work, customerId: bigint, history: readonly Happened[]) {
  const payments: { id: bigint; amount: bigint; on: number }[] = [];
  const sums = { billed: 0n, received: 0n, paidBack: 0n };
  let today = START;
  for (const one of history) {
    today = addDays(today, one.wait);
    const on = addDays(today, -one.ago);
    if (one.kind === 'bill') {
      names += 1;
      const [number, dueOn] = [`I-${names}`, isoDay(addDays(on, 14))];
      const issuedOn = isoDay(on);
      await addInvoice(work, customerId, { number, amount: one.amount, dueOn, issuedOn });
      sums.billed += one.amount;
    } else if (one.kind === 'pay' || one.kind === 'advance') {
      const towards = one.kind === 'pay' ? 'oldest' : 'none';
      const paid = { customerId, amount: one.amount, currency: 'GBP', on, towards } as const;
      const { paymentId } = await recordPayment(work, paid);
      payments.push({ id: paymentId, amount: one.amount, on });
      sums.received += one.amount;
    } else if (one.kind === 'allocate') {
      await allocateCredit(work, customerId, 'GBP', today);
    } else if (one.kind === 'refund') {
      const credit = await creditOf(work, customerId, 'GBP');
      const back = one.amount < credit ? one.amount : credit;
      if (back <= 0n) continue;
      await refundCredit(work, customerId, 'GBP', back, today);
      sums.paidBack += back;
    } else {
      const [payment] = payments.splice(Number(one.amount % BigInt(payments.length || 1)), 1);
      if (!payment) continue;
      const bounced = day(isoDay(Math.max(payment.on, on) as never));
      await reversePayment(work, payment.id, bounced, 'it bounced');
      sums.received -= payment.amount;
    }
  }
  return { ...sums, until: today };
}

async function creditByDay(work: Work, customerId: bigint) {
  const { rows } = await sql<{ on: string; credit: string }>`
    select effective_on as on, (-sum(sum(signed_amount)) over (order by effective_on))::text as credit
    from ledger_line where business_id = ${work.business.id} and customer_id = ${customerId}
      and account = 'credit' group by effective_on order by effective_on`.execute(work.tx);
  return rows.filter((row) => BigInt(row.credit) < 0n);
}

test('credit is never below zero on any day, and what is owed is what was not paid', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 3, maxLength: 16 }), async (history) => {
      await openWork(platform)(slug, 'Ruth', async (work) => {
        names += 1;
        const customerId = await addCustomer(work, `Customer ${names}`);
        const { billed, received, paidBack } = await live(work, customerId, history);
        expect(await creditByDay(work, customerId)).toEqual([]);
        const { items, credit } = await snapshotAsOf(work, customerId, addDays(START, 400));
        expect(items.every((item) => item.outstanding > 0n)).toBe(true);
        expect(items.every((item) => item.outstanding <= item.amount)).toBe(true);
        const owed = items.reduce((sum, item) => sum + item.outstanding, 0n);
        expect(owed - (credit.GBP ?? 0n)).toBe(billed - received + paidBack);
        expect(credit.GBP ?? 0n).toBe(await creditOf(work, customerId, 'GBP'));
        const { faults } = await checkSnapshots(work);
        expect(faults.filter((fault) => fault.customerId === customerId)).toEqual([]);
      });
    }),
    { numRuns: 60 },
  );
});
