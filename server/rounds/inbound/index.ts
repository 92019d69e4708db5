export { inboundExaminations } from './doctor.ts';
export { INBOUND_CRON, inboundTasks } from './jobs.ts';
export { inboxesOf, type MailboxReport, readMailbox } from './mailboxes.ts';
export { inboundRoutes } from './routes.ts';
