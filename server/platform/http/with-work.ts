import type { TypedResponse } from 'hono';
import type { JSONParsed } from 'hono/utils/types';
import { parseDay, RefusedError } from '../../../core/base/index.ts';
import type { Work } from '../platform.ts';
import { once, openWork } from '../work.ts';
import type { Access, AnyContext, Role } from './env.ts';

type Status = 200 | 201 | 202;

export interface WorkOptions {
  /** The least role that may do it: viewer < bookkeeper < collector < owner. */
  role: Role;
  /** Only a person who signed in, no API key: users, keys, going live, bank details. */
  person?: boolean;
  /** A snapshot for reading; the default for GET. */
  readOnly?: boolean;
  /** Status of the answer when it is done; 200 unless said. */
  status?: Status;
  /** What an idempotency key is compared by, where the body was streamed (its hash). */
  input?: unknown;
  /** Fields of the answer that are shown once and never kept: a replay gives null there. */
  shownOnce?: readonly string[];
}

export type Answer<T, S extends Status> = T extends Response
  ? T
  : Response & TypedResponse<JSONParsed<T>, S, 'json'>;

type StatusOf<O extends WorkOptions> = O extends { status: infer S extends Status } ? S : 200;

const rank: Readonly<Record<Role, number>> = { viewer: 0, bookkeeper: 1, collector: 2, owner: 3 };

/** Whether a role may do what `least` may do. */
export function mayDo(role: Role, least: Role): boolean {
  return rank[role] >= rank[least];
}

/**
 * What the caller may do in the business of the path.
 * @throws RefusedError `not-allowed` (403) when that is less than `options` asks for.
 */
export function requireRole(c: AnyContext, options: { role: Role; person?: boolean }): Access {
  const access = c.var.access;
  if (!access) throw new Error('the route does not lie under /api/v1/businesses/{business}');
  if (!mayDo(access.role, options.role)) {
    throw new RefusedError(
      'not-allowed',
      `That needs the role ${options.role}; yours here is ${access.role}. Nothing was changed.`,
      { status: 403 },
    );
  }
  if (options.person && access.caller.kind === 'key') {
    throw new RefusedError(
      'needs-a-person',
      'That is for a person who signed in, not for an API key. Nothing was changed.',
      { status: 403 },
    );
  }
  return access;
}

/**
 * Does one thing for the business of the path, as the caller, in one transaction under its
 * row-level security; `?asOf=YYYY-MM-DD` makes that day its today. A POST with an
 * Idempotency-Key is done once: the same request again gets the first answer (with
 * `Idempotency-Replayed: true`), another one under the same key is refused.
 * What `fn` gives becomes the JSON answer; a Response of its own is passed on as it is.
 * @throws RefusedError `not-allowed`, `invalid-request`, `idempotency-conflict`.
 */
export async function withWork<T extends object, const O extends WorkOptions>(
  c: AnyContext,
  options: O,
  fn: (work: Work) => Promise<T>,
): Promise<Answer<T, StatusOf<O>>> {
  const access = requireRole(c, options);
  const working = openWork(c.var.platform);
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
  const key = reads ? undefined : idempotencyKey(c);
  const input = key === undefined ? undefined : await requestInput(c, options.input);
  const status = options.status ?? 200;
  return working(
    access.slug,
    access.caller.name,
    async (work) => {
      if (key === undefined) return respond(c, await fn(work), status);
      let fresh: T | undefined;
      const first = await once(work, key, input, async () => {
        fresh = await fn(work);
        return without(fresh, options.shownOnce);
      });
      if (first.replayed) c.header('Idempotency-Replayed', 'true');
      return respond(c, fresh ?? first.answer, status);
    },
    { today: asOf(c), readOnly: options.readOnly ?? reads },
  ) as Promise<Answer<T, StatusOf<O>>>;
}

function without(answer: object, shownOnce: readonly string[] = []): object {
  return { ...answer, ...Object.fromEntries(shownOnce.map((name) => [name, null])) };
}

function respond(c: AnyContext, value: object, status: Status): Response {
  return value instanceof Response ? value : c.json(value, status);
}

function asOf(c: AnyContext) {
  const text = c.req.query('asOf');
  if (text === undefined) return undefined;
  const day = parseDay(text);
  if (day !== null) return day;
  throw new RefusedError('invalid-request', `"${text.slice(0, 40)}" is not a date (YYYY-MM-DD).`, {
    status: 400,
  });
}

function idempotencyKey(c: AnyContext): string | undefined {
  const key = c.req.header('idempotency-key');
  if (key === undefined || c.req.method !== 'POST') return undefined;
  if (/^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw new RefusedError(
    'invalid-request',
    'An Idempotency-Key is 1 to 200 visible ASCII characters.',
    { status: 400 },
  );
}

async function requestInput(c: AnyContext, streamed: unknown): Promise<unknown> {
  const query = Object.entries(c.req.query()).sort(([a], [b]) => (a < b ? -1 : 1));
  const body = streamed === undefined ? await c.req.text() : streamed;
  return { path: c.req.path, query, body };
}
