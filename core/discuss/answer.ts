import { addBusinessDays, addDays, type Calendar, type Day } from '../base/index.ts';

/** What a customer says with one of the six answers. */
export type Answer =
  | { kind: 'paid-already'; paidOn: Day | null; note: string }
  | { kind: 'will-pay'; payOn: Day; amount: bigint | null; currency: string | null; note: string }
  | { kind: 'needs-something'; what: 'copy' | 'purchase-order' | 'other-person'; note: string }
  | {
      kind: 'something-is-wrong';
      invoiceId: bigint;
      /** Minor units that are in question; null for the whole invoice. */
      amount: bigint | null;
      reason: string;
    }
  | { kind: 'cannot-pay-all'; note: string }
  | { kind: 'not-me'; note: string };

/**
 * What waits for a person after an answer: which task, before whom, and for how many business days.
 */
export interface AnswerTask {
  kind: string;
  role: 'owner' | 'collector' | 'bookkeeper';
  businessDays: number;
}

/** The task that an answer puts before somebody; null for a date, which needs nobody. */
export function taskFor(answer: Answer): AnswerTask | null {
  switch (answer.kind) {
    case 'paid-already':
      return { kind: 'look-for-payment', role: 'bookkeeper', businessDays: 2 };
    case 'will-pay':
      return null;
    case 'needs-something':
      return {
        kind: { copy: 'send-copy', 'purchase-order': 'add-order', 'other-person': 'other-person' }[
          answer.what
        ],
        role: 'collector',
        businessDays: 1,
      };
    case 'something-is-wrong':
      return { kind: 'resolve-dispute', role: 'collector', businessDays: 2 };
    case 'cannot-pay-all':
      return { kind: 'hardship', role: 'owner', businessDays: 1 };
    case 'not-me':
      return { kind: 'wrong-contact', role: 'collector', businessDays: 2 };
  }
}

/** How far ahead a day to pay may lie. */
export const PROMISE_HORIZON_DAYS = 365;

/** The first and last day that may be promised when it is said on `on`. */
export function promiseRange(on: Day): { first: Day; last: Day } {
  return { first: on, last: addDays(on, PROMISE_HORIZON_DAYS) };
}

/** The day on which something is to be done, counted in business days of whoever does it. */
export function dueIn(businessDays: number, from: Day, calendar: Calendar): Day {
  return addBusinessDays(calendar, from, businessDays);
}
