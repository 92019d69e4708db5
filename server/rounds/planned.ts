import { moneyJson } from '../../core/base/index.ts';
import type { Decision, Reason } from '../../core/chase/index.ts';
import { encodeLines, encodeTotals } from '../../core/receivable/index.ts';
import type { OnRoster } from './roster.ts';

/** A message of a round, as its report tells it. */
export interface RoundMessage {
  customer: string;
  code: string;
  channel: string;
  step: string;
  tone: number;
  mode: 'send' | 'propose' | 'task';
  invoices: string[];
  totals: { amount: string; currency: string }[];
}

/**
 * A decision about to be written. It holds texts and nothing of the snapshot: what a decision was
 * made of is let go at once, and never outlives the young generation of the heap.
 */
export interface Planned extends Omit<Decision, 'lines' | 'totals' | 'reasons'> {
  customerId: bigint;
  customerName: string;
  customerCode: string;
  contactId: bigint | null;
  policyId: string;
  /** When it would leave; null for a hold. */
  sendAt: string | null;
  lines: string;
  totals: string;
  /** The reason that decided. */
  reason: Reason;
  reasons: string;
  /** For the report, where it lists messages. */
  message: RoundMessage | null;
}

/** Makes a decision ready for writing. */
export function planOf(
  customer: OnRoster,
  decision: Decision,
  sendAt: string | null,
  message: RoundMessage | null,
): Planned {
  return {
    customerId: customer.id,
    customerName: customer.name,
    customerCode: customer.code,
    contactId: customer.contactId,
    policyId: customer.ladder.policy.id,
    outcome: decision.outcome,
    purpose: decision.purpose,
    stepId: decision.stepId,
    stepKey: decision.stepKey,
    channel: decision.channel,
    tone: decision.tone,
    template: decision.template,
    nextOn: decision.nextOn,
    nextStepId: decision.nextStepId,
    tasks: decision.tasks,
    sendAt,
    lines: sendAt === null ? '' : encodeLines(decision.lines),
    totals: sendAt === null ? '' : encodeTotals(decision.totals),
    reason: decision.reasons[0]!,
    reasons: JSON.stringify(decision.reasons),
    message,
  };
}

/** What the report says of a message; null of what is held or charged. */
export function messageOf(
  customer: { name: string; code: string },
  decision: Pick<Decision, 'outcome' | 'stepId' | 'channel' | 'tone' | 'lines' | 'totals'>,
): RoundMessage | null {
  const { outcome } = decision;
  if (outcome === 'hold' || outcome === 'none' || outcome === 'charge') return null;
  const due = decision.lines.filter((line) => line.part === 'due');
  return {
    customer: customer.name,
    code: customer.code,
    channel: decision.channel!,
    step: decision.stepId!,
    tone: decision.tone!,
    mode: outcome,
    invoices: [...new Set(due.map((line) => line.number))],
    totals: decision.totals.map(moneyJson),
  };
}
