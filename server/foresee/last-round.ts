import { sql } from 'kysely';
import { addDays, day, isBusinessDay, isoDay } from '../../core/base/index.ts';
import { heldInOrder } from '../../core/chase/index.ts';
import type { Work } from '../platform/platform.ts';
import { stillHeld } from '../receivable/index.ts';
import type { LastRound, Today } from './api.ts';

interface RoundRow {
  as_of: string;
  finished_at: string | null;
  customers: number;
  holds: Record<string, number>;
}

/** Customers with nothing open are no part of a round in the eyes of a person. */
const NOT_HELD = new Set(['nothing-open']);
// Beyond this the count says enough.
const MISSED_SHOWN = 20;

/** The last round up to today: when it ran, what it held and why, which days had none. */
export async function lastRound(
  work: Work,
): Promise<{ last: LastRound | null; held: Today['held'] }> {
  const row = (await work.tx
    .selectFrom('round')
    .select(['as_of', 'finished_at', 'customers', 'holds'])
    .where('business_id', '=', work.business.id)
    .where('as_of', '<=', isoDay(work.today))
    .orderBy('as_of', 'desc')
    .limit(1)
    .executeTakeFirst()) as RoundRow | undefined;
  if (!row) return { last: null, held: { count: 0, reasons: [] } };
  const reasons = heldInOrder(await stillHeld(work, row.as_of, row.holds)).filter(
    ({ reason, count }) => count > 0 && !NOT_HELD.has(reason),
  );
  return {
    last: {
      asOf: row.as_of,
      at: row.finished_at,
      finished: row.finished_at !== null,
      customers: row.customers,
      missedDays: missedSince(work, row.as_of),
      failed: await failedMessages(work),
    },
    held: { count: reasons.reduce((sum, one) => sum + one.count, 0), reasons },
  };
}

function missedSince(work: Work, asOf: string): string[] {
  const { country, region } = work.business;
  const calendar = work.platform.calendars.of(country, region, work.today);
  const missed: string[] = [];
  for (
    let at = addDays(day(asOf), 1);
    at < work.today && missed.length < MISSED_SHOWN;
    at = addDays(at, 1)
  ) {
    if (isBusinessDay(calendar, at)) missed.push(isoDay(at));
  }
  return missed;
}

async function failedMessages(work: Work): Promise<number> {
  const found = await sql<{ count: bigint }>`
    select count(*) as count from message
    where business_id = ${work.business.id} and state = 'failed'`.execute(work.tx);
  return Number(found.rows[0]?.count ?? 0n);
}
