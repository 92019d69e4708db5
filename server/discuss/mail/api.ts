import { z } from '@hono/zod-openapi';
import { daySchema, idSchema, moneySchema } from '../../platform/http/index.ts';

export const attachmentSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    /** What its bytes are, whatever it is called. */
    type: z.string(),
    sizeBytes: z.number().int(),
    /** False when it was too large to keep: the mailbox still has it. */
    kept: z.boolean(),
  })
  .openapi('Attachment');

export const proposalSchema = z
  .object({
    kind: z.string().openapi({ example: 'will-pay' }),
    /** What a yes would record, in words. */
    says: z.string(),
    /** The sentence it was read from, as it stands in `words`. */
    sentence: z.string(),
    /** Numbers of open invoices, one of which has to be chosen; empty when nothing has. */
    choose: z.array(z.string()),
    paidOn: daySchema.nullable(),
    payOn: daySchema.nullable(),
    amount: moneySchema.nullable(),
    what: z.string().nullable(),
    invoices: z.array(z.string()),
  })
  .openapi('Proposal');

export const mailSchema = z
  .object({
    id: idSchema,
    kind: z.enum(['reply', 'unsubscribe', 'complaint', 'auto-reply', 'bounce', 'bulk']),
    /** Null while nobody knows whose mail it is. */
    customer: z.object({ id: idSchema, name: z.string(), code: z.string() }).nullable(),
    from: z.object({ name: z.string(), address: z.string().nullable() }),
    /** Whether a contact of the customer wrote it; false for anybody else who answered. */
    knownSender: z.boolean(),
    subject: z.string(),
    /** What they wrote, and all of it with what they quote. */
    words: z.string(),
    body: z.string(),
    writtenAt: z.string(),
    on: daySchema,
    /** How it was found whose mail it is. */
    foundBy: z.enum(['message', 'link', 'sender', 'person']).nullable(),
    messageId: idSchema.nullable(),
    /** The reply that holds the chase while it waits. */
    replyId: idSchema.nullable(),
    waiting: z.boolean(),
    note: z.string().nullable(),
    proposedBy: z.enum(['rules', 'model']).nullable(),
    proposals: z.array(proposalSchema),
    attachments: z.array(attachmentSchema),
  })
  .openapi('Mail');
export type MailJson = z.infer<typeof mailSchema>;
export type ProposalJson = z.infer<typeof proposalSchema>;

export const mailQuery = {
  show: z
    .enum(['waiting', 'unknown', 'all'])
    .default('waiting')
    .openapi({ description: 'Replies that wait, mail of unknown senders, or everything' }),
};

export const confirmBody = z
  .object({
    /** Which proposals, counted from 0; all of them unless said. */
    proposals: z.array(z.number().int().min(0).max(9)).min(1).max(10).optional(),
    invoice: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .openapi({ description: 'The invoice meant, where the mail names none' }),
  })
  .openapi('ConfirmedProposals');

export const placeBody = z.object({ customer: idSchema }).openapi('PlacedMail');
