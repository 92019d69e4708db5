import { z } from '@hono/zod-openapi';
import { daySchema, idSchema, moneySchema, pageQuery } from '../platform/http/index.ts';

const customerRef = z.object({ id: idSchema, name: z.string() });
const invoiceRef = z.object({ id: idSchema, number: z.string() });

/** One printed line: what it runs on, from when to when, at what rate, and who says so. */
export const chargeLineSchema = z
  .object({
    kind: z.enum(['interest', 'fixed-sum', 'fee']),
    instalment: z.number().int().nullable(),
    /** First and last day, both within. */
    from: daySchema.nullable(),
    to: daySchema.nullable(),
    days: z.number().int().nullable(),
    ratePercent: z.string().nullable(),
    base: moneySchema.nullable(),
    amount: moneySchema,
    source: z.string(),
  })
  .openapi('ChargeLine');

export const chargings = ['never', 'threaten', 'propose', 'claim'] as const;

export const proposalSchema = z
  .object({
    invoice: invoiceRef,
    customer: customerRef,
    charging: z.enum(chargings),
    /** Pack whose law counts. */
    pack: z.string(),
    lines: z.array(chargeLineSchema),
    totals: z.array(moneySchema),
    perDay: moneySchema,
    /** Accrued on what is in dispute; not proposed while it is. */
    held: moneySchema,
    /** Claimed before and no longer owed. */
    tooMuch: moneySchema,
    needs: z.array(z.string()),
    notes: z.array(z.string()),
    /** Why nothing could be reckoned, such as a rate that is not known; null when it could. */
    refused: z.object({ code: z.string(), message: z.string() }).nullable(),
  })
  .openapi('ChargeProposal');

export const chargeSchema = z
  .object({
    id: idSchema,
    number: z.string(),
    invoice: invoiceRef,
    customer: customerRef,
    issuedOn: daySchema,
    dueOn: daySchema,
    /** The last day it was reckoned to. */
    to: daySchema,
    amount: moneySchema,
    outstanding: moneySchema,
    description: z.string(),
    pack: z.string(),
    lines: z.array(chargeLineSchema),
    notes: z.array(z.string()),
    waived: z
      .object({
        on: daySchema,
        because: z.string(),
        by: z.string(),
        amount: moneySchema,
        creditNote: z.string(),
      })
      .nullable(),
  })
  .openapi('Charge');

export const chargesClaimedSchema = z.object({ items: z.array(chargeSchema) });

export const proposalsQuery = pageQuery.extend({
  asOf: daySchema.optional(),
  customer: z
    .string()
    .regex(/^[1-9]\d{0,17}$/)
    .optional(),
});

export const chargesQuery = proposalsQuery.omit({ asOf: true });

export const claimSchema = z
  .strictObject({
    /** What the law wants first (`needs` of the proposal) was done. */
    confirmed: z.boolean().default(false),
  })
  .openapi('ClaimCharge');

export const waiveSchema = z
  .strictObject({ reason: z.string().trim().min(1).max(500) })
  .openapi('WaiveCharge');

const percent = z.string().regex(/^\d{1,3}(\.\d{1,6})?$/, 'a percentage is a plain number');

export const lateTermsSchema = z.strictObject({
  /** Invoices issued from this day on stand under the terms. */
  agreedOn: daySchema,
  rate: z
    .strictObject({
      percent,
      per: z.enum(['year', 'month']),
      /** A rate by the month that says what it is by the year. */
      yearlyStated: z.boolean(),
      dayCount: z.enum(['act/365', 'act/act', 'act/360', '30/360', '30E/360']).nullable(),
    })
    .nullable(),
  fee: z.union([z.strictObject({ flat: moneySchema }), z.strictObject({ percent })]).nullable(),
});

export const chargeSettingSchema = z
  .strictObject({
    /** Null leaves it to the business; without any word it is never. */
    charges: z.enum(chargings).nullable(),
    terms: lateTermsSchema.nullable(),
    /** Registered as the law wants it of some suppliers (IN); only of the business. */
    registered: z.boolean(),
  })
  .openapi('ChargeSetting');

/** A jurisdiction pack as it is read from its file; days are written in ISO 8601. */
const packSchema = z
  .looseObject({
    id: z.string(),
    name: z.string(),
    parent: z.string().nullable(),
    currency: z.string(),
    notCovered: z.array(z.string()),
  })
  .openapi('LawPack');
const seriesSchema = z
  .looseObject({ id: z.string(), name: z.string(), knownUntil: daySchema })
  .openapi('RateSeries');
export const lawPacksSchema = z.object({
  items: z.array(packSchema),
  series: z.array(seriesSchema),
});

export type ChargeLineJson = z.infer<typeof chargeLineSchema>;
export type ChargeProposal = z.infer<typeof proposalSchema>;
export type ChargeJson = z.infer<typeof chargeSchema>;
export type ChargeSettingJson = z.infer<typeof chargeSettingSchema>;
export type LawPacks = z.infer<typeof lawPacksSchema>;
