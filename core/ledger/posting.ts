/** The accounts of the receivables sub-ledger. */
export type Account = 'receivable' | 'billed' | 'credit' | 'bank' | 'write-off';

export type PostingKind =
  | 'issue'
  | 'void-issue'
  | 'credit-note'
  | 'payment'
  | 'allocation'
  | 'write-off'
  | 'refund'
  | 'reversal'
  | 'reissue';

/** An instalment, named by its invoice. */
export interface ItemRef {
  invoiceId: bigint;
  instalment: number;
}

/**
 * One movement: `amount` (minor units, more than zero) leaves account `credit` and enters account
 * `debit`. Two signed lines that sum to zero, by shape and not by care.
 */
export interface Posting {
  kind: PostingKind;
  debit: Account;
  credit: Account;
  currency: string;
  amount: bigint;
  item: ItemRef | null;
  paymentId: bigint | null;
  /** The posting taken back. */
  reverses: bigint | null;
  memo: string | null;
}

type Rest = Partial<Pick<Posting, 'item' | 'paymentId' | 'reverses' | 'memo'>>;

function posting(
  kind: PostingKind,
  debit: Account,
  credit: Account,
  currency: string,
  amount: bigint,
  rest: Rest = {},
): Posting {
  if (amount <= 0n) throw new RangeError(`A posting moves more than nothing, not ${amount}`);
  return {
    kind,
    debit,
    credit,
    currency,
    amount,
    item: null,
    paymentId: null,
    reverses: null,
    memo: null,
    ...rest,
  };
}

/** An instalment becomes owed. */
export function issue(item: ItemRef, currency: string, amount: bigint): Posting {
  return posting('issue', 'receivable', 'billed', currency, amount, { item });
}

/** Money arrived; it is credit on account until it is allocated. */
export function receive(paymentId: bigint, currency: string, amount: bigint): Posting {
  return posting('payment', 'bank', 'credit', currency, amount, { paymentId });
}

/** Credit on account is set against an instalment. */
export function allocate(
  item: ItemRef,
  currency: string,
  amount: bigint,
  paymentId: bigint | null = null,
): Posting {
  return posting('allocation', 'credit', 'receivable', currency, amount, { item, paymentId });
}

/** What credit on account had settled is owed again: the money behind it was taken back. */
export function release(item: ItemRef, currency: string, amount: bigint, memo: string): Posting {
  return posting('allocation', 'receivable', 'credit', currency, amount, { item, memo });
}

/**
 * What was paid back out of money that was then taken back is owed again, as an instalment of its
 * own: credit on account rises to where it was, and nothing new was billed.
 */
export function owedBack(item: ItemRef, currency: string, amount: bigint, memo: string): Posting {
  return posting('issue', 'receivable', 'credit', currency, amount, { item, memo });
}

/** A credit note: less was billed, and the customer has credit on account for it. */
export function giveCredit(currency: string, amount: bigint, memo: string | null = null): Posting {
  return posting('credit-note', 'billed', 'credit', currency, amount, { memo });
}

/** What is owed on an instalment is given up. */
export function writeOff(item: ItemRef, currency: string, amount: bigint, memo: string): Posting {
  return posting('write-off', 'write-off', 'receivable', currency, amount, { item, memo });
}

/** Credit on account is paid back. */
export function refund(currency: string, amount: bigint, memo: string | null = null): Posting {
  return posting('refund', 'credit', 'bank', currency, amount, { memo });
}

/** Takes a posting back: the same movement the other way round, with its number. */
export function reverse(stored: Posting & { id: bigint }, memo: string | null = null): Posting {
  return {
    kind: 'reversal',
    debit: stored.credit,
    credit: stored.debit,
    currency: stored.currency,
    amount: stored.amount,
    item: stored.item,
    paymentId: stored.paymentId,
    reverses: stored.id,
    memo,
  };
}
