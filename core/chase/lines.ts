import { addDays } from '../base/index.ts';
import { type HeldNote, itemKey, type MessageLine } from '../receivable/index.ts';
import type { Candidate } from './candidate.ts';
import type { Part } from './chaseable.ts';
import type { Decision } from './decision.ts';
import type { DecideInput } from './input.ts';

/** How far ahead a message mentions what falls due, in days. */
const SOON_DAYS = 14;

/**
 * What a message lists (rule 1): all that is asked for, then what falls due soon, then what is
 * left in peace and why. The total is of what is asked for.
 */
export function linesOf(
  candidate: Candidate,
  parts: readonly Part[],
  input: DecideInput,
): { lines: MessageLine[]; total: Map<string, bigint> } {
  const due: MessageLine[] = [];
  const soon: MessageLine[] = [];
  const held: MessageLine[] = [];
  const total = new Map<string, bigint>();
  if (candidate.purpose === 'thanks' || candidate.planLines) {
    const planned = candidate.planLines ?? [];
    for (const { currency, amount } of planned)
      total.set(currency, (total.get(currency) ?? 0n) + amount);
    return { lines: planned, total };
  }
  const horizon = addDays(input.today, SOON_DAYS);
  for (const part of parts) {
    const { item, chaseable } = part;
    const asked = candidate.about ? candidate.about.has(itemKey(item)) : item.dueOn < input.today;
    if (chaseable > 0n && asked) {
      due.push(lineOf(part, chaseable, 'due', null));
      total.set(item.currency, (total.get(item.currency) ?? 0n) + chaseable);
    } else if (chaseable > 0n && item.dueOn <= horizon) {
      soon.push(lineOf(part, chaseable, 'soon', null));
    }
    for (const { amount, code, on } of part.held)
      held.push(lineOf(part, amount, 'held', { code, on }));
  }
  return { lines: [...due, ...soon, ...held], total };
}

function lineOf(
  part: Part,
  amount: bigint,
  kind: MessageLine['part'],
  note: HeldNote | null,
): MessageLine {
  const { invoiceId, number, instalment, currency, issuedOn, dueOn } = part.item;
  return { invoiceId, number, instalment, currency, issuedOn, dueOn, amount, part: kind, note };
}

/** Totals by currency, in a fixed order. */
export function totalsOf(total: Map<string, bigint>): Decision['totals'] {
  return [...total]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, amount]) => ({ amount, currency }));
}
