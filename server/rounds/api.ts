import { z } from '@hono/zod-openapi';
import { daySchema, moneySchema } from '../platform/http/index.ts';

const count = z.number().int();

export const runRoundSchema = z.object({ dryRun: z.boolean().default(false) });

export const roundReportSchema = z
  .object({
    asOf: daySchema,
    customers: count,
    decisions: z.object({ send: count, task: count, propose: count, hold: count, charge: count }),
    holds: z.record(z.string(), count),
    created: count,
  })
  .openapi('RoundReport');

export const whySchema = z
  .object({
    invoice: z.string(),
    customer: z.string(),
    code: z.string(),
    open: moneySchema,
    dueOn: daySchema.nullable(),
    daysOverdue: count,
    decision: z.string(),
    step: z.string().nullable(),
    /** What became of the day's decision once it was carried out: sent, captured, dropped… */
    became: z.string().nullable(),
    nextOn: daySchema.nullable(),
    reasons: z.array(z.object({ code: z.string(), text: z.string(), source: z.string() })),
  })
  .openapi('Why');
