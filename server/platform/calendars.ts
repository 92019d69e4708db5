import Holidays from 'date-holidays';
import { addDays, type Calendar, type Day, day, yearOf } from '../../core/base/index.ts';
import type { Calendars } from './platform.ts';

const DAY_MS = 86_400_000;
// Days that end an hour later or earlier because the clocks change still end on the same date.
const CLOCK_CHANGE_MS = 2 * 3_600_000;

/** Where a country's own data needs a region, the one that most people there live in. */
const usualRegion: Readonly<Record<string, string>> = { GB: 'ENG' };

/** Names of regions in ISO 3166-2 that the holiday data knows by another. */
const sameRegion: Readonly<Record<string, string>> = {
  'GB-EAW': 'ENG',
  'GB-GBN': 'ENG',
  'GB-UKM': 'ENG',
};

/**
 * Calendars of places, from the public and bank holidays of date-holidays and the weekends of the
 * Unicode locale data. Years are worked out when somebody asks about one, and kept.
 */
export function makeCalendars(): Calendars {
  const places = new Map<string, PlaceCalendar>();
  // A round asks for every customer, so what was asked before is answered by one look-up.
  const asked = new Map<string, PlaceCalendar>();
  return {
    of(country, region, around) {
      const question = `${country}|${region}`;
      let calendar = asked.get(question);
      if (!calendar) {
        const place = findPlace(country, region);
        const name = nameOf(place);
        calendar = places.get(name) ?? makeCalendar(place);
        places.set(name, calendar);
        asked.set(question, calendar);
      }
      const year = yearOf(around);
      for (const one of [year - 1, year, year + 1]) calendar.holidays.learn(one);
      return calendar;
    },
  };
}

type PlaceCalendar = Calendar & { holidays: HolidaysOfPlace };

function makeCalendar(place: HolidayPlace): PlaceCalendar {
  const holidays = new HolidaysOfPlace(place.country, place.region);
  return { place: nameOf(place), weekend: weekendOf(place.country), holidays };
}

function nameOf(place: HolidayPlace): string {
  return [place.country, place.region].filter(Boolean).join('-') || 'everywhere';
}

/** ISO weekdays on which offices in a country are closed; Saturday and Sunday where unknown. */
export function weekendOf(country: string | null): readonly number[] {
  if (country === null) return [6, 7];
  return new Intl.Locale(`und-${country}`).getWeekInfo().weekend;
}

interface HolidayPlace {
  country: string | null;
  region: string | null;
}

/** The place in the holiday data's own words; an unknown region falls back to its country. */
function findPlace(country: string | null, region: string | null): HolidayPlace {
  const code = country?.trim().toUpperCase() ?? '';
  if (!(code in new Holidays().getCountries('en'))) {
    return { country: /^[A-Z]{2}$/.test(code) ? code : null, region: null };
  }
  return { country: code, region: findRegion(code, region) ?? usualRegion[code] ?? null };
}

function findRegion(country: string, region: string | null): string | null {
  if (region === null || region.trim() === '') return null;
  const wanted = region
    .trim()
    .toUpperCase()
    .replace(new RegExp(`^${country}-`), '');
  const states = new Holidays().getStates(country, 'en') ?? {};
  const iso = sameRegion[`${country}-${wanted}`] ?? wanted;
  if (iso in states) return iso;
  const named = Object.entries(states).find(([, name]) => name.toUpperCase() === wanted);
  return named?.[0] ?? null;
}

/** The holidays of one place; asks for a year that was not needed before and remembers it. */
class HolidaysOfPlace extends Map<Day, string> {
  readonly #source: Holidays | null;
  readonly #known = new Set<number>();

  constructor(country: string | null, region: string | null) {
    super();
    const known = country !== null && country in new Holidays().getCountries('en');
    this.#source = known ? makeSource(country, region) : null;
  }

  override has(value: Day): boolean {
    this.learn(yearOf(value));
    return super.has(value);
  }

  override get(value: Day): string | undefined {
    this.learn(yearOf(value));
    return super.get(value);
  }

  /** Works out the holidays of a year once. */
  learn(year: number): void {
    if (this.#known.has(year)) return;
    this.#known.add(year);
    for (const holiday of this.#source?.getHolidays(year) ?? []) {
      const first = day(holiday.date.slice(0, 10));
      const began = Date.parse(`${holiday.date.slice(0, 10)}T${holiday.date.slice(11, 19)}Z`);
      const ended = began + (holiday.end.getTime() - holiday.start.getTime()) - CLOCK_CHANGE_MS;
      const days = Math.max(0, Math.floor(ended / DAY_MS) - Math.floor(began / DAY_MS));
      for (let index = 0; index <= days; index += 1) {
        const value = addDays(first, index);
        if (!super.has(value)) super.set(value, holiday.name);
      }
    }
  }
}

function makeSource(country: string, region: string | null): Holidays {
  const options = { types: ['public', 'bank'] as ('public' | 'bank')[] };
  return region === null ? new Holidays(country, options) : new Holidays(country, region, options);
}
