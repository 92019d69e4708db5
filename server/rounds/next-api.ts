import { z } from '@hono/zod-openapi';
import { policyNoteSchema } from '../chase/index.ts';
import { daySchema, idSchema, moneySchema } from '../platform/http/index.ts';

const reason = z.object({ code: z.string(), text: z.string(), source: z.string() });
const outcome = z.enum(['send', 'task', 'propose', 'hold', 'charge', 'none']);

const acts = {
  outcome,
  step: z.string().nullable(),
  tone: z.number().int().nullable(),
  channel: z.string().nullable(),
  totals: z.array(moneySchema),
  /** The deciding reason first, then the others in the order they were weighed. */
  reasons: z.array(reason),
};

export const whatNextSchema = z
  .object({
    ...acts,
    /** The message that waits in the outbox, or that left today. */
    message: z.object({ id: idSchema, state: z.string() }).nullable(),
    /** Today, in one or two sentences. */
    words: z.string(),
    /** What follows when the money arrives; null when nothing is owed. */
    ifItArrives: z.string().nullable(),
    /** What follows when it does not; no day when a person must act first. */
    ifNot: z.object({ on: daySchema.nullable(), words: z.string() }).nullable(),
    /** What it rests on: policy, working days, ceiling. */
    rests: z.array(z.string()),
  })
  .openapi('WhatNext');

export const tryPolicySchema = z
  .strictObject({
    yaml: z.string().min(1).max(60_000),
    /** The customer's id. */
    customer: z.string().regex(/^[1-9]\d{0,17}$/, 'an id is a whole number'),
  })
  .openapi('TryPolicy');

export const policyPreviewSchema = z
  .object({
    ...acts,
    customer: z.object({ id: idSchema, name: z.string() }),
    asOf: daySchema,
    /** What its owner may not expect of the policy, by step. */
    notes: z.array(policyNoteSchema),
    /** Today under this policy, in words. */
    words: z.string(),
    /** The first thing that would be said, today or later; null when nothing comes by itself. */
    next: z
      .object({ on: daySchema, step: z.string(), tone: z.number().int(), words: z.string() })
      .nullable(),
    /** That message as it would arrive. */
    message: z
      .object({
        subject: z.string(),
        text: z.string(),
        html: z.string(),
        to: z.string().nullable(),
      })
      .nullable(),
    /** Why there is no message to show, where one was expected. */
    messageProblem: z.string().nullable(),
  })
  .openapi('PolicyPreview');

export type WhatNext = z.infer<typeof whatNextSchema>;
export type PolicyPreview = z.infer<typeof policyPreviewSchema>;
