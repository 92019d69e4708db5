import { execFileSync, spawnSync } from 'node:child_process';
import { RefusedError } from '../../../core/base/index.ts';

/** The system user PostgreSQL runs under when Duly itself runs as root, which it refuses to be. */
export interface Runner {
  name: string;
  uid: number;
  gid: number;
}

const NAME = 'duly';

/**
 * The user to run PostgreSQL as: null for whoever runs Duly, or, as root, an unprivileged system
 * user, made when it is missing.
 * @throws RefusedError `no-system-user` when none can be made.
 */
export function findRunner(): Runner | null {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return null;
  const known = lookUp(NAME);
  if (known) return known;
  const attempts: [string, string[]][] = [
    ['useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME]],
    // Alpine's busybox has another one.
    ['adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', NAME]],
  ];
  for (const [command, args] of attempts) {
    spawnSync(command, args, { stdio: 'ignore' });
    // Another starter may have made it in the same moment, so look rather than trust the answer.
    const made = lookUp(NAME);
    if (made) return made;
  }
  const postgres = lookUp('postgres');
  if (postgres) return postgres;
  throw new RefusedError(
    'no-system-user',
    'PostgreSQL does not run as root, and no system user for it could be made. Make one ' +
      `(useradd --system ${NAME}), start Duly as an ordinary user, or set DATABASE_URL.`,
  );
}

/** Whether the runner may enter a folder and read what is in it. */
export function canReach(runner: Runner, folder: string): boolean {
  const probe = spawnSync('sh', ['-c', 'test -x "$1" && test -r "$1"', 'sh', folder], {
    uid: runner.uid,
    gid: runner.gid,
    cwd: '/',
    stdio: 'ignore',
  });
  return probe.status === 0;
}

/** Whether the runner may pass through a folder to what it owns below. */
export function canPass(runner: Runner, folder: string): boolean {
  const probe = spawnSync('sh', ['-c', 'test -x "$1"', 'sh', folder], {
    uid: runner.uid,
    gid: runner.gid,
    cwd: '/',
    stdio: 'ignore',
  });
  return probe.status === 0;
}

function lookUp(name: string): Runner | null {
  try {
    const ask = (flag: string) =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }).trim());
    return { name, uid: ask('-u'), gid: ask('-g') };
  } catch {
    return null;
  }
}
