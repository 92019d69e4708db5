import { describe, expect, test } from 'vitest';
import { day } from '../../core/base/index.ts';
import { OneCustomer } from './kit.ts';

/*
 * A plan over two invoices, A 500.00 and B 300.00: four instalments of 200.00, on 27 March, 10 and
 * 24 April and 8 May. Its words ask for an instalment and for nothing that is to be left in peace.
 */

function onPlan(): OneCustomer {
  const parts = ['2026-03-27', '2026-04-10', '2026-04-24', '2026-05-08'];
  return new OneCustomer()
    .invoice('A', 500, '2026-03-06')
    .invoice('B', 300, '2026-03-09')
    .tell({
      kind: 'plan-agreed',
      on: day('2026-03-20'),
      id: 'plan',
      currency: 'GBP',
      items: ['A/1', 'B/1'],
      instalments: parts.map((on) => ({ dueOn: day(on), amount: 20_000n })),
    });
}

/** What a round says and what it asks for, by invoice. */
function word(customer: OneCustomer, on: string) {
  const { outcome, purpose, lines, totals } = customer.round(on);
  const asked = Object.fromEntries(lines.map((line) => [line.number, line.amount]));
  return { says: purpose ?? outcome, asked, total: totals[0]?.amount ?? 0n };
}

const nothing = { says: 'hold', asked: {}, total: 0n };

describe("a plan's words", () => {
  test('ask for an instalment on the items it covers, never for more than is open there', () => {
    const customer = onPlan().pay('A', 200, '2026-03-27').pay('A', 200, '2026-04-10');
    const asked = { A: 10_000n, B: 10_000n };
    expect(word(customer, '2026-04-21')).toEqual({ says: 'plan-heads-up', asked, total: 20_000n });
  });

  test('leave alone what is disputed', () => {
    const reason = 'one is broken';
    const customer = onPlan();
    const dispute = { kind: 'disputed' as const, on: day('2026-03-23'), amount: null, reason };
    customer.tell({ ...dispute, id: 'd1', invoiceId: 'A' });
    const asked = { B: 20_000n };
    expect(word(customer, '2026-03-24')).toEqual({ says: 'plan-heads-up', asked, total: 20_000n });
    customer.tell({ ...dispute, id: 'd2', invoiceId: 'B' });
    expect(word(customer, '2026-03-24')).toEqual(nothing);
  });

  test('wait for a promise to pay what was missed', () => {
    const customer = onPlan();
    expect(word(customer, '2026-04-02').says).toBe('plan-missed');
    customer.tell({
      kind: 'promised',
      on: day('2026-04-01'),
      id: 'p',
      amount: null,
      currency: null,
      items: [],
      payOn: day('2026-04-02'),
      confirmed: false,
    });
    expect(word(customer, '2026-04-02')).toEqual(nothing);
    expect(word(customer, '2026-04-09').says).toBe('plan-missed');
  });

  test('count credit on account as paid', () => {
    const customer = onPlan();
    const on = day('2026-03-23');
    customer.tell({ kind: 'credited', on, currency: 'GBP', amount: 15_000n });
    expect(word(customer, '2026-03-24').total).toBe(5_000n);
    customer.tell({ kind: 'credited', on, currency: 'GBP', amount: 5_000n });
    expect(word(customer, '2026-03-24')).toEqual(nothing);
  });
});
