import type { Day } from '../base/index.ts';

/** One line of a message: an item, how much of it is asked, and what is said of it. */
export interface MessageLine {
  invoiceId: string;
  number: string;
  instalment: number;
  currency: string;
  issuedOn: Day;
  dueOn: Day;
  /** Minor units asked for now (due lines), coming (soon lines) or left in peace (held lines). */
  amount: bigint;
  part: 'due' | 'soon' | 'held';
  /** For held lines: what holds it, in words. */
  note: string | null;
}
