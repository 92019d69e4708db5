export { parsePolicy, policyJsonSchema } from './policy-file.ts';
