import type { Day } from '../base/index.ts';

/** What a place's law says of one contact on one day. It can only take away, never add. */
export interface LawVerdict {
  result: 'allow' | 'ask' | 'deny';
  code: string;
  text: string;
  /** Statute, regulation or guide, as the pack cites it. */
  source: string;
  /** First day on which the answer may differ; null when none is known. */
  nextOn: Day | null;
}

/** The law of a customer's place, as decide asks it before every contact. */
export interface Law {
  readonly place: string;
  contact(about: { channel: string; tone: number; on: Day }): LawVerdict;
}

/**
 * The law of a place no pack describes: contract terms only. Nothing is claimed beyond the
 * invoice, and contact keeps to the policy's own window and days.
 */
export function contractTermsOnly(place: string): Law {
  const verdict: LawVerdict = {
    result: 'allow',
    code: 'contract-terms-only',
    text: `No law pack for ${place}: only what was agreed is asked for`,
    source: 'no jurisdiction pack',
    nextOn: null,
  };
  return { place, contact: () => verdict };
}
