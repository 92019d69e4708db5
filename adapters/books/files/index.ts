export type { DateOrder } from './dates.ts';
export type { Mapping } from './header.ts';
export { FIELDS, type Field, LINE_FIELDS } from './layouts/index.ts';
export { readMappingText, writeMappingText } from './mapping-text.ts';
export { ColumnsUnknownError, Problems, UnreadableFileError } from './problems.ts';
export type { Proposal } from './proposal.ts';
export {
  type DateQuestion,
  type OpenedFile,
  openFile,
  problemsOf,
  type ReadOptions,
} from './read.ts';
export type { CustomerRecord, FileRecord, InvoiceRecord, PaymentRecord } from './record.ts';
export { type FileSource, fileAt, fileOf } from './source.ts';
