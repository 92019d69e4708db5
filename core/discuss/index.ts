export * from './answer.ts';
export * from './stop.ts';
export * from './waiting.ts';
