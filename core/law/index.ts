export * from './gate.ts';
export * from './pack.ts';
