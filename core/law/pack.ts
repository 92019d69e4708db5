import type { Day } from '../base/index.ts';

/** Who owes: law treats them differently almost everywhere. */
export type CustomerKind = 'company' | 'sole-trader' | 'consumer' | 'public-body';

/**
 * How far a fact can be trusted: read in the statute · said by an authority's guide · said by
 * somebody else · remembered, and to be checked before anybody relies on it.
 */
export type Confidence = 'statute' | 'official-guide' | 'secondary' | 'unverified';

export interface Citation {
  /** The law, rule or guide by the name lawyers know it by, with its section. */
  instrument: string;
  /** Where it was read; null for what nobody has looked up yet. */
  url: string | null;
  /** The day it was read. */
  retrieved: Day | null;
}

/** What every rule of a pack carries: nothing is law here without these. */
export interface Rule {
  /** Unique in its pack; a pack's own rule takes the place of its parent's with the same id. */
  id: string;
  /** Whom it is about; empty for everybody. */
  appliesTo: readonly CustomerKind[];
  /** First and last day on which it holds; null where there is none. */
  from: Day | null;
  until: Day | null;
  /** Announced, and not law yet: shown, and never applied. */
  announcedOnly: boolean;
  citation: Citation;
  confidence: Confidence;
  /** Who checked it and when; null while nobody has. */
  review: { by: string; on: Day } | null;
  /** What a person should know about it, in a sentence or two. */
  note: string | null;
}

/** How days become a fraction of a year. */
export type DayCount = 'act/365' | 'act/act' | 'act/360' | '30/360' | '30E/360';

/**
 * Which rate of a series counts: the one in force when interest starts, for good · each half-year
 * anew · from the day of each change · no series at all.
 */
export type RatePick = 'at-start' | 'each-half-year' | 'each-change' | 'none';

/** Percent or sums as a decimal in text, so that nothing is lost on the way. */
export type Decimal = string;

/** What late payment costs by law or by agreement. */
export interface InterestRule extends Rule {
  /**
   * statutory: owed by law · state-default: what a court there awards when nothing was agreed ·
   * court-only: only a court may grant it · contract-only: only what was agreed before.
   */
  basis: 'statutory' | 'state-default' | 'court-only' | 'contract-only';
  /** Only for a supplier who is registered so (IN: micro or small enterprise). */
  creditor: 'any' | 'registered-msme';
  /** Reference series by id; null with a fixed rate. */
  series: string | null;
  /** A rate fixed by law, percent a year; null with a series. */
  fixedPercent: Decimal | null;
  /** Times the reference (IN: 3). */
  multiplier: number;
  /** Points added to the reference. */
  marginPoints: Decimal;
  /** The sum is raised to the next multiple of this (BE: 0.5); null for none. */
  roundUpTo: Decimal | null;
  pick: RatePick;
  dayCount: DayCount;
  compounding: 'none' | 'yearly-on-default-anniversary' | 'monthly-rests';
  /** Days after the due date on which interest starts; 1 is the day after. */
  startsAfterDays: number;
  base: 'gross' | 'net';
  /** in-duplum: unpaid interest never exceeds unpaid capital. */
  cap: 'none' | 'in-duplum';
  /** How money that comes in part is set against the claim by law, when nothing was said. */
  allocation: 'principal' | 'costs-interest-principal';
  /** once: of the exact sum at the end · each-day: of one day's interest. */
  rounding: 'once' | 'each-day';
  needs: { demand: boolean; priorTerm: boolean; notice: string | null };
  agreed: AgreedRate;
}

/** What an agreement may say instead. */
export interface AgreedRate {
  allowed: boolean;
  /** The agreed rate may not be lower than so many times a series, or than the law's own. */
  floor: { series: string; times: number } | 'statutory' | null;
  /** Percent a year above which the term fails. */
  ceilingPercent: Decimal | null;
  /** Claimable instead when the term is defective (CA: 5 %); null for nothing. */
  defectivePercent: Decimal | null;
  /** An agreed rate displaces the fixed sum too. */
  displacesFixedSum: boolean;
  /** What a person should check, such as the penalty doctrine. */
  warning: string | null;
}

/** A sum owed for the trouble of collecting, for each late invoice. */
export interface CompensationRule extends Rule {
  currency: string;
  /** Tiers by the sum of the claim, each below its bound, the last without one. */
  tiers: readonly { below: Decimal | null; sum: Decimal }[];
  /** A scale over the claim; when there is one it gives the sum, never less than `minimum`. */
  scale: CollectionScale | null;
  /** The currency that the bounds are in. */
  boundsCurrency: string;
  excessCosts: 'none' | 'reasonable' | 'scale';
  creditedAgainstLegalCosts: boolean;
  /** Only after a notice with this text, whose free days have passed. */
  afterNotice: string | null;
}

export interface CollectionScale {
  bands: readonly { upTo: Decimal | null; percent: Decimal }[];
  minimum: Decimal;
  maximum: Decimal | null;
}

export const CONTACT_CHANNELS = [
  'email',
  'sms',
  'whatsapp',
  'phone',
  'ai-voice',
  'letter',
  'visit',
  'social',
] as const;
export type ContactChannel = (typeof CONTACT_CHANNELS)[number];

export const PERSONS = [
  'customer',
  'accounts-payable',
  'representative',
  'employer',
  'family',
  'stranger',
] as const;
/** Whom one speaks to, as law distinguishes them. */
export type Person = (typeof PERSONS)[number];

export const STOP_KINDS = [
  'dispute',
  'cease-request',
  'represented',
  'insolvency',
  'deceased',
  'vulnerability',
  'time-barred',
  'promise-open',
] as const;
export type StopKind = (typeof STOP_KINDS)[number];

interface ContactRuleBase extends Rule {
  /** The channels it speaks of; empty for all. */
  channels: readonly ContactChannel[];
  effect: 'deny' | 'ask';
  /** What it says, to a person. */
  text: string;
}

/** One rule about contact, asked before every message and call. */
export type ContactRule =
  /** Contact only within these hours of the customer's clock, on these ISO weekdays. */
  | (ContactRuleBase & {
      rule: 'hours';
      windows: readonly { days: readonly number[]; from: string; to: string }[];
    })
  /** No contact on public holidays of the customer's place. */
  | (ContactRuleBase & { rule: 'public-holidays' })
  /** At most `count` within any `days` days. */
  | (ContactRuleBase & {
      rule: 'cap';
      count: number;
      days: number;
      scope: 'claim' | 'person';
      counts: 'contacts' | 'attempts';
    })
  /** After a conversation, peace for so many days. */
  | (ContactRuleBase & { rule: 'wait-after-conversation'; days: number })
  /** The channel needs a yes first, or is not used at all. */
  | (ContactRuleBase & { rule: 'consent'; needs: 'opt-in' | 'never' })
  /** Whom one may not talk to. */
  | (ContactRuleBase & { rule: 'person'; persons: readonly Person[] })
  /** What ends contact. */
  | (ContactRuleBase & { rule: 'stop'; stops: readonly StopKind[] })
  /** What no message may look like or say (shown, and read by the linter). */
  | (ContactRuleBase & { rule: 'forbidden'; phrases: readonly string[] })
  /** What a message must contain, by the id of a text of the pack. */
  | (ContactRuleBase & { rule: 'required-text'; textId: string; when: string });

export interface LimitationRule extends Rule {
  /** written, oral or any contract; goods where their sale has its own period. */
  claim: 'any' | 'written' | 'oral' | 'goods' | 'deed' | 'fixed-sum';
  years: number;
  /** due: the day the debt fell due · year-end: 31 December of that year. */
  runsFrom: 'due' | 'year-end';
  /** It ends on the day, or only with that year. */
  ends: 'day' | 'year-end';
  /** Whether time only gives a defence or ends the debt itself. */
  effect: 'defence' | 'extinguished';
  restarts: readonly ('part-payment' | 'acknowledgement')[];
  afterExpiry: 'deny' | 'allow-with-notice';
}

/** A step that has to come before court, agency or cost. */
export interface PreActionRule extends Rule {
  order: number;
  step: string;
  /** Days that must pass after it; each notice has its own deadline. */
  minDays: number;
  daysKind: 'days' | 'business-days';
  /** Counted from the day after sending, or after receipt. */
  countsFrom: 'sending' | 'receipt';
  requiredFor: 'court' | 'agency' | 'costs' | 'insolvency';
  textId: string | null;
  /** Least claim for which it is open, in the pack's currency; null for any. */
  minAmount: Decimal | null;
}

/** Late fees that an agreement names. */
export interface FeeRule extends Rule {
  allowed: 'yes' | 'with-prior-term' | 'no';
  /** Flat sums and percentages above which the fee fails; null where no figure is known. */
  maxPercent: Decimal | null;
  maxAmount: Decimal | null;
  /** percent a year, for fees that grow with time. */
  maxPercentPerYear: Decimal | null;
  warning: string | null;
}

/** Anything else that people there should know: terms, discount, surcharge, invoice content. */
export interface NoteRule extends Rule {
  topic: 'terms' | 'discount' | 'surcharge' | 'invoice' | 'einvoice' | 'courts' | 'tax' | 'reform';
  text: string;
}

/** A text that law wants said, by language; placeholders are those of the templates. */
export interface RequiredText {
  id: string;
  /** What sets it off, in words. */
  trigger: string;
  /** What it must contain. */
  mustContain: readonly string[];
  /** The text itself by BCP 47 language; a person reviews it before it is relied on. */
  texts: Readonly<Record<string, string>>;
  confidence: Confidence;
}

/** What is known of the law of one jurisdiction, as dated and cited data. */
export interface Pack {
  id: string;
  name: string;
  parent: string | null;
  /** ISO 3166-1 country and, for a part of it, the ISO 3166-2 region. */
  country: string;
  region: string | null;
  currency: string;
  version: string;
  /** Nothing that happened after this day is in it. */
  evidenceHorizon: Day;
  status: 'unverified' | 'sourced' | 'counsel-checked';
  reviewedBy: string | null;
  interest: readonly InterestRule[];
  compensation: readonly CompensationRule[];
  contact: readonly ContactRule[];
  limitation: readonly LimitationRule[];
  preAction: readonly PreActionRule[];
  fees: readonly FeeRule[];
  notes: readonly NoteRule[];
  texts: readonly RequiredText[];
  /** Rules of the packs above that do not hold here, by id. */
  without: readonly string[];
  /** What this pack says nothing about, so that nobody believes it does. */
  notCovered: readonly string[];
}

/** A reference rate over time. */
export interface RateSeries {
  id: string;
  name: string;
  /** Who sets it. */
  keptBy: string;
  /**
   * half-year: a row for each half-year, so that a missing one is a gap · change: a row for each
   * change, in force until the next.
   */
  cadence: 'half-year' | 'change';
  /** Last day for which the rate is known; after it there is an error, never a guess. */
  knownUntil: Day;
  /** Oldest first. */
  rows: readonly RateRow[];
}

export interface RateRow {
  from: Day;
  percent: Decimal;
  confidence: Confidence;
  /** Address or how it was derived. */
  source: string;
}

/** Everything that the law of all places is read from. */
export interface LawBook {
  packs: ReadonlyMap<string, Pack>;
  series: ReadonlyMap<string, RateSeries>;
}
