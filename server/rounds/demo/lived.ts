import type { Day } from '../../../core/base/index.ts';
import type { Decision } from '../../../core/chase/index.ts';
import type { NewHappening } from '../../receivable/index.ts';
import type { Character } from './character.ts';

/**
 * A customer's invented past, before the database has given anything its number: names such as
 * "§i0003§" or "§e0012§" stand for the ids to come, "§n0003§" for an invoice's number, wherever
 * they stand in a text. `minute` is the minute of the business's day.
 */
export interface Life {
  character: Character;
  invoices: LivedInvoice[];
  payments: LivedPayment[];
  events: LivedEvent[];
  messages: LivedMessage[];
  rounds: { on: Day; decision: Decision; message: string | null }[];
  tasks: LivedTask[];
}

export interface LivedInvoice {
  name: string;
  on: Day;
  dueOn: Day;
  amount: bigint;
  what: string;
}

export interface LivedPayment {
  name: string;
  on: Day;
  minute: number;
  amount: bigint;
  allocations: { invoice: string; amount: bigint }[];
}

export interface LivedEvent {
  name: string;
  minute: number;
  happening: NewHappening;
  shown: Record<string, unknown>;
  by: string;
}

export interface LivedMessage {
  name: string;
  on: Day;
  decision: Decision;
  /** How it ended: kept in safe mode, or worked by a person. */
  state: 'captured' | 'worked';
  note: string | null;
}

export interface LivedTask {
  kind: string;
  /** What it is about: an event or an invoice by its name. */
  about: string;
  key: string;
  title: string;
  detail: string;
  role: string;
  on: Day;
  closedOn: Day | null;
  outcome: string | null;
}
