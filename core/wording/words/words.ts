import type { WeekdayStyle } from '../speech.ts';
import type { AnswerKind } from '../view.ts';
import type { PageWords } from './page-words.ts';

/**
 * One phrase for each plural category that the language has (Intl.PluralRules); "other" is always
 * there and stands in for a category that is not.
 */
export type Phrases = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/**
 * The words that every message of a language shares: what stands in the lists, beside the button,
 * under the answers, in a call and on the payer's pages. A language is complete or it is not
 * offered at all. Names in braces are places for values: `fill` puts them in, and a test holds that
 * every language has the places that English has.
 */
export interface Words {
  /** BCP 47 language, such as "de". */
  language: string;
  /** The locale whose formats are used where the customer's country does not speak it. */
  locale: string;
  /** Countries (ISO 3166) that write this language; there dates and money follow the country. */
  countries: readonly string[];
  direction: 'ltr' | 'rtl';
  /** How dates are spoken; without weekday where the weekday would have to be declined. */
  weekday: WeekdayStyle;
  /** Around words that are said aloud. */
  quotes: readonly [open: string, close: string];
  greeting: Greeting;
  due: string;
  /** Heading over what is asked for when none of it is due yet. */
  coming: string;
  soon: string;
  held: string;
  /** Why something is left in peace; `{date}` is a short date. */
  heldNotes: HeldNotes;
  total: string;
  /** `{date}` is the due date as spoken. */
  wasDue: string;
  isDue: string;
  dueToday: string;
  /** `{n}` is the number of days. */
  daysLate: Phrases;
  instalment: string;
  /** Heading over the parts of a plan. */
  plan: string;
  seeAndPay: string;
  see: string;
  howToPay: string;
  askHowToPay: string;
  answersIntro: string;
  answers: Record<AnswerKind, string>;
  letter: LetterWords;
  call: CallWords;
  voice: VoiceWords;
  /** Stands at the end of a text message; the word STOP is what the networks understand. */
  smsStop: string;
  pages: PageWords;
  /** Where the language has a second, informal address: what is said otherwise then. */
  informal: InformalWords | null;
  /** Phrases of which every letter that asks for money has one: it may be on its way already. */
  forgiving: readonly string[];
  /**
   * Phrases that no message says, lower case: threats, false urgency, words that belittle. A star
   * at either end stands for any letters.
   */
  forbidden: readonly string[];
  /** Words a subject line does not carry: others see it over a shoulder. */
  forbiddenInSubject: readonly string[];
  /** Words from which a stranger would learn of money owed: not in a text or on an answerphone. */
  private: readonly string[];
}

/**
 * How a message begins: `{name}` is the first name in `first`, the whole name in `full`;
 * `{company}` is the customer's name. Punctuation belongs to it; a line break may.
 */
export interface Greeting {
  /** Where the first name is sure, in languages that use it towards business partners. */
  first: string;
  full: string;
  /** Where nobody is known by name. */
  company: string;
}

export interface HeldNotes {
  disputed: string;
  promised: string;
  'on-plan': string;
  'credit-covers': string;
}

/** What a letter on paper has that a mail has not. */
export interface LetterWords {
  /** Before the date, where the language puts something there: "le {date}". */
  date: string;
  phone: string;
  email: string;
  page: string;
  enclosures: string;
  registered: string;
  /** Under the picture of the link. */
  scan: string;
  /** In place of the six answers' links; `{reach}` is a phone number or an address. */
  answersIntro: string;
  reach: string;
}

/** The parts that every call's script shares; lines that begin with > are said aloud. */
export interface CallWords {
  /** Title of the task where the template has none: "Call {customer}". */
  title: string;
  /** Whom to ask for and who rings. `{who}` is a person, `{customer}` the firm. */
  who: string;
  whoUnknown: string;
  number: string;
  /** The first words: no debt, no invoice, before it is sure who listens. */
  opening: readonly string[];
  /** Then listen, and what to do with each thing they may say. */
  listen: readonly string[];
  /**
   * Somebody else answers, or a machine. A phrase with `{phone}` is left out where the business
   * gave no number.
   */
  voicemail: readonly string[];
  close: readonly string[];
}

/** What the telephone itself says; a voice reads it. `{person}` and `{business}` are names. */
export interface VoiceWords {
  /** Who calls and for whom, and the question whether this is them; no debt in it. */
  opening: string;
  /** 1 is them, 2 is not. */
  isItYou: string;
  /** After they said that it is them: the keys. */
  menu: string;
  linkSent: string;
  /** `{date}` is the day noted. */
  promised: string;
  person: string;
  wrongPerson: string;
  notUnderstood: string;
  goodbye: string;
  voicemail: string;
}

/** What is said otherwise in the informal address; what is not here is the same in both. */
export interface InformalWords {
  greeting: Greeting;
  answersIntro: string;
  askHowToPay: string;
  heldNotes: HeldNotes;
  smsStop: string;
  letter: Pick<LetterWords, 'answersIntro' | 'reach' | 'scan'>;
  call: Pick<CallWords, 'opening' | 'listen' | 'voicemail' | 'close'>;
}
