import { describe, expect, it } from 'vitest';
import { day, isoDay } from '../core/base/index.ts';
import { cultureOf, profileFor } from '../core/wording/index.ts';
import { cultureProfiles, parseCulture } from './index.ts';
import { easterSunday } from './seasons.ts';

const profiles = cultureProfiles();
const british = { language: 'en', country: 'GB' };

const seasonOn = (id: string, on: string) => profiles.get(id)!.seasons.get(day(on));

describe('the profiles', () => {
  it('are fifteen, each with a grade for every value', () => {
    expect([...profiles.keys()]).toEqual([
      'ar-AE',
      'de-AT',
      'de-DE',
      'en-AU',
      'en-GB',
      'en-IN',
      'en-US',
      'es-ES',
      'fr-FR',
      'it-IT',
      'ja-JP',
      'nl-NL',
      'pl-PL',
      'pt-BR',
      'zh-CN',
    ]);
    for (const { id, evidence } of profiles.values()) {
      expect([id, evidence.flatMap((one) => one.of)]).toEqual([
        id,
        expect.arrayContaining(['everything-else']),
      ]);
    }
  });

  it.each([
    ['en-GB', '2026-12-31', 'none'],
    ['en-GB', '2027-01-02', 'none'],
    ['en-GB', '2027-01-03', undefined],
    ['ja-JP', '2026-08-14', 'none'],
    // 17 February 2026 is the Lunar New Year, 26 November 2026 Thanksgiving, 20 March 2026 the
    // first of Shawwal in the Umm al-Qura calendar.
    ['zh-CN', '2026-02-17', 'none'],
    ['en-US', '2026-11-26', 'none'],
    ['en-US', '2026-11-30', undefined],
    ['ar-AE', '2026-03-20', 'none'],
    ['ar-AE', '2026-03-01', 'slow'],
    ['pt-BR', '2026-02-16', 'none'],
    ['fr-FR', '2026-08-15', 'slow'],
  ])('%s on %s', (id, on, mode) => {
    expect(seasonOn(id, on)?.mode).toBe(mode);
  });

  it.each([
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
  ])('Easter of %d', (year, sunday) => {
    expect(isoDay(easterSunday(year))).toBe(sunday);
  });

  it('are refused with every fault', () => {
    expect(() => parseCulture('id: ja\ndirectness: 9\n')).toThrow(/directness/);
  });
});

describe('whose culture it is', () => {
  const of = (said: { language?: string; country?: string; culture?: string }) =>
    profileFor(
      profiles,
      {
        language: said.language ?? null,
        country: said.country ?? null,
        culture: said.culture ?? null,
      },
      british,
    )?.id;

  it.each([
    ['what they say', { language: 'de', country: 'AT' }, 'de-AT'],
    ['where they are, in another language', { language: 'en', country: 'JP' }, 'ja-JP'],
    ['a language of one place', { language: 'ja' }, 'ja-JP'],
    ['a language of several places', { language: 'de' }, 'en-GB'],
    ['nothing', {}, 'en-GB'],
    ['a place without a profile', { language: 'de', country: 'CH' }, 'en-GB'],
    ['what somebody set', { country: 'JP', culture: 'en-US' }, 'en-US'],
    ['what somebody switched off', { country: 'JP', culture: 'plain' }, undefined],
  ])('%s', (_what, said, id) => {
    expect(of(said)).toBe(id);
  });

  it('only ever takes away', () => {
    for (const profile of profiles.values()) {
      for (const ceiling of [null, 1, 2, 3, 4, 5]) {
        const culture = cultureOf(profile, ceiling);
        expect(culture.toneCeiling).toBeLessThanOrEqual(ceiling ?? 5);
        expect(culture.pace).toBeGreaterThanOrEqual(1);
        expect(culture.minGapDays).toBeGreaterThanOrEqual(0);
      }
    }
    expect(cultureOf(profiles.get('ja-JP')!, null).toneCeiling).toBe(3);
    expect(cultureOf(null, 2)).toMatchObject({ toneCeiling: 2, pace: 1, name: 'this customer' });
  });
});
