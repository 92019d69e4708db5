import { z } from '@hono/zod-openapi';
import { daySchema, idSchema, moneySchema, pageQuery } from '../platform/http/index.ts';

const line = (most: number) => z.string().trim().max(most);
const customerId = z.string().regex(/^[1-9]\d{0,17}$/, 'an id is a whole number');

export const newReceiptSchema = z
  .strictObject({
    amount: moneySchema,
    on: daySchema.optional().describe('The day it arrived; today when left out'),
    from: line(500).optional().describe("Who paid and what for, in the bank's words"),
    /** Ids of those it may be, where somebody has an idea; else they are found. */
    customers: z.array(customerId).max(50).optional(),
    sourceKey: line(200).min(1).optional().describe('The same receipt told twice has the same key'),
  })
  .openapi('NewReceipt');

const candidate = z.object({ id: idSchema, name: z.string(), why: z.string() });

export const receiptSchema = z
  .object({
    id: idSchema,
    on: daySchema,
    amount: moneySchema,
    from: z.string(),
    /** Whose it could be, and why; while it waits, they are left in peace. */
    candidates: z.array(candidate),
    state: z.enum(['waiting', 'matched', 'set-aside']),
    /** Whose it was. */
    customer: z.object({ id: idSchema, name: z.string() }).nullable(),
    payment: idSchema.nullable(),
    /** Why it was set aside. */
    why: z.string().nullable(),
    closedBy: z.string().nullable(),
    closedOn: daySchema.nullable(),
  })
  .openapi('Receipt');

export const receiptsQuery = pageQuery.extend({
  state: z.enum(['waiting', 'closed']).default('waiting'),
});

export const matchSchema = z
  .strictObject({
    customer: customerId,
    towards: z
      .union([z.enum(['oldest', 'none']), z.strictObject({ invoice: line(100).min(1) })])
      .default('oldest')
      .describe('What it is for: the oldest due first, one invoice by number, or nothing yet'),
  })
  .openapi('MatchReceipt');

export const setAsideSchema = z
  .strictObject({ reason: line(500).min(1) })
  .openapi('SetReceiptAside');

export type Receipt = z.infer<typeof receiptSchema>;
export type NewReceipt = z.infer<typeof newReceiptSchema>;
export type ReceiptsQuery = z.infer<typeof receiptsQuery>;
