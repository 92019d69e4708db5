import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

const PACKED = join(import.meta.dirname, '../../node_modules/@sparticuz/chromium/bin');

/**
 * Starts Chromium. On Linux it comes from npm alone and runs as root too; elsewhere the machine's
 * own Chrome is used. What was unpacked is kept for the next run, in the folder of temporary files.
 */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch(await launchOptions());
}

async function launchOptions(): Promise<LaunchOptions> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: 'chrome' };
  const folder = unpacked('chromium', (into) => {
    const binary = brotliDecompressSync(readFileSync(join(PACKED, 'chromium.br')));
    writeFileSync(join(into, 'chromium'), binary, { mode: 0o755 });
  });
  const executablePath = join(folder, 'chromium');
  return {
    executablePath,
    env: { ...process.env, ...environmentFor(executablePath) } as Record<string, string>,
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none'],
  };
}

/** Libraries and fonts for machines that have none of their own. */
function environmentFor(executablePath: string): Record<string, string> {
  const environment: Record<string, string> = {};
  if (/not found/.test(spawnSync('ldd', [executablePath], { encoding: 'utf8' }).stdout ?? '')) {
    const libraries = unpacked('libraries', (into) => untar('al2023.tar.br', into));
    environment.LD_LIBRARY_PATH = join(libraries, 'lib');
  }
  if (!existsSync('/etc/fonts/fonts.conf')) {
    environment.FONTCONFIG_PATH = unpacked('fonts', (into) => untar('fonts.tar.br', into));
  }
  return environment;
}

function untar(archive: string, into: string): void {
  const input = brotliDecompressSync(readFileSync(join(PACKED, archive)));
  execFileSync('tar', ['-x', '-C', into], { input });
}

/** A folder filled once: two processes that begin together do not see each other's half. */
function unpacked(name: string, fill: (into: string) => void): string {
  const version = JSON.parse(readFileSync(join(PACKED, '../package.json'), 'utf8')).version;
  const home = join(tmpdir(), `duly-chromium-${version}-${process.getuid?.() ?? 0}`);
  const folder = join(home, name);
  if (existsSync(folder)) return folder;
  mkdirSync(home, { recursive: true });
  const half = mkdtempSync(join(home, `${name}.`));
  fill(half);
  try {
    renameSync(half, folder);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
