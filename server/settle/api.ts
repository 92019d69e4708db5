import { z } from '@hono/zod-openapi';
import { daySchema, idSchema, moneySchema } from '../platform/http/index.ts';

const line = (most: number) => z.string().trim().max(most);
const currency = z.string().regex(/^[A-Z]{3}$/, 'a currency is an ISO 4217 code such as GBP');
const on = daySchema.optional();

export const newPaymentSchema = z
  .strictObject({
    /** The customer's id. */
    customer: z.string().regex(/^[1-9]\d{0,17}$/, 'an id is a whole number'),
    amount: moneySchema,
    on: on.describe('The day it arrived; today when left out'),
    method: line(60).optional(),
    reference: line(200).optional(),
    towards: z
      .union([z.enum(['oldest', 'none']), z.strictObject({ invoice: line(100).min(1) })])
      .default('oldest')
      .describe('What it is for: the oldest due first, one invoice by number, or nothing yet'),
  })
  .openapi('NewPayment');

export const paymentRecordedSchema = z
  .object({
    id: idSchema,
    /** Set against what is owed. */
    allocated: moneySchema,
    /** Left as credit on account. */
    credit: moneySchema,
    invoices: z.array(z.string()),
  })
  .openapi('PaymentRecorded');

export const takeBackSchema = z
  .strictObject({ reason: line(500).min(1), on })
  .openapi('TakePaymentBack');

export const writeOffSchema = z
  .strictObject({
    /** Left out, all that is open. */
    amount: z
      .string()
      .regex(/^\d{1,15}(\.\d+)?$/, 'an amount is a decimal such as 1234.50')
      .optional(),
    reason: line(500).min(1),
    on,
  })
  .openapi('WriteOff');

export const placeCreditSchema = z.strictObject({ currency, on }).openapi('PlaceCredit');

export const refundSchema = z.strictObject({ amount: moneySchema, on }).openapi('Refund');

/** How much was moved. */
export const movedSchema = z.object({ amount: moneySchema }).openapi('Moved');

export const doneSchema = z.object({ done: z.literal(true) }).openapi('SettleDone');

export type NewPayment = z.infer<typeof newPaymentSchema>;
export type PaymentRecordedJson = z.infer<typeof paymentRecordedSchema>;
