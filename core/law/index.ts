export * from './accrual.ts';
export * from './agreed.ts';
export * from './book.ts';
export * from './compensation.ts';
export * from './gate.ts';
export * from './interest.ts';
export * from './pack.ts';
export * from './rates.ts';
