export * from './channel.ts';
export * from './email/index.ts';
