export {
  allocateCredit,
  creditOf,
  openInstalments,
  type PaymentInput,
  type PaymentRecorded,
  recordPayment,
  refundCredit,
  reversePayment,
  writeOffInvoice,
} from './commands.ts';
export { settleRoutes } from './routes.ts';
