import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive, ownMark } from './process.ts';

const PATIENCE_MS = 120_000;

/**
 * Runs `work` while no other process (and no other call in this one) runs under the same folder.
 *
 * Each contender first puts a file of its own there, then looks: whoever sees no other living one
 * has the lock, whoever does takes its file back and tries again a little later. Since everybody
 * writes before looking, two can never both see nobody. Files of the dead are swept.
 * @throws Error when the lock stays taken for two minutes.
 */
export async function withFolderLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const own = `${ownMark()}.${randomBytes(6).toString('hex')}`;
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    await writeFile(join(folder, own), '', { mode: 0o600 });
    const others = await livingOthers(folder, own);
    if (others.length === 0) break;
    await rm(join(folder, own), { force: true });
    if (performance.now() > deadline) {
      throw new Error(`The lock ${folder} is held by process ${others.join(', ')}`);
    }
    // Uneven waits, so that two who met do not meet again and again.
    await pause(10 + (randomBytes(1)[0] ?? 0) / 8);
  }
  try {
    return await work();
  } finally {
    await rm(join(folder, own), { force: true });
  }
}

async function livingOthers(folder: string, own: string): Promise<string[]> {
  const living: string[] = [];
  for (const name of await readdir(folder)) {
    if (name === own) continue;
    const mark = name.slice(0, name.lastIndexOf('.'));
    if (isAlive(mark)) living.push(mark.split('-')[0] ?? mark);
    else await rm(join(folder, name), { force: true });
  }
  return living;
}
