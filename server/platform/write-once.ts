import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * The text of a file that is made once and kept: of two who start at once, one makes it whole and
 * both read it. Only its owner may read it.
 */
export function writeOnce(file: string, make: () => string): string {
  if (!existsSync(file)) {
    const making = `${file}.${process.pid}`;
    writeFileSync(making, make(), { mode: 0o600 });
    try {
      linkSync(making, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(making);
    }
  }
  return readFileSync(file, 'utf8').trim();
}
