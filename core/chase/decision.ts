import type { Day } from '../base/index.ts';
import type { MessageLine, Purpose } from '../receivable/index.ts';

export type Outcome = 'send' | 'task' | 'propose' | 'hold' | 'charge' | 'none';

/** One rule that was weighed, in words a customer could be shown. */
export interface Reason {
  /** Stable, lower-case with dashes. */
  code: string;
  text: string;
  /** Where the rule comes from: the policy, an answer, the ledger, a statute. */
  source: string;
}

/** What to do about one customer today, or why nothing is done. */
export interface Decision {
  outcome: Outcome;
  purpose: Purpose | null;
  stepId: string | null;
  /** Unique for the step within its customer: it can never be sent twice. */
  stepKey: string | null;
  channel: string | null;
  tone: number | null;
  template: string | null;
  /** What the message lists. */
  lines: MessageLine[];
  /** What is asked for, by currency. */
  totals: { amount: bigint; currency: string }[];
  /** Earliest day on which the answer could differ, when known. */
  nextOn: Day | null;
  /** The step that comes next, for a hold. */
  nextStepId: string | null;
  /** The deciding reason first, then the others in the order they were weighed. */
  reasons: Reason[];
  /** Things a person should do, such as allocating a credit. */
  tasks: DecisionTask[];
}

/** Something a person should do; the same key again is the same task. */
export interface DecisionTask {
  kind: string;
  key: string;
  title: string;
  role: 'owner' | 'collector' | 'bookkeeper';
  dueOn: Day;
  /** Put before a person a single time: once closed it is not opened again. */
  once?: true;
}
