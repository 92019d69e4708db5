import { createRoute } from '@hono/zod-openapi';
import type { Channel } from '../../adapters/channels/index.ts';
import { RefusedError } from '../../core/base/index.ts';
import { answers, businessParams, createRouter, requireRole } from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { openWork } from '../platform/work.ts';
import { reportOf, testMail } from './test-mail.ts';
import { testMailSchema } from './test-mail-api.ts';

const postTestMail = createRoute({
  method: 'post',
  path: '/api/v1/businesses/{business}/test-mail',
  tags: ['settings'],
  summary: 'Send a sample message to oneself, in safe mode too; says what the mail server answered',
  request: { params: businessParams },
  responses: answers(testMailSchema, 'What the mail server said'),
});

/**
 * Trying the mail server without a customer.
 * @param openMail opens the way mail leaves; null where no mail server is set
 */
export function testMailRoutes(platform: Platform, openMail: () => Channel | null) {
  const router = createRouter();
  router.openapi(postTestMail, async (c) => {
    const { slug, caller } = requireRole(c, { role: 'collector', person: true });
    if (caller.kind !== 'user' || caller.demo) {
      throw new RefusedError(
        'demo-only-looks',
        'A visitor of the demo has no address to write to. Nothing was sent.',
        { status: 403 },
      );
    }
    const to = { name: caller.name, address: caller.email };
    const message = await openWork(platform)(
      slug,
      caller.name,
      async (work) => testMail(work, to),
      {
        readOnly: true,
      },
    );
    const channel = openMail();
    if (channel === null) {
      throw new RefusedError(
        'no-mail-server',
        'No mail server is set, so nothing was sent. Whoever runs Duly sets DULY_SMTP_URL and starts it again.',
        { status: 409 },
      );
    }
    try {
      return c.json(reportOf(to.address, await channel.deliver(message)), 200);
    } finally {
      await channel.close();
    }
  });
  return router;
}
