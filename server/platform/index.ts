import { makeCalendars } from './calendars.ts';
import { clockStartingAt, systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { openDatabase } from './database.ts';
import { makeLog } from './log.ts';
import { migrate } from './migrate.ts';
import type { Platform } from './platform.ts';
import { type Cluster, openCluster } from './postgres/index.ts';
import { tenantLoginIn, tenantUrl } from './tenant-login.ts';

export { makeCalendars } from './calendars.ts';
export { type Config, readConfig } from './config.ts';
export {
  type Check,
  type Examination,
  examine,
  platformExaminations,
} from './doctor.ts';
export type {
  Business,
  Calendars,
  Database,
  Platform,
  Work,
  Working,
} from './platform.ts';
export { once, openWork, startWork, workFor } from './work.ts';
export { type Attempt, type RunningWorker, startWorker, type Task } from './worker.ts';

/** A platform that somebody has to close. */
export interface OpenPlatform extends Platform {
  /** Schema changes that opening applied, by name. */
  readonly applied: readonly string[];
  /** Waits for work that still runs; in a `hurry` it is cut off, and the database takes it back. */
  close(options?: { hurry?: boolean }): Promise<void>;
}

/**
 * Builds the platform: the user's PostgreSQL or our own (started, or joined where it runs), with
 * the newest schema, and the clock, log and calendars. Closing it stops our PostgreSQL when no
 * other process uses it.
 */
export async function openPlatform(config: Config): Promise<OpenPlatform> {
  const log = makeLog(config.logLevel);
  for (const name of config.unknown) log.warn(`${name} is not a setting that Duly knows`);
  const clock = config.now ? clockStartingAt(config.now) : systemClock();
  if (config.now) log.warn(`the clock was started at ${config.now} (DULY_NOW)`);
  const cluster = config.databaseUrl
    ? given(config.databaseUrl)
    : await openCluster({ dataFolder: config.dataFolder, log });
  try {
    const applied = await migrate(cluster.url, log);
    if (applied.length > 0) log.info({ applied }, 'the database has the newest schema');
    const tenants = await tenantUrl(cluster.url, tenantLoginIn(config.dataFolder), log);
    const database = openDatabase({ url: cluster.url, tenantUrl: tenants, log });
    return {
      config,
      clock,
      log,
      database,
      calendars: makeCalendars(),
      applied,
      close: async (options) => {
        await database.close(options);
        await cluster.close();
      },
    };
  } catch (error) {
    await cluster.close();
    throw error;
  }
}

function given(url: string): Cluster {
  return { url, close: async () => {} };
}
