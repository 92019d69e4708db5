import type { Day, Money } from '../base/index.ts';
import type { AgreedTerm, CustomerKind, Decimal } from '../law/index.ts';

/** What was agreed about paying late. */
export interface LateTerms {
  /** Invoices issued from this day on stand under the terms. */
  agreedOn: Day;
  /** Interest that was agreed; null leaves it to the law. */
  rate: AgreedTerm | null;
  /** A sum for each late invoice; null for none. */
  fee: AgreedFee | null;
}

export type AgreedFee = { flat: Money } | { percent: Decimal };

/** One instalment of a late invoice, as it stands. */
export interface LateInstalment {
  no: number;
  dueOn: Day;
  /** What was billed less what was credited, minor units. */
  amount: bigint;
  /** What settled it, by the day it took effect; negative where it is owed again. */
  settled: readonly { on: Day; amount: bigint }[];
}

/** An invoice and what is known of its being late. */
export interface LateInvoice {
  number: string;
  issuedOn: Day;
  currency: string;
  kind: CustomerKind;
  instalments: readonly LateInstalment[];
  /** Minor units in dispute; `all` for the whole invoice, 0n for none. */
  disputed: bigint | 'all';
  /** Lines of the charges that were claimed on it before, waived ones too. */
  claimed: readonly ChargeLine[];
}

/** One printed line of a charge. */
export interface ChargeLine {
  kind: 'interest' | 'fixed-sum' | 'fee';
  /** Instalment the interest ran on; null for what is owed once an invoice. */
  instalment: number | null;
  /** First and last day, both within; null for what does not run by days. */
  from: Day | null;
  to: Day | null;
  days: number | null;
  /** Percent a year, or of the base for a fee; null for a fixed sum. */
  ratePercent: string | null;
  /** Minor units it was reckoned on; null for a fixed sum. */
  base: bigint | null;
  /** Minor units of `currency`. */
  amount: bigint;
  currency: string;
  source: string;
}

/** What is left of an instalment at the end of a day, minor units. */
export function openOn(instalment: LateInstalment, on: Day): bigint {
  return instalment.settled.reduce(
    (left, part) => (part.on <= on ? left - part.amount : left),
    instalment.amount,
  );
}

/**
 * What of each instalment is in dispute on a day, by its number: the last due first, so that what
 * is undisputed is the oldest.
 */
export function heldOn(invoice: LateInvoice, on: Day): Map<number, bigint> {
  let left = invoice.disputed === 'all' ? null : invoice.disputed;
  const held = new Map<number, bigint>();
  for (const one of [...invoice.instalments].sort((a, b) => b.dueOn - a.dueOn)) {
    const open = openOn(one, on);
    if (left === null) held.set(one.no, one.amount);
    else if (open > 0n && left > 0n) {
      const part: bigint = open < left ? open : left;
      held.set(one.no, part);
      left -= part;
    }
  }
  return held;
}
