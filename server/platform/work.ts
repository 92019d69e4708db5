import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { sql, type Transaction } from 'kysely';
import { type Day, day, RefusedError } from '../../core/base/index.ts';
import { todayIn } from './clock.ts';
import type { Business, Platform, Work, Working } from './platform.ts';
import type { Tables } from './tables.ts';

/**
 * How commands get their Work: finds the business by its slug, then opens one transaction under
 * its row-level security.
 */
export function openWork(platform: Platform): Working {
  return async (slug, by, run, options = {}) => {
    const found = await platform.database.system
      .selectFrom('business')
      .select('id')
      .where('slug', '=', slug)
      .executeTakeFirst();
    if (!found) throw unknownBusiness(slug);
    return workFor(platform, found.id, by, run, options);
  };
}

/** Two waited for each other, or saw each other's half: what was taken back may be done again. */
const TURNED_BACK = new Set(['40P01', '40001']);
const GO_FIRST_MS = 40;

/**
 * The same for a job that knows its business by id. A transaction that the database took back
 * because it met another is done once more, so `run` changes nothing but what lies in it.
 * @throws RefusedError `unknown-business`.
 */
export async function workFor<T>(
  platform: Platform,
  businessId: bigint,
  by: string,
  run: (work: Work) => Promise<T>,
  options: { today?: Day; readOnly?: boolean } = {},
): Promise<T> {
  const { database } = platform;
  const open = options.readOnly ? database.tenantRead : database.tenant;
  const attempt = () =>
    open(businessId, async (tx) =>
      run(await startWork(platform, tx, businessId, by, options.today)),
    );
  try {
    return await attempt();
  } catch (error) {
    if (!TURNED_BACK.has(String((error as { code?: unknown } | null)?.code))) throw error;
    platform.log.info({ err: error, business: businessId }, 'met another transaction; once more');
    // The other one goes first: it was let on in this very moment.
    await pause(GO_FIRST_MS);
    return attempt();
  }
}

/** A Work on a tenant transaction that is open already, such as one of tenantClient. */
export async function startWork(
  platform: Platform,
  tx: Transaction<Tables>,
  businessId: bigint,
  by: string,
  today?: Day,
): Promise<Work> {
  const business = await loadBusiness(tx, businessId);
  const now = platform.clock.now();
  return {
    platform,
    tx,
    business,
    by,
    now,
    today: today ?? todayIn(platform.clock, business.zone),
  };
}

/** A business as its own transaction sees it. @throws RefusedError `unknown-business`. */
export async function loadBusiness(tx: Transaction<Tables>, businessId: bigint): Promise<Business> {
  const row = await tx
    .selectFrom('business')
    .selectAll()
    .where('id', '=', businessId)
    .executeTakeFirst();
  if (!row) throw unknownBusiness(String(businessId));
  const { how_to_pay, confirmed_on, created_at: _, live, ...same } = row;
  return {
    ...same,
    howToPay: how_to_pay,
    live: live as Record<string, string>,
    confirmedOn: confirmed_on === null ? null : day(confirmed_on),
  };
}

function unknownBusiness(name: string): RefusedError {
  return new RefusedError('unknown-business', `There is no business "${name.slice(0, 80)}".`, {
    status: 404,
  });
}

/** An answer, and whether it is the one that was given before. */
export interface Once<T> {
  answer: T;
  replayed: boolean;
}

/**
 * Does a command once: the same key with the same input gets the first answer again and does
 * nothing; the answer is stored in the command's own transaction. `input` and the answer are JSON
 * values (bigint and Day as the caller writes them); a replayed answer has passed through JSON.
 * @throws RefusedError `idempotency-conflict` (409) when the key was used with other input.
 */
export async function once<T>(
  work: Work,
  key: string,
  input: unknown,
  run: () => Promise<T>,
): Promise<Once<T>> {
  const { tx, business } = work;
  const hash = createHash('sha256').update(canonical(input)).digest('hex');
  // Two requests under one key take turns, so that the second finds the answer of the first.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${business.id}/${key}`}, 0))`.execute(
    tx,
  );
  const first = await tx
    .selectFrom('command')
    .select(['input_hash', 'answer'])
    .where('business_id', '=', business.id)
    .where('key', '=', key)
    .executeTakeFirst();
  if (first) {
    if (first.input_hash === hash) return { answer: first.answer as T, replayed: true };
    throw new RefusedError(
      'idempotency-conflict',
      'This idempotency key was used before with other input. Nothing was changed. ' +
        'Use a new key for a new request.',
      { status: 409 },
    );
  }
  const answer = await run();
  await tx
    .insertInto('command')
    .values({
      business_id: business.id,
      key,
      input_hash: hash,
      status: 200,
      answer: JSON.stringify(answer ?? null),
      created_at: work.now.toString(),
    })
    .execute();
  return { answer, replayed: false };
}

/** One text for equal values: keys in order, bigint as its digits with an n. */
export function canonical(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object' && !('toJSON' in value)) {
    const entries = Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
