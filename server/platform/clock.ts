import { type Day, dayInZone } from '../../core/base/index.ts';

/** The only reader of time in the program. */
export interface Clock {
  now(): Temporal.Instant;
}

/** The machine's own clock. */
export function systemClock(): Clock {
  return { now: () => Temporal.Now.instant() };
}

/** A clock that starts at `start` and runs on at the machine's pace (DULY_NOW). */
export function clockStartingAt(start: Temporal.Instant): Clock {
  const begun = performance.now();
  return { now: () => start.add({ milliseconds: Math.round(performance.now() - begun) }) };
}

/** A clock that stands still until a test moves it, backwards too. */
export function fakeClock(start: string): Clock & { set(instant: string): void } {
  let at = Temporal.Instant.from(start);
  return {
    now: () => at,
    set: (instant) => {
      at = Temporal.Instant.from(instant);
    },
  };
}

/** The date in a zone now. */
export function todayIn(clock: Clock, zone: string): Day {
  return dayInZone(clock.now(), zone);
}
