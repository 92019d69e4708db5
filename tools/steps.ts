import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { project } from './install.mjs';
import type { Fault } from './source.ts';

/** One check: does it pass, and what did it say if not. */
export interface Step {
  name: string;
  run(): Promise<{ ok: boolean; said: string }>;
}

/** Runs a program of node_modules and takes its exit code for the answer. */
export function command(name: string, program: string, args: readonly string[]): Step {
  return {
    name,
    run: async () => {
      const { code, said } = await start(program, args, 'pipe');
      return { ok: code === 0, said };
    },
  };
}

/** A check of our own that lists faults. */
export function faults(name: string, find: () => Promise<Fault[]>): Step {
  return {
    name,
    run: async () => {
      const found = await find();
      const lines = found.map(
        ({ path, line, rule, message }) => `${path}:${line} ${rule}: ${message}`,
      );
      return { ok: found.length === 0, said: lines.join('\n') };
    },
  };
}

/**
 * Runs a JavaScript program of node_modules/.bin on this Node, below the usual priority, so that
 * a small machine stays usable.
 */
export function start(
  program: string,
  args: readonly string[],
  output: 'pipe' | 'inherit',
): Promise<{ code: number; said: string }> {
  return new Promise((resolve, reject) => {
    const file = join(project, 'node_modules', '.bin', program);
    const child = spawn(process.execPath, [file, ...args], {
      cwd: project,
      stdio: ['ignore', output, output],
      env: { ...process.env, TZ: 'UTC' },
    });
    if (child.pid) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (part: Buffer) => {
        said += part.toString();
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, said: said.trim() }));
  });
}

/** Runs steps one after another, says how each went, and counts. */
export async function runSteps(
  steps: readonly Step[],
): Promise<{ passed: number; failed: number }> {
  const count = { passed: 0, failed: 0 };
  for (const step of steps) {
    const began = performance.now();
    const { ok, said } = await step.run().catch((error: Error) => ({
      ok: false,
      said: error.stack ?? error.message,
    }));
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${step.name} (${seconds} s)\n`);
    if (!ok) process.stdout.write(`${said.replace(/^/gm, '       ')}\n`);
    count[ok ? 'passed' : 'failed'] += 1;
  }
  return count;
}
