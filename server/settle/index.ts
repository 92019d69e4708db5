export {
  allocateCredit,
  creditOf,
  type PaymentInput,
  type PaymentRecorded,
  recordPayment,
  refundCredit,
  writeOffInvoice,
} from './commands.ts';
export { releaseOverdrawn } from './overdrawn.ts';
export { receiptRoutes } from './receipt-routes.ts';
export { matchReceipt, recordReceipt, setReceiptAside } from './receipts.ts';
export { settleRoutes } from './routes.ts';
export { reversePayment } from './taking-back.ts';
