export { refersTo } from './candidate.ts';
export * from './chaseable.ts';
export { notesOn, type PolicyNote } from './condition.ts';
export * from './decide.ts';
export * from './decision.ts';
export * from './door.ts';
export { heldInOrder, holdWords } from './hold-words.ts';
export * from './input.ts';
export { type Ladder, ladderOf } from './ladder.ts';
export {
  earlierContacts,
  instantThere,
  lawfulMoment,
  lawStops,
  localMoment,
} from './lawful.ts';
export * from './moment.ts';
export { encodePeace, type Peace, peaceOf } from './peace.ts';
export * from './policy.ts';
export { holdsOfCustomer, NO_END, PAID_ALREADY_DAYS, type Quiet, quietUntil } from './quiet.ts';
