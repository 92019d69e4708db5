import { basename } from 'node:path';
import { fileAt } from '../../../adapters/books/files/index.ts';
import { type Day, RefusedError } from '../../../core/base/index.ts';
import { openWork, type Platform } from '../../platform/index.ts';
import type { ImportResult } from './api.ts';
import { type ImportOptions, type ImportProgress, importFile } from './import-file.ts';
import { openImportWork } from './staging.ts';

/**
 * `duly import FILE`: imports a file from disk in a transaction of its own.
 * @returns what `--json` prints; the exit code is 1 when it names problems
 * @throws RefusedError `no-such-file`, `unknown-business`.
 */
export async function importFromDisk(
  platform: Platform,
  slug: string,
  path: string,
  options: ImportOptions & { by: string; today?: Day },
  onProgress?: (progress: ImportProgress) => void,
): Promise<ImportResult> {
  const source = await fileAt(path, basename(path)).catch(() => {
    throw new RefusedError(
      'no-such-file',
      `There is no file ${path} that can be read. Nothing was imported.`,
    );
  });
  const businessId = await openWork(platform)(slug, options.by, async (work) => work.business.id);
  return openImportWork(
    platform,
    businessId,
    options.by,
    (work) => importFile(work, source, options, onProgress),
    options.today,
  );
}
