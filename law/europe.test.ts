import { describe, expect, it } from 'vitest';
import { decimal } from '../core/base/index.ts';
import { type Late, reckon } from './testing.ts';

interface Case extends Late {
  what: string;
  /** Days and yearly percent of each line. */
  lines: readonly (readonly [number, string])[];
  interest: string;
  fixed: string | null;
}

// Published examples and figures computed apart from this program: days from the day after the due
// day to the day of payment, over 365, rounded once at the end.
const cases: Case[] = [
  {
    what: 'The United Kingdom: the government’s own example, 60 days at 11.75 %',
    pack: 'UK',
    amount: '10000.00',
    due: '2026-01-31',
    paid: '2026-04-01',
    lines: [[60, '11.75']],
    interest: '193.15',
    fixed: '100.00',
  },
  {
    what: 'The United Kingdom: 3,000 for 60 days',
    pack: 'UK',
    amount: '3000.00',
    due: '2026-01-31',
    paid: '2026-04-01',
    lines: [[60, '11.75']],
    interest: '57.95',
    fixed: '70.00',
  },
  {
    what: 'The United Kingdom keeps the rate of the day interest started (a split would say 512.49)',
    pack: 'UK',
    amount: '8000.00',
    due: '2025-05-15',
    paid: '2025-11-20',
    lines: [[189, '12.75']],
    interest: '528.16',
    fixed: '70.00',
  },
  {
    what: 'Germany between firms through a leap year, each day a 365th',
    pack: 'DE',
    amount: '10000.00',
    due: '2023-12-31',
    paid: '2024-12-31',
    lines: [
      [182, '12.62'],
      [184, '12.37'],
    ],
    interest: '1252.85',
    fixed: '40.00',
  },
  {
    what: 'A German consumer owes 5 points over the base rate and no fixed sum',
    pack: 'DE',
    amount: '8000.00',
    due: '2025-05-15',
    paid: '2025-11-20',
    kind: 'consumer',
    lines: [
      [46, '7.27'],
      [143, '6.27'],
    ],
    interest: '269.81',
    fixed: null,
  },
  {
    what: 'Spain reads the rate anew each half-year',
    pack: 'ES',
    amount: '12000.00',
    due: '2025-05-31',
    paid: '2025-09-30',
    lines: [
      [30, '11.15'],
      [92, '10.15'],
    ],
    interest: '416.98',
    fixed: '40.00',
  },
  {
    what: 'Italy as well',
    pack: 'IT',
    amount: '12000.00',
    due: '2025-05-31',
    paid: '2025-09-30',
    lines: [
      [30, '11.15'],
      [92, '10.15'],
    ],
    interest: '416.98',
    fixed: '40.00',
  },
  {
    what: 'Belgium raises the rate to the next half point',
    pack: 'BE',
    amount: '4000.00',
    due: '2025-12-15',
    paid: '2026-03-01',
    lines: [
      [16, '10.50'],
      [60, '10.50'],
    ],
    interest: '87.45',
    fixed: '40.00',
  },
  {
    what: 'Austria adds 9.2 points to its own base rate',
    pack: 'AT',
    amount: '7500.00',
    due: '2025-06-10',
    paid: '2025-12-20',
    lines: [
      [20, '11.73'],
      [173, '10.73'],
    ],
    interest: '429.63',
    fixed: '40.00',
  },
  {
    what: 'France at an agreed 10 %, which is more than three times its legal rate',
    pack: 'FR',
    amount: '5000.00',
    due: '2025-12-15',
    paid: '2026-01-14',
    agreed: '10',
    lines: [[30, '10.00']],
    interest: '41.10',
    fixed: '40.00',
  },
  {
    what: 'France at an agreed 5 %, which is less: the law’s rate counts',
    pack: 'FR',
    amount: '5000.00',
    due: '2025-12-31',
    paid: '2026-01-30',
    agreed: '5',
    lines: [[30, '12.15']],
    interest: '49.93',
    fixed: '40.00',
  },
];

describe('late interest in the United Kingdom and Europe', () => {
  it.each(cases)('$what', (one) => {
    const found = reckon(one);
    expect(found.lines.map((line) => [line.days, line.ratePercent])).toEqual(one.lines);
    expect(decimal(found.interest.amount, found.interest.currency)).toBe(one.interest);
    const fixed = found.fixedSum && decimal(found.fixedSum.amount, found.fixedSum.currency);
    expect(fixed).toBe(one.fixed);
    expect(found.lines.reduce((sum, line) => sum + line.amount, 0n)).toBe(found.interest.amount);
  });

  it.each([
    ['2022-12-31', '10.50'],
    ['2024-06-30', '12.50'],
    ['2025-12-31', '10.50'],
    ['2015-12-31', '8.50'],
  ])('Belgium: overdue after %s costs so many percent a year: %s', (due, percent) => {
    const found = reckon({ pack: 'BE', amount: '100.00', due, paid: plusDays(due, 5) });
    expect(found.lines[0]!.ratePercent).toBe(percent);
  });

  it.each([
    ['125.00', '40.00'],
    ['23000.00', '1005.00'],
    ['2500.00', '375.00'],
    ['1000000.00', '6775.00'],
  ])('the Dutch scale gives on %s costs of %s', (amount, costs) => {
    const { fixedSum } = reckon({ pack: 'NL', amount, due: '2025-12-15', paid: '2026-03-01' });
    expect(decimal(fixedSum!.amount, 'EUR')).toBe(costs);
  });

  it('the Dutch sum grows by its interest after each year of default', () => {
    const found = reckon({
      pack: 'NL',
      amount: '10000.00',
      due: '2024-06-30',
      paid: '2025-08-29',
    });
    // A year at 12.25 and 11.15, then 60 days at 10.15 on the sum with that year's interest.
    const year = (10000 * (0.1225 * 184 + 0.1115 * 181)) / 365;
    const rest = ((10000 + year) * 0.1015 * 60) / 365;
    expect(decimal(found.interest.amount, 'EUR')).toBe((year + rest).toFixed(2));
    expect(found.lines.at(-1)!.base).toBe(BigInt(Math.round((10000 + year) * 100)));
  });

  it('the Irish rate stays the one of the day it became overdue', () => {
    const found = reckon({ pack: 'IE', amount: '1000.00', due: '2024-12-20', paid: '2025-03-01' });
    expect(found.lines.map((line) => line.ratePercent)).toEqual(['12.25']);
  });

  it('Polish tiers go by zloty, and are owed in euro', () => {
    const late = { pack: 'PL', amount: '5000.00', due: '2025-12-15', paid: '2026-01-15' };
    expect(reckon(late).fixedSum).toMatchObject({ amount: 4000n, currency: 'EUR' });
    expect(reckon({ ...late, currency: 'EUR' }).notes.join(' ')).toContain('convert it to find');
  });
});

describe('where a rate is not known', () => {
  it.each(['UK', 'IE', 'DE', 'FR', 'NL', 'ES', 'IT', 'AT', 'BE', 'PL'])(
    '%s refuses interest of 2027 and names the rate',
    (pack) => {
      const late = { pack, amount: '100.00', due: '2026-12-31', paid: '2027-02-01' };
      expect(() => reckon(late)).toThrow(/The rate for 2027-01-01 is missing: .+/);
    },
  );

  it('a claim that began earlier is refused too where each half-year counts anew', () => {
    const late = { pack: 'DE', amount: '100.00', due: '2026-05-31', paid: '2027-02-01' };
    expect(() => reckon(late)).toThrow(/Basiszinssatz/);
  });

  it('a British claim that began in 2026 keeps its rate into 2027', () => {
    const late = { pack: 'UK', amount: '100.00', due: '2026-05-31', paid: '2027-02-01' };
    expect(reckon(late).lines).toHaveLength(1);
  });
});

describe('a consumer', () => {
  it.each(['UK', 'IE', 'DE', 'FR', 'NL', 'ES', 'IT', 'AT', 'BE', 'PL'])(
    'of %s never owes a fixed sum',
    (pack) => {
      const late = { pack, amount: '1000.00', due: '2025-12-31', paid: '2026-03-01' };
      expect(reckon({ ...late, kind: 'consumer' }).fixedSum).toBeNull();
    },
  );
});

function plusDays(iso: string, count: number): string {
  return Temporal.PlainDate.from(iso).add({ days: count }).toString();
}
