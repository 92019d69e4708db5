import { sql } from 'kysely';
import { type Day, dayInZone, isoDay, RefusedError } from '../../core/base/index.ts';
import type { SourceOfTruth } from '../../core/chase/index.ts';
import type { Work } from '../platform/platform.ts';
import type { Source } from './sources-api.ts';

/** Clocks of two machines differ; what lies further ahead than this has not happened. */
const CLOCKS_DIFFER_MINUTES = 5;

interface Connected {
  name: string;
  /** What it last brought since it was connected. */
  at: string | null;
}

async function connected(work: Work): Promise<Connected[]> {
  const { rows } = await sql<Connected>`
    select s.id as name, max(y.at) as at from source s
    left join source_sync y on y.business_id = s.business_id and y.source_id = s.id
      and y.recorded_at >= s.connected_at
    where s.business_id = ${work.business.id} and s.disconnected_at is null
    group by s.id order by s.id`.execute(work.tx);
  return rows;
}

/** The connected sources of a business, by name. */
export async function listSources(work: Work): Promise<Source[]> {
  return (await connected(work)).map(({ name, at }) => {
    const freshOn = at === null ? null : isoDay(dayOf(work, at));
    return { name, syncedAt: at, freshOn };
  });
}

/**
 * Connects a source. From then on the business lives by what its sources bring: rounds hold until
 * it has reported, and whenever it falls behind (freshness). Connected already, it stays so.
 */
export async function connectSource(work: Work, name: string): Promise<void> {
  const connectedAt = work.now.toString();
  await work.tx
    .insertInto('source')
    .values({
      business_id: work.business.id,
      id: name,
      connected_at: connectedAt,
      disconnected_at: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['business_id', 'id'])
        .doUpdateSet({ connected_at: connectedAt, disconnected_at: null })
        .where('source.disconnected_at', 'is not', null),
    )
    .execute();
}

function dayOf(work: Work, at: string): Day {
  return dayInZone(Temporal.Instant.from(at), work.business.zone);
}

/**
 * Records that a connected source has brought everything up to a moment.
 * @throws RefusedError `unknown-source` (404), `bad-moment` when that has not come yet.
 */
export async function recordSync(work: Work, name: string, at: string | null): Promise<void> {
  await lockSource(work, name);
  const moment = at === null ? work.now : Temporal.Instant.from(at);
  const latest = work.now.add({ minutes: CLOCKS_DIFFER_MINUTES });
  if (Temporal.Instant.compare(moment, latest) > 0)
    throw new RefusedError('bad-moment', `${at} has not come yet. Nothing was recorded.`);
  await work.tx
    .insertInto('source_sync')
    .values({
      business_id: work.business.id,
      source_id: name,
      at: moment.toString(),
      reported_by: work.by,
      recorded_at: work.now.toString(),
    })
    .execute();
}

/**
 * Records that a source brings nothing any more; nothing waits for it from then on.
 * @throws RefusedError `unknown-source` (404).
 */
export async function disconnectSource(work: Work, name: string): Promise<void> {
  await lockSource(work, name);
  await work.tx
    .updateTable('source')
    .set({ disconnected_at: work.now.toString() })
    .where('business_id', '=', work.business.id)
    .where('id', '=', name)
    .execute();
}

async function lockSource(work: Work, name: string): Promise<void> {
  const found = await work.tx
    .selectFrom('source')
    .select('id')
    .where('business_id', '=', work.business.id)
    .where('id', '=', name)
    .where('disconnected_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (found) return;
  const text = `No source ${name} is connected. Nothing was recorded.`;
  throw new RefusedError('unknown-source', text, { status: 404 });
}

/**
 * The connected source that is furthest behind: facts are as fresh as the stalest of those that
 * bring them, unless a person has looked since. Null when none is connected.
 */
export async function connectedSource(work: Work): Promise<SourceOfTruth | null> {
  const all = await connected(work);
  if (all.length === 0) return null;
  const [oldest] = all
    .map(({ name, at }) => ({ name, freshOn: at === null ? null : dayOf(work, at) }))
    .toSorted((a, b) => (a.freshOn ?? 0) - (b.freshOn ?? 0));
  const { name, freshOn } = oldest!;
  const { confirmedOn } = work.business;
  if (confirmedOn !== null && (freshOn === null || confirmedOn > freshOn))
    return { kind: 'connected', freshOn: confirmedOn };
  return { kind: 'connected', freshOn, name };
}
