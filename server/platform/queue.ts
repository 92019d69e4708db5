import { type Kysely, sql, type Transaction } from 'kysely';
import type { Platform } from './platform.ts';
import type { Tables } from './tables.ts';

/** One job: a task by name, what it is told, and when and how it runs. */
export interface JobSpec {
  task: string;
  /** A JSON object; jobs of a tenant transaction are given `business`, its id as a string. */
  payload?: Readonly<Record<string, unknown>>;
  /** When, by the program's clock; at once unless said. */
  runAt?: Temporal.Instant;
  /** A job that waits under the same key (of this business) is replaced. */
  key?: string;
  /** Jobs of one queue (of this business) run one after another. */
  queue?: string;
  /** How often it is tried before it counts as failed; 25 unless said. */
  attempts?: number;
}

/**
 * Adds a job in the transaction that decides it: it exists when that commits, and not otherwise.
 * `platform.database.system` may add jobs too; those belong to no business.
 */
export async function addJob(
  platform: Platform,
  tx: Transaction<Tables> | Kysely<Tables>,
  task: string,
  payload: Readonly<Record<string, unknown>> = {},
  options: Omit<JobSpec, 'task' | 'payload'> = {},
): Promise<void> {
  await addJobs(platform, tx, [{ task, payload, ...options }]);
}

/** Adds many jobs in one statement; of two with one key in a batch, neither may be told twice. */
export async function addJobs(
  platform: Platform,
  tx: Transaction<Tables> | Kysely<Tables>,
  jobs: readonly JobSpec[],
): Promise<void> {
  if (jobs.length === 0) return;
  const now = platform.clock.now();
  const specs = jobs.map(({ task, payload, runAt, key, queue, attempts }) => ({
    task,
    payload,
    // The queue keeps the database's time; the program's clock may stand elsewhere (DULY_NOW).
    delay_seconds: runAt ? Math.max(0, runAt.since(now).total('seconds')) : 0,
    key,
    queue,
    max_attempts: attempts,
  }));
  await sql`select duly.add_jobs(${JSON.stringify(specs)}::jsonb)`.execute(tx);
}

/** How the queue stands. */
export interface QueueState {
  /** Jobs that could run now and have not begun. */
  waiting: number;
  running: number;
  /** Jobs that used up their attempts. */
  failed: number;
  /** How long the oldest runnable job has waited, in seconds. */
  oldest_seconds: number;
}

/** Counts the jobs of all businesses. */
export async function queueState(platform: Platform): Promise<QueueState> {
  const { rows } = await sql<QueueState>`
    select
      count(*) filter (where locked_at is null and run_at <= now() and attempts < max_attempts)::int as waiting,
      count(*) filter (where locked_at is not null)::int as running,
      count(*) filter (where locked_at is null and attempts >= max_attempts)::int as failed,
      coalesce(extract(epoch from now() - min(run_at) filter
        (where locked_at is null and run_at <= now() and attempts < max_attempts)), 0)::float8 as oldest_seconds
    from graphile_worker._private_jobs`.execute(platform.database.system);
  return rows[0] ?? { waiting: 0, running: 0, failed: 0, oldest_seconds: 0 };
}
