import { join } from 'node:path';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Hono } from 'hono';
import { checkHealth } from '../health.ts';
import { measureHouse } from '../metrics.ts';
import type { Platform } from '../platform.ts';
import type { Authenticator, Env } from './env.ts';
import { businessGate } from './gate.ts';
import { rateLimit, SIGN_IN_LIMIT } from './limits.ts';
import { errorResponse, problemResponse } from './problem-details.ts';
import { createRouter } from './router.ts';
import { bodyLimits, isPortal, PORTAL_PATH, sameOrigin, securityHeaders } from './security.ts';
import { consolePages } from './static.ts';
import { accessLog, makeMetrics } from './telemetry.ts';

/** What the composition root hands to createApp. */
export interface AppParts {
  authenticator: Authenticator;
  /** Routers of the rooms, with whole paths under /api/v1. */
  routers: readonly OpenAPIHono<Env>[];
  /** The payer's pages, with paths below PORTAL_PATH; they limit their own visitors. */
  portal?: Hono<Env>;
  /** Folder of the built console; console/dist unless said. */
  consoleFolder?: string;
}

const consoleDist = join(import.meta.dirname, '../../../console/dist');

/** Paths that a stranger may try often: they are counted per address. */
const guessable = [
  '/api/v1/sign-in',
  '/api/v1/first-run',
  '/api/v1/demo',
  '/api/v1/set-password',
  '/api/v1/sign-in/code',
  '/api/v1/me/second-step',
  '/api/v1/me/second-step/*',
];

/** The whole program over HTTP, without a socket. */
export function createApp(platform: Platform, parts: AppParts): OpenAPIHono<Env> {
  const app = createRouter();
  const metrics = makeMetrics();
  measureHouse(metrics.registry, platform);
  app.use(async (c, next) => {
    c.set('platform', platform);
    c.set('authenticator', parts.authenticator);
    // A moved clock is said with every answer.
    if (platform.config.now) c.header('Duly-Clock', platform.clock.now().toString());
    await next();
  });
  app.use(accessLog(), metrics.middleware, securityHeaders(), bodyLimits());
  app.use('/api/*', sameOrigin());
  const signIns = rateLimit(SIGN_IN_LIMIT);
  for (const path of guessable) app.post(path, signIns);
  app.use('/api/v1/businesses/:business/*', businessGate());
  app.use('/api/v1/businesses/:business', businessGate());

  app.get('/health', async (c) => {
    const health = await checkHealth(platform);
    return c.json(health, health.status === 'ok' ? 200 : 503);
  });
  app.get('/metrics', async (c) =>
    c.body(await metrics.registry.metrics(), 200, { 'content-type': metrics.registry.contentType }),
  );

  for (const router of parts.routers) app.route('/', router);
  describe(app);
  if (parts.portal) app.route(PORTAL_PATH, parts.portal);

  const pages = consolePages(parts.consoleFolder ?? consoleDist);
  app.notFound((c) =>
    problemResponse(c, 404, 'unknown-path', `There is nothing at ${c.req.path}.`),
  );
  app.all('*', (c, next) => {
    const ofConsole = !c.req.path.startsWith('/api/') && !isPortal(c.req.path);
    return ofConsole ? pages(c, next) : c.notFound();
  });
  app.onError(errorResponse);
  return app;
}

/** The OpenAPI document at /api/openapi.json, made once, from the routes themselves. */
function describe(app: OpenAPIHono<Env>): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'duly.session_token',
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'apiKey', {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key of one business, as made in its settings: duly_…',
  });
  let document: ReturnType<typeof app.getOpenAPI31Document> | undefined;
  app.get('/api/openapi.json', (c) => {
    document ??= withIdempotencyKeys(
      app.getOpenAPI31Document({
        openapi: '3.1.0',
        info: {
          title: 'Duly',
          version: '1',
          description: 'Receivables of a business: who owes what, what is said to whom, and why.',
        },
        security: [{ session: [] }, { apiKey: [] }],
      }),
    );
    return c.json(document);
  });
}

type OpenApi = ReturnType<OpenAPIHono<Env>['getOpenAPI31Document']>;

/** Every POST of a business takes a key under which it is done once; said here for all of them. */
function withIdempotencyKeys(document: OpenApi): OpenApi {
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    if (!item.post || !path.includes('{business}')) continue;
    item.post.parameters = [
      ...(item.post.parameters ?? []),
      {
        name: 'Idempotency-Key',
        in: 'header',
        required: false,
        description: 'The same request under the same key is done once and answered the same',
        schema: { type: 'string', maxLength: 200 },
      },
    ];
  }
  return document;
}
