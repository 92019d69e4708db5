import { OpenAPIHono, z } from '@hono/zod-openapi';
import { parseDay } from '../../../core/base/index.ts';
import type { Env } from './env.ts';
import {
  errorResponse,
  problemResponse,
  problemSchema,
  schemaProblems,
} from './problem-details.ts';

const places: Readonly<Record<string, string>> = {
  json: 'body',
  form: 'form',
  query: 'query',
  param: 'path',
  header: 'headers',
};

/** A router for a room: faults that a route's schemas find become problem details. */
export function createRouter(): OpenAPIHono<Env> {
  const router = new OpenAPIHono<Env>({
    defaultHook: (result, c) => {
      if (result.success) return;
      const data = (result as { data?: unknown }).data;
      const problems = schemaProblems(result.error.issues, data);
      const named = [...new Set(problems.map((p) => p.column).filter(Boolean))].join(', ');
      const place = places[result.target] ?? 'request';
      const what = named === '' ? `The ${place} is not as expected.` : `Look at: ${named}.`;
      return problemResponse(c, 400, 'invalid-request', `${what} Nothing was changed.`, problems);
    },
  });
  router.onError(errorResponse);
  return router;
}

/** Path parameters of every route of a business. */
export const businessParams = z.object({
  business: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
    .openapi({ param: { name: 'business', in: 'path' }, example: 'brightwood' }),
});

/** An id as it goes over HTTP, read into a bigint. */
export const idParam = z
  .string()
  .regex(/^[1-9]\d{0,17}$/, 'an id is a whole number')
  .transform(BigInt)
  .openapi({ type: 'string', example: '42' });

/** An id in an answer. */
export const idSchema = z.string().openapi({ example: '42' });

/** A date in JSON. */
export const daySchema = z.iso
  .date('a date is written YYYY-MM-DD')
  .refine((text) => parseDay(text) !== null, 'a date lies between 1900 and 2199')
  .openapi({ example: '2026-11-24' });

/** Money in JSON; read it with parseDecimal of core/base. */
export const moneySchema = z
  .object({
    amount: z
      .string()
      .regex(/^-?\d{1,15}(\.\d+)?$/, 'an amount is a plain decimal such as 1234.50'),
    currency: z.string().regex(/^[A-Z]{3}$/, 'a currency is an ISO 4217 code such as GBP'),
  })
  .openapi('Money', { example: { amount: '1234.50', currency: 'GBP' } });

/** The day a report is asked for; today where the business is when left out. */
export const asOfQuery = z.object({ asOf: daySchema.optional() });

/** Query of a list: where to go on, and how many. */
export const pageQuery = z.object({
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

/** A page of a list. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** A JSON request body that must be there. */
export function jsonBody<T extends z.ZodType>(schema: T) {
  return { content: { 'application/json': { schema } }, required: true as const };
}

/** The answers of a route: what it gives when done, and problem details when not. */
export function answers<T extends z.ZodType, S extends 200 | 201 | 202 = 200>(
  schema: T,
  description: string,
  status?: S,
) {
  const done = { description, content: { 'application/json': { schema } } };
  const refused = {
    description: 'Refused, with the reason (RFC 9457)',
    content: { 'application/problem+json': { schema: problemSchema } },
  };
  return { [status ?? 200]: done, default: refused } as Record<S, typeof done> & {
    default: typeof refused;
  };
}
