import { randomUUID } from 'node:crypto';
import type { Http2Bindings, HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import about from '../../../package.json' with { type: 'json' };
import type { AnyContext, Env } from './env.ts';
import { isPortal, PORTAL_PATH } from './security.ts';

/** The version of the program, from its package. */
export const PROGRAM_VERSION: string = about.version;

/** The address a request came from. */
export function remoteAddress(c: AnyContext): { address: string; loopback: boolean } {
  const bindings = c.env as Partial<HttpBindings | Http2Bindings> | undefined;
  const peer = bindings?.incoming?.socket?.remoteAddress ?? '';
  const local = /^(127\.|::1$|::ffff:127\.)/.test(peer);
  const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
  // Only a proxy on this machine is believed about whom it speaks for.
  if (local && forwarded) return { address: forwarded, loopback: false };
  return { address: peer, loopback: local };
}

/** Gives a request its id and address, and writes one line about it when it is answered. */
export function accessLog(): MiddlewareHandler<Env> {
  return async (c, next) => {
    const begun = performance.now();
    const { address, loopback } = remoteAddress(c);
    c.set('requestId', randomUUID());
    c.set('address', address);
    c.set('loopback', loopback);
    await next();
    c.res.headers.set('x-request-id', c.var.requestId);
    const line = {
      requestId: c.var.requestId,
      method: c.req.method,
      // The rest of a payer's path is a credential.
      path: isPortal(c.req.path) ? `${PORTAL_PATH}/…` : c.req.path,
      status: c.res.status,
      tookMs: Math.round(performance.now() - begun),
      address,
    };
    const { log } = c.var.platform;
    if (c.req.path === '/health' || c.req.path === '/metrics') log.debug(line, 'request');
    else log.info(line, 'request');
  };
}

export interface Metrics {
  registry: Registry;
  middleware: MiddlewareHandler<Env>;
}

/** Prometheus metrics of this process: its own health, and how long requests take by route. */
export function makeMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'duly_http_request_seconds',
    help: 'How long requests took, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  const middleware: MiddlewareHandler<Env> = async (c, next) => {
    const stop = durations.startTimer();
    await next();
    const route = matchedRoutes(c).findLast(({ path }) => !path.endsWith('*'))?.path ?? '*';
    stop({ method: c.req.method, route, status: String(c.res.status) });
  };
  return { registry, middleware };
}
