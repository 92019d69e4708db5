import type { Layout } from './layout.ts';

/** FreshBooks' Invoice Details: one row per line of an invoice; a paid one says when. */
const invoiceDetails: Layout = {
  name: 'freshbooks-invoice-details',
  title: 'FreshBooks invoice details',
  headers: ['clientname', 'invoice#', 'dateissued', 'invoicestatus', 'linetotal'],
  fields: {
    customer: ['clientname'],
    number: ['invoice#'],
    issued: ['dateissued'],
    due: ['datedue', 'duedate'],
    status: ['invoicestatus'],
    paidOn: ['datepaid'],
    lineAmount: ['linetotal'],
    currency: ['currency'],
    description: ['itemname'],
  },
  lines: 'sum',
  skipStatus: ['draft', 'deleted', 'void', 'voided'],
};

export const freshbooks: readonly Layout[] = [invoiceDetails];
