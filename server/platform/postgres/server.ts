import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { RefusedError } from '../../../core/base/index.ts';
import { type Binaries, program } from './binaries.ts';
import { giveTo, makeFolder, type Place, SOCKET_FILE, SOCKET_PORT } from './place.ts';
import { commandOf, pidExists } from './process.ts';

/** The PostgreSQL that runs on a data folder. */
export interface Running {
  pid: number;
  port: number;
}

export interface Durability {
  /** False only for tests: a crash of the machine may then lose what was committed. */
  fsync: boolean;
}

const MAJOR = '18';
const INIT_MS = 120_000;
// Recovery after a crash replays at most max_wal_size of log, at some 100 MB a second or more.
const START_MS = 300_000;
const STOP_MS = 60_000;
const LOG_BYTES = 5_000_000;

/** Makes a new cluster; what an interrupted one left is thrown away and made again. */
export async function initialise(place: Place, binaries: Binaries, safety: Durability) {
  const making = `${place.data}.new`;
  rmSync(making, { recursive: true, force: true });
  makeFolder(making, place.runner);
  const args = [
    `--pgdata=${making}`,
    '--username=duly',
    `--pwfile=${place.passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The server's own locale: the same order on every machine and after every upgrade of it.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(safety.fsync ? [] : ['--no-sync']),
  ];
  await run(program(binaries, 'initdb'), args, place);
  renameSync(making, place.data);
}

/** Whether there is a cluster. @throws RefusedError when it is of another PostgreSQL. */
export function isInitialised(place: Place): boolean {
  const file = join(place.data, 'PG_VERSION');
  if (!existsSync(file)) return false;
  const version = readFileSync(file, 'utf8').trim();
  if (version !== MAJOR) {
    throw new RefusedError(
      'database-version',
      `The database in ${place.data} was made by PostgreSQL ${version}; this Duly brings ${MAJOR}. ` +
        'Nothing was changed. Make a backup with the Duly that made it and restore it here.',
    );
  }
  return true;
}

/** The server that runs on the place's data folder, or null. */
export function findRunning(place: Place): Running | null {
  const lines = pidLines(place);
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !pidExists(pid)) return null;
  // The number may have gone to somebody else, or to a dead process that nobody buried.
  const command = commandOf(pid);
  const ours = command === null || (command.includes('postgres') && command.includes(place.data));
  return ours ? { pid, port: Number(lines[3]) || SOCKET_PORT } : null;
}

const pidFile = (place: Place) => join(place.data, 'postmaster.pid');

/** Lines of the pid file; none when there is none, or it went while it was being opened. */
function pidLines(place: Place): string[] {
  try {
    return readFileSync(pidFile(place), 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Takes away what a killed server left, for PostgreSQL itself would not start over it when the
 * pid in it exists again. Only under the place's lock, when no server of ours runs.
 */
function clearLeftovers(place: Place): void {
  rmSync(pidFile(place), { force: true });
  if (place.socket === null) return;
  for (const name of [SOCKET_FILE, `${SOCKET_FILE}.lock`]) {
    rmSync(join(place.socket, name), { force: true });
  }
}

/** Starts the server, or waits for the one that is starting, until it takes connections. */
export async function start(
  place: Place,
  binaries: Binaries,
  safety: Durability,
): Promise<Running> {
  const deadline = performance.now() + START_MS;
  let child = findRunning(place) ? null : await launch(place, binaries, safety);
  for (;;) {
    const running = findRunning(place);
    if (running && isReady(place)) return running;
    if (child?.ended() && !running) {
      // Backends of a killed server may outlive it for a moment and hold its memory.
      if (!/shared memory block|is another postmaster/.test(lastWords(place))) break;
      await pause(50);
      child = await launch(place, binaries, safety);
    }
    if (!child && !running) child = await launch(place, binaries, safety);
    if (performance.now() > deadline) break;
    await pause(10);
  }
  throw new Error(`PostgreSQL did not start. Its last words: ${lastWords(place)}`);
}

/** Ends the server: sessions are cut, what was committed is on disk. */
export async function stop(place: Place, running: Running): Promise<void> {
  if (findRunning(place)?.pid !== running.pid) return;
  process.kill(running.pid, process.platform === 'win32' ? 'SIGTERM' : 'SIGINT');
  const deadline = performance.now() + STOP_MS;
  while (findRunning(place)?.pid === running.pid) {
    if (performance.now() > deadline) throw new Error(`PostgreSQL (${running.pid}) does not stop`);
    await pause(10);
  }
}

/** Whether the server takes connections by now. */
export function isReady(place: Place): boolean {
  return pidLines(place)[7]?.trim() === 'ready';
}

async function launch(place: Place, binaries: Binaries, safety: Durability) {
  clearLeftovers(place);
  const port = place.socket ? SOCKET_PORT : await freePort(place);
  const old = existsSync(place.logFile) ? statSync(place.logFile).size : 0;
  const log = openSync(place.logFile, old > LOG_BYTES ? 'w' : 'a', 0o600);
  giveTo(place.runner, place.logFile);
  const settings = Object.entries(settingsFor(place, port, safety));
  const child = spawn(
    program(binaries, 'postgres'),
    ['-D', place.data, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    // Detached, so that neither Ctrl-C nor the death of this program takes it along.
    { ...identity(place), detached: true, stdio: ['ignore', log, log], windowsHide: true },
  );
  closeSync(log);
  child.unref();
  let failure: Error | null = null;
  child.on('error', (error) => {
    failure = error;
  });
  return {
    ended: () => {
      if (failure) throw failure;
      return child.exitCode !== null || child.signalCode !== null;
    },
  };
}

function settingsFor(place: Place, port: number, safety: Durability): Record<string, string> {
  return {
    listen_addresses: place.socket ? '' : '127.0.0.1',
    unix_socket_directories: place.socket ?? '',
    unix_socket_permissions: '0700',
    port: String(port),
    max_connections: '80',
    fsync: safety.fsync ? 'on' : 'off',
    synchronous_commit: safety.fsync ? 'on' : 'off',
    full_page_writes: safety.fsync ? 'on' : 'off',
    // Sized for a machine of 2 cores and 4 GB that does other work as well.
    shared_buffers: safety.fsync ? '192MB' : '64MB',
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    effective_cache_size: '1GB',
    max_wal_size: '2GB',
    min_wal_size: '80MB',
    checkpoint_completion_target: '0.9',
    random_page_cost: '1.1',
    // Plans of short queries cost more to compile than to run.
    jit: 'off',
    // Containers often give /dev/shm 64 MB, too little for a parallel query.
    dynamic_shared_memory_type: roomyShm() ? 'posix' : 'mmap',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // What rows hold is nobody's business in a log file.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
  };
}

function roomyShm(): boolean {
  if (process.platform !== 'linux') return process.platform !== 'win32';
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize >= 512 * 1024 * 1024;
  } catch {
    return false;
  }
}

function identity(place: Place) {
  const { runner } = place;
  return {
    // A folder that every user may enter; PostgreSQL moves to its data folder anyway.
    cwd: place.root,
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC', PGDATA: undefined, PGPORT: undefined },
    ...(runner ? { uid: runner.uid, gid: runner.gid } : {}),
  };
}

async function run(command: string, args: string[], place: Place): Promise<void> {
  const child = spawn(command, args, { ...identity(place), stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => {
      said = (said + part.toString()).slice(-4000);
    });
  }
  const timer = setTimeout(() => child.kill('SIGKILL'), INIT_MS);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    if (code !== 0) throw new Error(`${command} failed (${code}): ${said.trim()}`);
  } finally {
    clearTimeout(timer);
  }
}

function lastWords(place: Place): string {
  if (!existsSync(place.logFile)) return 'none';
  return readFileSync(place.logFile, 'utf8').trim().split('\n').slice(-5).join('\n');
}

/**
 * A free loopback port: the one of last time where it is still free, so that a server that is
 * started again is found by those who knew it.
 */
async function freePort(place: Place): Promise<number> {
  const memory = join(place.root, 'port');
  const last = existsSync(memory) ? Number(readFileSync(memory, 'utf8')) : 0;
  const port = (last > 0 && (await bindable(last))) || (await bindable(0));
  if (!port) throw new Error('There is no free port for PostgreSQL on 127.0.0.1');
  writeFileSync(memory, String(port), { mode: 0o600 });
  return port;
}

async function bindable(port: number): Promise<number | null> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject);
      probe.listen(port, '127.0.0.1', resolve);
    });
    const address = probe.address();
    return address !== null && typeof address === 'object' ? address.port : null;
  } catch {
    return null;
  } finally {
    await new Promise((resolve) => probe.close(resolve));
  }
}
