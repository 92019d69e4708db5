import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { addDays, day, decimal, isoDay, parseDecimal } from '../../core/base/index.ts';
import { addCustomer } from '../agree/index.ts';
import type { Work } from '../platform/platform.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../platform/testing.ts';
import { openWork } from '../platform/work.ts';
import { recordPayment, reversePayment, writeOffInvoice } from '../settle/index.ts';
import { giveCreditNote, issueInvoice, statement } from './index.ts';

const START = day('2026-01-05');
const DAYS = 60;
let platform: TestPlatform;
let slug: string;
let names = 0;

beforeAll(async () => {
  platform = await testPlatform({ now: '2026-03-16T09:00:00Z' });
  slug = (await testBusiness(platform)).slug;
});

const amount = fc.bigInt({ min: 1n, max: 100_000n });
const onDay = fc.integer({ min: 0, max: DAYS });
const currency = fc.constantFrom('GBP', 'JPY');
const happening = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('invoice' as const), amount, onDay, currency }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('payment' as const), amount, onDay, currency }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('credit' as const), amount, onDay, currency }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('give-up' as const), amount, onDay, currency }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('take-back' as const), amount, onDay, currency }),
  },
);

type Happened = typeof happening extends fc.Arbitrary<infer T> ? T : never;

/** Does what can be done of a list of happenings, in order of their days. */
async function live(work: Work, customerId: bigint, happened: readonly Happened[]): Promise<void> {
  const invoices: { id: bigint; number: string; currency: string; amount: bigint }[] = [];
  const payments: bigint[] = [];
  for (const one of happened.toSorted((a, b) => a.onDay - b.onDay)) {
    const on = addDays(START, one.onDay);
    const latest = invoices.findLast((invoice) => invoice.currency === one.currency);
    if (one.kind === 'invoice') {
      names += 1;
      const number = `S-${names}`;
      const { id } = await issueInvoice(work, {
        customer: String(customerId),
        number,
        issuedOn: isoDay(on),
        dueOn: isoDay(addDays(on, 14)),
        amount: { amount: decimal(one.amount, one.currency), currency: one.currency },
      });
      invoices.push({ id: BigInt(id), number, currency: one.currency, amount: one.amount });
    } else if (one.kind === 'payment') {
      const { paymentId } = await recordPayment(work, { ...one, customerId, on });
      payments.push(paymentId);
    } else if (one.kind === 'take-back') {
      const paymentId = payments.pop();
      if (paymentId) await reversePayment(work, paymentId, on, 'bounced');
    } else if (one.kind === 'credit' && latest) {
      const least = 1n + (one.amount % latest.amount);
      const credit = { amount: decimal(least, one.currency), reason: 'returned', on: isoDay(on) };
      await giveCreditNote(work, latest.id, credit);
    } else if (one.kind === 'give-up' && latest) {
      // Refused when nothing is open there any more; the account is then as it was.
      await writeOffInvoice(work, {
        invoice: latest.number,
        amount: null,
        reason: 'lost',
        on,
      }).catch(() => undefined);
    }
  }
}

/** Receivable less credit on account, straight from the ledger's signed lines. */
async function owedInLedger(work: Work, customerId: bigint, asOf: string) {
  const { rows } = await sql<{ currency: string; owed: string }>`
    select currency, sum(signed_amount)::text as owed from ledger_line
    where business_id = ${work.business.id} and customer_id = ${customerId}
      and account in ('receivable', 'credit') and effective_on <= ${asOf}::date
    group by currency`.execute(work.tx);
  return new Map(rows.map((row) => [row.currency, BigInt(row.owed)]));
}

test('a statement closes on what the ledger says, and periods follow each other', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { minLength: 1, maxLength: 14 }),
      onDay,
      onDay,
      async (happened, a, b) => {
        const working = openWork(platform);
        const [first, second] = [Math.min(a, b), Math.max(a, b)];
        await working(slug, 'Ruth', async (work) => {
          names += 1;
          const customer = await addCustomer(work, { name: `Customer ${names}` });
          const customerId = BigInt(customer.id);
          await live(work, customerId, happened);
          const until = addDays(START, first);
          const whole = await statement(work, customerId, { asOf: addDays(START, second) });
          const before = await statement(work, customerId, { asOf: until });
          const after = await statement(work, customerId, {
            from: addDays(until, 1),
            asOf: addDays(START, Math.max(second, first + 1)),
          });
          const owed = await owedInLedger(work, customerId, whole.asOf);
          for (const account of whole.currencies) {
            const { currency: code } = account;
            expect(account.closing.amount).toBe(decimal(owed.get(code) ?? 0n, code));
            let balance = parseDecimal(account.opening.amount, code)!;
            for (const line of account.lines) {
              balance += parseDecimal(line.amount.amount, code)!;
              expect(line.balance.amount).toBe(decimal(balance, code));
            }
            expect(account.closing.amount).toBe(decimal(balance, code));
          }
          for (const account of before.currencies) {
            const next = after.currencies.find((one) => one.currency === account.currency);
            expect(next?.opening).toEqual(account.closing);
          }
        });
      },
    ),
    { numRuns: 25 },
  );
});
