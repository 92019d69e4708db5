import { createRoute } from '@hono/zod-openapi';
import { day } from '../../core/base/index.ts';
import {
  answers,
  asOfQuery,
  businessParams,
  createRouter,
  idParam,
  jsonBody,
  pageOf,
  withWork,
} from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import {
  creditedSchema,
  invoiceRowSchema,
  invoiceSchema,
  invoicesQuery,
  newCreditNoteSchema,
  newInvoiceSchema,
  statementQuery,
  statementSchema,
} from './api.ts';
import { giveCreditNote, issueInvoice } from './commands.ts';
import { invoiceById } from './invoice.ts';
import { invoices } from './list.ts';
import { statement } from './statement.ts';

const base = '/api/v1/businesses/{business}';
const ofInvoice = businessParams.extend({ invoice: idParam });
const tags = ['bill'];

const listInvoices = createRoute({
  method: 'get',
  path: `${base}/invoices`,
  tags,
  summary: 'Invoices and credit notes, with what is open on each',
  request: { params: businessParams, query: invoicesQuery },
  responses: answers(pageOf(invoiceRowSchema), 'A page of invoices'),
});
const getInvoice = createRoute({
  method: 'get',
  path: `${base}/invoices/{invoice}`,
  tags,
  summary: 'An invoice with all that happened to it',
  request: { params: ofInvoice, query: asOfQuery },
  responses: answers(invoiceSchema, 'The invoice'),
});
const postInvoice = createRoute({
  method: 'post',
  path: `${base}/invoices`,
  tags,
  summary: 'Issue an invoice by hand',
  request: { params: businessParams, body: jsonBody(newInvoiceSchema) },
  responses: answers(invoiceSchema, 'The new invoice', 201),
});
const postCreditNote = createRoute({
  method: 'post',
  path: `${base}/invoices/{invoice}/credit-notes`,
  tags,
  summary: 'Give credit for an invoice, or a part of it',
  request: { params: ofInvoice, body: jsonBody(newCreditNoteSchema) },
  responses: answers(creditedSchema, 'The credit note', 201),
});
const getStatement = createRoute({
  method: 'get',
  path: `${base}/customers/{customer}/statement`,
  tags,
  summary: 'The statement of account of a customer, as at any day',
  request: { params: businessParams.extend({ customer: idParam }), query: statementQuery },
  responses: answers(statementSchema, 'The statement'),
});

/** Routes of invoices and statements. */
export function billRoutes(_platform: Platform) {
  const router = createRouter();
  router.openapi(listInvoices, (c) =>
    withWork(c, { role: 'viewer' }, (work) => invoices(work, c.req.valid('query'))),
  );
  router.openapi(getInvoice, (c) =>
    withWork(c, { role: 'viewer' }, (work) => invoiceById(work, c.req.valid('param').invoice)),
  );
  router.openapi(postInvoice, (c) =>
    withWork(c, { role: 'bookkeeper', status: 201 }, (work) =>
      issueInvoice(work, c.req.valid('json')),
    ),
  );
  router.openapi(postCreditNote, (c) =>
    withWork(c, { role: 'bookkeeper', status: 201 }, (work) =>
      giveCreditNote(work, c.req.valid('param').invoice, c.req.valid('json')),
    ),
  );
  router.openapi(getStatement, (c) => {
    const { from } = c.req.valid('query');
    return withWork(c, { role: 'viewer' }, (work) =>
      statement(work, c.req.valid('param').customer, {
        from: from === undefined ? undefined : day(from),
      }),
    );
  });
  return router;
}
