import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { install, project } from './install.mjs';
import { turn } from './turn.mjs';

const DIST = join(project, 'console/dist');
const STAMP = join(DIST, '.built-from');

/** Builds the console into console/dist unless what lies there comes from these very sources. */
export async function buildConsole(say: (line: string) => void = sayOnTerminal): Promise<void> {
  const sources = hashSources();
  if (isBuilt(sources)) return;
  await turn(`build ${project}`, async () => {
    if (isBuilt(sources)) return;
    say('Building the console, which takes some seconds…');
    // Vite is heavy to load, so only when there is something to build.
    const { build } = await import('vite');
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
    const making = `${DIST}.${process.pid}`;
    try {
      await build({
        configFile: join(project, 'console/vite.config.ts'),
        logLevel: 'warn',
        build: { outDir: making, emptyOutDir: true },
      });
      writeFileSync(join(making, '.built-from'), sources);
      rmSync(DIST, { recursive: true, force: true });
      renameSync(making, DIST);
    } finally {
      rmSync(making, { recursive: true, force: true });
      setPriority(constants.priority.PRIORITY_NORMAL);
    }
  });
}

function isBuilt(sources: string): boolean {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources;
}

/** A hash of all that the console is built from: its files, the core, and the packages. */
function hashSources(): string {
  const files = globSync(['console/**/*', 'core/**/*.ts', 'package-lock.json'], {
    cwd: project,
    exclude: ['console/dist*/**', '**/*.test.ts', '**/*.test.tsx', '**/*.property.test.ts'],
    withFileTypes: true,
  });
  const hash = createHash('sha256');
  const paths = files
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name));
  for (const path of paths.sort())
    hash.update(path.slice(project.length)).update(readFileSync(path));
  return hash.digest('hex');
}

function sayOnTerminal(line: string): void {
  process.stderr.write(`${line}\n`);
}

if (import.meta.main) {
  await install();
  await buildConsole();
}
