export {
  appendEvent,
  appendEvents,
  decodeHappening,
  encodeHappening,
  type NewHappening,
} from './events.ts';
export { readFacts } from './facts.ts';
export {
  type FoundCustomer,
  type FoundInvoice,
  findCustomer,
  findInvoice,
  lockCustomer,
} from './find.ts';
export { lawOf, makeLaws, type Subject } from './law.ts';
export { dayThere, type Place, placeOf, placesOf } from './place.ts';
export { post, postAll } from './postings.ts';
export { ROUND_HOUR, roundDueNow } from './round-due.ts';
export {
  checkSnapshots,
  refoldCustomers,
  type SnapshotFault,
  snapshotAsOf,
  snapshotsAsOf,
} from './snapshots.ts';
export { HAS_MESSAGE_WAITING, stillHeld } from './still-held.ts';
