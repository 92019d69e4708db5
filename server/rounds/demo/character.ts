import type { AskKind } from '../../../core/receivable/index.ts';

/** When a customer of the demo pays, as a rule. */
export type Habit = 'early' | 'punctual' | 'late' | 'slow' | 'parts' | 'promises' | 'breaks';

/** What they have made. */
export type Trade = 'school' | 'cafe' | 'trade' | 'shop' | 'office' | 'home' | 'abroad';

/**
 * An invoice that is open on the demo's last open day, `late` days after (before: −) its due day.
 */
export interface OpenWork {
  late: number;
  /** Whole units of the customer's currency. */
  sum: number;
  what?: string;
}

/** Something that happens `ago` days before the demo's last open day. */
export type Scripted = { ago: number } & (
  | { does: 'promises'; inDays: number; sum?: number }
  | { does: 'disputes'; which: number; sum: number | null; reason: string }
  | { does: 'replies'; text: string }
  | { does: 'asks'; ask: AskKind; what?: string; note: string }
  | { does: 'pays'; sum: number; towards: 'oldest' | 'none' }
  | { does: 'is-paused'; untilDays: number | null; reason: string }
  | { does: 'agrees-plan'; parts: { inDays: number; sum: number }[] }
);

/** How a customer stands at the end, and what decide should say of it. */
export interface Ending {
  open: OpenWork[];
  script?: Scripted[];
  /** The step or reason code wanted; the days are moved a little until it fits the calendar. */
  wants: string;
}

/** A customer of the demo. Every one of them is invented. */
export interface Character {
  code: string;
  name: string;
  kind: 'company' | 'sole-trader' | 'consumer' | 'public-body';
  trade: Trade;
  habit: Habit;
  country: string;
  region: string | null;
  currency: string;
  place: string;
  contact: string;
  role: string;
  phone: string | null;
  /** Null where nobody's address is known. */
  email: string | null;
  bounced: boolean;
  policyId: string | null;
  toneCeiling: number | null;
  notes: string;
  /** Invoices in a year, outside the ending. */
  yearly: number;
  ending: Ending | null;
}
