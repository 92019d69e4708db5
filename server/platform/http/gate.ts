import type { MiddlewareHandler } from 'hono';
import { RefusedError } from '../../../core/base/index.ts';
import type { AnyContext, Caller, Env } from './env.ts';

/**
 * Stands before every route of a business, before its input is looked at: nobody known is 401; a
 * business that is not the caller's is 404, exactly as one that does not exist; a viewer's write
 * is 403.
 */
export function businessGate(): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (c.var.access) return next();
    const caller = await requireCaller(c);
    const slug = c.req.param('business') ?? '';
    const access = await c.var.authenticator.access(caller, slug);
    if (!access) {
      const shown = slug.slice(0, 63);
      throw new RefusedError('unknown-business', `There is no business "${shown}" of yours here.`, {
        status: 404,
      });
    }
    const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
    if (!reads && access.role === 'viewer') {
      throw new RefusedError(
        'not-allowed',
        'Your role here is viewer, which reads and changes nothing.',
        { status: 403 },
      );
    }
    c.set('access', access);
    await next();
  };
}

/** Who asks. @throws RefusedError `not-signed-in` (401) when it is nobody known. */
export async function requireCaller(c: AnyContext): Promise<Caller> {
  const caller = await c.var.authenticator.identify(c.req.raw.headers);
  if (caller) return caller;
  throw new RefusedError('not-signed-in', 'Sign in, or send an API key of the business.', {
    status: 401,
  });
}
