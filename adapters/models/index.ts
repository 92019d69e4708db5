export * from './model.ts';
export * from './openai/index.ts';
