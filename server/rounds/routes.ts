import { createRoute, z } from '@hono/zod-openapi';
import { day } from '../../core/base/index.ts';
import { previewSchema } from '../chase/index.ts';
import {
  answers,
  asOfQuery,
  businessParams,
  createRouter,
  idParam,
  jsonBody,
  requireRole,
  withWork,
} from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { roundReportSchema, runRoundSchema, whySchema } from './api.ts';
import { previewMessage } from './preview.ts';
import { runRound } from './round.ts';
import { explain } from './why.ts';

const base = '/api/v1/businesses/{business}';
const tags = ['rounds'];

/** Whoever asks for a round on screen has so long to read what it made before any of it leaves. */
const GRACE_MINUTES = 15;

const postRound = createRoute({
  method: 'post',
  path: `${base}/round`,
  tags,
  summary: 'Run the round of a day; run again it creates nothing',
  request: { params: businessParams, query: asOfQuery, body: jsonBody(runRoundSchema) },
  responses: answers(roundReportSchema, 'What the round found'),
});
const getMessage = createRoute({
  method: 'get',
  path: `${base}/messages/{message}`,
  tags,
  summary: 'A message as it would arrive, or did',
  request: { params: businessParams.extend({ message: idParam }) },
  responses: answers(previewSchema, 'The message'),
});
const getWhy = createRoute({
  method: 'get',
  path: `${base}/invoices/{invoice}/why`,
  tags,
  summary: 'Why an invoice is or is not chased on a day',
  request: {
    params: businessParams.extend({ invoice: z.string().max(100).describe('Its number') }),
    query: asOfQuery,
  },
  responses: answers(whySchema, 'The decision and its reasons'),
});

/** Routes of the round itself, of previews, and of why. */
export function roundsRoutes(platform: Platform) {
  const router = createRouter();
  router.openapi(postRound, async (c) => {
    // A round opens a transaction of its own; it is the same however often it is asked for.
    const { slug, caller } = requireRole(c, { role: 'collector' });
    const { asOf } = c.req.valid('query');
    const { messages: _, ...report } = await runRound(platform, slug, {
      by: caller.name,
      dryRun: c.req.valid('json').dryRun,
      withoutMessages: true,
      graceMinutes: GRACE_MINUTES,
      ...(asOf ? { asOf: day(asOf) } : {}),
    });
    return c.json(report, 200);
  });
  router.openapi(getMessage, (c) =>
    withWork(c, { role: 'viewer' }, (work) => previewMessage(work, c.req.valid('param').message)),
  );
  router.openapi(getWhy, async (c) => {
    const { slug } = requireRole(c, { role: 'viewer' });
    const { asOf } = c.req.valid('query');
    return c.json(
      await explain(platform, slug, c.req.valid('param').invoice, asOf ? day(asOf) : undefined),
      200,
    );
  });
  return router;
}
