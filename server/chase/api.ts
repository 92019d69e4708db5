import { z } from '@hono/zod-openapi';
import { daySchema, idSchema, moneySchema } from '../platform/http/index.ts';

export const reasonSchema = z
  .object({ code: z.string(), text: z.string(), source: z.string() })
  .openapi('Reason');

const customerRef = z.object({ id: idSchema, name: z.string() });

/** A message of the round or the outbox, as a line of a list. */
export const messageSchema = z
  .object({
    id: idSchema,
    customer: customerRef,
    purpose: z.string(),
    step: z.string(),
    tone: z.number().int(),
    channel: z.string(),
    mode: z.enum(['send', 'propose', 'task']),
    state: z.string(),
    sendAt: z.string(),
    /** On the customer's clock, in words: "Tue 24 Nov, 09:30". */
    sendAtLocal: z.string(),
    sentAt: z.string().nullable(),
    total: z.array(moneySchema),
    /** The deciding reason in one sentence. */
    reason: z.string(),
    reasons: z.array(reasonSchema),
    /** Why it is held, was withdrawn or failed. */
    note: z.string().nullable(),
    /** What a yes to it covers; sent back with the yes, it keeps more from being approved. */
    mark: z.string(),
  })
  .openapi('Message');

const count = z.number().int();

export const roundSchema = z
  .object({
    /** The day of the latest round up to the day asked for; null when there never was one. */
    asOf: daySchema.nullable(),
    state: z.enum(['none', 'waiting', 'done']),
    /** Today's round is still to come, and begins now. */
    due: z.boolean(),
    counts: z.object({ send: count, task: count, propose: count, hold: count, charge: count }),
    /** What has not left yet: what wants a yes first, then by hour. */
    messages: z.array(messageSchema),
    held: z.array(z.object({ reason: z.string(), text: z.string(), count })),
  })
  .openapi('Round');

export const heldSchema = z
  .object({
    customer: customerRef,
    text: z.string(),
    reasons: z.array(reasonSchema),
    nextOn: daySchema.nullable(),
  })
  .openapi('HeldCustomer');

export const previewSchema = messageSchema
  .extend({
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    /** What a person may rewrite: the template's own sentences, without the lists and answers. */
    words: z.object({ subject: z.string(), text: z.string() }).nullable(),
    to: z.object({ name: z.string(), address: z.string() }).nullable(),
    from: z.object({ name: z.string(), address: z.string() }).nullable(),
    edited: z.object({ subject: z.string(), text: z.string() }).nullable(),
    timeline: z.array(
      z.object({ at: z.string(), outcome: z.string(), detail: z.string().nullable() }),
    ),
  })
  .openapi('MessagePreview');

export const editSchema = z.object({
  subject: z.string().trim().min(1).max(120),
  text: z.string().trim().min(1).max(10_000),
});
export const dropSchema = z.object({ reason: z.string().trim().max(300).optional() });
const messageId = z.string().regex(/^\d{1,18}$/);

export const approveSchema = z.object({
  /** The messages said yes to, and nothing else; with its mark, one only as it was seen. */
  messages: z
    .array(z.union([messageId, z.object({ id: messageId, mark: z.string().max(300) })]))
    .max(10_000),
});
export const doneSchema = z.object({ done: z.literal(true) });
export const approvedSchema = z.object({ approved: count });

export type Message = z.infer<typeof messageSchema>;
export type Round = z.infer<typeof roundSchema>;
export type HeldCustomer = z.infer<typeof heldSchema>;
export type MessagePreview = z.infer<typeof previewSchema>;
