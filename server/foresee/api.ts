import { z } from '@hono/zod-openapi';
import { daySchema, idSchema, moneySchema } from '../platform/http/index.ts';

/** Figures beside the rooms in the navigation, and what every screen must know of its business. */
export const waitingSchema = z
  .object({
    today: daySchema,
    currency: z.string(),
    /** No channel has left safe mode. */
    safeMode: z.boolean(),
    /** The program's clock was started elsewhere (DULY_NOW). */
    clockMoved: z.boolean(),
    /** Date and time where the business is, in words. */
    nowWords: z.string(),
    /** Messages and calls that wait for a person's yes or work. */
    round: z.number().int(),
    /** Answers, replies and other things a person must look at. */
    answers: z.number().int(),
    /** Receipts nobody could match. */
    receipts: z.number().int(),
  })
  .openapi('Waiting');

const ageingOfCurrency = z.object({
  current: z.string(),
  '1-30': z.string(),
  '31-60': z.string(),
  '61-90': z.string(),
  '90+': z.string(),
  total: z.string(),
  overdue: z.string(),
});

const owedByAge = z.object({
  asOf: daySchema,
  currencies: z.record(z.string(), ageingOfCurrency),
});

export const ageingSchema = owedByAge
  .extend({ openInvoices: z.number().int(), customers: z.number().int() })
  .openapi('Ageing');

const dsoSchema = z.object({
  days: z.number().int().nullable(),
  outstanding: moneySchema,
  billed: moneySchema,
  from: daySchema,
  to: daySchema,
});

const customerRef = z.object({ id: idSchema, name: z.string() });

const readyMessage = z.object({
  id: idSchema,
  customer: customerRef,
  /** One sentence why. */
  reason: z.string(),
  step: z.string(),
  tone: z.number().int(),
  channel: z.string(),
  state: z.string(),
  sendAt: z.string(),
  total: z.array(moneySchema),
});

const waitingThing = z.object({
  id: idSchema,
  customer: customerRef,
  kind: z.string(),
  title: z.string(),
  detail: z.string(),
  dueOn: daySchema,
  openedOn: daySchema,
});

const promiseDue = z.object({
  customer: customerRef,
  /** What is still to come of it. */
  amounts: z.array(moneySchema),
  payOn: daySchema,
  madeOn: daySchema,
});

const lastRound = z.object({
  asOf: daySchema,
  at: z.string().nullable(),
  /** False while it runs, or when it was cut short. */
  finished: z.boolean(),
  customers: z.number().int(),
  /** Business days since then on which no round was run, today left out. */
  missedDays: z.array(daySchema),
  /** Messages that could not be delivered and wait for a person. */
  failed: z.number().int(),
});

export const todaySchema = z
  .object({
    asOf: daySchema,
    greeting: z.object({ part: z.enum(['morning', 'afternoon', 'evening']), name: z.string() }),
    ageing: owedByAge,
    /** The same a quarter of a year before. */
    before: z.object({ asOf: daySchema, ageing: owedByAge, dso: dsoSchema }),
    /** The currency DSO is told in: the business's own, or the one it bills most in. */
    dso: dsoSchema,
    paidThisWeek: z.object({
      from: daySchema,
      payments: z.number().int(),
      totals: z.array(moneySchema),
    }),
    ready: z.object({ count: z.number().int(), messages: z.array(readyMessage) }),
    held: z.object({
      count: z.number().int(),
      reasons: z.array(z.object({ reason: z.string(), text: z.string(), count: z.number().int() })),
    }),
    upcoming: z.object({ count: z.number().int(), next: z.string().nullable() }),
    waiting: z.object({ count: z.number().int(), things: z.array(waitingThing) }),
    promises: z.object({ count: z.number().int(), promises: z.array(promiseDue) }),
    unreachable: z.object({ count: z.number().int(), customers: z.array(customerRef) }),
    lastRound: lastRound.nullable(),
    /** Today's round is still to come, and begins now. */
    roundDue: z.boolean(),
    /** Whether the business has any customer at all; a new one is shown its first step. */
    empty: z.boolean(),
  })
  .openapi('Today');

/** Promises near their day, as a list of their own. */
export const promisesDueSchema = z
  .object({ items: z.array(promiseDue), next: z.null() })
  .openapi('PromisesDue');

export type Waiting = z.infer<typeof waitingSchema>;
export type Today = z.infer<typeof todaySchema>;
export type ReadyMessage = z.infer<typeof readyMessage>;
export type WaitingThing = z.infer<typeof waitingThing>;
export type PromiseDue = z.infer<typeof promiseDue>;
export type LastRound = z.infer<typeof lastRound>;
