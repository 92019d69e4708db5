export * from './claimable.ts';
export * from './fee.ts';
export * from './late-invoice.ts';
