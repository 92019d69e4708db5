import { expect, test } from 'vitest';
import { isZone, zoneOf } from './zones.ts';

test.each([
  ['GB', null, 'Europe/London'],
  ['GB', 'SCT', 'Europe/London'],
  ['US', 'NY', 'America/New_York'],
  ['US', 'US-CA', 'America/Los_Angeles'],
  ['us', 'tx', 'America/Chicago'],
  ['US', null, 'America/New_York'],
  ['AU', 'WA', 'Australia/Perth'],
  ['CA', 'BC', 'America/Vancouver'],
  ['BR', 'AM', 'America/Manaus'],
  ['IN', null, 'Asia/Kolkata'],
  ['DE', 'BY', 'Europe/Berlin'],
  ['ES', 'CN', 'Atlantic/Canary'],
  ['ZZ', null, 'UTC'],
  [null, null, 'UTC'],
])('%s %s lies in %s', (country, region, zone) => {
  expect(zoneOf(country, region)).toBe(zone);
});

test('an unknown place takes the fallback', () => {
  expect(zoneOf(null, null, 'Europe/London')).toBe('Europe/London');
});

test('every country has a zone that this machine knows', () => {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const codes = letters.flatMap((a) => letters.map((b) => a + b)).filter((code) => names.of(code));
  for (const code of codes) expect(isZone(zoneOf(code, null)), code).toBe(true);
  expect(codes.length).toBeGreaterThan(240);
  const without = codes.filter((code) => zoneOf(code, null, '') === '');
  // Empty islands, codes the Unicode data keeps for itself, and groups of countries.
  expect(without.join(' ')).toBe('AC BV CP CQ DG EA EU EZ HM IC QO TA UN XA XB ZZ');
});

test('a name that is no zone is known as such', () => {
  expect(isZone('Europe/London')).toBe(true);
  expect(isZone('Mars/Olympus')).toBe(false);
});
