export * from './codec.ts';
export type { RecentContact } from './contacts.ts';
export * from './fact.ts';
export * from './fold.ts';
export * from './message-line.ts';
export * from './snapshot.ts';
