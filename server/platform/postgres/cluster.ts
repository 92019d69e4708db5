import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';
import { withFolderLock } from './folder-lock.ts';
import { binariesFor, findPlace, type Place, passwordFor } from './place.ts';
import { isAlive, ownMark } from './process.ts';
import {
  type Durability,
  findRunning,
  initialise,
  isInitialised,
  isReady,
  start,
  stop,
} from './server.ts';

/** Our own PostgreSQL, held by this process until it lets go. */
export interface Cluster {
  /** Connection string of the owner, to database `duly`. */
  url: string;
  /** Lets go; the last process that does stops the server. */
  close(): Promise<void>;
}

export interface ClusterOptions extends Partial<Durability> {
  dataFolder: string;
  log: Logger;
}

const DATABASE = 'duly';
const WATCH_MS = 500;
const REACH_MS = 60_000;

let holders = 0;

/**
 * Starts the PostgreSQL of a data folder, or joins the one that runs there already: beside
 * another Duly process, or left over from one that was killed. If the server dies while this
 * process holds it, it is started again.
 */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  const { dataFolder, log } = options;
  const safety: Durability = { fsync: options.fsync ?? true };
  const place = findPlace(dataFolder, log);
  holders += 1;
  const ticket = join(place.users, `${ownMark()}.${holders}`);
  const url = await withFolderLock(place.lock, async () => {
    const address = await ensureRunning(place, safety, log);
    writeFileSync(ticket, '', { mode: 0o600 });
    return address;
  });
  const watch = watchOver(place, safety, log);
  let closing: Promise<void> | null = null;
  return {
    url,
    close: () => {
      closing ??= watch.stop().then(() => leave(place, ticket, log));
      return closing;
    },
  };
}

async function ensureRunning(place: Place, safety: Durability, log: Logger): Promise<string> {
  const password = passwordFor(place);
  const deadline = performance.now() + REACH_MS;
  for (;;) {
    const before = findRunning(place);
    const running = before && isReady(place) ? before : await bringUp(place, safety, log);
    const { pid, port } = running;
    try {
      await ensureDatabase(address(place, port, password, 'postgres'));
    } catch (error) {
      // A server that was killed a moment ago may still look alive.
      if (!isUnreachable(error) || performance.now() > deadline) throw error;
      await pause(20);
      continue;
    }
    const how = before ? 'joined the running database' : 'started the database';
    log.debug({ pid, socket: place.socket, port }, how);
    return address(place, port, password);
  }
}

/** Whether an error is of the connection itself, not what the server answered to it. */
function isUnreachable(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  const dying = code?.startsWith('57P') || message === 'Connection terminated unexpectedly';
  return dying || ['ECONNRESET', 'ECONNREFUSED', 'ENOENT', 'EPIPE'].includes(code ?? '');
}

async function bringUp(place: Place, safety: Durability, log: Logger) {
  const binaries = await binariesFor(place, log);
  if (!isInitialised(place)) {
    log.info({ folder: place.data }, 'making a new database');
    await initialise(place, binaries, safety);
  }
  return start(place, binaries, safety);
}

function address(place: Place, port: number, password: string, database = DATABASE): string {
  return place.socket
    ? `postgresql://duly:${password}@/${database}?host=${encodeURIComponent(place.socket)}&port=${port}`
    : `postgresql://duly:${password}@127.0.0.1:${port}/${database}`;
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 15_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rowCount } = await client.query('select from pg_database where datname = $1', [
      DATABASE,
    ]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** The processes that use the cluster now; tickets of the dead are swept. */
function users(place: Place): string[] {
  return readdirSync(place.users).filter((name) => {
    if (isAlive(name.slice(0, name.lastIndexOf('.')))) return true;
    rmSync(join(place.users, name), { force: true });
    return false;
  });
}

async function leave(place: Place, ticket: string, log: Logger): Promise<void> {
  await withFolderLock(place.lock, async () => {
    rmSync(ticket, { force: true });
    if (users(place).length > 0) return;
    const running = findRunning(place);
    if (!running) return;
    await stop(place, running);
    log.debug({ pid: running.pid }, 'stopped the database');
  });
}

/** Starts the server again when it is gone although this process still needs it. */
function watchOver(place: Place, safety: Durability, log: Logger) {
  let reviving: Promise<void> | null = null;
  const timer = setInterval(() => {
    if (reviving || findRunning(place)) return;
    log.warn('the database has stopped; starting it again');
    reviving = withFolderLock(place.lock, async () => {
      await ensureRunning(place, safety, log);
    })
      .catch((error) => log.error({ err: error }, 'the database could not be started again'))
      .finally(() => {
        reviving = null;
      });
  }, WATCH_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await reviving;
    },
  };
}
