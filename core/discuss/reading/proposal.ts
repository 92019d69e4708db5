import type { Day } from '../../base/index.ts';
import type { Answer } from '../answer.ts';

/**
 * One of the six answers as it was understood from free words. It changes nothing: a person says
 * yes to it, and only then it is recorded.
 */
export interface Proposal {
  kind: Answer['kind'];
  /** The sentence it was read from, to the letter. */
  sentence: string;
  /** paid-already: the day they name. */
  paidOn: Day | null;
  /** will-pay: never without a day. */
  payOn: Day | null;
  /** will-pay: minor units; null for all that is open. */
  amount: bigint | null;
  currency: string | null;
  /** needs-something: what. */
  what: 'copy' | 'purchase-order' | 'other-person' | null;
  /** Numbers of open invoices that are named. */
  invoices: readonly string[];
}

/** What is known of whoever wrote, for reading what they wrote. */
export interface Reading {
  /** The day it was written, where the writer is. */
  on: Day;
  /** The language they are written to in, where it is known. */
  language: string | null;
  /** Whether 3/4 is 3 April where they are. */
  dayFirst: boolean;
  open: readonly { number: string; currency: string; outstanding: bigint }[];
}
