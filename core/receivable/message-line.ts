import type { Day } from '../base/index.ts';
import { itemKey } from './snapshot.ts';

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
  /** For held lines: what holds it. Words are found for it in the language of the message. */
  note: HeldNote | null;
}

/** Why part of an item is left in peace, as the customer is told. */
export interface HeldNote {
  code: 'disputed' | 'promised' | 'on-plan' | 'credit-covers';
  /** The day of the dispute or the plan, or the day promised; null for credit. */
  on: Day | null;
}

/**
 * A line as it is stored: a bare tuple, as in a snapshot. The database's guard reads it by place.
 */
type LineTuple = [
  invoiceId: string,
  instalment: number,
  amount: string,
  part: MessageLine['part'],
  number: string,
  currency: string,
  issuedOn: number,
  dueOn: number,
  held?: HeldNote['code'],
  heldOn?: number,
];

/** Lines as text, for storing: amounts are strings of minor units, days stay numbers. */
export function encodeLines(lines: readonly MessageLine[]): string {
  const tuples: LineTuple[] = [];
  for (const line of lines) {
    const { invoiceId, instalment, amount, part, number, currency, issuedOn, dueOn, note } = line;
    const tuple: LineTuple = [
      invoiceId,
      instalment,
      String(amount),
      part,
      number,
      currency,
      issuedOn,
      dueOn,
    ];
    if (note !== null) tuple.push(note.code);
    if (note?.on) tuple.push(note.on);
    tuples.push(tuple);
  }
  return JSON.stringify(tuples);
}

/** Reads what encodeLines wrote. */
export function decodeLines(text: string): MessageLine[] {
  return (JSON.parse(text) as LineTuple[]).map((tuple) => ({
    invoiceId: tuple[0],
    instalment: tuple[1],
    amount: BigInt(tuple[2]),
    part: tuple[3],
    number: tuple[4],
    currency: tuple[5],
    issuedOn: tuple[6] as Day,
    dueOn: tuple[7] as Day,
    note: tuple[8] ? { code: tuple[8], on: (tuple[9] ?? null) as Day | null } : null,
  }));
}

/** Keys of the items that lines ask for. */
export function keysAskedFor(lines: readonly MessageLine[]): string[] {
  return lines.filter((line) => line.part === 'due').map((line) => itemKey(line));
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
