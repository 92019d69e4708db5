import type { Layout } from './layout.ts';

const types = {
  invoice: 'invoice',
  creditmemo: 'credit-note',
  payment: 'payment',
  deposit: 'payment',
  journalentry: 'invoice',
} as const;

const dates = { order: 'month-first', always: false } as const;

const agingDetail: Layout = {
  name: 'quickbooks-ar-aging-detail',
  title: 'QuickBooks A/R ageing detail',
  headers: ['date', 'transactiontype', 'num', 'duedate', 'amount', 'openbalance'],
  fields: {
    customer: ['customerfullname', 'customer', 'name'],
    type: ['transactiontype'],
    number: ['num'],
    issued: ['date'],
    due: ['duedate'],
    amount: ['amount'],
    open: ['openbalance'],
  },
  sections: 'headings',
  types,
  negative: 'credit-note',
  dates,
};

const openInvoices: Layout = {
  name: 'quickbooks-open-invoices',
  title: 'QuickBooks open invoices',
  headers: ['date', 'transactiontype', 'num', 'duedate', 'openbalance'],
  fields: {
    type: ['transactiontype'],
    number: ['num'],
    issued: ['date'],
    due: ['duedate'],
    open: ['openbalance'],
  },
  sections: 'customers',
  types,
  negative: 'credit-note',
  dates,
};

const agingSummary: Layout = {
  name: 'quickbooks-ar-aging-summary',
  title: 'QuickBooks A/R ageing summary',
  headers: ['current', '130', '3160', '6190', '91andover', 'total'],
  fields: {},
  refuse:
    'A summary has no invoices. Export the A/R Aging Detail or the Open Invoices report instead.',
};

const contacts: Layout = {
  name: 'quickbooks-customer-contact-list',
  title: 'QuickBooks customer contact list',
  headers: ['customerfullname', 'phonenumbers', 'email', 'fullname', 'billaddress'],
  fields: {
    customer: ['customerfullname'],
    phone: ['phonenumbers'],
    email: ['email'],
    contact: ['fullname'],
    address: ['billaddress'],
  },
};

const invoiceImport: Layout = {
  name: 'quickbooks-invoice-import',
  title: 'QuickBooks invoice import',
  headers: ['invoiceno', 'customer', 'invoicedate', 'duedate', 'itemamount'],
  fields: {
    number: ['invoiceno'],
    customer: ['customer'],
    issued: ['invoicedate'],
    due: ['duedate'],
    dueDays: ['terms'],
    lineAmount: ['itemamount'],
    quantity: ['itemquantity'],
    unitPrice: ['itemrate'],
    lineTax: ['taxamount'],
    taxRate: ['taxrate'],
    currency: ['currency'],
    description: ['memo'],
  },
  lines: 'sum',
  dates,
};

export const quickbooks: readonly Layout[] = [
  agingDetail,
  openInvoices,
  agingSummary,
  contacts,
  invoiceImport,
];
