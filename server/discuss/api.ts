import { z } from '@hono/zod-openapi';
import { STOP_KINDS } from '../../core/discuss/index.ts';
import { daySchema, idSchema, moneySchema } from '../platform/http/index.ts';

const customerRef = z
  .object({ id: idSchema, name: z.string(), code: z.string() })
  .openapi('CustomerRef');
const role = z.enum(['owner', 'collector', 'bookkeeper', 'viewer']);
const words = z.string().max(2000);
const numbers = z.array(z.string().min(1).max(100)).max(1000);

export const taskSchema = z
  .object({
    id: idSchema,
    customer: customerRef,
    kind: z.string().openapi({ example: 'look-for-payment' }),
    title: z.string(),
    detail: z.string(),
    role: z.string().openapi({ example: 'collector' }),
    dueOn: daySchema,
    openedOn: daySchema,
    messageId: idSchema.nullable(),
    eventId: idSchema.nullable(),
  })
  .openapi('Task');
export type TaskJson = z.infer<typeof taskSchema>;

export const answerSchema = z
  .object({
    id: idSchema,
    kind: z.string().openapi({ example: 'needs-something' }),
    on: daySchema,
    by: z.string(),
    shown: z.record(z.string(), z.unknown()),
    customer: customerRef,
    task: z.object({
      id: idSchema,
      kind: z.string(),
      title: z.string(),
      detail: z.string(),
      role: z.string(),
      dueOn: daySchema,
    }),
  })
  .openapi('Answer');
export type AnswerJson = z.infer<typeof answerSchema>;

export const taskFilter = {
  role: role.exclude(['viewer']).optional(),
  kind: z.string().max(40).optional(),
};

/** What a command answers: the id of what it recorded. */
export const recordedSchema = z.object({ id: idSchema }).openapi('Recorded');
export const doneSchema = z.object({ done: z.literal(true) }).openapi('Done');

const on = daySchema
  .optional()
  .openapi({ description: 'The day it took effect; today unless said' });

export const promiseBody = z
  .object({
    payOn: daySchema,
    amount: moneySchema.optional(),
    invoices: numbers.optional(),
    confirmed: z.boolean().optional(),
    note: words.optional(),
    on,
  })
  .openapi('NewPromise');
export const onBody = z.object({ on }).openapi('OnDay');
export const disputeBody = z
  .object({
    invoice: z.string().min(1).max(100),
    amount: moneySchema.optional(),
    reason: words.min(1),
    on,
  })
  .openapi('NewDispute');
export const resolveBody = z
  .object({ invoice: z.string().min(1).max(100), note: words.optional(), on })
  .openapi('ResolvedDispute');
export const pauseBody = z
  .object({ until: daySchema.nullable(), reason: words.min(1), on })
  .openapi('NewPause');
export const replyBody = z
  .object({ text: z.string().max(2000).optional(), from: z.string().max(300).optional(), on })
  .openapi('NewReply');
export const callBody = z.object({ outcome: words.min(1), on }).openapi('NewCall');
export const consentBody = z
  .object({
    contact: idSchema,
    channel: z.enum(['email', 'sms', 'whatsapp', 'phone']),
    /** True says yes to the channel, false no. */
    wants: z.boolean(),
    /** Their words. */
    text: z.string().max(2000).optional(),
    on,
  })
  .openapi('NewConsent');
export const noteBody = z.object({ note: words.optional(), on }).openapi('HandledAsk');
export const stopBody = z
  .object({
    stop: z.enum(STOP_KINDS),
    reason: words.min(1),
    source: z.string().max(300).optional(),
    on,
  })
  .openapi('NewStop');
export const planBody = z
  .object({
    currency: z.string().regex(/^[A-Z]{3}$/),
    invoices: numbers.optional(),
    parts: z
      .array(z.object({ dueOn: daySchema, amount: z.string().max(20) }))
      .min(1)
      .max(60),
    on,
  })
  .openapi('NewPlan');
export const closeBody = z.object({ outcome: words.min(1) }).openapi('ClosedTask');
