import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'vite';

const ROOT = join(import.meta.dirname, '../..');
const OUT = join(ROOT, 'trials/.out');
const BUILD_WITHIN_MS = 60_000;

/** Builds console/dist from the sources as they are, unless that was done already. */
export async function buildConsole(): Promise<void> {
  const stamp = join(OUT, 'console-stamp');
  const wanted = hashOfSources();
  const isBuilt = () =>
    existsSync(join(ROOT, 'console/dist/index.html')) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === wanted;
  if (isBuilt()) return;
  mkdirSync(OUT, { recursive: true });
  await alone(async () => {
    if (isBuilt()) return;
    await build({ configFile: join(ROOT, 'console/vite.config.ts'), logLevel: 'error' });
    writeFileSync(stamp, wanted);
  });
}

/** One build at a time, over all test processes. */
async function alone(work: () => Promise<void>): Promise<void> {
  const lock = join(OUT, 'console-building');
  const deadline = performance.now() + BUILD_WITHIN_MS;
  while (true) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      // A build that was killed leaves its lock; nothing takes this long that still runs.
      if (performance.now() > deadline) break;
      await pause(50);
    }
  }
  try {
    await work();
  } finally {
    rmdirSync(lock);
  }
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const folder of ['console', 'core']) {
    const entries = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('/dist'))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    for (const path of entries) hash.update(path).update(readFileSync(path));
  }
  return hash.update(readFileSync(join(ROOT, 'package-lock.json'))).digest('hex');
}
