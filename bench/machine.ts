import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { makeCalendars } from '../server/platform/calendars.ts';
import { systemClock } from '../server/platform/clock.ts';
import { readConfig } from '../server/platform/config.ts';
import { openDatabase } from '../server/platform/database.ts';
import { silentLog } from '../server/platform/log.ts';
import { migrate } from '../server/platform/migrate.ts';
import type { Platform } from '../server/platform/platform.ts';
import { openCluster } from '../server/platform/postgres/index.ts';

/** What every bench gives, and `--json` prints. */
export interface BenchResult {
  bench: string;
  n: number;
  seconds: number;
  /** The least that the same work could cost, measured in the same run; null for none. */
  floorSeconds: number | null;
  ratio: number | null;
  /** The most memory this process held, in megabytes. */
  rssMb: number;
  machine: string;
}

/** One bench: a file bench/<name>.ts exports it as `bench`. */
export interface Bench {
  /** One line about what is measured. */
  about: string;
  /** The ratio or time to reach, in words. */
  bar: string;
  run(options: BenchOptions): Promise<Omit<BenchResult, 'bench' | 'machine'>>;
}

export interface BenchOptions {
  /** Size of the work; each bench has its own default. */
  n: number | null;
  /** Says what is being done, on the terminal. */
  say(text: string): void;
}

/** Processor, cores, memory and runtime, in one line. */
export function machine(): string {
  const cores = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `${cores[0]?.model.trim() ?? 'unknown'}, ${cores.length} cores, ${memory} GB, Node ${process.versions.node}, ${process.platform}`;
}

/** Seconds that something takes. */
export async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; value: T }> {
  const start = performance.now();
  const value = await work();
  return { seconds: (performance.now() - start) / 1000, value };
}

/** Watches the memory of this process until it is asked for the most it held, in megabytes. */
export function watchMemory(): { peakMb(): number } {
  let peak = process.memoryUsage.rss();
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 50);
  timer.unref();
  return {
    peakMb: () => {
      clearInterval(timer);
      return Math.round(Math.max(peak, process.memoryUsage.rss()) / 1024 ** 2);
    },
  };
}

/**
 * A platform on a PostgreSQL of its own in a folder of its own, with fsync on as in earnest;
 * removed when closed.
 */
export async function benchPlatform(): Promise<Platform & { close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'duly-bench-'));
  const log = silentLog();
  const cluster = await openCluster({ dataFolder: folder, log });
  await migrate(cluster.url, log);
  const database = openDatabase({ url: cluster.url, log });
  return {
    config: readConfig({ DULY_DATA: folder, DULY_LOG: 'silent' }),
    clock: systemClock(),
    log,
    database,
    calendars: makeCalendars(),
    close: async () => {
      await database.close();
      await cluster.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Random numbers from a seed (mulberry32), the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
