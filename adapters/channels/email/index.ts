export { createEmailChannel, type EmailOptions } from './email.ts';
