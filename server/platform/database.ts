import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import { clientConfig, databaseName } from './connection.ts';
import type { Database } from './platform.ts';
import type { Tables } from './tables.ts';

/** The role every tenant transaction works as: owns nothing, bypasses nothing, cannot sign in. */
export const APP_ROLE = 'duly_app';

export interface DatabaseOptions {
  /** Connection string of the schema's owner. */
  url: string;
  /**
   * Connection string of a login that may only become duly_app; without one, tenant connections
   * sign in as the owner and are duly_app by SET ROLE alone.
   */
  tenantUrl?: string | null;
  log: Logger;
  /** Connections for tenant work at once. */
  connections?: number;
}

const open = new Set<string>();
let opened = 0;

/** Databases that were opened and not closed, by name; a test suite that leaves one leaks. */
export function openDatabases(): readonly string[] {
  return [...open];
}

/**
 * Opens the two pools on a migrated database: `system` as the owner, and the tenant pool, whose
 * connections begin as duly_app.
 */
export function openDatabase(options: DatabaseOptions): Database {
  const { url, log } = options;
  // An import reads its file into temporary tables first; memory is taken only when they are used.
  const session = { role: APP_ROLE, temp_buffers: '128MB' };
  const tenantPool = makePool(options.tenantUrl ?? url, session, options.connections ?? 8, log);
  const systemPool = makePool(url, {}, 4, log);
  const clients = new Set<pg.PoolClient>();
  for (const pool of [tenantPool, systemPool]) {
    pool.on('connect', (client) => clients.add(client));
    pool.on('remove', (client) => clients.delete(client));
  }
  const tenants = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: tenantPool }) });
  const system = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: systemPool }) });
  opened += 1;
  const name = `${databaseName(url)} #${opened}`;
  open.add(name);
  return {
    url,
    system,
    tenant: (businessId, work) =>
      tenants.transaction().execute(async (tx) => {
        await enter(tx, businessId);
        return work(tx);
      }),
    tenantRead: (businessId, work) =>
      tenants
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute(async (tx) => {
          await enter(tx, businessId);
          return work(tx);
        }),
    tenantClient: (businessId, work) => withTenantClient(tenantPool, businessId, work),
    close: async ({ hurry = false } = {}) => {
      if (!open.delete(name)) return;
      if (hurry) await Promise.allSettled([...clients].map((client) => client.end()));
      const busy = [tenantPool, systemPool].reduce((sum, p) => sum + p.totalCount - p.idleCount, 0);
      if (busy > 0 && !hurry) log.warn({ busy }, 'closing the database waits for running work');
      await Promise.all([tenantPool.end(), systemPool.end()]);
    },
  };
}

function makePool(
  url: string,
  settings: Record<string, string>,
  max: number,
  log: Logger,
): pg.Pool {
  const pool = new pg.Pool({
    ...clientConfig(url, settings),
    max,
    connectionTimeoutMillis: 15_000,
    idleTimeoutMillis: 30_000,
  });
  // An idle connection that the server closes is replaced by the next query; without a listener
  // it would end the program.
  pool.on('error', (error) => {
    if (!pool.ending) log.warn({ err: error }, 'lost an idle database connection');
  });
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/**
 * Says once, for this transaction only, whose rows it may see; as duly_app, whatever the
 * connection was made to be before.
 */
async function enter(tx: Kysely<Tables>, businessId: bigint): Promise<void> {
  await sql`select set_config('duly.business', ${String(businessId)}, true),
    set_config('role', ${APP_ROLE}, true)`.execute(tx);
}

async function withTenantClient<T>(
  pool: pg.Pool,
  businessId: bigint,
  work: (client: pg.PoolClient, tx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  const onError = () => {
    broken = true;
  };
  client.on('error', onError);
  // Kysely over this one connection: queries of both kinds share the transaction.
  const borrowed = {
    query: client.query.bind(client),
    release: () => {},
  } as unknown as pg.PoolClient;
  const single = new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool: { connect: async () => borrowed, end: async () => {}, options: {} },
    }),
  });
  try {
    return await single.transaction().execute(async (tx) => {
      await enter(tx, businessId);
      return work(client, tx);
    });
  } catch (error) {
    // A COPY that was cut short may have left the connection in the middle of its protocol.
    broken = true;
    throw error;
  } finally {
    client.removeListener('error', onError);
    client.release(broken);
  }
}
