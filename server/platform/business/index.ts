export {
  addBusiness,
  addBusinessIn,
  type BusinessHooks,
  type ListedBusiness,
  listBusinesses,
  type NewBusiness,
} from './add.ts';
export { emailSchema, newBusinessSchema, roleSchema } from './api.ts';
export {
  type Channel,
  checkClockIsSafe,
  isLoopbackMail,
  setLive,
} from './live.ts';
export { type Notice, noticeTasks, type SendNotice } from './notice.ts';
export { businessRoutes } from './routes.ts';
