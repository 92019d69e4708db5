export * from './calendar.ts';
export * from './chance.ts';
export * from './currency.ts';
export * from './day.ts';
export * from './money.ts';
export * from './problem.ts';
export * from './rounding.ts';
