import { addDays, type Day, weekday } from './day.ts';

/**
 * The working days of a place: its weekend and its public holidays, as values. Calendars are
 * built outside the core (server/platform/calendars.ts) and come in as arguments.
 */
export interface Calendar {
  /** Country and region the calendar speaks for, such as "GB-ENG". */
  readonly place: string;
  /** ISO weekdays that are no business days; 6 and 7 in most places. */
  readonly weekend: readonly number[];
  /** Public holidays with the name people there know them by. */
  readonly holidays: ReadonlyMap<Day, string>;
}

/** Whether people there work on that day. */
export function isBusinessDay(calendar: Calendar, value: Day): boolean {
  return !calendar.weekend.includes(weekday(value)) && !calendar.holidays.has(value);
}

/** Why a day is closed: the holiday's name, "the weekend", or null when it is open. */
export function closedBecause(calendar: Calendar, value: Day): string | null {
  const holiday = calendar.holidays.get(value);
  if (holiday !== undefined) return holiday;
  return calendar.weekend.includes(weekday(value)) ? 'the weekend' : null;
}

// A year of closed days in a row is a broken calendar, not a place where people live.
const LONGEST_CLOSURE_DAYS = 366;

/** The day itself when it is open, else the first open day after it. */
export function nextBusinessDay(calendar: Calendar, value: Day): Day {
  for (let step = 0; step <= LONGEST_CLOSURE_DAYS; step += 1) {
    const candidate = addDays(value, step);
    if (isBusinessDay(calendar, candidate)) return candidate;
  }
  throw new RangeError(`The calendar of ${calendar.place} has no business day for a year`);
}

/**
 * The day `count` business days after `value` (before it when negative); 0 gives `value` itself.
 */
export function addBusinessDays(calendar: Calendar, value: Day, count: number): Day {
  const direction = count < 0 ? -1 : 1;
  let left = Math.abs(count);
  let at = value;
  for (let step = 0; left > 0; step += 1) {
    if (step > LONGEST_CLOSURE_DAYS * (Math.abs(count) + 1)) {
      throw new RangeError(`The calendar of ${calendar.place} has no business days`);
    }
    at = addDays(at, direction);
    if (isBusinessDay(calendar, at)) left -= 1;
  }
  return at;
}
