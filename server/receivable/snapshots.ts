import { sql } from 'kysely';
import { type Day, isoDay } from '../../core/base/index.ts';
import { encodePeace, peaceOf, quietUntil } from '../../core/chase/index.ts';
import {
  decodeSnapshot,
  encodeSnapshot,
  fold,
  type Snapshot,
} from '../../core/receivable/index.ts';
import type { Work } from '../platform/platform.ts';
import { readFacts } from './facts.ts';
import { placesOf } from './place.ts';

/**
 * Customers folded at once: large enough to spare round trips, small enough to keep memory flat.
 */
const BATCH = 2_000;

/**
 * Folds customers anew from their postings and events and stores the snapshots, in the caller's
 * transaction. Locks the customers, so that two commands on one customer see each other.
 * @param isNews false for what we said ourselves: nothing that was decided changes by it
 */
export async function refoldCustomers(
  work: Work,
  customerIds: readonly bigint[] | 'all',
  isNews = true,
): Promise<void> {
  for await (const batch of batches(work, customerIds)) {
    await sql`
      select id from customer where business_id = ${work.business.id} and id = any(${batch}::bigint[])
      order by id for no key update`.execute(work.tx);
    await storeSnapshots(work, await foldBatch(work, batch, null));
  }
  if (isNews) await work.platform.afterTold?.(work, customerIds);
}

async function* batches(work: Work, ids: readonly bigint[] | 'all'): AsyncGenerator<bigint[]> {
  if (ids !== 'all') {
    const sorted = [...ids].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    for (let at = 0; at < sorted.length; at += BATCH) yield sorted.slice(at, at + BATCH);
    return;
  }
  let after = 0n;
  while (true) {
    const page = await work.tx
      .selectFrom('customer')
      .select('id')
      .where('business_id', '=', work.business.id)
      .where('id', '>', after)
      .orderBy('id')
      .limit(BATCH)
      .execute();
    if (page.length === 0) return;
    after = page.at(-1)!.id;
    yield page.map((row) => row.id);
  }
}

interface Folded {
  customerId: bigint;
  snapshot: Snapshot;
  quietUntil: number | null;
  peace: string | null;
}

async function foldBatch(work: Work, ids: readonly bigint[], asOf: Day | null): Promise<Folded[]> {
  const places = await placesOf(work, ids);
  const folded: Folded[] = [];
  for (const { customerId, facts } of await readFacts(work, ids, asOf)) {
    const snapshot = fold(facts);
    const { country, region } = places.get(customerId) ?? work.business;
    const around = snapshot.latestOn ?? work.today;
    const calendar = work.platform.calendars.of(country, region, around);
    folded.push({
      customerId,
      snapshot,
      quietUntil: quietUntil(snapshot, calendar),
      // What a past day knew is asked of the facts up to it, and never stored.
      peace: asOf === null ? encodePeace(peaceOf(facts, calendar)) : null,
    });
  }
  return folded;
}

async function storeSnapshots(work: Work, folded: readonly Folded[]): Promise<void> {
  await sql`
    insert into customer_snapshot as known (business_id, customer_id, snapshot, latest_on, quiet_until, peace, refreshed_at)
    select ${work.business.id}, s.customer_id, s.snapshot, s.latest_on, s.quiet_until, s.peace, ${work.now.toString()}::timestamptz
    from unnest(
      ${folded.map((one) => one.customerId)}::bigint[],
      ${folded.map((one) => encodeSnapshot(one.snapshot))}::text[],
      ${folded.map((one) => (one.snapshot.latestOn === null ? null : isoDay(one.snapshot.latestOn)))}::date[],
      ${folded.map((one) => quietDate(one.quietUntil))}::date[],
      ${folded.map((one) => one.peace)}::text[]
    ) as s (customer_id, snapshot, latest_on, quiet_until, peace)
    on conflict (business_id, customer_id) do update set
      snapshot = excluded.snapshot, latest_on = excluded.latest_on,
      quiet_until = excluded.quiet_until, peace = excluded.peace, version = known.version + 1,
      refreshed_at = excluded.refreshed_at`.execute(work.tx);
}

function quietDate(until: number | null): string | null {
  if (until === null) return null;
  return Number.isFinite(until) ? isoDay(until as Day) : 'infinity';
}

/**
 * One customer's snapshot as at a day: the stored one when nothing took effect later, else folded
 * from the facts up to that day.
 */
export async function snapshotAsOf(work: Work, customerId: bigint, asOf: Day): Promise<Snapshot> {
  const [one] = await snapshotsAsOf(work, [customerId], asOf);
  return one!.snapshot;
}

/** The same for many customers, in the order asked. */
export async function snapshotsAsOf(
  work: Work,
  customerIds: readonly bigint[],
  asOf: Day,
): Promise<{ customerId: bigint; snapshot: Snapshot }[]> {
  const rows = await work.tx
    .selectFrom('customer_snapshot')
    .select(['customer_id', 'snapshot', 'latest_on'])
    .where('business_id', '=', work.business.id)
    .where('customer_id', 'in', customerIds.length > 0 ? customerIds : [0n])
    .execute();
  const stored = new Map(rows.map((row) => [row.customer_id, row]));
  const asked = isoDay(asOf);
  const later = customerIds.filter((id) => {
    const row = stored.get(id);
    return !row || (row.latest_on !== null && row.latest_on > asked);
  });
  const folded = new Map(
    later.length === 0
      ? []
      : (await foldBatch(work, later, asOf)).map((one) => [one.customerId, one.snapshot]),
  );
  return customerIds.map((customerId) => ({
    customerId,
    snapshot: folded.get(customerId) ?? decodeSnapshot(stored.get(customerId)!.snapshot),
  }));
}

/** A difference between what is stored and what the facts give. */
export interface SnapshotFault {
  customerId: bigint;
  stored: string | null;
  rebuilt: string;
}

/**
 * Rebuilds every snapshot from postings and events and reports those that differ; changes nothing.
 */
export async function checkSnapshots(
  work: Work,
): Promise<{ checked: number; faults: SnapshotFault[] }> {
  const faults: SnapshotFault[] = [];
  let checked = 0;
  for await (const batch of batches(work, 'all')) {
    const rows = await work.tx
      .selectFrom('customer_snapshot')
      .select(['customer_id', 'snapshot'])
      .where('business_id', '=', work.business.id)
      .where('customer_id', 'in', batch)
      .execute();
    const stored = new Map(rows.map((row) => [row.customer_id, row.snapshot]));
    for (const { customerId, snapshot } of await foldBatch(work, batch, null)) {
      const rebuilt = encodeSnapshot(snapshot);
      const kept = stored.get(customerId) ?? null;
      checked += 1;
      // A customer of whom nothing was ever told has no snapshot yet.
      if (kept === null && snapshot.latestOn === null) continue;
      // Compared as values: the way a snapshot is written may change without its meaning.
      const same = kept !== null && encodeSnapshot(decodeSnapshot(kept)) === rebuilt;
      if (!same) faults.push({ customerId, stored: kept, rebuilt });
    }
  }
  return { checked, faults };
}
