import { sql } from 'kysely';
import { type Day, day, isoDay } from '../../core/base/index.ts';
import type { Happening } from '../../core/receivable/index.ts';
import type { Work } from '../platform/platform.ts';
import { refoldCustomers } from './snapshots.ts';

/** Fields of a happening that are days, and those that are minor units: JSON has neither. */
const DAY_FIELDS = new Set(['payOn', 'until', 'dueOn']);
const AMOUNT_FIELDS = new Set(['amount']);

/** A happening before the database has given it its number. */
export type NewHappening = Happening extends infer One
  ? One extends { id: string }
    ? Omit<One, 'id'>
    : One
  : never;

/** What the event table keeps of a happening beside its kind, day and number. */
export function encodeHappening(happening: NewHappening): string {
  const { kind: _, on: __, ...data } = happening;
  return JSON.stringify(data, (key, value) => {
    if (typeof value === 'bigint') return value.toString();
    return DAY_FIELDS.has(key) && typeof value === 'number' ? isoDay(value as Day) : value;
  });
}

/** The happening of a row of the event table. */
export function decodeHappening(row: {
  kind: string;
  on: Day;
  id: string;
  data: object;
}): Happening {
  return { kind: row.kind, on: row.on, id: row.id, ...(revive(row.data) as object) } as Happening;
}

function revive(value: unknown, key = ''): unknown {
  if (typeof value === 'string') {
    if (AMOUNT_FIELDS.has(key)) return BigInt(value);
    return DAY_FIELDS.has(key) ? day(value) : value;
  }
  if (Array.isArray(value)) return value.map((one) => revive(one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, revive(inner, name)]),
  );
}

/**
 * Appends an event about a customer and folds their snapshot anew, in the caller's transaction.
 * @param shown what the timeline says beyond the kind: words, a name, a quoted sentence
 * @returns the event's number, which is the `id` of the happening
 */
export async function appendEvent(
  work: Work,
  customerId: bigint,
  happening: NewHappening,
  shown: Record<string, unknown> = {},
): Promise<bigint> {
  const [id] = await appendEvents(work, [{ customerId, happening, shown }]);
  return id!;
}

/** Appends many events and folds each customer once. */
export async function appendEvents(
  work: Work,
  events: readonly {
    customerId: bigint;
    happening: NewHappening;
    shown?: Record<string, unknown>;
  }[],
): Promise<bigint[]> {
  if (events.length === 0) return [];
  const result = await sql<{ id: bigint }>`
    insert into event (business_id, customer_id, kind, effective_on, data, shown, by, recorded_at)
    select ${work.business.id}, e.customer_id, e.kind, e.effective_on, e.data::jsonb, e.shown::jsonb,
           ${work.by}, ${work.now.toString()}::timestamptz
    from unnest(
      ${events.map((event) => event.customerId)}::bigint[],
      ${events.map((event) => event.happening.kind)}::text[],
      ${events.map((event) => isoDay(event.happening.on))}::date[],
      ${events.map((event) => encodeHappening(event.happening))}::text[],
      ${events.map((event) => JSON.stringify(event.shown ?? {}))}::text[]
    ) with ordinality as e (customer_id, kind, effective_on, data, shown, n)
    order by e.n
    returning id`.execute(work.tx);
  const isNews = events.some((event) => event.happening.kind !== 'chase-sent');
  await refoldCustomers(work, [...new Set(events.map((event) => event.customerId))], isNews);
  return result.rows.map((row) => row.id);
}
