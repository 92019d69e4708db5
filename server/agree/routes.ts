import { createRoute } from '@hono/zod-openapi';
import {
  answers,
  asOfQuery,
  businessParams,
  createRouter,
  idParam,
  jsonBody,
  pageOf,
  pageQuery,
  withWork,
} from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import {
  contactChangeSchema,
  contactSchema,
  cultureChoiceSchema,
  customerChangeSchema,
  customerPageSchema,
  customerRowSchema,
  customerSchema,
  customersQuery,
  newContactSchema,
  newCustomerSchema,
  timelineEntrySchema,
} from './api.ts';
import {
  addContact,
  addCustomer,
  changeContact,
  changeCustomer,
  retireContact,
} from './commands.ts';
import { customers } from './list.ts';
import { cultures } from './manner.ts';
import { customerPage } from './page.ts';
import type { Policies } from './policies.ts';
import { timeline } from './timeline.ts';

const base = '/api/v1/businesses/{business}/customers';
const ofCustomer = businessParams.extend({ customer: idParam });
const ofContact = ofCustomer.extend({ contact: idParam });
const tags = ['agree'];

const listCustomers = createRoute({
  method: 'get',
  path: base,
  tags,
  summary: 'Customers, with what they owe and what the latest round decided',
  request: { params: businessParams, query: customersQuery },
  responses: answers(pageOf(customerRowSchema), 'A page of customers'),
});
const getCustomer = createRoute({
  method: 'get',
  path: `${base}/{customer}`,
  tags,
  summary: 'Everything known of a customer as at a day',
  request: { params: ofCustomer, query: asOfQuery },
  responses: answers(customerPageSchema, 'The customer'),
});
const getCultures = createRoute({
  method: 'get',
  path: '/api/v1/businesses/{business}/cultures',
  tags,
  summary: 'The culture profiles that can be set for a customer',
  request: { params: businessParams },
  responses: answers(pageOf(cultureChoiceSchema), 'All of them'),
});
const getTimeline = createRoute({
  method: 'get',
  path: `${base}/{customer}/timeline`,
  tags,
  summary: 'What happened with a customer, from the newest back',
  request: { params: ofCustomer, query: pageQuery.extend(asOfQuery.shape) },
  responses: answers(pageOf(timelineEntrySchema), 'A page; within it the newest is last'),
});
const postCustomer = createRoute({
  method: 'post',
  path: base,
  tags,
  summary: 'Add a customer',
  request: { params: businessParams, body: jsonBody(newCustomerSchema) },
  responses: answers(customerSchema, 'The new customer', 201),
});
const patchCustomer = createRoute({
  method: 'patch',
  path: `${base}/{customer}`,
  tags,
  summary: 'Change a customer',
  request: { params: ofCustomer, body: jsonBody(customerChangeSchema) },
  responses: answers(customerSchema, 'The customer as they are now'),
});
const postContact = createRoute({
  method: 'post',
  path: `${base}/{customer}/contacts`,
  tags,
  summary: 'Add a contact of a customer',
  request: { params: ofCustomer, body: jsonBody(newContactSchema) },
  responses: answers(contactSchema, 'The new contact', 201),
});
const patchContact = createRoute({
  method: 'patch',
  path: `${base}/{customer}/contacts/{contact}`,
  tags,
  summary: 'Change a contact of a customer',
  request: { params: ofContact, body: jsonBody(contactChangeSchema) },
  responses: answers(contactSchema, 'The contact as it is now'),
});
const deleteContact = createRoute({
  method: 'delete',
  path: `${base}/{customer}/contacts/{contact}`,
  tags,
  summary: 'Never write to a contact again for this customer',
  request: { params: ofContact },
  responses: answers(contactSchema, 'The contact as it is now'),
});

/** Routes of customers; `policies` tells which policy covers whom. */
export function agreeRoutes(_platform: Platform, policies: Policies) {
  const router = createRouter();
  router.openapi(listCustomers, (c) =>
    withWork(c, { role: 'viewer' }, (work) => customers(work, c.req.valid('query'), policies)),
  );
  router.openapi(getCustomer, (c) =>
    withWork(c, { role: 'viewer' }, (work) =>
      customerPage(work, c.req.valid('param').customer, policies),
    ),
  );
  router.openapi(getCultures, (c) =>
    withWork(c, { role: 'viewer' }, async () => ({ items: cultures(), next: null })),
  );
  router.openapi(getTimeline, (c) =>
    withWork(c, { role: 'viewer' }, (work) =>
      timeline(work, c.req.valid('param').customer, c.req.valid('query')),
    ),
  );
  router.openapi(postCustomer, (c) =>
    withWork(c, { role: 'bookkeeper', status: 201 }, (work) =>
      addCustomer(work, c.req.valid('json')),
    ),
  );
  router.openapi(patchCustomer, (c) =>
    withWork(c, { role: 'bookkeeper' }, (work) =>
      changeCustomer(work, c.req.valid('param').customer, c.req.valid('json')),
    ),
  );
  router.openapi(postContact, (c) =>
    withWork(c, { role: 'bookkeeper', status: 201 }, (work) =>
      addContact(work, c.req.valid('param').customer, c.req.valid('json')),
    ),
  );
  router.openapi(patchContact, (c) => {
    const { customer, contact } = c.req.valid('param');
    return withWork(c, { role: 'bookkeeper' }, (work) =>
      changeContact(work, customer, contact, c.req.valid('json')),
    );
  });
  router.openapi(deleteContact, (c) => {
    const { customer, contact } = c.req.valid('param');
    return withWork(c, { role: 'bookkeeper' }, (work) => retireContact(work, customer, contact));
  });
  return router;
}
