import type { AnswerKind } from '../../core/wording/index.ts';

/** Everything a payer's page says. A language is complete or it is not offered. */
export interface Strings {
  locale: string;
  open: (customer: string) => string;
  nothingOpen: (customer: string) => string;
  nothingOpenMore: (business: string) => string;
  due: string;
  soon: string;
  held: string;
  part: (n: number) => string;
  heldNotes: {
    disputed: (day: string) => string;
    promised: (day: string) => string;
    'on-plan': (day: string) => string;
    'credit-covers': string;
  };
  howToPay: string;
  reference: (numbers: string) => string;
  orTellUs: string;
  answers: Record<AnswerKind, string>;
  looksAfter: (person: string, reach: string | null) => string;
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
    amount: (currency: string) => string;
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
    payOnNoDate: (text: string) => string;
    payOnRange: (first: string, last: string) => string;
    paidOn: (today: string) => string;
    amount: (text: string) => string;
    amountRange: (open: string) => string;
    choose: string;
    reason: string;
    invoice: string;
    tooLong: string;
    form: string;
  };
  thanks: Record<AnswerKind, { title: string; text: (values: ThanksValues) => string }>;
  backToPage: string;
  gone: { title: string; text: string };
  tooOften: { title: string; text: (seconds: number) => string };
  sorry: { title: string; text: string };
}

export interface ThanksValues {
  business: string;
  person: string;
  /** The day promised, or the last day of the hold, as spoken. */
  until: string | null;
  invoice: string | null;
}
