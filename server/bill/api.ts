import { z } from '@hono/zod-openapi';
import { daySchema, idSchema, moneySchema, pageQuery } from '../platform/http/index.ts';

const customerRef = z.object({ id: idSchema, name: z.string() });

export const invoiceStates = ['open', 'overdue', 'paid', 'void', 'credit-note'] as const;

const row = {
  id: idSchema,
  number: z.string(),
  kind: z.enum(['invoice', 'credit-note', 'charge']),
  customer: customerRef,
  issuedOn: daySchema,
  /** The first day on which something of it is due; the last one when nothing is open. */
  dueOn: daySchema,
  amount: moneySchema,
  outstanding: moneySchema,
  state: z.enum(invoiceStates),
  /** Days since the oldest open due day; 0 when nothing is overdue. */
  daysLate: z.number().int(),
  instalments: z.number().int(),
  reference: z.string().nullable(),
  description: z.string().nullable(),
};

export const invoiceRowSchema = z.object(row).openapi('InvoiceRow');

export const invoicesQuery = pageQuery.extend({
  q: z.string().max(200).optional(),
  state: z.enum(['all', 'open', 'overdue', 'paid']).default('all'),
  sort: z
    .enum(['issued', '-issued', 'due', '-due', 'number', '-number', 'amount', '-amount'])
    .default('-issued'),
  asOf: daySchema.optional(),
});

export const invoiceSchema = z
  .object({
    ...row,
    instalments: z.array(
      z.object({
        no: z.number().int(),
        dueOn: daySchema,
        amount: moneySchema,
        outstanding: moneySchema,
        daysLate: z.number().int(),
      }),
    ),
    /** What moved it, in order: the change of what is open, and what was open after it. */
    history: z.array(
      z.object({
        id: idSchema,
        on: daySchema,
        kind: z.string(),
        text: z.string(),
        change: moneySchema,
        open: moneySchema,
      }),
    ),
    payments: z.array(
      z.object({
        id: idSchema,
        on: daySchema,
        /** False where nobody told the day, so that it is only the likely one. */
        dayKnown: z.boolean(),
        amount: moneySchema,
        /** How much of it was set against this invoice. */
        here: moneySchema,
        method: z.string().nullable(),
        reference: z.string().nullable(),
        takenBackOn: daySchema.nullable(),
      }),
    ),
    disputes: z.array(
      z.object({
        id: idSchema,
        on: daySchema,
        amount: moneySchema.nullable(),
        reason: z.string(),
        resolvedOn: daySchema.nullable(),
      }),
    ),
    /** Facts of the source that are kept as history and hold nothing back. */
    sourceFacts: z.record(z.string(), z.unknown()).nullable(),
  })
  .openapi('Invoice');

const statementLine = z.object({
  id: idSchema,
  on: daySchema,
  kind: z.string(),
  text: z.string(),
  invoice: z.string().nullable(),
  /** What it adds to what is owed; negative for what lowers it. */
  amount: moneySchema,
  balance: moneySchema,
});

export const statementSchema = z
  .object({
    customer: customerRef.extend({ code: z.string() }),
    from: daySchema.nullable(),
    asOf: daySchema,
    currencies: z.array(
      z.object({
        currency: z.string(),
        opening: moneySchema,
        lines: z.array(statementLine),
        closing: moneySchema,
        /** Of the closing balance: what is past its due day, before credit on account. */
        overdue: moneySchema,
        /** Credit on account, which the balance takes off. */
        credit: moneySchema,
      }),
    ),
  })
  .openapi('Statement');

export const statementQuery = z.object({
  asOf: daySchema.optional(),
  from: daySchema.optional(),
});

const decimalText = z
  .string()
  .regex(/^\d{1,15}(\.\d+)?$/, 'an amount is a decimal such as 1234.50');
const optionalLine = (most: number) => z.string().trim().max(most).optional();

export const newInvoiceSchema = z
  .strictObject({
    /** The customer's id. */
    customer: z.string().regex(/^[1-9]\d{0,17}$/, 'an id is a whole number'),
    number: z.string().trim().min(1).max(100),
    issuedOn: daySchema,
    dueOn: daySchema,
    amount: moneySchema,
    reference: optionalLine(200),
    description: optionalLine(2000),
    /** Parts that sum to the amount exactly; left out, all of it is due on dueOn. */
    instalments: z
      .array(z.strictObject({ dueOn: daySchema, amount: decimalText }))
      .min(1)
      .max(120)
      .optional(),
  })
  .openapi('NewInvoice');

export const newCreditNoteSchema = z
  .strictObject({
    /** Left out, it is made from the invoice's number. */
    number: z.string().trim().min(1).max(100).optional(),
    amount: decimalText,
    reason: z.string().trim().min(1).max(500),
    on: daySchema.optional(),
  })
  .openapi('NewCreditNote');

export const creditedSchema = z
  .object({
    id: idSchema,
    number: z.string(),
    amount: moneySchema,
    /** Set against the invoice itself. */
    settled: moneySchema,
    /** Left as credit on account. */
    credit: moneySchema,
  })
  .openapi('CreditNoteGiven');

export type InvoiceRow = z.infer<typeof invoiceRowSchema>;
export type InvoicesQuery = z.infer<typeof invoicesQuery>;
export type Invoice = z.infer<typeof invoiceSchema>;
export type Statement = z.infer<typeof statementSchema>;
export type NewInvoice = z.infer<typeof newInvoiceSchema>;
export type NewCreditNote = z.infer<typeof newCreditNoteSchema>;
export type CreditNoteGiven = z.infer<typeof creditedSchema>;
