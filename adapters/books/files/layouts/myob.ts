import type { Layout } from './layout.ts';

/** AccountRight's item sales: one row per line, tab-separated. */
const itemSales: Layout = {
  name: 'myob-item-sales',
  title: 'MYOB item sales',
  headers: ['colastname', 'invoice#', 'date', 'itemnumber', 'total'],
  fields: {
    customer: ['colastname'],
    firstName: ['firstname'],
    address: ['addr1line1', 'line2', 'line3', 'line4'],
    number: ['invoice#'],
    issued: ['date'],
    dueDays: ['balanceduedays'],
    dueTerms: ['termspaymentisdue'],
    reference: ['customerpo'],
    lineAmount: ['total'],
    lineGross: ['inctaxtotal'],
    lineTax: ['taxamount'],
    freight: ['freightamount'],
    freightTax: ['freighttaxamount'],
    paid: ['amountpaid'],
    currency: ['currencycode'],
    status: ['salestatus'],
    description: ['journalmemo', 'description'],
  },
  lines: 'sum',
  // AccountRight writes Q for quotes and O for orders.
  skipStatus: ['q', 'o', 'quote', 'order'],
  dates: { order: 'day-first', always: false },
};

const agedSummary: Layout = {
  name: 'myob-aged-receivables-summary',
  title: 'MYOB aged receivables summary',
  headers: ['name', 'totaldue', '3160', '6190'],
  fields: {},
  refuse:
    'A summary has no invoices. Export the Aged Receivables [Detail] report or the item sales instead.',
};

export const myob: readonly Layout[] = [itemSales, agedSummary];
