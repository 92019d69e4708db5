import type { Day } from '../base/index.ts';
import type { RecentContact } from './contacts.ts';

/**
 * What is known of one customer, folded from postings and events (fold.ts). It holds facts only:
 * nothing in it depends on today's date, so that it can be stored, and rebuilt to the same value.
 */
export interface Snapshot {
  /**
   * The latest effective date among the facts folded in; the snapshot speaks for any day from then
   * on.
   */
  latestOn: Day | null;
  /** Instalments with something outstanding, oldest due first. */
  items: OpenItem[];
  /** Credit on account by currency: money received or credited, not yet set against an item. */
  credit: Record<string, bigint>;
  disputes: Dispute[];
  promises: PromiseToPay[];
  pauses: Pause[];
  /** Replies that nobody has read yet. */
  unread: Reply[];
  /** Answers that hold the chase for a while or until a person has dealt with them. */
  asks: Ask[];
  plan: Plan | null;
  /** Reasons in law or in life never to chase: insolvency, deceased, represented, legal hold… */
  stops: Stop[];
  /** Receipts that could be this customer's and are not matched yet. */
  unmatched: UnmatchedReceipt[];
  episode: Episode;
  /** The last chase by any channel; null when there never was one. */
  lastChase: Contacted | null;
  /** Chases and calls of the last 31 days before the latest of them, at most 12, oldest first. */
  contacts: RecentContact[];
  /** Steps before due that were sent, by item key. */
  headsUps: Record<string, string[]>;
  /** Days on which part of an open item was paid, by item key. */
  partPaid: Record<string, Day[]>;
}

/** The unit of debt: an instalment with something outstanding. */
export interface OpenItem {
  invoiceId: string;
  number: string;
  /** 1 for an invoice without instalments. */
  instalment: number;
  currency: string;
  issuedOn: Day;
  dueOn: Day;
  /** What was billed, minor units. */
  amount: bigint;
  /** What is still owed, minor units; never zero here. */
  outstanding: bigint;
}

export interface Dispute {
  id: string;
  invoiceId: string;
  /** Minor units in dispute; null for all of the invoice. */
  amount: bigint | null;
  reason: string;
  on: Day;
}

export interface PromiseToPay {
  id: string;
  /** Minor units promised; null for all that was open when the promise was made. */
  amount: bigint | null;
  currency: string | null;
  /** Items the promise is about, by item key; empty for all of the customer's items then open. */
  items: string[];
  madeOn: Day;
  payOn: Day;
  /** Minor units received for the customer since the promise, in the promise's currency. */
  received: bigint;
  /** A person accepted it although earlier ones were broken. */
  confirmed: boolean;
  /** The day the promise was fulfilled; null while it is not. */
  keptOn: Day | null;
  thanked: boolean;
  /** The day the customer was written to about its being broken; null when not. */
  followedUpOn: Day | null;
}

export interface Pause {
  id: string;
  on: Day;
  /** Last day of the pause; null for until it is lifted. */
  until: Day | null;
  reason: string;
}

export interface Reply {
  id: string;
  on: Day;
}

export type AskKind = 'paid-already' | 'needs-something' | 'cannot-pay-all' | 'not-me';

export interface Ask {
  id: string;
  kind: AskKind;
  on: Day;
  /** The day a person dealt with it; null while it waits. */
  handledOn: Day | null;
  /** For paid-already: the "could not find it yet" message went out. */
  followedUpOn: Day | null;
}

export interface Plan {
  id: string;
  agreedOn: Day;
  currency: string;
  /** Items the plan replaces, by item key. */
  items: string[];
  instalments: { dueOn: Day; amount: bigint }[];
  /** Minor units received since the plan was agreed. */
  received: bigint;
  /** Due dates of instalments whose heads-up was sent. */
  headsUps: Day[];
  /** Due dates of instalments whose missed notice was sent. */
  missedNotices: Day[];
}

export interface Stop {
  id: string;
  kind: string;
  on: Day;
  reason: string;
  source: string | null;
}

export interface UnmatchedReceipt {
  id: string;
  on: Day;
  amount: bigint;
  currency: string;
}

/**
 * From the first day something is overdue until nothing is. Holds suspend an episode, they do not
 * end it: after a pause or a broken promise the ladder goes on where it was.
 */
export interface Episode {
  /** The last day on which a settlement left nothing overdue; null when there never was one. */
  clearedOn: Day | null;
  /** Ladder steps sent, worked or dropped since then, with the day. */
  done: { stepId: string; on: Day }[];
}

export interface Contacted {
  on: Day;
  stepId: string;
  channel: string;
}

/** The key of an item within its customer: invoice id and instalment. */
export function itemKey(item: { invoiceId: string; instalment: number }): string {
  return `${item.invoiceId}/${item.instalment}`;
}

/** A customer of whom nothing is known. */
export function emptySnapshot(): Snapshot {
  return {
    latestOn: null,
    items: [],
    credit: {},
    disputes: [],
    promises: [],
    pauses: [],
    unread: [],
    asks: [],
    plan: null,
    stops: [],
    unmatched: [],
    episode: { clearedOn: null, done: [] },
    lastChase: null,
    contacts: [],
    headsUps: {},
    partPaid: {},
  };
}
