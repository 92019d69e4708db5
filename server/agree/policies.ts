import type { Work } from '../platform/platform.ts';

/**
 * Which policy covers a customer; made by the chase room and handed over when the house is put
 * together.
 */
export type Policies = (work: Work) => Promise<{
  of(customer: { policyId: string | null; code: string; country: string | null; kind: string }): {
    policy: { id: string; name: string };
  };
}>;
