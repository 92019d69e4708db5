import { describe, expect, it } from 'vitest';
import { decimal } from '../core/base/index.ts';
import { effectiveYearly, rulesOf } from '../core/law/index.ts';
import { lawBook } from './index.ts';
import { type Late, reckon } from './testing.ts';

interface Case extends Late {
  what: string;
  interest: string;
}

const cases: Case[] = [
  {
    what: 'India: six whole months at three times 6.75 %, with monthly rests',
    pack: 'IN',
    amount: '200000.00',
    due: '2023-12-31',
    paid: '2024-06-30',
    interest: '21123.76',
  },
  {
    what: 'India: a supplier who is not registered is owed what was agreed, here nothing',
    pack: 'IN',
    amount: '200000.00',
    due: '2023-12-31',
    paid: '2024-06-30',
    registered: false,
    interest: '0.00',
  },
  {
    what: 'India: a lower agreed rate is void for a registered supplier',
    pack: 'IN',
    amount: '200000.00',
    due: '2023-12-31',
    paid: '2024-06-30',
    agreed: '12',
    interest: '21123.76',
  },
  {
    what: 'South Africa: overdue on 1 November 2024 costs 11.5 %',
    pack: 'ZA',
    amount: '10000.00',
    due: '2024-10-31',
    paid: '2024-11-30',
    interest: '94.52',
  },
  {
    what: 'South Africa: unpaid interest stops at the unpaid capital',
    pack: 'ZA',
    amount: '100.00',
    due: '2015-12-31',
    paid: '2025-12-31',
    agreed: '24',
    interest: '100.00',
  },
  {
    what: 'Canada: 24 % a year that was agreed and stated',
    pack: 'CA',
    amount: '10000.00',
    due: '2025-12-31',
    paid: '2026-03-31',
    agreed: '24',
    interest: '591.78',
  },
  {
    what: 'Canada: 2 % a month without the rate by the year gives 5 % at most',
    pack: 'CA-ON',
    amount: '10000.00',
    due: '2025-12-31',
    paid: '2026-03-31',
    monthly: { percent: '2', yearlyStated: false },
    interest: '123.29',
  },
  {
    what: 'Canada: 2 % a month with it gives 24 %',
    pack: 'CA-ON',
    amount: '10000.00',
    due: '2025-12-31',
    paid: '2026-03-31',
    monthly: { percent: '2', yearlyStated: true },
    interest: '591.78',
  },
  ...(['US-CA 328.77', 'US-NY 295.89', 'US-IL 164.38', 'US-WA 394.52'].map((row) => {
    const [pack, interest] = row.split(' ') as [string, string];
    const what = `${pack}: what a court there awards in 120 days when nothing was agreed`;
    return { what, pack, amount: '10000.00', due: '2025-12-31', paid: '2026-04-30', interest };
  }) satisfies Case[]),
  {
    what: 'Texas: 6 % from the thirtieth day',
    pack: 'US-TX',
    amount: '10000.00',
    due: '2025-12-31',
    paid: '2026-01-30',
    interest: '1.64',
  },
  {
    what: 'Australia: an agreed 10 %',
    pack: 'AU',
    amount: '5500.00',
    due: '2026-01-01',
    paid: '2026-02-15',
    agreed: '10',
    interest: '67.81',
  },
  ...['AU', 'AU-NSW', 'NZ', 'SG', 'US', 'CA', 'US-FL', 'ZZ'].map((pack) => ({
    what: `${pack}: without a term agreed before, nothing`,
    pack,
    amount: '5500.00',
    due: '2026-01-01',
    paid: '2026-02-15',
    interest: '0.00',
  })),
];

describe('late interest in the rest of the world', () => {
  it.each(cases)('$what', (one) => {
    const found = reckon(one);
    expect(decimal(found.interest.amount, found.interest.currency)).toBe(one.interest);
    expect(found.lines.reduce((sum, line) => sum + line.amount, 0n)).toBe(found.interest.amount);
    expect(found.notes.length).toBeGreaterThan(0);
    expect(found.fixedSum).toBeNull();
  });

  it('2 % a month is 26.824 % a year', () => {
    expect(effectiveYearly('2')).toBe('26.824');
  });

  it.each([
    ['IN', '2026-05-31', 'in-rbi-bank-rate'],
    ['ZA', '2026-03-01', 'za-prescribed'],
  ])('%s refuses interest of %s and names the rate', (pack, due, series) => {
    const late = { pack, amount: '100.00', due, paid: '2026-10-01' };
    expect(() => reckon(late)).toThrow(series);
  });
});

describe('every pack', () => {
  it('refuses, or gives nothing, where its rate is a series and the half-year after is asked', () => {
    for (const pack of lawBook().packs.values()) {
      const late: Late = { pack: pack.id, amount: '100.00', due: '2027-06-30', paid: '2027-08-01' };
      const rules = rulesOf(lawBook(), pack, 'interest');
      const rule = rules.find(
        (one) => one.appliesTo.length === 0 || one.appliesTo[0] === 'company',
      );
      if (rule?.series) expect(() => reckon(late), pack.id).toThrow(/is missing/);
      else expect(reckon(late).notes.length, pack.id).toBeGreaterThan(0);
    }
  });

  it('never gives a consumer a fixed sum', () => {
    for (const pack of lawBook().packs.values()) {
      const late: Late = { pack: pack.id, amount: '900.00', due: '2025-12-31', paid: '2026-02-01' };
      expect(reckon({ ...late, kind: 'consumer' }).fixedSum, pack.id).toBeNull();
    }
  });
});
