import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isCurrent } from './install.mjs';
import { turn } from './turn.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duly-install-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function lockfile(packages: Record<string, { version?: string; optional?: boolean }>): void {
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages }));
}

function installed(packages: Record<string, { version: string }>): void {
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  const file = join(folder, 'node_modules/.package-lock.json');
  writeFileSync(file, JSON.stringify({ packages }));
}

test('what is installed is compared with the lockfile', () => {
  lockfile({ '': {}, 'node_modules/a': { version: '1.0.0' } });
  expect(isCurrent(folder)).toBe(false);
  installed({ 'node_modules/a': { version: '1.0.0' } });
  expect(isCurrent(folder)).toBe(true);
  lockfile({ '': {}, 'node_modules/a': { version: '1.0.1' } });
  expect(isCurrent(folder)).toBe(false);
});

test('a package for another machine may be missing, another one may not', () => {
  lockfile({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } });
  installed({ 'node_modules/a': { version: '1.0.0' } });
  expect(isCurrent(folder)).toBe(false);
  lockfile({
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '1.0.0', optional: true },
  });
  expect(isCurrent(folder)).toBe(true);
});

test('work under one name is done by one at a time', async () => {
  let inside = 0;
  let most = 0;
  const name = `test ${folder}`;
  const work = () =>
    turn(name, async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise(setImmediate);
      inside -= 1;
    });
  await Promise.all([work(), work(), work()]);
  expect(most).toBe(1);
});

/** Runs a script through the launcher in a copy of the tools. */
function launched(script: string) {
  const here = import.meta.dirname;
  cpSync(here, join(folder, 'tools'), { recursive: true });
  cpSync(join(here, '../package.json'), join(folder, 'package.json'));
  lockfile({});
  installed({});
  writeFileSync(join(folder, 'script.ts'), script);
  const child = spawn(process.execPath, ['tools/run.mjs', 'script.ts', 'a', 'b c'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (part) => {
    said += part;
  });
  return { child, said: () => said };
}

test('the launcher passes arguments on and gives the exit code back', async () => {
  const { child, said } = launched(
    'const words: string[] = process.argv.slice(2); console.log(words.join("|")); process.exitCode = 7;',
  );
  const [code] = await once(child, 'close');
  expect(said().trim()).toBe('a|b c');
  expect(code).toBe(7);
});

test('the launcher passes signals on', async () => {
  const { child, said } = launched(
    `process.on('SIGTERM', () => { console.log('goodbye'); process.exit(3); });
     setInterval(() => {}, 1000); console.log('ready');`,
  );
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  const [code] = await once(child, 'close');
  expect(said()).toContain('goodbye');
  expect(code).toBe(3);
});
