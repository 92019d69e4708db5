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
export { parsePolicy, policyJsonSchema } from './policy-file.ts';
