import { addDays, type Calendar, type Day, isBusinessDay, isoDay, weekday } from '../base/index.ts';
import type { Policy } from './policy.ts';

/** Days searched for an open one before a policy's window is called impossible. */
const SEARCH_DAYS = 60;

/**
 * The first day at or after `on` on which something can leave: a business day there that the
 * policy's window has. The day itself where none is found within 60.
 */
export function openDayFrom(window: Policy['window'], calendar: Calendar, on: Day): Day {
  for (let step = 0; step <= SEARCH_DAYS; step += 1) {
    const at = addDays(on, step);
    if (isBusinessDay(calendar, at) && window.days.includes(weekday(at))) return at;
  }
  return on;
}

/**
 * When a message leaves (rule 5): the start of the policy's window on the first open day at or
 * after `on`, on the customer's clock; on the day itself not before `notBefore`, and on the next
 * open day once the window is over.
 * @param notBefore the present moment; null when the day is not today (a trial of another day)
 * @throws RangeError when no open day is found within 60 days
 */
export function sendMoment(
  window: Policy['window'],
  zone: string,
  calendar: Calendar,
  on: Day,
  notBefore: Temporal.Instant | null,
): Temporal.Instant {
  for (let step = 0; step <= SEARCH_DAYS; step += 1) {
    const at = addDays(on, step);
    if (!isBusinessDay(calendar, at) || !window.days.includes(weekday(at))) continue;
    const opens = momentOf(at, window.from, zone);
    const closes = momentOf(at, window.to, zone);
    if (notBefore === null || Temporal.Instant.compare(notBefore, opens) <= 0) return opens;
    if (Temporal.Instant.compare(notBefore, closes) < 0) return notBefore;
  }
  throw new RangeError(`No day within ${SEARCH_DAYS} days is open in ${calendar.place}`);
}

/** Whether the window is open at that moment where the customer is. */
export function isInWindow(
  window: Policy['window'],
  zone: string,
  calendar: Calendar,
  at: Temporal.Instant,
  today: Day,
): boolean {
  if (!isBusinessDay(calendar, today) || !window.days.includes(weekday(today))) return false;
  return (
    Temporal.Instant.compare(at, momentOf(today, window.from, zone)) >= 0 &&
    Temporal.Instant.compare(at, momentOf(today, window.to, zone)) < 0
  );
}

// A clock change can skip the time; 'compatible' then takes the moment after the gap, as people do.
function momentOf(on: Day, time: string, zone: string): Temporal.Instant {
  return Temporal.PlainDateTime.from(`${isoDay(on)}T${time}`)
    .toZonedDateTime(zone, { disambiguation: 'compatible' })
    .toInstant();
}
