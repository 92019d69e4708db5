import { z } from 'zod';
import { type Day, parseDay } from '../core/base/index.ts';
import { CONTACT_CHANNELS, type Pack, PERSONS, STOP_KINDS } from '../core/law/index.ts';

const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'a date such as "2026-01-01"')
  .transform((text, context): Day => {
    const day = parseDay(text);
    if (day !== null) return day;
    context.addIssue({ code: 'custom', message: `${text} is a date that does not exist` });
    return z.NEVER;
  });
const decimal = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/, 'a decimal in quotes, such as "8.00"');
const time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time such as "07:30"');
const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/, 'lower-case letters, digits and dashes');
const confidence = z.enum(['statute', 'official-guide', 'secondary', 'unverified']);

/** What every rule carries. */
const rule = {
  id,
  appliesTo: z.array(z.enum(['company', 'sole-trader', 'consumer', 'public-body'])).default([]),
  from: date.nullable().default(null),
  until: date.nullable().default(null),
  announcedOnly: z.boolean().default(false),
  citation: z.strictObject({
    instrument: z.string().min(3),
    url: z.url().nullable().default(null),
    retrieved: date.nullable().default(null),
  }),
  confidence,
  review: z
    .strictObject({ by: z.string().min(1), on: date })
    .nullable()
    .default(null),
  note: z.string().nullable().default(null),
};

const interest = z.strictObject({
  ...rule,
  basis: z.enum(['statutory', 'state-default', 'court-only', 'contract-only']),
  creditor: z.enum(['any', 'registered-msme']).default('any'),
  series: z.string().nullable().default(null),
  fixedPercent: decimal.nullable().default(null),
  multiplier: z.number().int().min(1).default(1),
  marginPoints: decimal.default('0'),
  roundUpTo: decimal.nullable().default(null),
  pick: z.enum(['at-start', 'each-half-year', 'each-change', 'none']).default('none'),
  dayCount: z.enum(['act/365', 'act/act', 'act/360', '30/360', '30E/360']).default('act/365'),
  compounding: z.enum(['none', 'yearly-on-default-anniversary', 'monthly-rests']).default('none'),
  startsAfterDays: z.number().int().min(1).default(1),
  base: z.enum(['gross', 'net']).default('gross'),
  cap: z.enum(['none', 'in-duplum']).default('none'),
  allocation: z.enum(['principal', 'costs-interest-principal']).default('principal'),
  rounding: z.enum(['once', 'each-day']).default('once'),
  needs: z
    .strictObject({
      demand: z.boolean().default(false),
      priorTerm: z.boolean().default(false),
      notice: z.string().nullable().default(null),
    })
    .default({ demand: false, priorTerm: false, notice: null }),
  agreed: z.strictObject({
    allowed: z.boolean(),
    floor: z
      .union([
        z.literal('statutory'),
        z.strictObject({ series: z.string(), times: z.number().positive() }),
      ])
      .nullable()
      .default(null),
    ceilingPercent: decimal.nullable().default(null),
    defectivePercent: decimal.nullable().default(null),
    displacesFixedSum: z.boolean().default(false),
    warning: z.string().nullable().default(null),
  }),
});

const compensation = z.strictObject({
  ...rule,
  currency: z.string().length(3),
  boundsCurrency: z.string().length(3),
  tiers: z.array(z.strictObject({ below: decimal.nullable(), sum: decimal })).default([]),
  scale: z
    .strictObject({
      bands: z.array(z.strictObject({ upTo: decimal.nullable(), percent: decimal })).min(1),
      minimum: decimal,
      maximum: decimal.nullable(),
    })
    .nullable()
    .default(null),
  excessCosts: z.enum(['none', 'reasonable', 'scale']).default('none'),
  creditedAgainstLegalCosts: z.boolean().default(false),
  afterNotice: z.string().nullable().default(null),
});

const contactBase = {
  ...rule,
  channels: z.array(z.enum(CONTACT_CHANNELS)).default([]),
  effect: z.enum(['deny', 'ask']),
  text: z.string().min(3),
};

const contact = z.discriminatedUnion('rule', [
  z.strictObject({
    ...contactBase,
    rule: z.literal('hours'),
    windows: z
      .array(
        z.strictObject({
          days: z.array(z.number().int().min(1).max(7)).min(1),
          from: time,
          to: time,
        }),
      )
      .min(1),
  }),
  z.strictObject({ ...contactBase, rule: z.literal('public-holidays') }),
  z.strictObject({
    ...contactBase,
    rule: z.literal('cap'),
    count: z.number().int().min(1),
    days: z.number().int().min(1),
    scope: z.enum(['claim', 'person']),
    counts: z.enum(['contacts', 'attempts']),
  }),
  z.strictObject({
    ...contactBase,
    rule: z.literal('wait-after-conversation'),
    days: z.number().int().min(1),
  }),
  z.strictObject({
    ...contactBase,
    rule: z.literal('consent'),
    needs: z.enum(['opt-in', 'never']),
  }),
  z.strictObject({
    ...contactBase,
    rule: z.literal('person'),
    persons: z.array(z.enum(PERSONS)).min(1),
  }),
  z.strictObject({
    ...contactBase,
    rule: z.literal('stop'),
    stops: z.array(z.enum(STOP_KINDS)).min(1),
  }),
  z.strictObject({
    ...contactBase,
    rule: z.literal('forbidden'),
    phrases: z.array(z.string()).default([]),
  }),
  z.strictObject({
    ...contactBase,
    rule: z.literal('required-text'),
    textId: z.string(),
    when: z.string().min(3),
  }),
]);

const limitation = z.strictObject({
  ...rule,
  claim: z.enum(['any', 'written', 'oral', 'goods', 'deed', 'fixed-sum']).default('any'),
  years: z.number().int().min(1),
  runsFrom: z.enum(['due', 'year-end']).default('due'),
  ends: z.enum(['day', 'year-end']).default('day'),
  effect: z.enum(['defence', 'extinguished']),
  restarts: z.array(z.enum(['part-payment', 'acknowledgement'])).default([]),
  afterExpiry: z.enum(['deny', 'allow-with-notice']),
});

const preAction = z.strictObject({
  ...rule,
  order: z.number().int().min(1),
  step: z.string().min(3),
  minDays: z.number().int().min(0),
  daysKind: z.enum(['days', 'business-days']).default('days'),
  countsFrom: z.enum(['sending', 'receipt']).default('sending'),
  requiredFor: z.enum(['court', 'agency', 'costs', 'insolvency']),
  textId: z.string().nullable().default(null),
  minAmount: decimal.nullable().default(null),
});

const fee = z.strictObject({
  ...rule,
  allowed: z.enum(['yes', 'with-prior-term', 'no']),
  maxPercent: decimal.nullable().default(null),
  maxAmount: decimal.nullable().default(null),
  maxPercentPerYear: decimal.nullable().default(null),
  warning: z.string().nullable().default(null),
});

const note = z.strictObject({
  ...rule,
  topic: z.enum([
    'terms',
    'discount',
    'surcharge',
    'invoice',
    'einvoice',
    'courts',
    'tax',
    'reform',
  ]),
  text: z.string().min(3),
});

const requiredText = z.strictObject({
  id: z.string().min(3),
  trigger: z.string().min(3),
  mustContain: z.array(z.string()).min(1),
  texts: z.record(z.string(), z.string().min(10)).default({}),
  confidence,
});

/** A pack as it is written in law/<id>/pack.yaml; law/pack.schema.json is made from it. */
export const packSchema = z.strictObject({
  id: z.string().regex(/^[A-Z]{2}(-[A-Z]{2,4})?$/, 'such as "UK" or "AU-NSW"'),
  name: z.string().min(2),
  parent: z.string().nullable().default(null),
  country: z.string().regex(/^[A-Z]{2}$/),
  region: z.string().nullable().default(null),
  currency: z.string().length(3),
  version: z.string(),
  evidenceHorizon: date,
  status: z.enum(['unverified', 'sourced', 'counsel-checked']),
  reviewedBy: z.string().nullable().default(null),
  interest: z.array(interest).default([]),
  compensation: z.array(compensation).default([]),
  contact: z.array(contact).default([]),
  limitation: z.array(limitation).default([]),
  preAction: z.array(preAction).default([]),
  fees: z.array(fee).default([]),
  notes: z.array(note).default([]),
  texts: z.array(requiredText).default([]),
  without: z.array(id).default([]),
  notCovered: z.array(z.string()).min(1),
}) satisfies z.ZodType<Pack>;
