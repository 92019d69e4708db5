export {
  type AnswerInput,
  answeredBefore,
  handleAsk,
  recordAnswer,
  recordAnswerOnce,
} from './answers.ts';
export { recordCall } from './calls.ts';
export { closeTask } from './close-task.ts';
export { type Consent, type ConsentChannel, recordConsent } from './consents.ts';
export { type DisputeInput, recordDispute, resolveDispute } from './disputes.ts';
export { handleWaiting } from './handled.ts';
export {
  type AnswerLink,
  findAnswerLink,
  isFormToken,
  issueAnswerLink,
  issueFormToken,
  revokeLinks,
} from './links.ts';
export * from './mail/index.ts';
export {
  liftPause,
  liftStop,
  markReplyRead,
  pause,
  recordReply,
  stop,
} from './peace.ts';
export { agreePlan, endPlan, type PlanInput } from './plans.ts';
export { confirmPromise, type PromiseInput, recordPromise, withdrawPromise } from './promises.ts';
export { listAnswers, listTasks } from './queries.ts';
export { discussRoutes } from './routes.ts';
export { type Standing, type StandingLine, standingOf } from './standing.ts';
