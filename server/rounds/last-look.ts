import { sql } from 'kysely';
import type { Work } from '../platform/platform.ts';
import type { Claimed } from './claim.ts';
import { writeAttempt } from './hold-back.ts';

/**
 * Claimed messages about whose customers something was told since the door was asked: a payment, an
 * answer, a pause. One small query for many; the door itself is asked again only for these.
 */
export async function changedSince(work: Work, claimed: readonly Claimed[]): Promise<Claimed[]> {
  if (claimed.length === 0) return [];
  const ids = claimed.map((one) => one.message.customer_id);
  const { rows } = await sql<{ customer_id: bigint; version: bigint }>`
    select customer_id, version from customer_snapshot
    where business_id = ${work.business.id} and customer_id = any(${ids}::bigint[])`.execute(
    work.tx,
  );
  const versions = new Map(rows.map((row) => [row.customer_id, row.version]));
  return claimed.filter((one) => (versions.get(one.message.customer_id) ?? 0n) !== one.version);
}

/**
 * Puts claimed messages back into the outbox before they were handed over; the door is asked about
 * them anew. What an earlier deliverer may have handed over stays marked: it is in doubt.
 */
export async function takeBack(work: Work, claimed: readonly Claimed[], why: string) {
  const ids = claimed.filter((one) => !one.leftOver).map((one) => one.message.id);
  if (ids.length === 0) return;
  await work.tx
    .updateTable('message')
    .set((eb) => ({ state: 'queued', attempts: eb('attempts', '-', 1) }))
    .where('business_id', '=', work.business.id)
    .where('id', 'in', ids)
    .where('state', '=', 'sending')
    .execute();
  for (const id of ids) await writeAttempt(work, id, 'held', `Not handed over: ${why}`);
}
