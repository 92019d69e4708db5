import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Logger } from 'pino';
import { RefusedError } from '../../../core/base/index.ts';
import { writeOnce } from '../write-once.ts';
import { type Binaries, copyBinaries, installedBinaries } from './binaries.ts';
import { canPass, canReach, findRunner, type Runner } from './runner.ts';

/** Where a cluster lives and who runs it. */
export interface Place {
  /** Folder of everything below, owned by the runner, closed to others. */
  root: string;
  /** PostgreSQL's own data. */
  data: string;
  /** Folder of the Unix socket; null where loopback TCP is used instead. */
  socket: string | null;
  /** One file for each Duly process that uses the cluster. */
  users: string;
  lock: string;
  /** What PostgreSQL itself says. */
  logFile: string;
  passwordFile: string;
  /** Null for whoever runs Duly. */
  runner: Runner | null;
}

// sockaddr_un holds 108 bytes on Linux and 104 on macOS, with the file's own name in them.
const SOCKET_PATH_BYTES = 100;
/** Port that names the socket file; over TCP a free one is taken instead. */
export const SOCKET_PORT = 5432;
export const SOCKET_FILE = `.s.PGSQL.${SOCKET_PORT}`;

/** Folder for what root's PostgreSQL cannot reach in its own place. */
const ELSEWHERE = '/var/lib/duly';
/** Says in the data folder where its database lies, so that the data folder may be moved. */
const SIGNPOST = 'postgres-is-at';

/**
 * Finds or makes the folders of the cluster that belongs to a data folder.
 * @throws RefusedError `database-of-another-user` when this user may not enter them.
 */
export function findPlace(dataFolder: string, log: Logger): Place {
  mkdirSync(dataFolder, { recursive: true });
  const { root, runner } = chooseRoot(dataFolder, log);
  makeFolder(root, runner);
  checkEntry(root);
  const socket = join(root, 'socket');
  const fits = Buffer.byteLength(join(socket, SOCKET_FILE)) <= SOCKET_PATH_BYTES;
  const useSocket = fits && process.platform !== 'win32';
  const users = join(root, 'users');
  const lock = join(root, 'lock');
  for (const folder of useSocket ? [socket, users, lock] : [users, lock]) {
    makeFolder(folder, runner);
  }
  return {
    root,
    data: join(root, 'data'),
    socket: useSocket ? socket : null,
    users,
    lock,
    logFile: join(root, 'postgres.log'),
    passwordFile: join(root, 'password'),
    runner,
  };
}

/** Binaries that the place's runner can read: the installed ones, or a copy of them. */
export async function binariesFor(place: Place, log: Logger): Promise<Binaries> {
  const installed = await installedBinaries();
  const { runner } = place;
  if (!runner || canReach(runner, join(installed.root, 'share'))) return installed;
  makeOpenFolder(ELSEWHERE);
  const copy = await copyBinaries(installed, ELSEWHERE);
  log.info(
    { postgres: copy.root },
    `${runner.name} cannot read the installation, so PostgreSQL runs from a copy in ${ELSEWHERE}`,
  );
  return copy;
}

/** The password of the cluster's owner, made at first; call it under the place's lock. */
export function passwordFor(place: Place): string {
  if (!existsSync(place.passwordFile)) {
    writeFileSync(place.passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    giveTo(place.runner, place.passwordFile);
  }
  return readFileSync(place.passwordFile, 'utf8');
}

/** Makes a folder that only its owner, the runner, may enter. */
export function makeFolder(folder: string, runner: Runner | null): void {
  if (existsSync(folder)) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  giveTo(runner, folder);
}

/** Makes the runner the owner of a file or folder. */
export function giveTo(runner: Runner | null, path: string): void {
  if (runner) chownSync(path, runner.uid, runner.gid);
}

function chooseRoot(dataFolder: string, log: Logger): { root: string; runner: Runner | null } {
  const beside = join(dataFolder, 'postgres');
  const signpost = join(dataFolder, SIGNPOST);
  const root = existsSync(signpost) ? readFileSync(signpost, 'utf8').trim() : beside;
  if (process.platform === 'win32' || process.getuid?.() !== 0) return { root, runner: null };
  const owner = existsSync(root) ? statSync(root) : null;
  if (owner && owner.uid !== 0) {
    // Whoever made it goes on running it, whether that was our system user or an ordinary one.
    const runner = { name: `user ${owner.uid}`, uid: owner.uid, gid: owner.gid };
    if (letPass(runner, dirname(root))) return { root, runner };
    throw new RefusedError(
      'database-out-of-reach',
      `The database in ${root} belongs to ${runner.name}, who cannot enter ${dirname(root)}. ` +
        'Move the data folder where every user may pass, or open the folders above it (chmod o+x).',
    );
  }
  const runner = findRunner();
  if (!runner || letPass(runner, dataFolder)) return { root, runner };
  makeOpenFolder(ELSEWHERE);
  // A name of its own, not one made from the path: a new data folder is a new database.
  const name = randomBytes(6).toString('hex');
  const elsewhere = writeOnce(signpost, () => join(ELSEWHERE, name));
  log.info(
    { dataFolder, database: elsewhere },
    `${runner.name} cannot enter the data folder, so the database lies in ${elsewhere}`,
  );
  return { root: elsewhere, runner };
}

/**
 * Whether the runner may pass through the data folder. It is Duly's own, so where only its mode
 * is in the way, others are allowed through it; what lies in it stays closed to them.
 */
function letPass(runner: Runner, dataFolder: string): boolean {
  if (canPass(runner, dataFolder)) return true;
  if (!canPass(runner, dirname(dataFolder))) return false;
  chmodSync(dataFolder, statSync(dataFolder).mode | 0o011);
  return canPass(runner, dataFolder);
}

function checkEntry(root: string): void {
  try {
    accessSync(root, 0o7);
  } catch {
    throw new RefusedError(
      'database-of-another-user',
      `The database in ${root} belongs to another user of this machine. Start Duly as that user ` +
        '(or as root), or choose another folder with DULY_DATA.',
    );
  }
}

function makeOpenFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
}
