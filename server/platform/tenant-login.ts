import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import type { Logger } from 'pino';
import { clientConfig, connectOwner } from './connection.ts';
import { APP_ROLE } from './database.ts';
import { MIGRATION_LOCK } from './locks.ts';
import { writeOnce } from './write-once.ts';

/** Whom tenant connections sign in as: a role that may become duly_app and nothing else. */
export interface TenantLogin {
  user: string;
  password: string;
}

/**
 * The login of a data folder, made at first and kept there for its owner's eyes only. Its name is
 * its own, so that two installations on one server never change each other's password.
 */
export function tenantLoginIn(dataFolder: string): TenantLogin {
  const text = writeOnce(
    join(dataFolder, 'database-login'),
    () => `${APP_ROLE}_${randomBytes(5).toString('hex')}:${randomBytes(24).toString('base64url')}`,
  );
  const [user = '', password = ''] = text.split(':', 2);
  return { user, password };
}

/**
 * The connection string of tenant connections. Signed in by their own login, they cannot become
 * the owner of the tables, whatever statement reaches them: neither by RESET ROLE nor otherwise.
 * The login is made where it is missing.
 * @returns null where the owner may make no roles, or the server lets the new one not in: then
 *   tenant connections sign in as the owner and only work as duly_app, which the doctor says.
 */
export async function tenantUrl(
  ownerUrl: string,
  login: TenantLogin,
  log: Logger,
): Promise<string | null> {
  const url = signedInAs(ownerUrl, login);
  if ((await tryIt(url)) === null) return url;
  try {
    await makeLogin(ownerUrl, login);
  } catch (error) {
    log.warn({ err: error }, 'no role of its own could be made for the work of businesses');
    return null;
  }
  const fault = await tryIt(url);
  if (fault === null) return url;
  log.warn({ err: fault }, `the database does not let ${login.user} in`);
  return null;
}

/** A connection string with another user in it. */
export function signedInAs(url: string, { user, password }: TenantLogin): string {
  const [address = '', query = ''] = url.split('?', 2);
  const parameters = new URLSearchParams(query);
  for (const name of ['user', 'password']) parameters.delete(name);
  const rest = parameters.toString();
  const own = address.replace(
    /^(postgres(?:ql)?:\/\/)(?:[^@/]*@)?/,
    `$1${user}:${encodeURIComponent(password)}@`,
  );
  return rest === '' ? own : `${own}?${rest}`;
}

/** Signs in and becomes duly_app. @returns what went wrong; null when nothing did */
async function tryIt(url: string): Promise<Error | null> {
  const client = new pg.Client({
    ...clientConfig(url, { role: APP_ROLE }),
    connectionTimeoutMillis: 15_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return null;
  } catch (error) {
    return error as Error;
  } finally {
    await client.end().catch(() => {});
  }
}

async function makeLogin(ownerUrl: string, { user, password }: TenantLogin): Promise<void> {
  const client = await connectOwner(ownerUrl);
  try {
    // Two who start at once take turns.
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [user]);
    const verb = rowCount === 0 ? 'create' : 'alter';
    await client.query(
      `${verb} role ${user} login noinherit nosuperuser nobypassrls nocreatedb nocreaterole ` +
        `password '${verifierOf(password)}'`,
    );
    await client.query(`grant ${APP_ROLE} to ${user} with inherit false, set true`);
  } finally {
    await client.end();
  }
}

/**
 * What PostgreSQL keeps of a password (SCRAM-SHA-256, RFC 5803), worked out here: the password
 * itself then stands in no statement and no log of the server.
 */
function verifierOf(password: string): string {
  const iterations = 4096;
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const keyFor = (what: string) => createHmac('sha256', salted).update(what).digest();
  const stored = createHash('sha256').update(keyFor('Client Key')).digest('base64');
  const server = keyFor('Server Key').toString('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${server}`;
}
