import { randomBytes } from 'node:crypto';
import { RefusedError } from '../../../core/base/index.ts';
import type { Caller, Role } from '../http/index.ts';
import type { Platform, Work } from '../platform.ts';
import { tokenHash } from './users.ts';

const START = 'duly_';
/** How much of a key stays readable in a list. */
const PREFIX_LENGTH = START.length + 6;
/** How exactly it is kept when a key was last used, in hours. */
const LAST_USED_HOURS = 1;

export interface ListedKey {
  id: bigint;
  name: string;
  prefix: string;
  role: Role;
  createdBy: string | null;
  createdAt: string;
  lastUsedAt: string | null;
}

/** The keys of the business that work, newest first. */
export async function apiKeys(work: Work): Promise<ListedKey[]> {
  const rows = await work.tx
    .selectFrom('api_key')
    .selectAll()
    .where('business_id', '=', work.business.id)
    .where('revoked_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(500)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    role: row.role,
    createdBy: row.created_by,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }));
}

/** Makes a key for a program; its secret is given here once, and only its hash is kept. */
export async function createApiKey(
  work: Work,
  wanted: { name: string; role: Role },
): Promise<ListedKey & { key: string }> {
  const key = START + randomBytes(32).toString('base64url');
  const prefix = key.slice(0, PREFIX_LENGTH);
  const createdAt = work.now.toString();
  const { id } = await work.tx
    .insertInto('api_key')
    .values({
      business_id: work.business.id,
      name: wanted.name,
      prefix,
      hash: tokenHash(key),
      role: wanted.role,
      created_by: work.by,
      created_at: createdAt,
      last_used_at: null,
      revoked_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, ...wanted, prefix, key, createdBy: work.by, createdAt, lastUsedAt: null };
}

/** Ends a key at once. @throws RefusedError `unknown-key` (404). */
export async function revokeApiKey(work: Work, id: bigint): Promise<void> {
  const done = await work.tx
    .updateTable('api_key')
    .set({ revoked_at: work.now.toString() })
    .where('business_id', '=', work.business.id)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (done.numUpdatedRows > 0n) return;
  throw new RefusedError('unknown-key', 'There is no such key here.', { status: 404 });
}

/** The program behind a key, or null when nobody is. */
export async function keyCaller(platform: Platform, key: string): Promise<Caller | null> {
  if (!key.startsWith(START) || key.length > 200) return null;
  const { system } = platform.database;
  const row = await system
    .selectFrom('api_key')
    .select(['id', 'business_id', 'name', 'role', 'last_used_at'])
    .where('hash', '=', tokenHash(key))
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  const now = platform.clock.now();
  const stale = now.subtract({ hours: LAST_USED_HOURS }).toString();
  if (row.last_used_at === null || row.last_used_at < stale) {
    await system
      .updateTable('api_key')
      .set({ last_used_at: now.toString() })
      .where('business_id', '=', row.business_id)
      .where('id', '=', row.id)
      .execute();
  }
  return {
    kind: 'key',
    keyId: row.id,
    businessId: row.business_id,
    name: `API key ${row.name}`,
    role: row.role,
  };
}
