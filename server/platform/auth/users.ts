import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { RefusedError } from '../../../core/base/index.ts';
import type { Platform } from '../platform.ts';
import type { Tables } from '../tables.ts';
import { checkPassword, hashPassword, isPassword } from './password.ts';
import { forgetTwoFactor } from './two-factor.ts';

/** Days a link to choose a password is good for. */
export const LINK_DAYS = 7;

export interface User {
  id: string;
  name: string;
  email: string;
}

/** A hash under which a token that was made at random may be stored. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The user with an address, whatever its case. */
export async function userByEmail(db: Kysely<Tables>, email: string): Promise<User | null> {
  const row = await db
    .selectFrom('auth_user')
    .select(['id', 'name', 'email'])
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst();
  return row ?? null;
}

/** Whether anybody but demo visitors can sign in. */
export async function hasUsers(db: Kysely<Tables>): Promise<boolean> {
  const row = await db
    .selectFrom('auth_user')
    .select('id')
    .where('demo', '=', false)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Makes a user without a password; they cannot sign in before they have one. */
export async function createUser(
  db: Kysely<Tables>,
  now: Temporal.Instant,
  user: { name: string; email: string; demo?: boolean },
): Promise<User> {
  const id = randomUUID();
  const email = user.email.trim().toLowerCase();
  const at = now.toString();
  const { name, demo = false } = user;
  await db
    .insertInto('auth_user')
    .values({ id, name, email, demo, image: null, created_at: at, updated_at: at })
    .execute();
  return { id, name, email };
}

/** Removes sessions and links that are over; done at every start. */
export async function forgetWhatIsOver(platform: Platform): Promise<void> {
  const { clock, database } = platform;
  // Sessions keep the machine's time, links the program's.
  await database.system
    .deleteFrom('auth_session')
    .where('expires_at', '<', sql<string>`now()`)
    .execute();
  await database.system
    .deleteFrom('auth_link')
    .where('expires_at', '<', clock.now().toString())
    .execute();
}

/**
 * Gives a user a password and ends their sessions.
 * @throws RefusedError `weak-password`.
 */
export async function setPassword(
  db: Kysely<Tables>,
  now: Temporal.Instant,
  user: User,
  password: string,
): Promise<void> {
  checkPassword(password, user.email);
  const hash = await hashPassword(password);
  const at = now.toString();
  await db
    .insertInto('auth_account')
    .values({
      id: randomUUID(),
      account_id: user.id,
      provider_id: 'credential',
      user_id: user.id,
      password: hash,
      created_at: at,
      updated_at: at,
    })
    .onConflict((clash) =>
      clash.columns(['provider_id', 'account_id']).doUpdateSet({ password: hash, updated_at: at }),
    )
    .execute();
  await db.deleteFrom('auth_session').where('user_id', '=', user.id).execute();
}

/** Changes one's own password. @throws RefusedError `wrong-password` (403), `weak-password`. */
export async function changePassword(
  platform: Platform,
  user: User,
  present: string,
  password: string,
): Promise<void> {
  const db = platform.database.system;
  const account = await db
    .selectFrom('auth_account')
    .select('password')
    .where('provider_id', '=', 'credential')
    .where('user_id', '=', user.id)
    .executeTakeFirst();
  if (!account?.password || !(await isPassword(account.password, present))) {
    throw new RefusedError('wrong-password', 'The present password is another one.', {
      status: 403,
    });
  }
  await setPassword(db, platform.clock.now(), user, password);
}

/**
 * A link with which the user chooses a password once, within a week. Links made before stop
 * working. Whoever holds it can become the user, so it is shown to one person only.
 */
export async function passwordLink(platform: Platform, userId: string): Promise<string> {
  const { clock, config, database } = platform;
  const token = randomBytes(32).toString('base64url');
  const now = clock.now();
  await database.system.transaction().execute(async (tx) => {
    await tx
      .deleteFrom('auth_link')
      .where('user_id', '=', userId)
      .where('used_at', 'is', null)
      .execute();
    await tx
      .insertInto('auth_link')
      .values({
        token_hash: tokenHash(token),
        user_id: userId,
        expires_at: now.add({ hours: LINK_DAYS * 24 }).toString(),
        used_at: null,
        created_at: now.toString(),
      })
      .execute();
  });
  // After the #, so that it reaches no log and no other server.
  return `${config.publicUrl}/set-password#${token}`;
}

/**
 * A link for the user with an address: for the person who runs the program, when an owner lost
 * their password; their second step is switched off, for the device may be lost too.
 * @throws RefusedError `unknown-user`.
 */
export async function linkForUser(platform: Platform, email: string): Promise<string> {
  const user = await userByEmail(platform.database.system, email);
  if (user) {
    await forgetTwoFactor(platform, user.id);
    return passwordLink(platform, user.id);
  }
  throw new RefusedError('unknown-user', `Nobody signs in as ${email}. Nothing was changed.`);
}

/**
 * Uses such a link: the password is set, and the user is given.
 * @throws RefusedError `link-over` for one that is used, too old or made up; `weak-password`.
 */
export async function usePasswordLink(
  platform: Platform,
  token: string,
  password: string,
): Promise<User> {
  const now = platform.clock.now();
  return platform.database.system.transaction().execute(async (tx) => {
    const used = await tx
      .updateTable('auth_link')
      .set({ used_at: now.toString() })
      .where('token_hash', '=', tokenHash(token))
      .where('used_at', 'is', null)
      .where('expires_at', '>', now.toString())
      .returning('user_id')
      .executeTakeFirst();
    if (!used) {
      throw new RefusedError(
        'link-over',
        'This link was used already or is too old. Ask the person who sent it for a new one.',
        { status: 404 },
      );
    }
    const user = await tx
      .selectFrom('auth_user')
      .select(['id', 'name', 'email'])
      .where('id', '=', used.user_id)
      .executeTakeFirstOrThrow();
    await setPassword(tx, now, user, password);
    return user;
  });
}
