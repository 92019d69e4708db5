export { type Ageing, type AgeingOfCurrency, ageing } from './ageing.ts';
export { DSO_DAYS, type Dso, dso } from './dso.ts';

export { today } from './queries.ts';
export { foreseeRoutes } from './routes.ts';
export { waiting } from './waiting.ts';
