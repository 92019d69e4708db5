import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import {
  answers,
  businessParams,
  createRouter,
  type Env,
  idParam,
  jsonBody,
  pageOf,
  pageQuery,
  withWork,
} from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { doneSchema } from '../api.ts';
import * as api from './api.ts';
import { confirmProposals, placeMail, setMailAside } from './confirm.ts';
import { attachmentById, listMail, mailById } from './queries.ts';

const BASE = '/api/v1/businesses/{business}';
const tags = ['discuss'];
const oneMail = businessParams.extend({ mail: idParam });

const routes = {
  list: createRoute({
    method: 'get',
    path: `${BASE}/mail`,
    tags,
    summary: 'Mail that came in, with what it may mean',
    request: {
      params: businessParams,
      query: pageQuery.extend({ ...api.mailQuery, customer: idParam.optional() }),
    },
    responses: answers(pageOf(api.mailSchema), 'Mails'),
  }),
  one: createRoute({
    method: 'get',
    path: `${BASE}/mail/{mail}`,
    tags,
    summary: 'One mail that came in',
    request: { params: oneMail },
    responses: answers(api.mailSchema, 'The mail'),
  }),
  confirm: createRoute({
    method: 'post',
    path: `${BASE}/mail/{mail}/confirm`,
    tags,
    summary: 'Say yes to what a reply was understood to mean; the reply counts as read',
    request: { params: oneMail, body: jsonBody(api.confirmBody) },
    responses: answers(doneSchema, 'Recorded'),
  }),
  place: createRoute({
    method: 'post',
    path: `${BASE}/mail/{mail}/place`,
    tags,
    summary: 'Say whose mail it is; from then on it holds their chase until it is read',
    request: { params: oneMail, body: jsonBody(api.placeBody) },
    responses: answers(doneSchema, 'Placed'),
  }),
  aside: createRoute({
    method: 'post',
    path: `${BASE}/mail/{mail}/set-aside`,
    tags,
    summary: 'Say that a mail is about none of the customers',
    request: { params: oneMail },
    responses: answers(doneSchema, 'Set aside'),
  }),
  attachment: createRoute({
    method: 'get',
    path: `${BASE}/attachments/{attachment}`,
    tags,
    summary: 'A file that came with a mail, to be saved and never shown in place',
    request: { params: businessParams.extend({ attachment: idParam }) },
    responses: {
      200: {
        description: 'The file, as it came',
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
    },
  }),
};

const done = { done: true as const };

/** The routes of mail that came in. */
export function mailRoutes(_platform: Platform): OpenAPIHono<Env> {
  const router = createRouter();
  router.openapi(routes.list, (c) =>
    withWork(c, { role: 'viewer' }, (work) => listMail(work, c.req.valid('query'))),
  );
  router.openapi(routes.one, (c) =>
    withWork(c, { role: 'viewer' }, (work) => mailById(work, c.req.valid('param').mail)),
  );
  router.openapi(routes.confirm, (c) =>
    withWork(c, { role: 'collector' }, async (work) => {
      const { proposals, invoice } = c.req.valid('json');
      await confirmProposals(work, {
        mailId: c.req.valid('param').mail,
        ...(proposals === undefined ? {} : { proposals }),
        ...(invoice === undefined ? {} : { invoice }),
      });
      return done;
    }),
  );
  router.openapi(routes.place, (c) =>
    withWork(c, { role: 'collector' }, async (work) => {
      const mailId = c.req.valid('param').mail;
      await placeMail(work, { mailId, customerId: BigInt(c.req.valid('json').customer) });
      return done;
    }),
  );
  router.openapi(routes.aside, (c) =>
    withWork(c, { role: 'collector' }, async (work) => {
      await setMailAside(work, c.req.valid('param').mail);
      return done;
    }),
  );
  router.openapi(routes.attachment, (c) =>
    withWork(c, { role: 'viewer' }, async (work) => {
      const file = await attachmentById(work, c.req.valid('param').attachment);
      const plain = file.name.replace(/[^\x20-\x7e]|["\\]/g, '_');
      const whole = encodeURIComponent(file.name).replace(/['()*]/g, '_');
      return new Response(new Uint8Array(file.bytes), {
        headers: {
          // Whatever it is: no browser is to show it on our own site.
          'content-type': 'application/octet-stream',
          'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${whole}`,
          'x-content-type-options': 'nosniff',
          'cache-control': 'private, no-store',
        },
      });
    }),
  );
  return router;
}
