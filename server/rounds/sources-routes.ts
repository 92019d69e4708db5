import { createRoute } from '@hono/zod-openapi';
import {
  answers,
  businessParams,
  createRouter,
  jsonBody,
  withWork,
} from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { connectSource, disconnectSource, listSources, recordSync } from './sources.ts';
import { connectSchema, sourceParam, sourcesSchema, syncedSchema } from './sources-api.ts';

const base = '/api/v1/businesses/{business}/sources';
const ofSource = businessParams.extend(sourceParam);
const tags = ['rounds'];

const getSources = createRoute({
  method: 'get',
  path: base,
  tags,
  summary: 'Connected sources, and up to when each has brought its facts',
  request: { params: businessParams },
  responses: answers(sourcesSchema, 'Every source, by name'),
});
const connect = createRoute({
  method: 'post',
  path: base,
  tags,
  summary: 'Connect a source; rounds then want its facts fresh',
  request: { params: businessParams, body: jsonBody(connectSchema) },
  responses: answers(sourcesSchema, 'Every source as it is now', 201),
});
const synced = createRoute({
  method: 'post',
  path: `${base}/{source}/synced`,
  tags,
  summary: 'Report that a connected source has brought everything up to a moment',
  request: { params: ofSource, body: jsonBody(syncedSchema) },
  responses: answers(sourcesSchema, 'Every source as it is now'),
});
const disconnected = createRoute({
  method: 'post',
  path: `${base}/{source}/disconnected`,
  tags,
  summary: 'Report that a source brings nothing any more',
  request: { params: ofSource },
  responses: answers(sourcesSchema, 'Every source as it is now'),
});

/** Routes by which connected sources say how fresh their facts are. */
export function sourceRoutes(_platform: Platform) {
  const router = createRouter();
  router.openapi(getSources, (c) =>
    withWork(c, { role: 'viewer' }, async (work) => ({
      items: await listSources(work),
      next: null,
    })),
  );
  router.openapi(connect, (c) =>
    withWork(c, { role: 'bookkeeper', status: 201 }, async (work) => {
      await connectSource(work, c.req.valid('json').name);
      return { items: await listSources(work), next: null };
    }),
  );
  router.openapi(synced, (c) =>
    withWork(c, { role: 'bookkeeper' }, async (work) => {
      await recordSync(work, c.req.valid('param').source, c.req.valid('json').at ?? null);
      return { items: await listSources(work), next: null };
    }),
  );
  router.openapi(disconnected, (c) =>
    withWork(c, { role: 'bookkeeper' }, async (work) => {
      await disconnectSource(work, c.req.valid('param').source);
      return { items: await listSources(work), next: null };
    }),
  );
  return router;
}
