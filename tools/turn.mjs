import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 600_000;

/**
 * Runs `work` while no other process runs under the same name. Each puts a file of its own down
 * before it looks for others, so that two can never both see nobody; whoever sees a living one
 * takes its file back and waits.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function turn(name, work) {
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 16);
  const folder = join(tmpdir(), `duly-turn-${userInfo().username}-${hash}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const own = `${process.pid}.${randomBytes(4).toString('hex')}`;
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    writeFileSync(join(folder, own), '');
    const others = livingOthers(folder, own);
    if (others.length === 0) break;
    rmSync(join(folder, own), { force: true });
    if (performance.now() > deadline) {
      throw new Error(`Process ${others[0]} has been at "${name}" for ten minutes`);
    }
    await pause(50 + (randomBytes(1)[0] ?? 0));
  }
  try {
    return await work();
  } finally {
    rmSync(join(folder, own), { force: true });
  }
}

function livingOthers(folder, own) {
  const living = [];
  for (const name of readdirSync(folder)) {
    if (name === own) continue;
    const pid = Number.parseInt(name, 10);
    if (isAlive(pid)) living.push(pid);
    else rmSync(join(folder, name), { force: true });
  }
  return living;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
