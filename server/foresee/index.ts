export { type Ageing, type AgeingOfCurrency, ageing } from './ageing.ts';

export { foreseeRoutes } from './routes.ts';
