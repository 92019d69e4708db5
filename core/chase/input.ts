import type { Calendar, Day } from '../base/index.ts';
import type { ContactChannel, Law } from '../law/index.ts';
import type { Snapshot } from '../receivable/index.ts';
import type { Culture } from '../wording/index.ts';
import type { Ladder } from './ladder.ts';

export type { Culture } from '../wording/index.ts';

/**
 * Everything decide looks at. It reads no clock and no database: the same input, the same decision.
 */
export interface DecideInput {
  ladder: Ladder;
  snapshot: Snapshot;
  customer: Addressee;
  law: Law;
  /** The working days where the customer is. */
  calendar: Calendar;
  culture: Culture;
  source: SourceOfTruth;
  /** How late they are likely to pay, 0–100 (higher is later); null while nobody knows. */
  score: number | null;
  today: Day;
}

/** What decide needs to know of the customer beyond the snapshot. */
export interface Addressee {
  name: string;
  /** Whether somebody there may be written to, and rung. */
  reachable: { email: boolean; phone: boolean };
  /** Channels that they said yes to, and no to; none where nothing was said. */
  optedIn?: readonly ContactChannel[];
  optedOut?: readonly ContactChannel[];
}

/** Where the ledger's facts come from and how fresh they are. */
export interface SourceOfTruth {
  kind: 'connected' | 'imported';
  /** Last sync, import, or round whose facts a person confirmed; null when there was none. */
  freshOn: Day | null;
  /** The source that is furthest behind, where one is to be named. */
  name?: string;
}

/** A culture that softens nothing. */
export const plainCulture: Culture = {
  name: 'plain',
  toneCeiling: 5,
  minGapDays: 0,
  pace: 1,
  seasons: new Map(),
};
