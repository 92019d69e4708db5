import { basename } from 'node:path';
import { fileAt } from '../../../adapters/books/files/index.ts';
import { RefusedError } from '../../../core/base/index.ts';
import { openWork, type Platform, startWork } from '../../platform/index.ts';
import type { ImportResult } from './api.ts';
import { type ImportOptions, type ImportProgress, importFile } from './import-file.ts';

/**
 * Imports a file of this machine into a business, in a transaction of its own.
 * @throws RefusedError `no-such-file`, `unknown-business`
 */
export async function importFromDisk(
  platform: Platform,
  slug: string,
  path: string,
  options: ImportOptions & { by?: string } = {},
  onProgress?: (progress: ImportProgress) => void,
): Promise<ImportResult> {
  const source = await fileAt(path, basename(path)).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? `There is no file ${path}.` : error.message;
    throw new RefusedError('no-such-file', `${why} Nothing was imported.`);
  });
  const by = options.by ?? 'duly';
  const { id } = await openWork(platform)(slug, by, async (work) => work.business);
  return platform.database.tenantClient(id, async (client, tx) =>
    importFile({ ...(await startWork(platform, tx, id, by)), client }, source, options, onProgress),
  );
}
