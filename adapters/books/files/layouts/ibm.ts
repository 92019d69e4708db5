import type { Layout } from './layout.ts';

/**
 * The accounts receivable sample of IBM Watson: settled invoices, American dates, one currency.
 * Its Disputed flag has no date and so is history only.
 */
const accountsReceivable: Layout = {
  name: 'ibm-accounts-receivable',
  title: 'IBM accounts receivable',
  headers: [
    'countrycode',
    'customerid',
    'paperlessdate',
    'invoicenumber',
    'invoicedate',
    'duedate',
    'invoiceamount',
    'disputed',
    'settleddate',
  ],
  fields: {
    customer: ['customerid'],
    number: ['invoicenumber'],
    issued: ['invoicedate'],
    due: ['duedate'],
    amount: ['invoiceamount'],
    paidOn: ['settleddate'],
  },
  dates: { order: 'month-first', always: true },
  currency: 'USD',
  history: ['countrycode', 'paperlessdate', 'paperlessbill', 'disputed'],
};

export const ibm: readonly Layout[] = [accountsReceivable];
