export { writeMappingText } from '../../../adapters/books/files/index.ts';
export type { ImportPreview, ImportResult, PastImport } from './api.ts';
export { importFromDisk } from './command.ts';
export { type ImportOptions, type ImportProgress, importFile } from './import-file.ts';
export { pastImports, previewFile, readMapping } from './preview.ts';
export { importRoutes } from './routes.ts';
export { type ImportWork, openImportWork } from './staging.ts';
