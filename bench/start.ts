import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bench, timed } from './machine.ts';

const PROJECT = join(import.meta.dirname, '..');
const RUNS = 5;

/**
 * From `npm start` to the first page, on a database that is there already: the median of five
 * starts. The floor is the same Node starting and answering one page with nothing behind it.
 */
export const bench: Bench = {
  about: 'A start to the first page, the second time and later',
  bar: 'at most 3 s',
  run: async ({ n, say }) => {
    const folder = mkdtempSync(join(tmpdir(), 'duly-start-'));
    try {
      await start(folder);
      const times: number[] = [];
      const floors: number[] = [];
      for (let run = 0; run < (n ?? RUNS); run += 1) {
        times.push(await start(folder));
        floors.push(await bare());
        say(`start ${run + 1}: ${times.at(-1)!.toFixed(2)} s`);
      }
      const [seconds, floorSeconds] = [median(times), median(floors)];
      const ratio = Math.round((seconds / floorSeconds) * 100) / 100;
      const rssMb = Math.round(process.memoryUsage.rss() / 1024 ** 2);
      return { n: times.length, seconds, floorSeconds, ratio, rssMb };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)]! * 100) / 100;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port was free');
  return address.port;
}

/** Starts a program, waits for its page, stops it, and says how long the page took, in seconds. */
async function untilPage(command: string, args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const port = await freePort();
  const all = { ...process.env, ...env, DULY_PORT: String(port), PORT: String(port) };
  let ended: Promise<unknown> = Promise.resolve();
  const { seconds, value: child } = await timed(async () => {
    // A group of its own: npm does not pass a signal on to what it started.
    const started = spawn(command, args, {
      cwd: PROJECT,
      env: all,
      stdio: 'ignore',
      detached: true,
    });
    ended = new Promise((resolve) => started.once('exit', resolve));
    while (!(await answers(port))) {
      if (started.exitCode !== null) throw new Error(`${command} ended before its first page`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return started;
  });
  process.kill(-child.pid!, 'SIGTERM');
  await ended;
  return seconds;
}

async function answers(port: number): Promise<boolean> {
  try {
    const page = await fetch(`http://127.0.0.1:${port}/`);
    return page.ok;
  } catch {
    return false;
  }
}

function start(folder: string): Promise<number> {
  return untilPage('npm', ['start'], { DULY_DATA: folder });
}

function bare(): Promise<number> {
  const page = 'require("http").createServer((q, a) => a.end("hello")).listen(process.env.PORT)';
  return untilPage('node', ['-e', page], {});
}
