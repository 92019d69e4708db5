import { type Day, isoDay } from '../../../core/base/index.ts';
import type { Work } from '../../platform/platform.ts';
import type { OnRoster } from '../roster.ts';
import type { Life } from './lived.ts';

/** Minute of the day at which the demo's rounds ran. */
export const ROUND_AT = 6 * 60;

/** A life with the customer and contact it was given in the database. */
export interface Lived {
  life: Life;
  customer: OnRoster;
  ladder: OnRoster['ladder'];
}

/** All things of one kind, of all customers, in the order of their days and minutes. */
export function inOrder<T>(
  lives: readonly Lived[],
  of: (life: Life) => readonly T[],
  at: (thing: T) => number,
): { thing: T; owner: Lived }[] {
  return lives
    .flatMap((owner) => of(owner.life).map((thing) => ({ thing, owner })))
    .sort((a, b) => at(a.thing) - at(b.thing));
}

/** A minute of a day where the business is, as the database writes moments. */
export function moment(work: Work, on: Day, minute: number): string {
  const time = Temporal.PlainTime.from('00:00').add({ minutes: minute });
  return Temporal.PlainDate.from(isoDay(on))
    .toZonedDateTime({ timeZone: work.business.zone, plainTime: time })
    .toInstant()
    .toString();
}
