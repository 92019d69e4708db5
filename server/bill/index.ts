export { giveCreditNote, issueInvoice } from './commands.ts';
export { invoiceById } from './invoice.ts';
export { invoices } from './list.ts';
export { billRoutes } from './routes.ts';
export { type StatementPeriod, statement } from './statement.ts';
