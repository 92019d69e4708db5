export { type MessagePreview, previewSchema } from './api.ts';
export { approveMessages, dropMessage, editMessage, retryMessage, undoApproval } from './outbox.ts';
export {
  installPolicies,
  type Ladders,
  listPolicies,
  loadLadders,
  type StoredPolicy,
  savePolicy,
  shippedPolicies,
} from './policies.ts';
export { policyNoteSchema } from './policy-api.ts';
export { parsePolicy, policyJsonSchema } from './policy-file.ts';
export { policyRoutes } from './policy-routes.ts';
export { readMessage, readRound } from './queries.ts';
export { chaseRoutes } from './routes.ts';
