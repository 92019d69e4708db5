/**
 * How a business asks to be paid: who is covered, when, in which steps. Parsed from YAML
 * (schema.ts).
 */
export interface Policy {
  id: string;
  name: string;
  description: string;
  /**
   * draft: everything waits for a yes · approve: steps marked so wait · automatic: nothing does.
   */
  mode: 'draft' | 'approve' | 'automatic';
  /** Which customers; an empty cover is everybody not covered by another policy. */
  covers: { customers: string[]; countries: string[]; kinds: string[] };
  /** Least chaseable sum worth a message, a decimal in the customer's own currency. */
  minBalance: string;
  /** Days between two chases by any channel, and before a step ahead of the due date. */
  minGapDays: number;
  minGapBeforeDueDays: number;
  /** One tone at a time, or straight to the step the age deserves. */
  climb: 'one' | 'jump';
  /** When messages leave, on the customer's clock and on their business days. */
  window: { from: string; to: string; days: number[] };
  /** How old the source of truth may be, in days; null is never too old by itself. */
  freshnessDays: { connected: number; imported: number | null };
  /** The firmest tone this policy ever takes, 1 warm … 5 last notice. */
  toneCeiling: number;
  steps: Step[];
}

export interface Step {
  id: string;
  /** Days (or business days) after the due date; negative is before. */
  offset: number;
  unit: 'days' | 'business-days';
  channel: 'email' | 'phone' | 'propose';
  tone: number;
  template: string;
  approval: boolean;
  when: StepCondition | null;
}

/** What must hold for a step to be taken; a step whose condition fails is passed over. */
export interface StepCondition {
  /** Chaseable overdue sum, a decimal in the customer's currency. */
  minAmount?: string;
  maxAmount?: string;
  /** Lateness score 0–100 (higher is later); a score that is not known fits nothing. */
  minScore?: number;
  maxScore?: number;
}
