import type { AskKind } from '../receivable/index.ts';

/** What may wait for a person to deal with it: an answer that asked for something, or a reply. */
export const waitingKinds = [
  'paid-already',
  'needs-something',
  'cannot-pay-all',
  'not-me',
  'reply',
] as const satisfies readonly (AskKind | 'reply')[];

export type WaitingKind = (typeof waitingKinds)[number];
