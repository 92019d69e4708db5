export { type Bounce, readBounce } from './bounce.ts';
export { type Clues, cluesOf, idsIn } from './clues.ts';
export { holdsTheChase, kindOf, type MailKind } from './kind.ts';
export type { InboundMail, MailAttachment, MailParty, MailReport } from './mail.ts';
export { withoutQuote } from './quote.ts';
