export type { Proposal, Reading } from './proposal.ts';
export { readReply } from './read-reply.ts';
export { sentencesOf } from './sentences.ts';
