import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lawBook } from '../../law/index.ts';
import { addDays, type Day, day } from '../base/index.ts';
import { yearFraction } from './day-count.ts';
import { plus } from './fraction.ts';
import { type LateClaim, lateInterest } from './interest.ts';
import type { DayCount } from './pack.ts';

const book = lawBook();
// Places whose rate is known from 2016 to the middle of 2025.
const places = ['UK', 'IE', 'DE', 'FR', 'NL', 'ES', 'IT', 'AT', 'BE', 'PL', 'IN', 'ZA', 'US-CA'];
const first = day('2016-01-01');

const late = fc.record({
  pack: fc.constantFrom(...places),
  cents: fc.bigInt({ min: 1n, max: 10_000_000_00n }),
  dueAfter: fc.integer({ min: 0, max: 2500 }),
  days: fc.integer({ min: 0, max: 700 }),
  kind: fc.constantFrom('company' as const, 'consumer' as const),
});

function claimOf(one: typeof late extends fc.Arbitrary<infer T> ? T : never): LateClaim {
  const dueOn = addDays(first, one.dueAfter);
  return {
    amount: { amount: one.cents, currency: book.packs.get(one.pack)!.currency },
    dueOn,
    until: addDays(dueOn, one.days),
    kind: one.kind,
    agreed: null,
    parts: [],
    registered: true,
    allocation: 'principal',
  };
}

describe('late interest', () => {
  it('is the sum of its lines, which follow one another without a gap', () => {
    fc.assert(
      fc.property(late, (one) => {
        const claim = claimOf(one);
        const { lines, interest } = lateInterest(book, one.pack, claim);
        expect(lines.reduce((sum, line) => sum + line.amount, 0n)).toBe(interest.amount);
        lines.forEach((line, index) => {
          expect(line.days).toBe(line.to - line.from + 1);
          if (index > 0) expect(line.from).toBe(lines[index - 1]!.to + 1);
        });
        if (lines.length > 0) expect(lines.at(-1)!.to).toBe(claim.until);
      }),
    );
  });

  it('never falls when a day is added', () => {
    fc.assert(
      fc.property(late, (one) => {
        const claim = claimOf(one);
        const longer = { ...claim, until: addDays(claim.until, 1) };
        const sum = (of: LateClaim) => lateInterest(book, one.pack, of).interest.amount;
        expect(sum(longer)).toBeGreaterThanOrEqual(sum(claim));
      }),
    );
  });

  it('falls by a part payment only from the next day', () => {
    fc.assert(
      fc.property(late, fc.integer({ min: 1, max: 700 }), (one, at) => {
        const claim = claimOf(one);
        const on = addDays(claim.dueOn, Math.min(at, one.days + 1)) as Day;
        const parted = { ...claim, parts: [{ on, amount: one.cents / 2n }] };
        const whole = lateInterest(book, one.pack, claim).interest.amount;
        const less = lateInterest(book, one.pack, parted).interest.amount;
        if (on >= claim.until) expect(less).toBe(whole);
        else expect(less).toBeLessThanOrEqual(whole);
      }),
    );
  });

  it('of two claims is the interest of their sum, to a unit', () => {
    fc.assert(
      fc.property(late, fc.bigInt({ min: 1n, max: 1_000_000n }), (one, other) => {
        const claim = claimOf(one);
        const sum = (cents: bigint) => {
          const amount = { ...claim.amount, amount: cents };
          return lateInterest(book, one.pack, { ...claim, amount }).interest.amount;
        };
        const apart = sum(one.cents) + sum(other);
        const together = sum(one.cents + other);
        expect(together - apart).toBeLessThanOrEqual(1n);
        expect(apart - together).toBeLessThanOrEqual(1n);
      }),
    );
  });
});

describe('part of a year', () => {
  const ways: DayCount[] = ['act/365', 'act/act', 'act/360', '30E/360'];

  it.each(ways)('%s: the stretches sum to the whole', (way) => {
    const days = fc.integer({ min: 0, max: 2000 });
    fc.assert(
      fc.property(days, days, days, (a, b, c) => {
        const [from, middle, to] = [a, b, c]
          .sort((x, y) => x - y)
          .map((count) => addDays(first, count)) as [Day, Day, Day];
        const parts = plus(yearFraction(from, middle, way), yearFraction(middle, to, way));
        expect(parts).toEqual(yearFraction(from, to, way));
      }),
    );
  });

  it('30/360 counts 210 days from 1 January to 30 July 2016', () => {
    const found = yearFraction(day('2015-12-31'), day('2016-07-30'), '30/360');
    expect(found).toEqual({ top: 7n, bottom: 12n });
  });

  it('act/act counts a leap year as one year', () => {
    const found = yearFraction(day('2023-12-31'), day('2024-12-31'), 'act/act');
    expect(found).toEqual({ top: 1n, bottom: 1n });
  });
});
