// Installs what is missing. Plain JavaScript that any Node from 20 on runs, and that needs no
// package: it is what brings them.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { turn } from './turn.mjs';

export const project = dirname(dirname(fileURLToPath(import.meta.url)));

const LEAST_NODE = 20;

/**
 * Installs the packages of the lockfile unless they are there already. Two that start at once
 * take turns, and the second finds the work done.
 * @param {string} [folder]
 */
export async function install(folder = project) {
  if (Number.parseInt(process.versions.node, 10) < LEAST_NODE) {
    throw new Error(
      `Duly needs Node ${LEAST_NODE} or newer to install; this is ${process.versions.node}. ` +
        'Nothing was changed. Get a newer one from https://nodejs.org.',
    );
  }
  if (isCurrent(folder)) return;
  await turn(`install ${folder}`, async () => {
    if (isCurrent(folder)) return;
    process.stderr.write('Installing packages (npm ci), which takes about half a minute…\n');
    await npmCi(folder);
    writeFileSync(stampFile(folder), lockHash(folder));
  });
}

/** Whether node_modules holds what the lockfile says. */
export function isCurrent(folder) {
  if (!existsSync(join(folder, 'node_modules'))) return false;
  const hash = lockHash(folder);
  const stamp = stampFile(folder);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return true;
  // Somebody may have run npm by hand: compare what npm says it installed.
  if (!matchesLockfile(folder)) return false;
  writeFileSync(stamp, hash);
  return true;
}

function matchesLockfile(folder) {
  const hidden = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const installed = JSON.parse(readFileSync(hidden, 'utf8')).packages ?? {};
  const wanted = JSON.parse(readFileSync(lockfile(folder), 'utf8')).packages ?? {};
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const found = installed[path]?.version;
    return found === version || (optional === true && found === undefined);
  });
}

const lockfile = (folder) => join(folder, 'package-lock.json');
const stampFile = (folder) => join(folder, 'node_modules', '.duly-installed');

function lockHash(folder) {
  return createHash('sha256')
    .update(readFileSync(lockfile(folder)))
    .digest('hex');
}

function npmCi(folder) {
  const { command, args, shell } = npm();
  // npm must not run on the Node that it is about to replace in node_modules.
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((part) => !part.includes('node_modules'))
    .join(delimiter);
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args, 'ci', '--no-progress', '--loglevel=error'], {
      cwd: folder,
      env: { ...process.env, PATH: path },
      shell,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part) => {
        said = (said + part).slice(-8000);
      });
    }
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(undefined);
      else reject(new Error(`npm ci failed (${code}):\n${said.trim()}`));
    });
  });
}

function npm() {
  const cli = process.env.npm_execpath;
  const node = process.env.npm_node_execpath;
  if (cli?.endsWith('.js') && node && !node.includes('node_modules')) {
    return { command: node, args: [cli], shell: false };
  }
  return { command: 'npm', args: [], shell: process.platform === 'win32' };
}
