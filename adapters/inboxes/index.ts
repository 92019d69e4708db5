export * from './imap/index.ts';
export * from './inbox.ts';
export * from './mime/index.ts';
export * from './webhook/index.ts';
