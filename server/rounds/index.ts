export { type DeliverOptions, type DeliveryReport, deliver } from './deliver.ts';
export { ensureDemo } from './demo/index.ts';
export { roomExaminations } from './doctor.ts';
export { importRoutes } from './import/index.ts';
export { ROUND_CRON, roundTasks } from './jobs.ts';
export { nextRoutes } from './next-routes.ts';
export { type RoundMessage, type RoundOptions, type RoundReport, runRound } from './round.ts';
export { roundsRoutes } from './routes.ts';
export { explain, type Why, whyCustomer } from './why.ts';
