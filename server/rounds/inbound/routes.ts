import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { answers, createRouter, type Env, INBOUND_PATH } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { pushedSchema } from './api.ts';
import { takePushed } from './webhook.ts';

const push = createRoute({
  method: 'post',
  path: INBOUND_PATH,
  tags: ['inbound'],
  summary: 'Push one mail as it came (RFC 5322), signed with DULY_INBOUND_SECRET',
  description:
    'Header `Duly-Signature: t=<seconds since 1970>,v1=<hex>`, where v1 is HMAC-SHA256 over ' +
    '"<t>.<body>". A signature counts once and for five minutes.',
  security: [],
  responses: answers(pushedSchema, 'Whether it was new'),
});

/** The way in for mail that is pushed. Who may use it is said by its signature alone. */
export function inboundRoutes(platform: Platform): OpenAPIHono<Env> {
  const router = createRouter();
  router.openapi(push, async (c) => {
    const taken = await takePushed(platform, c.req.header('duly-signature'), c.req.raw.body);
    return c.json({ taken: taken.result === 'taken' }, 200);
  });
  return router;
}
