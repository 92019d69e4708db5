import { z } from '@hono/zod-openapi';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { fieldProblem, type Problem, RefusedError } from '../../../core/base/index.ts';
import type { AnyContext } from './env.ts';

/** RFC 9457, with our stable `code` and the fields that are wrong. */
export const problemSchema = z
  .object({
    type: z.string().openapi({ example: 'urn:duly:problem:unknown-business' }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string().openapi({ example: 'unknown-business' }),
    requestId: z.string(),
    problems: z.array(
      z.object({
        line: z.number().int().nullable(),
        column: z.string().nullable(),
        value: z.string().nullable(),
        message: z.string(),
      }),
    ),
  })
  .openapi('Problem');

export type ProblemDetails = z.infer<typeof problemSchema>;

const titles: Readonly<Record<number, string>> = {
  400: 'The request cannot be read',
  401: 'Please sign in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Not possible here',
  409: 'Already done differently',
  413: 'Too large',
  415: 'Not a kind of content we read',
  422: 'Refused',
  429: 'Too many requests',
  500: 'Something went wrong here',
  503: 'Not ready',
};

/** Answers with problem details. */
export function problemResponse(
  c: AnyContext,
  status: number,
  code: string,
  detail: string,
  problems: readonly Problem[] = [],
): Response {
  const body: ProblemDetails = {
    type: `urn:duly:problem:${code}`,
    title: titles[status] ?? 'Refused',
    status,
    detail,
    code,
    requestId: c.var.requestId ?? '',
    problems: [...problems],
  };
  return c.body(JSON.stringify(body), status as ContentfulStatusCode, {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  });
}

const httpCodes: Readonly<Record<number, string>> = {
  400: 'unreadable-request',
  413: 'too-large',
  415: 'wrong-content-type',
};

const httpDetails: Readonly<Record<number, string>> = {
  400: 'The body is not JSON. Nothing was changed.',
  413: 'The request is larger than is taken here. Nothing was changed.',
  415: 'Send the body as application/json, with that content type. Nothing was changed.',
};

/**
 * Turns whatever a handler threw into an answer: refusals keep their words and status, a clash of
 * two writes is a conflict, and everything else is logged under the request id and told nothing.
 */
export function errorResponse(error: Error, c: AnyContext): Response {
  if (error instanceof RefusedError) {
    return problemResponse(c, error.status, error.code, error.message, error.problems);
  }
  if (error instanceof HTTPException) {
    const { status } = error;
    const detail = httpDetails[status] ?? 'The request was not taken. Nothing was changed.';
    return problemResponse(c, status, httpCodes[status] ?? 'not-taken', detail);
  }
  const sqlState = (error as { code?: unknown }).code;
  const log = c.var.platform?.log;
  if (sqlState === '23505' || sqlState === '40001' || sqlState === '40P01') {
    log?.warn({ err: error, requestId: c.var.requestId }, 'two writes met');
    const detail =
      'Something with the same name or number is there already, or somebody changed it at the same moment. Nothing was changed; look again and retry.';
    return problemResponse(c, 409, 'conflict', detail);
  }
  // A zero byte, in a name that was looked for or in a text: no text of ours holds one.
  if (sqlState === '22021' || sqlState === '22P05') {
    const unreadable = 'A text holds a zero byte, which no text has. Nothing was changed.';
    return problemResponse(c, 400, 'invalid-request', unreadable);
  }
  log?.error({ err: error, requestId: c.var.requestId }, 'a request failed');
  const detail = `Nothing was changed. The log of the program says more under request ${c.var.requestId}.`;
  return problemResponse(c, 500, 'internal', detail);
}

interface Issue {
  path: readonly PropertyKey[];
  message: string;
}

/** What stood at the path of a fault, if it is short enough to repeat. */
function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let at = data;
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Record<PropertyKey, unknown>)[key];
  }
  return typeof at === 'object' ? undefined : at;
}

const secretField = /password|token|secret|key/i;

/** The faults a schema found, as problems by field; what was in a secret field is not repeated. */
export function schemaProblems(issues: readonly Issue[], data: unknown): Problem[] {
  return issues.slice(0, 100).map((issue) => {
    const column = issue.path.map(String).join('.');
    const value = secretField.test(column) ? null : valueAt(data, issue.path);
    return fieldProblem(column, value, issue.message);
  });
}
