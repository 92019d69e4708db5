import { z } from '@hono/zod-openapi';

const step = z.object({
  id: z.string(),
  offset: z.number().int(),
  unit: z.enum(['days', 'business-days']),
  channel: z.enum(['email', 'phone', 'propose']),
  tone: z.number().int(),
  template: z.string(),
  approval: z.boolean(),
  /** Customers for whom the latest round took this step. */
  now: z.number().int(),
  /** Customers for whom it is the next one. */
  next: z.number().int(),
});

/** A remark on a step of a policy that is in order. */
export const policyNoteSchema = z.object({ step: z.string(), text: z.string() });

/** A policy with whom it covers and where they stand. */
export const policySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    mode: z.enum(['draft', 'approve', 'automatic']),
    version: z.number().int(),
    isDefault: z.boolean(),
    active: z.boolean(),
    updatedAt: z.string(),
    minBalance: z.string(),
    minGapDays: z.number().int(),
    window: z.object({ from: z.string(), to: z.string(), days: z.array(z.number().int()) }),
    toneCeiling: z.number().int(),
    /** Customers it covers. */
    customers: z.number().int(),
    steps: z.array(step),
    /** What its owner may not expect of it, such as a step that nobody reaches for now. */
    notes: z.array(policyNoteSchema),
    yaml: z.string(),
  })
  .openapi('Policy');

export const policiesSchema = z.object({
  items: z.array(policySchema),
  next: z.string().nullable(),
});

export const savePolicySchema = z
  .strictObject({
    yaml: z.string().min(1).max(60_000),
    active: z.boolean().optional(),
    isDefault: z.boolean().optional(),
  })
  .openapi('SavePolicy');

export type PolicyShown = z.infer<typeof policySchema>;
export type SavePolicy = z.infer<typeof savePolicySchema>;
