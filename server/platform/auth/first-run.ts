import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import { RefusedError } from '../../../core/base/index.ts';
import { addBusinessIn, type BusinessHooks, type NewBusiness } from '../business/index.ts';
import { FIRST_RUN_LOCK } from '../locks.ts';
import type { Business, Platform } from '../platform.ts';
import type { Tables } from '../tables.ts';
import { createUser, hasUsers, setPassword, type User, userByEmail } from './users.ts';

/** What the first person says about themselves and their business. */
export interface FirstRun extends Omit<NewBusiness, 'person' | 'email' | 'demo'> {
  person: string;
  email: string;
  password: string;
}

/**
 * Makes the first user, the owner of a first business, all in one transaction. Businesses that
 * were added by the command line and have no owner become theirs as well.
 * @throws RefusedError `already-set-up` (409) once there is a user; `weak-password`,
 * `invalid-business`.
 */
export async function firstRun(
  platform: Platform,
  input: FirstRun,
  hooks: BusinessHooks,
): Promise<{ user: User; business: Business }> {
  const now = platform.clock.now();
  const { password, ...business } = input;
  return platform.database.system.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${FIRST_RUN_LOCK})`.execute(tx);
    if (await hasUsers(tx)) throw alreadySetUp();
    const user = await createUser(tx, now, { name: input.person, email: input.email });
    await setPassword(tx, now, user, password);
    await adoptOwnerless(tx, now, user.id);
    const added = await addBusinessIn(platform, tx, business, hooks, {
      by: user.name,
      ownerId: user.id,
    });
    return { user, business: added };
  });
}

/**
 * At start without a terminal: DULY_OWNER_EMAIL and DULY_OWNER_PASSWORD make the first user when
 * there is none, and that user becomes the owner of every business that has none. A password that
 * was changed since is left alone.
 */
export async function ensureOwner(platform: Platform): Promise<void> {
  const { owner } = platform.config;
  if (!owner) return;
  const now = platform.clock.now();
  await platform.database.system.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${FIRST_RUN_LOCK})`.execute(tx);
    let user = await userByEmail(tx, owner.email);
    if (!user) {
      if (await hasUsers(tx)) {
        platform.log.warn('there are users already, so DULY_OWNER_EMAIL makes none');
        return;
      }
      const name = owner.email.split('@')[0] ?? owner.email;
      user = await createUser(tx, now, { name, email: owner.email });
      await setPassword(tx, now, user, owner.password);
      platform.log.info({ email: user.email }, 'made the first user');
    }
    await adoptOwnerless(tx, now, user.id);
  });
}

/**
 * Who a business added without a user belongs to: the user of DULY_OWNER_EMAIL, else the only
 * user there is, else nobody yet.
 */
export async function likelyOwner(platform: Platform): Promise<string | null> {
  const { config, database } = platform;
  if (config.owner) {
    const named = await userByEmail(database.system, config.owner.email);
    if (named) return named.id;
  }
  const users = await database.system
    .selectFrom('auth_user')
    .select('id')
    .where('demo', '=', false)
    .limit(2)
    .execute();
  return users.length === 1 ? (users[0]?.id ?? null) : null;
}

async function adoptOwnerless(
  tx: Transaction<Tables>,
  now: Temporal.Instant,
  userId: string,
): Promise<void> {
  await sql`
    insert into membership (business_id, user_id, role, created_at)
    select b.id, ${userId}, 'owner', ${now.toString()}::timestamptz from business b
    where not b.demo and not exists
      (select 1 from membership m where m.business_id = b.id and m.role = 'owner')
    on conflict (business_id, user_id) do update set role = 'owner'`.execute(tx);
}

function alreadySetUp(): RefusedError {
  return new RefusedError(
    'already-set-up',
    'This installation has its owner already. Sign in, or ask them to invite you.',
    { status: 409 },
  );
}
