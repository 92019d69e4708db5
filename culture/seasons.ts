import { addDays, type Day, dayFromParts, fromPlainDate, weekday } from '../core/base/index.ts';
import type { Season } from '../core/wording/index.ts';
import type { Blackout } from './culture-file.ts';

// As far ahead and back as anybody decides; feasts that move are worked out for each year once.
const FIRST_YEAR = 2015;
const LAST_YEAR = 2045;

/**
 * The days of a profile's times of peace, each with its name. Where two meet, the one in which
 * nobody is written to counts.
 */
export function seasonsOf(blackouts: readonly Blackout[]): ReadonlyMap<Day, Season> {
  const days = new Map<Day, Season>();
  for (const blackout of blackouts) {
    const season: Season = { name: blackout.name, mode: blackout.mode };
    for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
      for (const day of daysIn(blackout, year)) {
        if (days.get(day)?.mode !== 'none') days.set(day, season);
      }
    }
  }
  return days;
}

function daysIn(blackout: Blackout, year: number): Day[] {
  if ('from' in blackout) {
    const [from, to] = [monthDay(year, blackout.from), monthDay(year, blackout.to)];
    // The turn of the year ends in the next one.
    const end = to < from ? monthDay(year + 1, blackout.to) : to;
    return row(from, end - from + 1);
  }
  if ('easter' in blackout) return row(addDays(easterSunday(year), blackout.easter), blackout.days);
  return anchorsIn(blackout, year).flatMap((anchor) =>
    row(addDays(anchor, -blackout.before), blackout.days),
  );
}

function anchorsIn(
  blackout: Exclude<Blackout, { from: string } | { easter: number }>,
  year: number,
): Day[] {
  if ('dates' in blackout) {
    return blackout.dates
      .filter((date) => date.startsWith(`${year}-`))
      .map((date) => fromPlainDate(Temporal.PlainDate.from(date)));
  }
  if ('calendar' in blackout) return feastsIn(blackout.calendar, blackout.on, year);
  const { month, weekday: wanted, nth } = blackout.weekdayOfMonth;
  const first = dayFromParts(year, month, 1)!;
  return [addDays(first, ((wanted - weekday(first) + 7) % 7) + (nth - 1) * 7)];
}

function row(first: Day, count: number): Day[] {
  return Array.from({ length: count }, (_, at) => addDays(first, at));
}

function monthDay(year: number, text: string): Day {
  const [month, dayOfMonth] = text.split('-').map(Number);
  const found = dayFromParts(year, month!, dayOfMonth!);
  if (found === null) throw new RangeError(`There is no ${text} in ${year}`);
  return found;
}

/** The days of a year on which a month and day of another calendar fall; a year may have two. */
function feastsIn(calendar: string, on: string, year: number): Day[] {
  const [month, dayOfMonth] = on.split('-').map(Number);
  const middle = Temporal.PlainDate.from(`${year}-07-01`).withCalendar(calendar).year;
  return [middle - 1, middle, middle + 1].flatMap((theirs) => {
    const monthCode = `M${String(month).padStart(2, '0')}`;
    const date = Temporal.PlainDate.from({
      calendar,
      year: theirs,
      monthCode,
      day: dayOfMonth!,
    }).withCalendar('iso8601');
    return date.year === year ? [fromPlainDate(date)] : [];
  });
}

/** Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8). */
export function easterSunday(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const whole = h + l - 7 * m + 114;
  return dayFromParts(year, Math.floor(whole / 31), (whole % 31) + 1)!;
}
