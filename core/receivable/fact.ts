import type { Day } from '../base/index.ts';
import type { AskKind } from './snapshot.ts';

/**
 * Everything that can happen to a customer, as the fold reads it. Money facts come from postings,
 * the rest from events; `on` is the day it took effect, which may lie before the day it was told.
 */
export type Fact = MoneyFact | Happening;

export type MoneyFact =
  /** An item is owed; a negative amount takes a bill back, which is no payment. */
  | {
      kind: 'issued';
      on: Day;
      invoiceId: string;
      number: string;
      instalment: number;
      currency: string;
      issuedOn: Day;
      dueOn: Day;
      amount: bigint;
    }
  /**
   * Something was set against an item: positive lowers what is outstanding, negative is a reversal.
   */
  | {
      kind: 'settled';
      on: Day;
      invoiceId: string;
      instalment: number;
      currency: string;
      amount: bigint;
      /** Given up rather than paid: no promise is kept by it. */
      writtenOff?: boolean;
      /** Credit that came of no payment was used: nothing was paid on that day. */
      fromCredit?: boolean;
    }
  /**
   * Credit on account rose (positive: money came in, a credit note was given) or was used or
   * refunded (negative).
   */
  | { kind: 'credited'; on: Day; currency: string; amount: bigint };

/** An event about a customer. The name of each is the `kind` stored in the event table. */
export type Happening =
  | {
      kind: 'chase-sent';
      on: Day;
      id: string;
      stepId: string;
      channel: string;
      purpose: Purpose;
      about: string[];
      refers: string | null;
    }
  /** A person dropped what would have been said; it counts as said, and is no contact. */
  | {
      kind: 'step-dropped';
      on: Day;
      id: string;
      stepId: string;
      purpose: Purpose;
      about: string[];
      refers: string | null;
    }
  | { kind: 'task-worked'; on: Day; id: string; stepId: string; outcome: string }
  | {
      kind: 'promised';
      on: Day;
      id: string;
      amount: bigint | null;
      currency: string | null;
      items: string[];
      payOn: Day;
      confirmed: boolean;
    }
  | { kind: 'promise-confirmed'; on: Day; promiseId: string }
  | { kind: 'promise-withdrawn'; on: Day; promiseId: string }
  | {
      kind: 'disputed';
      on: Day;
      id: string;
      invoiceId: string;
      amount: bigint | null;
      reason: string;
    }
  | { kind: 'dispute-resolved'; on: Day; invoiceId: string }
  /** What was open of a charge was waived; the credit note beside it is a posting. */
  | {
      kind: 'charge-waived';
      on: Day;
      id: string;
      invoiceId: string;
      amount: bigint;
      currency: string;
      reason: string;
    }
  | { kind: 'paused'; on: Day; id: string; until: Day | null; reason: string }
  | { kind: 'pause-lifted'; on: Day; pauseId: string | null }
  | { kind: 'reply-received'; on: Day; id: string }
  | { kind: 'reply-read'; on: Day; replyId: string | null }
  /** What they want by which channel stands with the contact. */
  | { kind: 'opted-out' | 'opted-in'; on: Day; channel: string }
  | { kind: 'asked'; on: Day; id: string; ask: AskKind }
  | { kind: 'ask-handled'; on: Day; askId: string }
  | {
      kind: 'plan-agreed';
      on: Day;
      id: string;
      currency: string;
      items: string[];
      instalments: { dueOn: Day; amount: bigint }[];
    }
  | { kind: 'plan-ended'; on: Day; planId: string }
  | { kind: 'stopped'; on: Day; id: string; stop: string; reason: string; source: string | null }
  | { kind: 'stop-lifted'; on: Day; stopId: string }
  | { kind: 'receipt-unmatched'; on: Day; id: string; amount: bigint; currency: string }
  | { kind: 'receipt-matched'; on: Day; receiptId: string };

/** The step of a call that nothing asked for: it stands for a phone step that was due. */
export const CALL_BY_HAND = 'phone';

/**
 * Why a message is sent: a rung of the policy, one of the words around it, or an answer to what
 * the customer said. Rounds send the first seven; the others are ready for a person to send.
 */
export type Purpose =
  | 'heads-up'
  | 'step'
  | 'promise-broken'
  | 'not-found'
  | 'plan-heads-up'
  | 'plan-missed'
  | 'thanks'
  | 'plan-offered'
  | 'plan-agreed'
  | 'dispute-received'
  | 'dispute-resolved'
  | 'hardship'
  | 'thank-you'
  | 'answer-received'
  | 'pre-action'
  /** A letter that a person wrote; it asks for nothing that is known here. */
  | 'by-hand';

const NOT_ASKING: ReadonlySet<Purpose> = new Set<Purpose>([
  'thanks',
  'plan-offered',
  'plan-agreed',
  'dispute-received',
  'dispute-resolved',
  'hardship',
  'thank-you',
  'answer-received',
]);

/**
 * The purposes that count as a chase for the gap between messages; a thank-you does not, nor does
 * an answer to what the customer said.
 */
export function isChase(purpose: Purpose): boolean {
  return !NOT_ASKING.has(purpose);
}
