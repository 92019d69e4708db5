import { accessSync, constants, statfsSync } from 'node:fs';
import { sql } from 'kysely';
import { connectOwner } from './connection.ts';
import { APP_ROLE } from './database.ts';
import { WORKER_LOCKS } from './locks.ts';
import { appliedMigrations, MIGRATIONS_FOLDER, readMigrations } from './migrate.ts';
import type { Platform } from './platform.ts';
import { queueState } from './queue.ts';

/** One thing the doctor looked at; `detail` says in words what was found. */
export interface Check {
  name: string;
  ok: boolean;
  detail: string;
}

/** A check by its name; what `look` throws is what was found. */
export interface Examination {
  name: string;
  look(platform: Platform): Promise<{ ok: boolean; detail: string }>;
}

const LEAST_POSTGRES = 160_000;
const LEAST_FREE_BYTES = 500 * 1024 * 1024;
const STUCK_SECONDS = 900;
const CLOCK_APART_SECONDS = 60;

/** What the platform looks at; the composition root adds what the rooms do. */
export const platformExaminations: readonly Examination[] = [
  { name: 'node', look: async () => lookAtNode() },
  { name: 'data folder', look: async (platform) => lookAtDataFolder(platform) },
  { name: 'disk space', look: async (platform) => lookAtDisk(platform) },
  { name: 'database', look: lookAtDatabase },
  { name: 'migrations', look: lookAtMigrations },
  { name: 'database role', look: lookAtRole },
  { name: 'tenant sign-in', look: lookAtSignIn },
  { name: 'row-level security', look: lookAtSecurity },
  { name: 'append only', look: lookAtGrants },
  { name: 'queue', look: lookAtQueue },
  { name: 'clock', look: lookAtClock },
];

/** Runs examinations one after another; one that fails does not keep the next from running. */
export async function examine(
  platform: Platform,
  examinations: readonly Examination[],
): Promise<Check[]> {
  const checks: Check[] = [];
  for (const { name, look } of examinations) {
    try {
      checks.push({ name, ...(await look(platform)) });
    } catch (error) {
      checks.push({ name, ok: false, detail: (error as Error).message });
    }
  }
  return checks;
}

function lookAtNode() {
  const ok = Number.parseInt(process.versions.node, 10) >= 26 && typeof Temporal === 'object';
  return { ok, detail: `Node ${process.versions.node}${ok ? '' : '; Duly runs on 26 or newer'}` };
}

function lookAtDataFolder({ config }: Platform) {
  accessSync(config.dataFolder, constants.W_OK | constants.R_OK);
  return { ok: true, detail: `${config.dataFolder} can be written to` };
}

function lookAtDisk({ config }: Platform) {
  const { bavail, bsize } = statfsSync(config.dataFolder);
  const free = bavail * bsize;
  const said = `${(free / 1024 ** 3).toFixed(1)} GB are free where the data lies`;
  return { ok: free >= LEAST_FREE_BYTES, detail: said };
}

async function lookAtDatabase(platform: Platform) {
  const { rows } = await sql<{ version: number; words: string; fsync: string }>`
    select current_setting('server_version_num')::int as version,
      current_setting('server_version') as words, current_setting('fsync') as fsync`.execute(
    platform.database.system,
  );
  const [found] = rows;
  if (!found || found.version < LEAST_POSTGRES) {
    return { ok: false, detail: `PostgreSQL ${found?.words}; Duly needs 16 or newer` };
  }
  const own = platform.config.databaseUrl === null ? 'our own' : 'given by DATABASE_URL';
  if (found.fsync !== 'on') {
    return { ok: false, detail: `PostgreSQL ${found.words}, ${own}, but with fsync off` };
  }
  return { ok: true, detail: `PostgreSQL ${found.words}, ${own}, with fsync on` };
}

async function lookAtMigrations(platform: Platform) {
  const client = await connectOwner(platform.database.url);
  try {
    const done = await appliedMigrations(client);
    const files = await readMigrations(MIGRATIONS_FOLDER);
    const strange = files.filter((file) => {
      const past = done.find(({ number }) => number === file.number);
      return past?.hash !== file.hash;
    });
    const ok = strange.length === 0 && done.length === files.length;
    const detail = ok
      ? `all ${files.length} are applied, as they are`
      : `differ from the database: ${strange.map(({ name }) => name).join(', ') || 'more there'}`;
    return { ok, detail };
  } finally {
    await client.end();
  }
}

async function lookAtRole(platform: Platform) {
  const { rows } = await sql<{ mighty: boolean; login: boolean; owned: number }>`
    select rolsuper or rolbypassrls or rolcreaterole as mighty, rolcanlogin as login,
      (select count(*)::int from pg_class where relowner = role.oid) as owned
    from pg_roles role where rolname = ${APP_ROLE}`.execute(platform.database.system);
  const [role] = rows;
  if (!role) return { ok: false, detail: `there is no role ${APP_ROLE}` };
  const faults = [
    role.mighty ? 'can pass row-level security' : null,
    role.login ? 'can sign in' : null,
    role.owned > 0 ? `owns ${role.owned} tables` : null,
  ].filter((fault) => fault !== null);
  const detail = faults.length > 0 ? faults.join(', ') : 'cannot pass row-level security';
  return { ok: faults.length === 0, detail: `${APP_ROLE} ${detail}` };
}

/** Whether a tenant connection could be turned into the owner's by what is sent over it. */
async function lookAtSignIn(platform: Platform) {
  const who = await platform.database.tenant(0n, async (tx) => {
    const { rows } = await sql<{ name: string; open: boolean }>`
      select session_user as name, (select rolsuper or rolbypassrls from pg_roles
        where rolname = session_user) or pg_has_role(session_user, nspowner, 'member') as open
      from pg_namespace where nspname = 'duly'`.execute(tx);
    return rows[0];
  });
  if (who && !who.open) {
    return { ok: true, detail: `${who.name} signs in for businesses and cannot become the owner` };
  }
  return {
    ok: false,
    detail:
      `tenant connections sign in as ${who?.name}, the owner, and become ${APP_ROLE} by SET ROLE alone, ` +
      'because no login of their own could be made. Let the owner make roles (CREATEROLE) and start again.',
  };
}

/** Tables that hold rows of businesses: all that have the column. */
async function lookAtSecurity(platform: Platform) {
  const { rows } = await sql<{ name: string; secured: boolean; leads: boolean }>`
    select c.relname as name,
      c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid) as secured,
      coalesce((select i.indkey[0] = a.attnum from pg_index i
        where i.indrelid = c.oid and i.indisprimary), false) as leads
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'business_id'
    where c.relnamespace = 'duly'::regnamespace and c.relkind in ('r', 'p')
    order by 1`.execute(platform.database.system);
  const open = rows.filter(({ secured }) => !secured).map(({ name }) => name);
  const misplaced = rows.filter(({ leads }) => !leads).map(({ name }) => name);
  const faults = [
    open.length > 0 ? `no row-level security on ${open.join(', ')}` : null,
    misplaced.length > 0 ? `key not led by business_id on ${misplaced.join(', ')}` : null,
  ].filter((fault) => fault !== null);
  if (faults.length > 0) return { ok: false, detail: faults.join('; ') };
  return { ok: rows.length > 0, detail: `on all ${rows.length} tables of businesses` };
}

async function lookAtGrants(platform: Platform) {
  const appended = ['posting', 'event', 'attempt', 'policy_version', 'command'];
  const { rows } = await sql<{ name: string }>`
    select t.name from unnest(${appended}::text[]) t(name)
    where has_table_privilege(${APP_ROLE}, 'duly.' || t.name, 'UPDATE, DELETE, TRUNCATE')`.execute(
    platform.database.system,
  );
  const open = rows.map(({ name }) => name).join(', ');
  if (open !== '') return { ok: false, detail: `${APP_ROLE} may edit ${open}` };
  return { ok: true, detail: `${appended.join(', ')} cannot be edited` };
}

async function lookAtQueue(platform: Platform) {
  const { waiting, running, failed, oldest_seconds } = await queueState(platform);
  const counts = `${waiting} waiting, ${running} running, ${failed} failed for good`;
  if (oldest_seconds <= STUCK_SECONDS) return { ok: true, detail: counts };
  // Without a server, cron does the work by `duly round` and `duly deliver`: nothing is stuck then.
  if (!(await isWorkerAlive(platform))) {
    return { ok: true, detail: `${counts}; no worker runs just now` };
  }
  const minutes = Math.round(oldest_seconds / 60);
  return { ok: false, detail: `${counts}; the oldest has waited ${minutes} minutes` };
}

async function isWorkerAlive(platform: Platform): Promise<boolean> {
  const { rows } = await sql<{ alive: boolean }>`
    select exists (select from pg_locks where locktype = 'advisory' and granted
      and classid = ${WORKER_LOCKS}::int::oid and objsubid = 2
      and database = (select oid from pg_database where datname = current_database())) as alive`.execute(
    platform.database.system,
  );
  return rows[0]?.alive ?? false;
}

async function lookAtClock(platform: Platform) {
  const { config, clock } = platform;
  if (config.now !== null) {
    return { ok: true, detail: `stands at ${clock.now()} for a trial (DULY_NOW)` };
  }
  const { rows } = await sql<{ now: string }>`select now() as now`.execute(
    platform.database.system,
  );
  const theirs = Temporal.Instant.from(rows[0]?.now ?? '');
  const apart = Math.abs(clock.now().since(theirs).total('seconds'));
  const detail = `${clock.now().toString({ smallestUnit: 'second' })}, as the database has it`;
  if (apart <= CLOCK_APART_SECONDS) return { ok: true, detail };
  return { ok: false, detail: `${Math.round(apart)} seconds apart from the database's clock` };
}
