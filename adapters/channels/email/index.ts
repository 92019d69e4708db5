export { type Address, readAddress } from './address.ts';
export { createEmailChannel, type EmailOptions, messageIdFor } from './email.ts';
