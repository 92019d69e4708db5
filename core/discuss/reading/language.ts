import type { Day } from '../../base/index.ts';

/**
 * How people of one language answer a reminder: the words that say which of the six answers it is,
 * and how they name days. Expressions are tried on one clause in lower case.
 */
export interface Language {
  code: string;
  /** Small words by which the language is known, when a text has several of them. */
  small: readonly string[];
  says: Says;
  days: DayWords;
}

export interface Says {
  /** Money has left: done, in the past. */
  paid: RegExp;
  /** Words around "paid" that say it has not been: "should be paid", "half paid". */
  notPaid?: RegExp;
  /** They mean to pay; it is a promise only with a day. */
  willPay: RegExp;
  copy: RegExp;
  order: RegExp;
  otherPerson: RegExp;
  wrong: RegExp;
  /** "Nothing is wrong", which the expression above would take for the contrary. */
  notWrong?: RegExp;
  /** They ask for parts, or for time. */
  plan: RegExp;
  /** They cannot; said along with a day on which they will, it is a promise. */
  cannot: RegExp;
  notMe: RegExp;
  /** A word of refusal: with it, "paid" and "will pay" say the contrary. */
  not: RegExp;
  /** Words that hold `not` and refuse nothing: "no later than". */
  notNot?: RegExp;
  /** A condition or a doubt: nobody is held to what is said with it. */
  perhaps: RegExp;
  /** Some of it and not all: without an amount nobody knows what is promised. */
  part: RegExp;
  /** Where a sentence turns to something else: "but". */
  turn: RegExp;
}

export interface DayWords {
  /** Alternatives of the twelve months' names, January first. */
  months: readonly string[];
  /** Alternatives of the seven weekdays' names, Monday first. */
  weekdays: readonly string[];
  /** Before or behind a weekday it is that of the week after. */
  nextWeekday: RegExp;
  /** A day of the month that stands alone; the number is the first group. */
  dayOfMonth: RegExp | null;
  /** Day words such as "tomorrow", the longer ones first. */
  relative: readonly (readonly [RegExp, Relative])[];
  /** "in ten days": the number in the group `n`, the unit in `day`, `week` or `month`. */
  inSome: RegExp | null;
  numbers: Readonly<Record<string, number>>;
}

/** A day counted from the day of writing. */
export type Relative =
  | number
  /** Friday of the week, or of the one after; the last day of the month, or of the one after. */
  | 'week'
  | 'next-week'
  | 'month'
  | 'next-month';

/** Alternatives that stand as words of their own, in a script that has spaces. */
export function words(...alternatives: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`, 'u');
}

/** Words from a text with spaces between them. */
export function list(text: string): string[] {
  return text.split(' ');
}

/** Number words from one on. */
export function counting(text: string): Record<string, number> {
  return Object.fromEntries(text.split(' ').map((word, index) => [word, index + 1]));
}

/** Alternatives that stand anywhere: where words have no spaces, or carry others before them. */
export function parts(...alternatives: readonly string[]): RegExp {
  return new RegExp(alternatives.join('|'), 'u');
}

/** What a text was written in: the day, and how the writer's place writes days. */
export interface Written {
  on: Day;
  /** 3/4 is 3 April; false where it is 4 March. */
  dayFirst: boolean;
}
