import { expect, test } from 'vitest';
import { closedBecause, day } from '../../core/base/index.ts';
import { makeCalendars } from './calendars.ts';

const calendars = makeCalendars();
const march = day('2026-03-06');
const why = (country: string | null, region: string | null, on: string) =>
  closedBecause(calendars.of(country, region, march), day(on));

test.each([
  ['GB', null, '2026-04-03', 'Good Friday'],
  ['GB', null, '2026-04-06', 'Easter Monday'],
  ['GB', null, '2026-05-04', 'Early May bank holiday'],
  ['GB', null, '2026-08-31', 'Summer bank holiday'],
  ['GB', 'ENG', '2026-12-28', 'Boxing Day (substitute day)'],
  ['GB', 'ENG', '2027-12-27', 'Christmas Day (substitute day)'],
  ['GB', 'SCT', '2026-04-06', null],
  ['GB', 'GB-SCT', '2026-01-02', 'January 2nd'],
  ['GB', 'Northern Ireland', '2026-03-17', 'St Patrick’s Day'],
  ['GB', 'ENG', '2026-03-17', null],
  ['US', 'NY', '2026-07-03', 'Independence Day (substitute day)'],
  ['US', 'NY', '2026-11-26', 'Thanksgiving Day'],
  ['DE', 'BY', '2026-01-06', 'Heilige Drei Könige'],
  ['DE', 'HH', '2026-01-06', null],
  ['SA', null, '2026-03-06', 'the weekend'],
  ['SA', null, '2026-03-08', null],
  ['AE', null, '2026-03-06', null],
  ['ZZ', null, '2026-12-25', null],
  [null, null, '2026-03-07', 'the weekend'],
])('%s %s on %s: %s', (country, region, on, reason) => {
  expect(why(country, region, on)).toBe(reason);
});

test('a holiday of several days closes each of them', () => {
  const calendar = calendars.of('SA', null, march);
  const feast = ['2026-03-19', '2026-03-20', '2026-03-21', '2026-03-22'];
  expect(feast.map((on) => calendar.holidays.get(day(on)))).toEqual(feast.map(() => 'عيد الفطر'));
  expect(calendar.holidays.has(day('2026-03-23'))).toBe(false);
});

test('a year that nobody had asked about is known when it is needed', () => {
  const calendar = calendars.of('GB', null, march);
  expect(closedBecause(calendar, day('2019-04-19'))).toBe('Good Friday');
  expect(closedBecause(calendar, day('2035-12-25'))).toBe('Christmas Day');
});

test('the same place is the same calendar, however it is named', () => {
  expect(calendars.of('GB', 'ENG', march)).toBe(calendars.of('gb', null, march));
  expect(calendars.of('GB', null, march).place).toBe('GB-ENG');
});
