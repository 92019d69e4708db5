import type { AnswerKind } from '../view.ts';
import type { Phrases } from './words.ts';

/** Everything a payer's page says; names in braces are places for values. */
export interface PageWords {
  open: string;
  nothingOpen: string;
  nothingOpenMore: string;
  due: string;
  soon: string;
  reference: string;
  orTellUs: string;
  /** The six answers as buttons: shorter than in a message. */
  answers: Record<AnswerKind, string>;
  looksAfter: string;
  /** The same with `{reach}`, a phone number or an address. */
  looksAfterReach: string;
  neverByEmail: string;
  back: string;
  send: string;
  /** Above each form: what it is for, in one sentence. */
  forms: Record<AnswerKind, { title: string; lead: string }>;
  fields: {
    paidOn: string;
    note: string;
    noteHelp: Record<AnswerKind, string>;
    payOn: string;
    amount: string;
    amountHelp: string;
    currency: string;
    what: string;
    copy: string;
    order: string;
    otherPerson: string;
    invoice: string;
    wrongAmount: string;
    wrongAmountHelp: string;
    reason: string;
  };
  faults: {
    payOnMissing: string;
    payOnNoDate: string;
    payOnRange: string;
    paidOn: string;
    amount: string;
    amountRange: string;
    choose: string;
    reason: string;
    invoice: string;
    tooLong: string;
    form: string;
  };
  /** What happens now: on the page after an answer, and in the message that acknowledges it. */
  thanks: Record<AnswerKind, { title: string; text: string }>;
  /** In place of thanks['something-is-wrong'].text where one invoice was named. */
  thanksInvoice: string;
  backToPage: string;
  gone: { title: string; text: string };
  tooOften: { title: string; text: Phrases };
  sorry: { title: string; text: string };
}
