import type { AnswerKind } from '../view.ts';

/**
 * The words that every message of a language shares: what stands in the lists, beside the button
 * and under the answers. A language is complete or it is not offered at all.
 */
export interface Words {
  language: string;
  due: string;
  /** Heading over what is asked for when none of it is due yet. */
  coming: string;
  soon: string;
  held: string;
  total: string;
  /** `{date}` is the due date as spoken. */
  wasDue: string;
  isDue: string;
  dueToday: string;
  daysLate: { one: string; other: string };
  instalment: string;
  seeAndPay: string;
  see: string;
  howToPay: string;
  askHowToPay: string;
  answersIntro: string;
  answers: Record<AnswerKind, string>;
  /** Phrases that no message says, lower case: threats, false urgency, words that belittle. */
  forbidden: readonly string[];
  /** Words a subject line does not carry: others see it over a shoulder. */
  forbiddenInSubject: readonly string[];
}
