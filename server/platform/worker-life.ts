import type { WorkerEvents } from 'graphile-worker';
import type pg from 'pg';
import { connectOwner } from './connection.ts';
import { WORKER_LOCKS } from './locks.ts';
import type { Platform } from './platform.ts';

const SWEEP_MS = 10_000;

/**
 * Frees the jobs of workers that died. The queue alone waits four hours before it gives such a
 * job to another; here every worker holds an advisory lock as long as it lives, and a job whose
 * worker holds none is free again within seconds of the next look.
 */
export function watchWorkers(platform: Platform, events: WorkerEvents) {
  const { log, database } = platform;
  const living = new Set<string>();
  let connection: pg.Client | null = null;
  let round: Promise<void> = Promise.resolve();

  async function connect(): Promise<pg.Client> {
    if (connection) return connection;
    const client = await connectOwner(database.url);
    client.on('error', () => {
      if (connection === client) connection = null;
    });
    client.on('end', () => {
      if (connection === client) connection = null;
    });
    for (const id of living) await client.query(HOLD, [WORKER_LOCKS, id]);
    connection = client;
    return client;
  }

  function next(step: () => Promise<void>): Promise<void> {
    round = round.then(step).catch((error) => {
      log.warn({ err: error }, 'could not look after the jobs of dead workers');
    });
    return round;
  }

  events.on('pool:create', ({ workerPool }) => {
    living.add(workerPool.id);
    next(async () => {
      await (await connect()).query(HOLD, [WORKER_LOCKS, workerPool.id]);
      await sweep(await connect(), platform);
    });
  });
  const timer = setInterval(() => next(async () => sweep(await connect(), platform)), SWEEP_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await round;
      await connection?.end();
    },
  };
}

const HOLD = 'select pg_advisory_lock($1::int, hashtext($2))';

// A worker takes its lock a moment after its first job, so a fresh job proves nothing yet.
const SWEEP = `
  with suspects as materialized (
    select locked_by, max(locked_at) as since from (
      select locked_by, locked_at from graphile_worker._private_jobs where locked_by is not null
      union all
      select locked_by, locked_at from graphile_worker._private_job_queues where locked_by is not null
    ) held group by locked_by
  ), dead as materialized (
    select locked_by as id from suspects
    where since < now() - interval '5 seconds'
      and not exists (select from pg_locks where locktype = 'advisory' and granted
        and database = (select oid from pg_database where datname = current_database())
        and classid::bigint = $1::bigint and objid::bigint = hashtext(locked_by)::bigint & 4294967295)
  )
  select array_agg(id) as ids from dead`;

async function sweep(client: pg.Client, platform: Platform): Promise<void> {
  const { rows } = await client.query<{ ids: string[] | null }>(SWEEP, [WORKER_LOCKS]);
  const ids = rows[0]?.ids ?? [];
  if (ids.length === 0) return;
  await client.query('select graphile_worker.force_unlock_workers($1::text[])', [ids]);
  platform.log.info({ workers: ids.length }, 'freed the jobs of workers that died');
}
