import type { Day } from '../../../core/base/index.ts';

/** A customer as one line names it; text is kept as it stands, whatever it begins with. */
export interface CustomerRecord {
  /** The business's own code; null where the file has none. */
  code: string | null;
  name: string;
  /** The first is the one to write to. */
  emails: readonly string[];
  phone: string | null;
  contact: string | null;
  /** ISO 3166-1. */
  country: string | null;
  address: string | null;
}

export interface InvoiceRecord {
  /** A credit note gives credit on account; what it has left is its amount. */
  kind: 'invoice' | 'credit-note';
  number: string;
  issuedOn: Day;
  dueOn: Day;
  /** Which of the two the file does not say, so that it was taken from the other. */
  assumed: 'issued' | 'due' | null;
  currency: string;
  /** Minor units; null where the file only says what is still open. */
  amount: bigint | null;
  /** What the file says is still open; null when it does not say. */
  open: bigint | null;
  /** What the file says was paid; null when it does not say. */
  paid: bigint | null;
  /** When it was paid, in full unless `paid` or `open` say otherwise. */
  paidOn: Day | null;
  reference: string | null;
  description: string | null;
  /** Facts kept as history; they hold nothing back. */
  history: Readonly<Record<string, string>> | null;
}

/** Money that arrived, told by itself. */
export interface PaymentRecord {
  /** The invoice it is for; null leaves it as credit on account. */
  invoiceNumber: string | null;
  paidOn: Day;
  currency: string;
  amount: bigint;
  reference: string | null;
}

/** What one line of a file says. */
export interface FileRecord {
  line: number;
  /** Null only for a payment that names its invoice alone. */
  customer: CustomerRecord | null;
  invoice: InvoiceRecord | null;
  payment: PaymentRecord | null;
}
