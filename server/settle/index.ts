export {
  allocateCredit,
  creditOf,
  type PaymentInput,
  type PaymentRecorded,
  recordPayment,
  refundCredit,
  writeOffInvoice,
} from './commands.ts';
export { settleRoutes } from './routes.ts';
export { reversePayment } from './taking-back.ts';
