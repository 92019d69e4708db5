import { z } from 'zod';

/*
 * The JSON that tools rely on, key by key (docs/reference/json.md). Strict: a key too many is a
 * fault as well.
 */
const amount = z.string().regex(/^-?\d+(\.\d+)?$/);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const count = z.number().int().min(0);
const money = z.strictObject({ amount, currency: z.string().length(3) });

const counted = z.strictObject({ created: count, unchanged: count, updated: count });

export const importShape = z.strictObject({
  file: z.string(),
  format: z.string(),
  customers: counted,
  invoices: counted,
  payments: counted,
  problems: z.array(
    z.strictObject({
      line: count.nullable(),
      column: z.string().nullable(),
      value: z.string().nullable(),
      message: z.string().min(1),
    }),
  ),
});

export const agingShape = z.strictObject({
  asOf: date,
  currencies: z.record(
    z.string().length(3),
    z.strictObject({
      current: amount,
      '1-30': amount,
      '31-60': amount,
      '61-90': amount,
      '90+': amount,
      total: amount,
      overdue: amount,
    }),
  ),
  openInvoices: count,
  customers: count,
});

export const roundShape = z.strictObject({
  asOf: date,
  customers: count,
  decisions: z.strictObject({
    send: count,
    task: count,
    propose: count,
    hold: count,
    charge: count,
  }),
  holds: z.record(z.string(), count),
  messages: z.array(
    z.strictObject({
      customer: z.string(),
      channel: z.string(),
      step: z.string(),
      tone: z.number().int().min(1).max(5),
      mode: z.enum(['send', 'propose', 'task']),
      invoices: z.array(z.string()),
      totals: z.array(money),
    }),
  ),
});

export const deliverShape = z.strictObject({
  sent: count,
  failed: count,
  held: count,
  waiting: count,
});

export const whyShape = z.strictObject({
  invoice: z.string(),
  customer: z.string(),
  open: money,
  daysOverdue: count,
  decision: z.enum(['send', 'task', 'propose', 'hold', 'charge', 'none']),
  step: z.string().nullable(),
  reasons: z
    .array(z.strictObject({ code: z.string(), text: z.string(), source: z.string() }))
    .min(1),
});

export const doctorShape = z.strictObject({
  ok: z.boolean(),
  checks: z.array(z.strictObject({ name: z.string(), ok: z.boolean(), detail: z.string() })).min(1),
});

export const businessesShape = z.strictObject({
  items: z.array(
    z.strictObject({
      slug: z.string(),
      name: z.string(),
      country: z.string(),
      currency: z.string(),
      zone: z.string(),
      demo: z.boolean(),
      live: z.array(z.string()),
    }),
  ),
});

export const recordedShape = z.looseObject({
  recorded: z.string(),
  id: z.string().regex(/^\d+$/).nullable(),
  on: date,
});

export const interestShape = z.strictObject({
  days: count,
  lines: z.array(
    z.strictObject({
      from: date,
      to: date,
      days: count,
      ratePercent: amount,
      base: amount,
      amount,
      source: z.string().min(3),
    }),
  ),
  interest: amount,
  fixedSum: amount.nullable(),
  fixedSumCurrency: z.string().length(3).nullable(),
  total: amount,
  notes: z.array(z.string().min(3)),
});

export const contactShape = z.strictObject({
  result: z.enum(['allow', 'ask', 'deny']),
  rules: z.array(
    z.strictObject({ code: z.string(), text: z.string().min(3), source: z.string().min(3) }),
  ),
  nextAllowed: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
    .nullable(),
});
