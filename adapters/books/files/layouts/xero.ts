import type { Layout } from './layout.ts';

const address = [
  'poaddressline1',
  'poaddressline2',
  'poaddressline3',
  'poaddressline4',
  'pocity',
  'poregion',
  'popostalcode',
];

const party = {
  customer: ['contactname'],
  email: ['emailaddress'],
  country: ['pocountry'],
  address,
  number: ['invoicenumber'],
  issued: ['invoicedate'],
  due: ['duedate'],
  currency: ['currency'],
  reference: ['reference'],
  description: ['description'],
} as const;

/** Sales invoices as Xero exports them: one row per line of an invoice, totals on every row. */
const salesInvoices: Layout = {
  name: 'xero-sales-invoices',
  title: 'Xero sales invoices',
  headers: [
    'contactname',
    'invoicenumber',
    'invoicedate',
    'total',
    'invoiceamountpaid',
    'invoiceamountdue',
  ],
  fields: {
    ...party,
    amount: ['total'],
    paid: ['invoiceamountpaid'],
    open: ['invoiceamountdue'],
    type: ['type'],
    status: ['status'],
  },
  lines: 'repeat',
  types: {
    salesinvoice: 'invoice',
    accrec: 'invoice',
    salescreditnote: 'credit-note',
    accreccredit: 'credit-note',
    salesoverpayment: 'payment',
    salesprepayment: 'payment',
    aroverpayment: 'payment',
    arprepayment: 'payment',
    bill: 'skip',
    accpay: 'skip',
    billcreditnote: 'skip',
    accpaycredit: 'skip',
    billoverpayment: 'skip',
    billprepayment: 'skip',
  },
  skipStatus: ['draft', 'submitted', 'awaitingapproval', 'voided', 'deleted'],
  dates: { order: 'day-first', always: false },
};

/** The template that Xero gives for importing sales invoices; required columns bear a star. */
const salesTemplate: Layout = {
  name: 'xero-sales-invoice-template',
  title: 'Xero sales invoice template',
  headers: [
    'contactname',
    'invoicenumber',
    'invoicedate',
    'duedate',
    'quantity',
    'unitamount',
    'accountcode',
    'brandingtheme',
  ],
  fields: {
    ...party,
    amount: ['total'],
    quantity: ['quantity'],
    unitPrice: ['unitamount'],
    discount: ['discount'],
    lineTax: ['taxamount'],
    taxRate: ['taxtype'],
  },
  lines: 'sum',
  dates: { order: 'day-first', always: false },
};

const billTemplate: Layout = {
  name: 'xero-bill-template',
  title: 'Xero bill template',
  headers: [
    'contactname',
    'invoicenumber',
    'invoicedate',
    'duedate',
    'quantity',
    'unitamount',
    'accountcode',
    'taxtype',
  ],
  fields: {},
  refuse:
    'These are bills that you owe others. Export sales invoices instead (in Xero: Business, Invoices, Export).',
};

const agedDetail: Layout = {
  name: 'xero-aged-receivables-detail',
  title: 'Xero aged receivables detail',
  headers: ['invoicedate', 'duedate', 'invoicenumber', 'current', 'older', 'total'],
  fields: {
    number: ['invoicenumber'],
    issued: ['invoicedate'],
    due: ['duedate'],
    open: ['total'],
    reference: ['invoicereference'],
  },
  sections: 'customers',
  negative: 'credit-note',
};

const agedSummary: Layout = {
  name: 'xero-aged-receivables-summary',
  title: 'Xero aged receivables summary',
  headers: ['contact', 'current', 'older', 'total'],
  fields: {},
  refuse:
    'A summary has no invoices. Export the Aged Receivables Detail report, or the sales invoices, instead.',
};

export const xero: readonly Layout[] = [
  salesInvoices,
  salesTemplate,
  billTemplate,
  agedDetail,
  agedSummary,
];
