import type { Day, Money } from '../base/index.ts';
import type { MessageLine, Purpose } from '../receivable/index.ts';

/** The six things a customer can say with one click, in the order they are always offered. */
export const ANSWER_KINDS = [
  'paid-already',
  'will-pay',
  'needs-something',
  'something-is-wrong',
  'cannot-pay-all',
  'not-me',
] as const;

export type AnswerKind = (typeof ANSWER_KINDS)[number];

/** What a template is for: a message's purpose, or one of the papers around messages. */
export type TemplatePurpose = Purpose | 'statement';

/** Everything a template may read. Nothing else is in reach of it. */
export interface MessageView {
  /** BCP 47, such as "en-GB"; its language is the template's. */
  locale: string;
  today: Day;
  step: string;
  tone: number;
  business: {
    name: string;
    /** The person whose name stands under the message. */
    person: string;
    phone: string | null;
    email: string | null;
    address: string | null;
    /** Several lines, as the business wrote them. */
    howToPay: string | null;
    /** "#rrggbb". */
    colour: string;
  };
  customer: { name: string };
  contact: {
    /** Empty when nobody is known there. */
    name: string;
    /** Only when it surely is a first name (firstNameIfSure); null otherwise. */
    firstName: string | null;
    phone: string | null;
  };
  lines: ViewLine[];
  /** What the message asks for, one sum per currency. */
  totals: Money[];
  links: {
    /** The customer's page: what is open and how to pay. */
    page: string;
    answers: Record<AnswerKind, string>;
  };
  /** The promise, instalment or receipt that the message is about. */
  about: { on: Day | null; total: Money | null };
}

export interface ViewLine extends MessageLine {
  description: string | null;
}

/**
 * The page of a link token and the six answers behind it, where the payer's pages live.
 * @param publicUrl without a slash at the end
 */
export function linksFor(publicUrl: string, token: string): MessageView['links'] {
  const page = `${publicUrl}/p/${token}`;
  const answers = Object.fromEntries(ANSWER_KINDS.map((kind) => [kind, `${page}/${kind}`]));
  return { page, answers: answers as Record<AnswerKind, string> };
}

const NOT_A_PERSON =
  /\b(accounts?|payable|payables|purchas\w*|finance|office|team|department|dept|admin\w*|billing|invoices?|info|ltd|limited|llc|inc|gmbh|plc|co|company|the|and)\b|[&@\d]/i;

/**
 * The first name, when the name surely begins with one: two or three words of letters, no
 * department, no company. "Sam Penrose" gives "Sam"; "Accounts Payable", "S. Penrose" and
 * "Penrose, Sam" give null.
 */
export function firstNameIfSure(name: string): string | null {
  const words = name.trim().split(/\s+/);
  if (words.length < 2 || words.length > 3 || NOT_A_PERSON.test(name)) return null;
  const plain = words.every((word) => /^\p{Lu}[\p{L}’'-]+$/u.test(word));
  return plain && words[0]!.length > 2 && !/^(Mrs|Miss|Prof|Herr|Frau|Mme)$/.test(words[0]!)
    ? words[0]!
    : null;
}
