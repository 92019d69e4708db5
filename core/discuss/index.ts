export * from './answer.ts';
export * from './stop.ts';
