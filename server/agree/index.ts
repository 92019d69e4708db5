export {
  addContact,
  addCustomer,
  changeContact,
  changeCustomer,
  retireContact,
} from './commands.ts';
export { customerById } from './customer.ts';
export { howTheyPay } from './how-they-pay.ts';
export { customers } from './list.ts';
export { customerPage } from './page.ts';
export type { Policies } from './policies.ts';
export { agreeRoutes } from './routes.ts';
export { timeline } from './timeline.ts';
