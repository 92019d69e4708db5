import { beforeAll, describe, expect, test } from 'vitest';
import { day } from '../../core/base/index.ts';
import { addCustomer } from '../agree/index.ts';
import { recordDispute } from '../discuss/index.ts';
import type { Work } from '../platform/platform.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../platform/testing.ts';
import { openWork } from '../platform/work.ts';
import { recordPayment, writeOffInvoice } from '../settle/index.ts';
import type { InvoicesQuery } from './api.ts';
import { giveCreditNote, invoiceById, invoices, issueInvoice, statement } from './index.ts';

const query: InvoicesQuery = { limit: 50, state: 'all', sort: '-issued' };

describe('invoices of a small joinery', () => {
  let platform: TestPlatform;
  let slug: string;
  let customerId: bigint;
  const work = <T>(run: (work: Work) => Promise<T>) => openWork(platform)(slug, 'Ruth', run);
  const bill = (number: string, issuedOn: string, dueOn: string, amount: string, rest = {}) =>
    work((w) =>
      issueInvoice(w, {
        customer: String(customerId),
        number,
        issuedOn,
        dueOn,
        amount: { amount, currency: 'GBP' },
        ...rest,
      }),
    );

  beforeAll(async () => {
    platform = await testPlatform({ now: '2026-03-16T09:00:00Z' });
    slug = (await testBusiness(platform)).slug;
    const customer = await work((w) => addCustomer(w, { name: 'Penrose Garden Co', code: 'PEN' }));
    customerId = BigInt(customer.id);
    await bill('H-1', '2026-02-01', '2026-03-03', '960.00', { description: 'Two benches' });
    await bill('H-2', '2026-02-10', '2026-04-10', '300.00', {
      instalments: [
        { dueOn: '2026-03-10', amount: '100.00' },
        { dueOn: '2026-04-10', amount: '200.00' },
      ],
    });
    await bill('H-3', '2026-03-01', '2026-03-31', '50.00');
    const gbp = { customerId, currency: 'GBP' };
    await work((w) =>
      recordPayment(w, { ...gbp, amount: 50000n, on: day('2026-03-05'), method: 'bank transfer' }),
    );
    await work((w) =>
      recordPayment(w, {
        ...gbp,
        amount: 5000n,
        on: day('2026-03-06'),
        towards: { invoice: 'H-3' },
      }),
    );
    await work((w) =>
      recordDispute(w, { invoice: 'H-1', amount: 10000n, reason: 'One bench is short' }),
    );
  });

  test('the list says what is open, overdue and paid', async () => {
    const all = await work((w) => invoices(w, query));
    expect(all.items.map((one) => [one.number, one.state, one.outstanding.amount])).toEqual([
      ['H-3', 'paid', '0.00'],
      ['H-2', 'overdue', '300.00'],
      ['H-1', 'overdue', '460.00'],
    ]);
    expect(all.items[1]).toMatchObject({ daysLate: 6, dueOn: '2026-03-10', instalments: 2 });
    const numbers = async (part: Partial<InvoicesQuery>) =>
      (await work((w) => invoices(w, { ...query, ...part }))).items.map((one) => one.number);
    expect(await numbers({ state: 'paid' })).toEqual(['H-3']);
    expect(await numbers({ state: 'open', sort: 'number' })).toEqual(['H-1', 'H-2']);
    expect(await numbers({ q: 'penrose', sort: '-amount' })).toEqual(['H-1', 'H-2', 'H-3']);
    expect(await numbers({ q: 'h-2' })).toEqual(['H-2']);
    expect(await numbers({ q: '100%' })).toEqual([]);
  });

  test('pages follow one another without a gap in every order', async () => {
    for (const sort of ['issued', '-due', 'number', '-amount'] as const) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const part = { ...query, sort, limit: 1, ...(cursor ? { cursor } : {}) };
        const page = await work((w) => invoices(w, part));
        seen.push(...page.items.map((one) => one.number));
        cursor = page.next ?? undefined;
      } while (cursor);
      expect(seen.toSorted(), sort).toEqual(['H-1', 'H-2', 'H-3']);
    }
  });

  test('an invoice tells its history in words, with what was open after each', async () => {
    const { items } = await work((w) => invoices(w, { ...query, q: 'H-1' }));
    const invoice = await work((w) => invoiceById(w, BigInt(items[0]!.id)));
    expect(invoice.history.map((one) => [one.text, one.change.amount, one.open.amount])).toEqual([
      ['Invoiced', '960.00', '960.00'],
      ['Paid, from £500.00 by bank transfer', '-500.00', '460.00'],
    ]);
    expect(invoice.payments).toMatchObject([{ here: { amount: '500.00' }, takenBackOn: null }]);
    expect(invoice.disputes).toMatchObject([
      { reason: 'One bench is short', amount: { amount: '100.00' }, resolvedOn: null },
    ]);
  });

  test('the statement runs from the opening to the closing balance', async () => {
    const whole = await work((w) => statement(w, customerId));
    expect(whole.currencies[0]).toMatchObject({
      currency: 'GBP',
      opening: { amount: '0.00' },
      closing: { amount: '760.00' },
      overdue: { amount: '560.00' },
      credit: { amount: '0.00' },
    });
    const march = await work((w) =>
      statement(w, customerId, { from: day('2026-03-01'), asOf: day('2026-03-05') }),
    );
    expect(march.currencies[0]).toMatchObject({ opening: { amount: '1260.00' } });
    expect(march.currencies[0]?.lines.map((line) => [line.text, line.balance.amount])).toEqual([
      ['Invoice H-3, due 31 Mar', '1310.00'],
      ['Payment by bank transfer for H-1', '810.00'],
    ]);
    await expect(
      work((w) => statement(w, customerId, { from: day('2026-04-01') })),
    ).rejects.toMatchObject({ code: 'bad-period' });
  });

  test('a credit note settles its own invoice first and leaves the rest as credit', async () => {
    const issued = await bill('H-4', '2026-03-02', '2026-04-01', '80.00');
    await work((w) =>
      writeOffInvoice(w, { invoice: 'H-4', amount: 3000n, reason: 'goodwill', on: w.today }),
    );
    const given = await work((w) =>
      giveCreditNote(w, BigInt(issued.id), { amount: '60.00', reason: 'returned' }),
    );
    expect(given).toMatchObject({
      number: 'H-4-C',
      settled: { amount: '50.00' },
      credit: { amount: '10.00' },
    });
    const after = await work((w) => invoiceById(w, BigInt(issued.id)));
    expect(after.state).toBe('paid');
    expect(after.history.at(-1)?.text).toBe('Credit on account set against it: Credit note H-4-C');
    const { currencies } = await work((w) => statement(w, customerId));
    expect(currencies[0]).toMatchObject({
      credit: { amount: '10.00' },
      closing: { amount: '750.00' },
    });
    await expect(
      work((w) => giveCreditNote(w, BigInt(issued.id), { amount: '81.00', reason: 'too much' })),
    ).rejects.toMatchObject({ code: 'bad-invoice' });
  });

  test.each([
    ['a number that is taken', { number: 'H-1' }, 'number-taken'],
    [
      'more digits than the currency has',
      { amount: { amount: '1.005', currency: 'GBP' } },
      'bad-invoice',
    ],
    ['a currency that is none', { amount: { amount: '1.00', currency: 'XQX' } }, 'bad-invoice'],
    ['nothing', { amount: { amount: '0.00', currency: 'GBP' } }, 'bad-invoice'],
    ['a due day before its own', { dueOn: '2026-02-01' }, 'bad-invoice'],
    ['a day that has not come', { issuedOn: '2026-03-17' }, 'bad-invoice'],
    [
      'parts that do not sum',
      { instalments: [{ dueOn: '2026-04-01', amount: '9.99' }] },
      'bad-invoice',
    ],
    ['a customer who is not here', { customer: '999999' }, 'unknown-customer'],
  ])('an invoice with %s is refused and nothing is kept', async (_, wrong, code) => {
    const input = {
      customer: String(customerId),
      number: 'H-9',
      issuedOn: '2026-03-02',
      dueOn: '2026-04-01',
      amount: { amount: '10.00', currency: 'GBP' },
      ...wrong,
    };
    await expect(work((w) => issueInvoice(w, input))).rejects.toMatchObject({ code });
    const { items } = await work((w) => invoices(w, { ...query, q: 'H-9' }));
    expect(items).toEqual([]);
  });
});
