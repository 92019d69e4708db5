import { type FileSource, fileOf } from '../../../adapters/books/files/index.ts';
import type { Day } from '../../../core/base/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { ImportResult } from './api.ts';
import { type ImportOptions, importFile } from './import-file.ts';
import { type ImportWork, openImportWork } from './staging.ts';

/** Does something in a transaction of a business that can stream rows. */
export function inImportWork<T>(
  platform: Platform,
  businessId: bigint,
  run: (work: ImportWork) => Promise<T>,
  today?: Day,
): Promise<T> {
  return openImportWork(platform, businessId, 'Anna', run, today);
}

/** Imports a text or a file as a test does. */
export function importText(
  platform: Platform,
  businessId: bigint,
  text: string | FileSource,
  options: ImportOptions = {},
  today?: Day,
): Promise<ImportResult> {
  const source = typeof text === 'string' ? fileOf(Buffer.from(text), 'test.csv') : text;
  return inImportWork(platform, businessId, (work) => importFile(work, source, options), today);
}
