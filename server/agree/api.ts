import { z } from '@hono/zod-openapi';
import { daySchema, idSchema, moneySchema, pageQuery } from '../platform/http/index.ts';

export const customerKinds = ['company', 'sole-trader', 'consumer', 'public-body'] as const;

const policyRef = z.object({ id: z.string(), name: z.string() });
const reason = z.object({ code: z.string(), text: z.string(), source: z.string() });

/** A customer as a row of the list. */
export const customerRowSchema = z
  .object({
    id: idSchema,
    code: z.string(),
    name: z.string(),
    country: z.string().nullable(),
    /** What is outstanding, by currency. */
    open: z.array(moneySchema),
    overdue: z.array(moneySchema),
    /** Days since the oldest open due day; 0 when nothing is overdue. */
    daysLate: z.number().int(),
    /** What the latest round decided. */
    outcome: z.enum(['send', 'task', 'propose', 'hold', 'charge', 'none']).nullable(),
    step: z.string().nullable(),
    /** The message that the latest round made, as it stands now. */
    message: z
      .object({
        state: z.string(),
        channel: z.string(),
        tone: z.number().int(),
        sentOn: daySchema.nullable(),
      })
      .nullable(),
    nextOn: daySchema.nullable(),
    /** The deciding reason of the latest round. */
    because: z.string().nullable(),
    reasons: z.array(reason),
    /** Nothing leaves until after this day; "infinity" until a person ends it. */
    quietUntil: z.string().nullable(),
    /** Somebody there may be written to. */
    reachable: z.boolean(),
    policy: policyRef,
  })
  .openapi('CustomerRow');

export const customersQuery = pageQuery.extend({
  q: z.string().max(200).optional(),
  filter: z.enum(['all', 'overdue', 'held', 'unreachable']).default('all'),
  sort: z.enum(['name', '-name', 'late', '-late', 'overdue', '-overdue']).default('name'),
  asOf: daySchema.optional(),
});

export const contactSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    role: z.string(),
    /** The greeting as the business writes it; null leaves it to the language. */
    greeting: z.string().nullable(),
    position: z.number().int(),
    notMeOn: daySchema.nullable(),
    unreachableOn: daySchema.nullable(),
    /** Channels that they said yes to, and no to. */
    optedIn: z.array(z.string()),
    optedOut: z.array(z.string()),
  })
  .openapi('Contact');

const customerFields = {
  id: idSchema,
  code: z.string(),
  name: z.string(),
  kind: z.enum(customerKinds),
  country: z.string().nullable(),
  region: z.string().nullable(),
  zone: z.string().nullable(),
  language: z.string().nullable(),
  address: z.string().nullable(),
  phone: z.string().nullable(),
  policyId: z.string().nullable(),
  toneCeiling: z.number().int().nullable(),
  /** Where their language has two ways to address people; null is formal. */
  addressForm: z.enum(['formal', 'informal']).nullable(),
  /** A culture profile set by a person, or "plain"; null lets language and country choose. */
  culture: z.string().nullable(),
  notes: z.string(),
};

export const customerSchema = z
  .object({ ...customerFields, contacts: z.array(contactSchema) })
  .openapi('Customer');

const openItem = z.object({
  invoiceId: idSchema,
  number: z.string(),
  instalment: z.number().int(),
  dueOn: daySchema,
  /** Negative before the due day. */
  daysLate: z.number().int(),
  amount: moneySchema,
  outstanding: moneySchema,
  /** What of it is left in peace, and why. */
  held: z.array(
    z.object({
      code: z.enum(['disputed', 'promised', 'on-plan', 'credit-covers']),
      amount: moneySchema,
      text: z.string(),
    }),
  ),
});

/** Something that leaves the customer in peace, which a person can lift. */
const holdSchema = z.object({
  kind: z.enum(['pause', 'promise', 'reply', 'ask', 'stop', 'receipt', 'plan', 'dispute']),
  /** The event it rests on; the invoice's number for a dispute. */
  id: z.string(),
  /** In one sentence. */
  text: z.string(),
  until: daySchema.nullable(),
  /** It holds everything, not only a part. */
  all: z.boolean(),
  ask: z.string().nullable(),
});

const paidItem = z.object({
  number: z.string(),
  dueOn: daySchema,
  paidOn: daySchema,
  /** Negative when paid before the due day. */
  daysLate: z.number().int(),
});

export const customerPageSchema = z
  .object({
    ...customerFields,
    asOf: daySchema,
    contacts: z.array(contactSchema),
    /** How they are spoken to, and what follows from it. */
    manner: z.object({
      /** The language their messages are in. */
      language: z.string(),
      /** The one they would be in if it were offered. */
      wished: z.string(),
      culture: z.object({ id: z.string(), name: z.string() }).nullable(),
      /** Why this culture, in words. */
      because: z.string(),
      /** What it takes away from the policy, in words. */
      effects: z.array(z.string()),
    }),
    place: z.object({ country: z.string(), region: z.string().nullable(), zone: z.string() }),
    /** The time on their clock now, "08:14". */
    timeThere: z.string(),
    policy: policyRef,
    open: z.array(moneySchema),
    overdue: z.array(moneySchema),
    credit: z.array(moneySchema),
    items: z.array(openItem),
    holds: z.array(holdSchema),
    /** The banner above the page: what leaves them in peace altogether; null when nothing does. */
    banner: z
      .object({ until: daySchema.nullable(), text: z.string(), holds: z.array(z.string()) })
      .nullable(),
    howTheyPay: z.object({ words: z.string(), invoices: z.array(paidItem) }),
  })
  .openapi('CustomerPage');

const line = (most: number) => z.string().trim().max(most);
const optionalText = (most: number) =>
  z
    .union([line(most), z.null()])
    .transform((text) => (text === '' ? null : text))
    .optional();

const customerInput = {
  name: line(300).min(1, 'a customer has a name'),
  kind: z.enum(customerKinds).optional(),
  country: optionalText(2),
  region: optionalText(10),
  zone: optionalText(60),
  language: optionalText(35),
  address: optionalText(1000),
  phone: optionalText(60),
  policyId: optionalText(60),
  toneCeiling: z.number().int().min(1).max(5).nullable().optional(),
  addressForm: z.enum(['formal', 'informal']).nullable().optional(),
  culture: optionalText(35),
  notes: line(5000).optional(),
};

const contactInput = {
  name: line(200).optional(),
  email: optionalText(254),
  phone: optionalText(60),
  role: line(60).optional(),
  greeting: optionalText(200),
  position: z.number().int().min(0).max(1000).optional(),
};

export const newContactSchema = z.strictObject(contactInput).openapi('NewContact');
export const contactChangeSchema = newContactSchema.openapi('ContactChange');
export const newCustomerSchema = z
  .strictObject({
    ...customerInput,
    /** Left out, the name is the code. */
    code: line(200).optional(),
    contacts: z.array(newContactSchema).max(50).optional(),
  })
  .openapi('NewCustomer');
export const customerChangeSchema = z
  .strictObject({
    ...customerInput,
    name: customerInput.name.optional(),
    code: line(200).min(1).optional(),
  })
  .openapi('CustomerChange');

/** A culture that can be set for a customer. */
export const cultureChoiceSchema = z
  .object({ id: z.string(), name: z.string() })
  .openapi('CultureChoice');

/** One thing that happened between the customer and the business. */
export const timelineEntrySchema = z
  .object({
    /** Stable within the customer: source and number. */
    id: z.string(),
    side: z.enum(['them', 'us']),
    kind: z.string(),
    pill: z.string(),
    tone: z.enum(['sage', 'blue', 'stone', 'amber', 'clay']),
    who: z.string(),
    on: daySchema,
    /** The moment it was told or left, where that is the same day; else null. */
    at: z.string().nullable(),
    text: z.string(),
    /** Further words, such as a quoted reply; null when there are none. */
    quote: z.string().nullable(),
    /** What became of a message, in words. */
    delivery: z.string().nullable(),
    messageId: idSchema.nullable(),
    invoiceId: idSchema.nullable(),
    paymentId: idSchema.nullable(),
    /** Why a message was sent, the deciding reason first. */
    reasons: z.array(reason),
  })
  .openapi('TimelineEntry');

export type CustomerRow = z.infer<typeof customerRowSchema>;
export type CultureChoice = z.infer<typeof cultureChoiceSchema>;
export type CustomersQuery = z.infer<typeof customersQuery>;
export type Customer = z.infer<typeof customerSchema>;
export type CustomerPage = z.infer<typeof customerPageSchema>;
export type Contact = z.infer<typeof contactSchema>;
export type NewCustomer = z.infer<typeof newCustomerSchema>;
export type CustomerChange = z.infer<typeof customerChangeSchema>;
export type NewContact = z.infer<typeof newContactSchema>;
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;
