export * from './chaseable.ts';
export * from './decide.ts';
export * from './decision.ts';
export * from './door.ts';
export * from './input.ts';
export { type Ladder, ladderOf } from './ladder.ts';
export * from './moment.ts';
export * from './policy.ts';
export { NO_END, quietUntil } from './quiet.ts';
