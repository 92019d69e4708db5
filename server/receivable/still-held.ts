import { sql } from 'kysely';
import type { Work } from '../platform/platform.ts';

/** A customer with a message that waits to leave is not left in peace, whatever the round held. */
export const HAS_MESSAGE_WAITING = sql`exists (
  select from message w where w.business_id = d.business_id and w.customer_id = d.customer_id
    and w.state in ('proposed', 'queued', 'open'))`;

/**
 * How many customers a round left in peace, by reason, without those whose message of an earlier
 * day still waits (on a closed day it is put off, not withdrawn).
 */
export async function stillHeld(
  work: Work,
  asOf: string,
  holds: Readonly<Record<string, number>>,
): Promise<Record<string, number>> {
  const { rows } = await sql<{ reason: string; count: number }>`
    select d.reason, count(*)::int as count
    from message m join decision d on d.business_id = m.business_id
      and d.as_of = ${asOf}::date and d.customer_id = m.customer_id
    where m.business_id = ${work.business.id} and m.state in ('proposed', 'queued', 'open')
      and d.outcome = 'hold'
    group by d.reason`.execute(work.tx);
  const waiting = new Map(rows.map((row) => [row.reason, row.count]));
  const left = Object.entries(holds).map(
    ([reason, count]) => [reason, count - (waiting.get(reason) ?? 0)] as const,
  );
  return Object.fromEntries(left.filter(([, count]) => count > 0));
}
