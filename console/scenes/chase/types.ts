import type { MoneyJson } from '../../../core/base/index.ts';
import type { ReasonShown } from '../../parts/reason-list.tsx';

/** A message of the round or the outbox, as a line of a list. */
export interface RoundMessage {
  id: string;
  customer: { id: string; name: string };
  step: string;
  tone: number;
  channel: string;
  mode: 'send' | 'propose' | 'task';
  state: string;
  sendAt: string;
  sendAtLocal: string;
  total: MoneyJson[];
  reason: string;
  reasons: ReasonShown[];
  note: string | null;
}

export interface Round {
  asOf: string;
  state: string;
  counts: Record<string, number>;
  messages: RoundMessage[];
  held: { reason: string; text: string; count: number }[];
}

/** A message as it would arrive, or did. */
export interface MessagePreview extends RoundMessage {
  subject: string;
  text: string;
  html: string;
  to: { name: string; address: string } | null;
  from: { name: string; address: string } | null;
  edited: { subject: string; text: string } | null;
  timeline: { at: string; outcome: string; detail: string | null }[];
}

/** A customer who is left in peace, and why. */
export interface HeldCustomer {
  customer: { id: string; name: string };
  text: string;
  reasons: ReasonShown[];
  nextOn: string | null;
}

/** A message of the outbox. */
export interface OutboxMessage extends RoundMessage {
  sentAt: string | null;
}
