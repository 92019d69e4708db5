import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { isSignedForm } from '../../../adapters/channels/index.ts';
import { RefusedError } from '../../../core/base/index.ts';
import { createRouter, type Env } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { takeReport } from './take-report.ts';
import { takeText } from './take-text.ts';

const STATUS_PATH = '/api/v1/texts/status';
const INBOUND_PATH = '/api/v1/texts/inbound';

const description =
  'A form as Twilio posts it, with the header `X-Twilio-Signature` for the public address.';
const responses = {
  200: {
    description: 'Taken; nothing is answered to the sender',
    content: { 'text/xml': { schema: z.string() } },
  },
};

const status = createRoute({
  method: 'post',
  path: STATUS_PATH,
  tags: ['inbound'],
  summary: 'What became of a text message',
  ...{ description, security: [], responses },
});

const inbound = createRoute({
  method: 'post',
  path: INBOUND_PATH,
  tags: ['inbound'],
  summary: 'A text message that came in',
  ...{ description, security: [], responses },
});

const NOTHING_TO_SAY = '<?xml version="1.0" encoding="UTF-8"?><Response/>';
const XML = { 'content-type': 'text/xml; charset=utf-8' };

/** The ways in for the text service. Who may use them is said by the signature alone. */
export function textRoutes(platform: Platform): OpenAPIHono<Env> {
  const router = createRouter();
  router.openapi(status, async (c) => {
    const { search } = new URL(c.req.url);
    const signature = c.req.header('x-twilio-signature');
    const body = await c.req.text();
    const fields = signedFields(platform, STATUS_PATH + search, signature, body);
    await takeReport(platform, c.req.query('message') ?? '', fields);
    return c.body(NOTHING_TO_SAY, 200, XML);
  });
  router.openapi(inbound, async (c) => {
    const { search } = new URL(c.req.url);
    const signature = c.req.header('x-twilio-signature');
    const body = await c.req.text();
    await takeText(platform, signedFields(platform, INBOUND_PATH + search, signature, body));
    return c.body(NOTHING_TO_SAY, 200, XML);
  });
  return router;
}

/** @throws RefusedError `no-texts` (404) where no service is set, `not-signed` (403) */
function signedFields(
  { config }: Platform,
  path: string,
  signature: string | undefined,
  body: string,
): URLSearchParams {
  if (config.twilio === null) {
    const text = 'Texts are not taken here: DULY_TWILIO_ACCOUNT is not set. Nothing was taken.';
    throw new RefusedError('no-texts', text, { status: 404 });
  }
  const fields = new URLSearchParams(body);
  // Behind a proxy the address that was signed is the public one, whatever this request says.
  const isOurs =
    isSignedForm(signature, config.twilio.token, config.publicUrl + path, fields) &&
    fields.get('AccountSid') === config.twilio.account;
  if (isOurs) return fields;
  const text = 'The signature is not ours. Nothing was taken.';
  throw new RefusedError('not-signed', text, { status: 403 });
}
