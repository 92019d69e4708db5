import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { silentLog } from '../../server/platform/log.ts';
import { type Cluster, openCluster } from '../../server/platform/postgres/index.ts';
import { project } from '../../tools/install.mjs';

/** What a command line did. */
export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

export type Environment = Record<string, string>;

/** The real launcher, run as a child process on a data folder of its own. */
export class Installation {
  readonly folder = mkdtempSync(join(tmpdir(), 'duly-cli-'));
  private held: Cluster | null = null;

  constructor() {
    // Root's database runs as another user, who must be able to pass; else it would lie elsewhere.
    chmodSync(this.folder, 0o755);
  }

  /** Keeps the database up between command lines, which then join it and come back sooner. */
  async hold(): Promise<this> {
    this.held = await this.cluster();
    return this;
  }

  /** The installation's own database, to look into it; close it again. */
  cluster(): Promise<Cluster> {
    return openCluster({ dataFolder: join(this.folder, 'data'), log: silentLog() });
  }

  async close(): Promise<void> {
    await this.held?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Writes a file into the folder and gives its path. */
  file(name: string, lines: readonly string[]): string {
    const path = join(this.folder, name);
    writeFileSync(path, `${lines.join('\n')}\n`);
    return path;
  }

  start(args: readonly string[], env: Environment = {}) {
    return spawn(process.execPath, [join(project, 'cli/duly.mjs'), ...args], {
      cwd: this.folder,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        TZ: 'UTC',
        DULY_DATA: join(this.folder, 'data'),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  async run(args: readonly string[], env: Environment = {}): Promise<Ran> {
    return this.ended(this.start(args, env));
  }

  /** What a process that was started said, once it has ended. */
  async ended(child: ReturnType<Installation['start']>): Promise<Ran> {
    const said = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (part: string) => {
        said[stream] += part;
      });
    }
    const { promise, resolve, reject } = Promise.withResolvers<number | null>();
    child.on('error', reject);
    child.on('close', resolve);
    return { code: await promise, ...said };
  }

  /** Runs a verb with --json, which must succeed with one line of exactly that shape. */
  async json<T>(shape: z.ZodType<T>, args: readonly string[], env: Environment = {}): Promise<T> {
    const ran = await this.run([...args, '--json'], env);
    if (ran.code !== 0) throw new Error(`duly ${args.join(' ')} gave ${ran.code}: ${ran.stderr}`);
    return oneLine(ran, shape);
  }

  /** Runs a verb that must succeed, for what it does. */
  async do(...args: readonly string[]): Promise<void> {
    const ran = await this.run(args);
    if (ran.code !== 0) throw new Error(`duly ${args.join(' ')} gave ${ran.code}: ${ran.stderr}`);
  }
}

/** The one JSON line that stdout holds. */
export function oneLine<T>(ran: Ran, shape: z.ZodType<T>): T {
  const lines = ran.stdout.split('\n').filter((line) => line !== '');
  if (lines.length !== 1) throw new Error(`expected one line, got: ${ran.stdout}`);
  return shape.parse(JSON.parse(lines[0] ?? ''));
}
