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

/** Lines as text, for storing: amounts are strings of minor units, days stay numbers. */
export function encodeLines(lines: readonly MessageLine[]): string {
  return JSON.stringify(lines, (_key, value) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
}

/** Reads what encodeLines wrote. */
export function decodeLines(text: string): MessageLine[] {
  const stored = JSON.parse(text) as (Omit<MessageLine, 'amount'> & { amount: string })[];
  return stored.map((line) => ({ ...line, amount: BigInt(line.amount) }));
}

/** Sums by currency as text: {"GBP":"82000"}, in minor units. */
export function encodeTotals(totals: readonly { amount: bigint; currency: string }[]): string {
  return JSON.stringify(
    Object.fromEntries(totals.map((one) => [one.currency, one.amount.toString()])),
  );
}

/** Reads what encodeTotals wrote. */
export function decodeTotals(text: string): { amount: bigint; currency: string }[] {
  const stored = JSON.parse(text) as Record<string, string>;
  return Object.entries(stored).map(([currency, amount]) => ({ amount: BigInt(amount), currency }));
}
