import { EventEmitter } from 'node:events';
import {
  type CronItem,
  parseCronItems,
  run,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import pg from 'pg';
import type { Platform } from './platform.ts';
import { watchWorkers } from './worker-life.ts';
import { workerLogger } from './worker-logger.ts';

/** What a task is told about the attempt it makes. */
export interface Attempt {
  /** 1 for the first. */
  number: number;
  /** True when no other will follow if this one fails. */
  last: boolean;
  /** Aborted when the program is asked to stop. */
  stopping: AbortSignal | undefined;
}

/** A task may run twice for one job (a crash, a lost connection), so what it does is idempotent. */
export type Task = (payload: Record<string, unknown>, attempt: Attempt) => Promise<void>;

export interface WorkerOptions {
  /** Jobs at once. */
  concurrency?: number;
  /** What begins by itself: a task and a crontab pattern, in UTC by the machine's clock. */
  cron?: readonly { task: string; match: string; payload?: Record<string, unknown> }[];
}

export interface RunningWorker {
  /** Takes no more jobs, lets those that run come to an end, and lets go of the database. */
  stop(): Promise<void>;
}

/** Starts to run jobs; every task that jobs may name is in `tasks`. */
export async function startWorker(
  platform: Platform,
  tasks: Readonly<Record<string, Task>>,
  options: WorkerOptions = {},
): Promise<RunningWorker> {
  const { log, database } = platform;
  const concurrency = options.concurrency ?? 2;
  // The queue reads values with the library's own parsers, so it has a pool of its own.
  const pool = new pg.Pool({
    connectionString: database.url,
    max: concurrency + 3,
    application_name: 'duly worker',
  });
  pool.on('error', (error) => {
    if (!pool.ending) log.warn({ err: error }, 'the queue lost an idle connection');
  });
  pool.on('connect', (client) => client.on('error', () => {}));
  const events: WorkerEvents = new EventEmitter() as WorkerEvents;
  const life = watchWorkers(platform, events);
  events.on('job:failed', ({ job, error }) =>
    log.error({ task: job.task_identifier, job: job.id, err: error }, 'a job failed for good'),
  );
  events.on('job:error', ({ job, error }) =>
    log.warn({ task: job.task_identifier, job: job.id, err: error }, 'a job failed; it is retried'),
  );
  try {
    const runner = await run({
      pgPool: pool,
      events,
      concurrency,
      logger: workerLogger(log),
      noHandleSignals: true,
      pollInterval: 1000,
      taskList: wrap(tasks),
      parsedCronItems: parseCronItems((options.cron ?? []).map(cronItem)),
    });
    runner.promise.catch((error) => log.error({ err: error }, 'the worker stopped by itself'));
    return {
      stop: async () => {
        await runner.stop();
        await life.stop();
        await pool.end();
      },
    };
  } catch (error) {
    await life.stop();
    await pool.end();
    throw error;
  }
}

function wrap(tasks: Readonly<Record<string, Task>>): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      (payload: unknown, helpers) =>
        task(payload as Record<string, unknown>, {
          number: helpers.job.attempts,
          last: helpers.job.attempts >= helpers.job.max_attempts,
          stopping: helpers.abortSignal,
        }),
    ]),
  );
}

function cronItem(entry: { task: string; match: string; payload?: Record<string, unknown> }) {
  const item: CronItem = {
    task: entry.task,
    match: entry.match,
    payload: entry.payload,
    identifier: entry.task,
    // One that has not run yet stands for those that came due meanwhile.
    options: { jobKey: `cron:${entry.task}`, jobKeyMode: 'preserve_run_at', maxAttempts: 3 },
  };
  return item;
}
