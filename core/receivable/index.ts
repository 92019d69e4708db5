export * from './fact.ts';
export * from './message-line.ts';
export * from './snapshot.ts';
