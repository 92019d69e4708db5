import type { MiddlewareHandler } from 'hono';
import type { AnyContext, Env } from './env.ts';
import { problemResponse } from './problem-details.ts';

/** Where the payer's pages live. */
export const PORTAL_PATH = '/p';

/** Where mail is pushed to; a mail may be larger than other bodies, and is counted as it comes. */
export const INBOUND_PATH = '/api/v1/inbound/email';

/** The largest body of anything but an import, in bytes. */
export const BODY_LIMIT_BYTES = 1024 * 1024;

/** Whether a path is one of the payer's. */
export function isPortal(path: string): boolean {
  return path === PORTAL_PATH || path.startsWith(`${PORTAL_PATH}/`);
}

const everywhere = ["base-uri 'none'", "object-src 'none'", "frame-ancestors 'none'"];

// The console's component library writes style elements while it runs, hence unsafe-inline there.
const consolePolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  ...everywhere,
].join('; ');

// The payer's pages work without JavaScript, so none may run.
const portalPolicy = [
  "default-src 'none'",
  "script-src 'none'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "form-action 'self'",
  ...everywhere,
].join('; ');

/** Headers that keep a page from being framed, sniffed, scripted or leaking its address. */
export function securityHeaders(): MiddlewareHandler<Env> {
  return async (c, next) => {
    await next();
    const portal = isPortal(c.req.path);
    const headers = c.res.headers;
    headers.set('content-security-policy', portal ? portalPolicy : consolePolicy);
    headers.set('x-content-type-options', 'nosniff');
    headers.set('x-frame-options', 'DENY');
    headers.set('cross-origin-opener-policy', 'same-origin');
    headers.set('cross-origin-resource-policy', 'same-origin');
    headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()');
    // The address of a payer's page is a credential: it never leaves the site.
    headers.set('referrer-policy', 'same-origin');
    if (portal) headers.set('x-robots-tag', 'noindex, nofollow');
    if (portal || c.req.path.startsWith('/api/')) {
      if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
    }
    if (c.var.platform.config.publicUrl.startsWith('https:')) {
      headers.set('strict-transport-security', 'max-age=31536000');
    }
  };
}

function reads(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

function ours(c: AnyContext, origin: string): boolean {
  if (origin === new URL(c.var.platform.config.publicUrl).origin) return true;
  const host = c.req.header('host') ?? new URL(c.req.url).host;
  return URL.canParse(origin) && new URL(origin).host === host;
}

/**
 * Refuses writes that another site sends in a user's name: a write to the API that says its
 * Origin must say ours, and one that comes with a cookie must say it.
 */
export function sameOrigin(): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (reads(c.req.method)) return next();
    const origin = c.req.header('origin');
    const byCookie = c.req.header('cookie') !== undefined && !c.req.header('authorization');
    const fine = origin === undefined ? !byCookie : ours(c, origin);
    if (fine) return next();
    const detail =
      'The request came from another site than this one, so it was not taken. Nothing was changed.';
    return problemResponse(c, 403, 'other-origin', detail);
  };
}

/**
 * 1 MB for every body but imports, which are counted while they stream to disk. A body whose
 * length is not said is read here, and no further than the limit.
 */
export function bodyLimits(): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (c.req.path === INBOUND_PATH) return next();
    if (/^\/api\/v1\/businesses\/[^/]+\/imports(\/|$)/.test(c.req.path)) return next();
    const said = c.req.header('content-length');
    // A body has a length or comes in chunks; a request with neither header has none (RFC 9112).
    if (c.req.header('transfer-encoding') === undefined && said !== undefined) {
      return Number(said) > BODY_LIMIT_BYTES ? tooLarge(c) : next();
    }
    const { body } = c.req.raw;
    if (reads(c.req.method) || !body) return next();
    const read = await readUpTo(body, BODY_LIMIT_BYTES);
    if (read === null) return tooLarge(c);
    // Made from its parts: the server's request is no Request of the runtime's own.
    const { method, headers } = c.req.raw;
    const text = read.length === 0 ? {} : { body: new Uint8Array(read) };
    c.req.raw = new Request(c.req.url, { method, headers, ...text });
    return next();
  };
}

function tooLarge(c: AnyContext): Response {
  const detail = 'The request is larger than 1 MB. Nothing was changed.';
  return problemResponse(c, 413, 'too-large', detail);
}

/** All of a stream, or null when it is longer than that. */
async function readUpTo(stream: ReadableStream<Uint8Array>, bytes: number): Promise<Buffer | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.length;
    if (size > bytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
