import { dayInZone, isoDay } from '../../core/base/index.ts';
import type { Work } from '../platform/platform.ts';
import { addJob } from '../platform/queue.ts';

/** The hour of a business's own day at which its round runs. */
export const ROUND_HOUR = 6;

/** A look at a page wakes the rounds once in so many seconds; whoever looks on need not. */
const WAKE_SECONDS = 30;
const woken = new WeakMap<object, Map<bigint, Temporal.Instant>>();

/**
 * Whether today's round of a business is still to come although its hour has: the program was off,
 * or the day has only begun. Not before the first round, which a person asks for.
 */
export async function isRoundDue(work: Work): Promise<boolean> {
  const { zone } = work.business;
  const today = dayInZone(work.now, zone);
  if (work.today !== today || work.now.toZonedDateTimeISO(zone).hour < ROUND_HOUR) return false;
  const latest = await work.tx
    .selectFrom('round')
    .select('as_of')
    .where('business_id', '=', work.business.id)
    .orderBy('as_of', 'desc')
    .limit(1)
    .executeTakeFirst();
  return latest !== undefined && latest.as_of < isoDay(today);
}

/**
 * The same, and has the rounds that are due begin now, not at their next quarter of an hour: the
 * first who looks at a new day sees it made.
 */
export async function roundDueNow(work: Work): Promise<boolean> {
  if (!(await isRoundDue(work))) return false;
  const { platform, business, now } = work;
  const known = woken.get(platform.database) ?? new Map<bigint, Temporal.Instant>();
  woken.set(platform.database, known);
  const last = known.get(business.id);
  const isRecent = last && Math.abs(now.since(last).total('seconds')) < WAKE_SECONDS;
  if (isRecent) return true;
  known.set(business.id, now);
  // Beside the page's own transaction, which only reads.
  await addJob(platform, platform.database.system, 'rounds-due', {}, { key: 'rounds-due' });
  return true;
}
