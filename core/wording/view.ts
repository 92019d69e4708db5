import type { Day, Money } from '../base/index.ts';
import type { MessageLine, Purpose } from '../receivable/index.ts';
import type { Address } from './words/index.ts';

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
  address: Address;
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
    /** The greeting as the business wrote it for this person ("Sehr geehrte Frau Dr. Huber,"). */
    greeting: string | null;
  };
  lines: ViewLine[];
  /** What the message asks for, one sum per currency. */
  totals: Money[];
  links: {
    /** The customer's page: what is open and how to pay. */
    page: string;
    /** The same page by a shorter address, where there is one, for text messages and paper. */
    short: string | null;
    answers: Record<AnswerKind, string>;
  };
  /** The promise, instalment, dispute, answer or receipt that the message is about. */
  about: About;
  /** The parts of a plan, offered or agreed; empty elsewhere. */
  plan: { on: Day; amount: Money }[];
  /** Texts that the law of the customer's place wants in this message, as its pack gives them. */
  required: string[];
  /** What is claimed before a claim is filed; null elsewhere. */
  claim: Claim | null;
  /**
   * Whether a stranger may see the message: then it names no sum, no invoice and no reason. Text
   * messages are, unless the customer asked for more.
   */
  discreet: boolean;
  /** Whether a text message says how to stop them. */
  offersStop: boolean;
}

export interface About {
  on: Day | null;
  total: Money | null;
  /** Number of the invoice that it is about. */
  number: string | null;
  /** Until when something holds: a pause, a hardship arrangement. */
  until: Day | null;
  /** What the customer answered. */
  answer: AnswerKind | null;
  /** How a dispute ended: the customer is right, right in part, or the invoice stands. */
  outcome: 'accepted' | 'part' | 'stands' | null;
}

/** A subject that says nothing: what messages have that are about what they list. */
export const ABOUT_NOTHING: About = {
  on: null,
  total: null,
  number: null,
  until: null,
  answer: null,
  outcome: null,
};

export interface Claim {
  /** The last day to pay or answer before the next step. */
  answerBy: Day;
  /** Interest and fixed sums up to today, one sum per currency; empty when none is claimed. */
  charges: Money[];
  /** What a further day adds. */
  perDay: Money[];
  /** Open invoices and charges together. */
  total: Money[];
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
  return { page, short: null, answers: answers as Record<AnswerKind, string> };
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
