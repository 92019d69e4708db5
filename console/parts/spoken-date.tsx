import { parseDay, shortDay, spokenDay } from '../../core/base/index.ts';
import { useBusiness } from '../shell/business.ts';

/** A date as people say it, from ISO text: "Tuesday 24 November", or "24 Nov" in short. */
export function dateText(iso: string, today: string, short = false): string {
  const at = parseDay(iso);
  const now = parseDay(today);
  if (at === null || now === null) return iso;
  return short ? shortDay(at, now) : spokenDay(at, now);
}

/** A date for reading, with the ISO date for machines; the year is said when it is another one. */
export function SpokenDate({ day, short }: { day: string; short?: boolean }) {
  const { today } = useBusiness();
  return <time dateTime={day}>{dateText(day, today, short)}</time>;
}

const WHEN = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** A moment on the reader's own clock: "Tue 24 Nov, 09:30". */
export function Moment({ at }: { at: string }) {
  const moment = new Date(at);
  const known = !Number.isNaN(moment.getTime());
  return <time dateTime={at}>{known ? WHEN.format(moment) : at}</time>;
}
