import { z } from '@hono/zod-openapi';

/** A mail address; what stands before the address itself is not taken. */
export const emailSchema = z.email('an address such as anna@example.com').max(254);

const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    // A line break in a name would reach the headers of a message.
    .regex(/^[^\p{Cc}]*$/u, 'one line of text');

const colour = z.string().regex(/^#[0-9A-Fa-f]{6}$/, 'a colour such as #21584A');
const language = z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'a language such as en');

export const roleSchema = z.enum(['owner', 'collector', 'bookkeeper', 'viewer']).openapi('Role');

export const businessSchema = z
  .object({
    slug: z.string(),
    name: z.string(),
    country: z.string(),
    region: z.string().nullable(),
    zone: z.string(),
    currency: z.string(),
    language: z.string(),
    person: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    address: z.string().nullable(),
    howToPay: z.string().nullable(),
    /** Asked for, and not shown to customers before it is confirmed. */
    howToPayWaiting: z
      .object({
        howToPay: z.string(),
        askedBy: z.string(),
        askedAt: z.string(),
        confirmFrom: z.string(),
        /** Whether the one who asks for this page asked for the change. */
        mine: z.boolean(),
      })
      .nullable(),
    colour: z.string(),
    /** Channels that really send, with the moment since when; all others are in safe mode. */
    live: z.record(z.string(), z.string()),
    demo: z.boolean(),
    today: z.string(),
    role: roleSchema,
  })
  .openapi('Business');

export type BusinessJson = z.infer<typeof businessSchema>;

export const newBusinessSchema = z.object({
  name: line(200).min(1, 'the name of the business'),
  slug: z.string().optional(),
  country: z.string().length(2, 'a two-letter country code such as GB').toUpperCase(),
  currency: z.string().length(3, 'a currency code such as GBP').toUpperCase(),
  region: line(10).nullish(),
  zone: z.string().optional(),
  person: line(200).optional(),
  email: emailSchema.nullish(),
  howToPay: z.string().trim().max(2000).nullish(),
});

export const businessChangeSchema = z
  .object({
    name: line(200).min(1, 'the name of the business'),
    person: line(200).min(1, 'the person whose name stands under messages'),
    email: emailSchema.nullable(),
    phone: line(50).nullable(),
    address: z.string().trim().max(1000).nullable(),
    howToPay: z.string().trim().min(1, 'how customers pay').max(2000),
    colour,
    zone: z.string(),
    region: line(10).nullable(),
    language,
  })
  .partial()
  .strict();

export const liveSchema = z.object({ channel: z.enum(['email']), on: z.boolean() });
