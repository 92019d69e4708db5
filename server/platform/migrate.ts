import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import type { Logger } from 'pino';
import { RefusedError } from '../../core/base/index.ts';
import { connectOwner } from './connection.ts';
import { APP_ROLE } from './database.ts';
import { MIGRATION_LOCK } from './locks.ts';
import { workerLogger } from './worker-logger.ts';

/** One numbered SQL file, or what the database remembers of it. */
export interface Migration {
  number: number;
  name: string;
  /** sha256 of the text, with line ends as LF. */
  hash: string;
}

/** A numbered SQL file with its text. */
export interface MigrationFile extends Migration {
  text: string;
}

/** Where the numbered SQL files lie. */
export const MIGRATIONS_FOLDER = join(import.meta.dirname, 'migrations');

/**
 * Brings a database to the newest schema: our numbered files in order, each in a transaction of
 * its own, then the queue's. Two starters take turns. Answers the names of what was applied.
 * @throws RefusedError `migration-changed`, `migration-missing` or `database-newer`.
 */
export async function migrate(
  url: string,
  log: Logger,
  folder: string = MIGRATIONS_FOLDER,
): Promise<string[]> {
  const files = await readMigrations(folder);
  const client = await connectOwner(url);
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await ensureRole(client);
    await applyMigrations(client, []);
    const done = await appliedMigrations(client);
    checkHistory(files, done);
    const waiting = files.filter((file) => !done.some((past) => past.number === file.number));
    // The queue's schema comes first: our own functions speak of its types.
    await migrateQueue(url, log);
    for (const file of waiting) await apply(client, file, log);
    return waiting.map((file) => file.name);
  } finally {
    await client.end();
  }
}

/** What a database says was applied to it, oldest first. */
export async function appliedMigrations(client: pg.ClientBase): Promise<Migration[]> {
  const { rows } = await client.query<Migration>(
    'select number, name, hash from duly.duly_migration order by number',
  );
  return rows;
}

/** The numbered SQL files of a folder, in order. @throws Error when two share a number. */
export async function readMigrations(folder: string): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const files = await Promise.all(
    names.map(async (name) => {
      const match = /^(\d{4})_[a-z0-9_]+\.sql$/.exec(name);
      if (!match) throw new Error(`Migration ${name} is not named 0001_some_words.sql`);
      const text = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n');
      const hash = createHash('sha256').update(text).digest('hex');
      return { number: Number(match[1]), name, hash, text };
    }),
  );
  for (const [index, file] of files.entries()) {
    const before = files[index - 1];
    if (before?.number === file.number) {
      throw new Error(`Migrations ${before.name} and ${file.name} have the same number`);
    }
  }
  return files;
}

const KEEP = 'Nothing was changed.';

function checkHistory(files: readonly Migration[], done: readonly Migration[]): void {
  const newest = files.at(-1)?.number ?? 0;
  const newestDone = done.at(-1)?.number ?? 0;
  if (newestDone > newest) {
    throw new RefusedError(
      'database-newer',
      `This database was made by a newer Duly (its migration is ${newestDone}, this program knows ` +
        `${newest}). ${KEEP} Start the newer program, or restore a backup made before it.`,
    );
  }
  for (const past of done) {
    const file = files.find((candidate) => candidate.number === past.number);
    if (!file) {
      throw new RefusedError(
        'migration-missing',
        `The file of migration ${past.name}, which this database has, is missing. ${KEEP} ` +
          'Put the file back as it was.',
      );
    }
    if (file.hash !== past.hash) {
      throw new RefusedError(
        'migration-changed',
        `Migration ${past.name} is no longer what this database was given. ${KEEP} Put the file ` +
          'back as it was and write the change as a new migration.',
      );
    }
  }
  const late = files.find(
    (file) => file.number < newestDone && !done.some((past) => past.number === file.number),
  );
  if (late) {
    throw new RefusedError(
      'migration-missing',
      `Migration ${late.name} came after this database had ${newestDone}. ${KEEP} Give it the ` +
        'next free number.',
    );
  }
}

async function apply(client: pg.Client, file: MigrationFile, log: Logger): Promise<void> {
  await client.query('begin');
  try {
    await applyMigrations(client, [file]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`Migration ${file.name} failed: ${(error as Error).message}`, { cause: error });
  }
  log.debug({ migration: file.name }, 'migrated');
}

/** Applies files in the transaction that is open, and remembers them; makes the schema at need. */
export async function applyMigrations(
  client: pg.ClientBase,
  files: readonly MigrationFile[],
): Promise<void> {
  await client.query('create schema if not exists duly');
  await client.query(`create table if not exists duly.duly_migration (
    number integer primary key, name text not null, hash text not null,
    at timestamptz not null default now())`);
  for (const { number, name, hash, text } of files) {
    await client.query(text);
    await client.query('insert into duly.duly_migration (number, name, hash) values ($1, $2, $3)', [
      number,
      name,
      hash,
    ]);
  }
  await client.query(`revoke all on duly.duly_migration from ${APP_ROLE}`);
}

async function ensureRole(client: pg.Client): Promise<void> {
  try {
    await client.query(
      `create role ${APP_ROLE} nologin nosuperuser nobypassrls nocreatedb nocreaterole`,
    );
  } catch (error) {
    // Another database of this cluster has brought it, perhaps in this very moment.
    if (!['42710', '23505'].includes((error as pg.DatabaseError).code ?? '')) throw error;
  }
  const { rows } = await client.query<{ mighty: boolean; owner: boolean; member: boolean }>(
    `select rolsuper or rolbypassrls as mighty, rolname = current_user as owner,
            pg_has_role(current_user, oid, 'set') as member
     from pg_roles where rolname = $1`,
    [APP_ROLE],
  );
  const role = rows[0];
  if (!role || role.mighty || role.owner) {
    throw new RefusedError(
      'role-too-mighty',
      `The database role ${APP_ROLE} must be neither the owner nor able to pass row-level ` +
        `security. Take SUPERUSER and BYPASSRLS from it, and connect as another role.`,
    );
  }
  if (!role.member) await client.query(`grant ${APP_ROLE} to current_user with set true`);
}

async function migrateQueue(url: string, log: Logger): Promise<void> {
  // The queue reads values with the library's own parsers, so it has a pool of its own.
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  pool.on('error', (error) => log.warn({ err: error }, 'lost the connection of the queue'));
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    await runMigrations({ pgPool: pool, logger: workerLogger(log) });
  } finally {
    await pool.end();
  }
}
