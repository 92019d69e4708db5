export * from './answer.ts';
export * from './mail/index.ts';
export * from './reading/index.ts';
export * from './stop.ts';
export * from './texts.ts';
export * from './waiting.ts';
