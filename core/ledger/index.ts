export * from './ageing.ts';
export * from './allocation.ts';
export * from './posting.ts';
