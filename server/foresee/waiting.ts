import { sql } from 'kysely';
import { isoDay, spokenDay } from '../../core/base/index.ts';
import type { Work } from '../platform/platform.ts';
import type { Waiting } from './api.ts';

/** Kinds of tasks that belong to the round itself; the others are answers and what follows them. */
export const ROUND_TASKS = ['call'] as const;

/** What waits for a person, as figures, and what every screen must know of its business. */
export async function waiting(work: Work): Promise<Waiting> {
  const { business } = work;
  const id = business.id;
  const counts = await sql<{ round: bigint; answers: bigint; receipts: bigint }>`
    select
      (select count(*) from message where business_id = ${id} and state in ('proposed', 'open')) as round,
      (select count(*) from task where business_id = ${id} and closed_on is null
        and kind <> all(${[...ROUND_TASKS]}::text[])) as answers,
      (select count(*) from receipt where business_id = ${id} and matched_on is null
        and set_aside_on is null) as receipts`.execute(work.tx);
  const found = counts.rows[0];
  const clock = work.now.toZonedDateTimeISO(business.zone).toPlainTime();
  return {
    today: isoDay(work.today),
    currency: business.currency,
    safeMode: Object.keys(business.live).length === 0,
    clockMoved: work.platform.config.now !== null,
    nowWords: `${spokenDay(work.today, work.today)}, ${clock.toString({ smallestUnit: 'minute' })}`,
    round: Number(found?.round ?? 0n),
    answers: Number(found?.answers ?? 0n),
    receipts: Number(found?.receipts ?? 0n),
  };
}
