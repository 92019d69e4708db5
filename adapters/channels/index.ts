export * from './channel.ts';
export * from './email/index.ts';
export * from './twilio/index.ts';
