import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addBusinessDays,
  addDays,
  type Calendar,
  type Day,
  dayFromEpoch,
  dayInZone,
  decimal,
  divideRounded,
  fromPlainDate,
  isBusinessDay,
  isoDay,
  nextBusinessDay,
  parseDay,
  parseDecimal,
  split,
  toPlainDate,
  weekday,
  yearOf,
} from './index.ts';

const amounts = fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n });
const days = fc.integer({ min: -20_000, max: 60_000 }).map((count) => dayFromEpoch(count));
const currencies = fc.constantFrom('GBP', 'EUR', 'JPY', 'KWD', 'HUF', 'CLF', 'USD');

test('a split sums to the whole exactly, and no part is a unit off its share', () => {
  const weights = fc
    .array(fc.bigInt({ min: 0n, max: 10_000n }), { minLength: 1, maxLength: 40 })
    .filter((all) => all.some((weight) => weight > 0n));
  fc.assert(
    fc.property(amounts, weights, currencies, (amount, parts, currency) => {
      const whole = { amount, currency };
      const shares = split(whole, parts);
      expect(shares.reduce((sum, share) => sum + share.amount, 0n)).toBe(amount);
      const total = parts.reduce((sum, weight) => sum + weight, 0n);
      shares.forEach((share, index) => {
        const off = share.amount * total - amount * parts[index]!;
        expect(off < total && off > -total).toBe(true);
      });
    }),
  );
});

test('an amount written as a decimal reads back as itself', () => {
  fc.assert(
    fc.property(amounts, currencies, (amount, currency) => {
      expect(parseDecimal(decimal(amount, currency), currency)).toBe(amount);
    }),
  );
});

test('rounding is never a whole unit off, and goes where its name says', () => {
  const bottoms = fc.bigInt({ min: 1n, max: 10n ** 6n });
  fc.assert(
    fc.property(amounts, bottoms, (top, bottom) => {
      for (const name of ['half-up', 'half-even', 'up', 'down'] as const) {
        const off = divideRounded(top, bottom, name) * bottom - top;
        const size = off < 0n ? -off : off;
        expect(size < bottom).toBe(true);
        if (name.startsWith('half')) expect(size * 2n <= bottom).toBe(true);
        const away = top < 0n ? -off : off;
        if (name === 'up') expect(away >= 0n).toBe(true);
        if (name === 'down') expect(away <= 0n).toBe(true);
        expect(divideRounded(-top, bottom, name)).toBe(-divideRounded(top, bottom, name));
      }
    }),
  );
});

test('a year that is a slip of the pen makes no date', () => {
  for (const iso of ['0001-01-01', '0206-03-16', '1899-12-31', '2200-01-01', '9999-12-31'])
    expect(parseDay(iso)).toBe(null);
  for (const iso of ['1900-01-01', '2199-12-31']) expect(parseDay(iso)).not.toBe(null);
});

test('days count as Temporal counts them', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -5_000, max: 5_000 }), (start, count) => {
      const date = toPlainDate(start);
      expect(isoDay(start)).toBe(date.toString());
      expect(parseDay(isoDay(start))).toBe(start);
      expect(fromPlainDate(date.add({ days: count }))).toBe(addDays(start, count));
      expect(weekday(start)).toBe(date.dayOfWeek);
      expect(yearOf(start)).toBe(date.year);
    }),
  );
});

test('the day in a zone is the day on the wall there', () => {
  const zones = fc.constantFrom(
    'Europe/London',
    'America/New_York',
    'Asia/Kolkata',
    'Pacific/Apia',
  );
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), zones, (seconds, zone) => {
      const instant = Temporal.Instant.fromEpochMilliseconds(seconds * 1000);
      const wall = instant.toZonedDateTimeISO(zone).toPlainDate();
      expect(isoDay(dayInZone(instant, zone))).toBe(wall.toString());
    }),
  );
});

const calendars: fc.Arbitrary<Calendar> = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }),
    fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 40 }),
  )
  .map(([weekend, holidays]) => ({
    place: 'somewhere',
    weekend,
    holidays: new Map(holidays.map((at) => [(20_000 + at) as Day, 'a feast'])),
  }));
const near = fc.integer({ min: 19_950, max: 20_450 }).map((count) => count as Day);

test('business days: landing on an open one, counting each, and coming back', () => {
  fc.assert(
    fc.property(calendars, near, fc.integer({ min: 1, max: 30 }), (calendar, from, count) => {
      const to = addBusinessDays(calendar, from, count);
      expect(isBusinessDay(calendar, to)).toBe(true);
      let open = 0;
      for (let at = addDays(from, 1); at <= to; at = addDays(at, 1))
        if (isBusinessDay(calendar, at)) open += 1;
      expect(open).toBe(count);
      expect(addBusinessDays(calendar, from, 0)).toBe(from);
      const next = nextBusinessDay(calendar, from);
      expect(isBusinessDay(calendar, next) && next >= from).toBe(true);
      if (isBusinessDay(calendar, from)) expect(addBusinessDays(calendar, to, -count)).toBe(from);
    }),
  );
});
