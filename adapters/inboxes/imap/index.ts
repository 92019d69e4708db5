export { createImapInbox, type ImapOptions } from './imap.ts';
