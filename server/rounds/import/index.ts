export type { ImportPreview, ImportResult, PastImport } from './api.ts';
export { importFromDisk } from './from-disk.ts';
export { type ImportOptions, type ImportProgress, importFile } from './import-file.ts';
export type { ImportWork } from './staging.ts';
