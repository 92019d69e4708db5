import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type Day, day, decimal, isoDay } from '../../core/base/index.ts';
import { addCustomer, addInvoice } from '../../trials/kit/receivables.ts';
import type { Work } from '../platform/platform.ts';
import { testBusiness, testPlatform } from '../platform/testing.ts';
import { openWork } from '../platform/work.ts';
import { post } from '../receivable/index.ts';
import { type Ageing, ageing } from './ageing.ts';

const START = day('2025-06-01');

/** An invoice with what is set against it, days counted from its issue. */
const invoices = fc.array(
  fc.record({
    customer: fc.integer({ min: 0, max: 2 }),
    currency: fc.constantFrom('GBP', 'EUR', 'JPY'),
    issued: fc.integer({ min: 0, max: 200 }),
    terms: fc.integer({ min: 0, max: 60 }),
    amount: fc.bigInt({ min: 1n, max: 1_000_000n }),
    settled: fc.array(
      fc.record({ after: fc.integer({ min: 0, max: 150 }), part: fc.integer({ min: 1, max: 4 }) }),
      { maxLength: 3 },
    ),
  }),
  { minLength: 1, maxLength: 12 },
);

interface Entry {
  customer: number;
  invoice: number;
  currency: string;
  dueOn: Day;
  on: Day;
  /** What the customer owes more; less when negative. */
  change: bigint;
}

/** The same figures straight from the entries: add them up per invoice, then count the days. */
function naively(entries: readonly Entry[], asOf: Day): Ageing {
  const owed = new Map<number, { entry: Entry; sum: bigint }>();
  for (const entry of entries) {
    if (entry.on > asOf) continue;
    const sum = (owed.get(entry.invoice)?.sum ?? 0n) + entry.change;
    owed.set(entry.invoice, { entry, sum });
  }
  const open = [...owed.values()].filter(({ sum }) => sum !== 0n);
  const currencies: Ageing['currencies'] = {};
  for (const currency of ['EUR', 'GBP', 'JPY']) {
    const mine = open.filter(({ entry }) => entry.currency === currency);
    if (mine.length === 0) continue;
    const between = (least: number, most: number) =>
      mine
        .filter(({ entry }) => asOf - entry.dueOn >= least && asOf - entry.dueOn <= most)
        .reduce((sum, one) => sum + one.sum, 0n);
    const all = between(-9999, 9999);
    const current = between(-9999, 0);
    const write = (amount: bigint) => decimal(amount, currency);
    currencies[currency] = {
      current: write(current),
      '1-30': write(between(1, 30)),
      '31-60': write(between(31, 60)),
      '61-90': write(between(61, 90)),
      '90+': write(between(91, 9999)),
      total: write(all),
      overdue: write(all - current),
    };
  }
  return {
    asOf: isoDay(asOf),
    currencies,
    openInvoices: open.length,
    customers: new Set(open.map(({ entry }) => entry.customer)).size,
  };
}

type Drawn = typeof invoices extends fc.Arbitrary<infer T> ? T : never;

async function bookAll(work: Work, drawn: Drawn): Promise<Entry[]> {
  const customers = [
    await addCustomer(work, 'Alder'),
    await addCustomer(work, 'Birch'),
    await addCustomer(work, 'Cedar'),
  ];
  const entries: Entry[] = [];
  for (const [index, one] of drawn.entries()) {
    const customerId = customers[one.customer]!;
    const issuedOn = addDays(START, one.issued);
    const dueOn = addDays(issuedOn, one.terms);
    const { currency, amount, customer } = one;
    const invoiceId = await addInvoice(work, customerId, {
      number: `A-${index}`,
      amount,
      dueOn: isoDay(dueOn),
      issuedOn: isoDay(issuedOn),
      currency,
    });
    const common = { customer, invoice: index, currency, dueOn };
    entries.push({ ...common, on: issuedOn, change: amount });
    let left = amount;
    for (const { after, part } of one.settled) {
      const paid = left / BigInt(part);
      if (paid === 0n) continue;
      left -= paid;
      const on = addDays(issuedOn, after);
      await post(work, customerId, on, [
        {
          kind: 'allocation',
          debit: 'credit',
          credit: 'receivable',
          currency,
          amount: paid,
          item: { invoiceId, instalment: 1 },
          paymentId: null,
          reverses: null,
          memo: null,
        },
      ]);
      entries.push({ ...common, on, change: -paid });
    }
  }
  return entries;
}

test('ageing as at any day equals what the entries add up to', async () => {
  const platform = await testPlatform();
  await fc.assert(
    fc.asyncProperty(
      invoices,
      fc.array(fc.integer({ min: -5, max: 400 }), { minLength: 1, maxLength: 6 }),
      async (drawn, days) => {
        const business = await testBusiness(platform);
        await openWork(platform)(business.slug, 'Ruth', async (work) => {
          const entries = await bookAll(work, drawn);
          for (const offset of days) {
            const asOf = addDays(START, offset);
            expect(await ageing(work, asOf)).toEqual(naively(entries, asOf));
          }
        });
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);
