import { type Calendar, type Day, RefusedError } from '../base/index.ts';
import { rulesOf } from './book.ts';
import {
  type ContactVerdict,
  type EarlierContact,
  type LocalMoment,
  mayContact,
  type WeighedRule,
} from './contact.ts';
import { type Limitation, limitationUnder, WARNING_DAYS } from './limitation.ts';
import {
  CONTACT_CHANNELS,
  type ContactChannel,
  type ContactRule,
  type CustomerKind,
  type LawBook,
  type StopKind,
} from './pack.ts';
import { EVERYWHERE, jurisdictionsOf, type Place } from './place.ts';

/** One contact the law is asked about, on the customer's own clock. */
export interface ContactAsked {
  /** A channel of the law; a step that is only proposed is asked about as a letter. */
  channel: string;
  on: Day;
  /** Minutes since midnight, 0 … 1439. */
  minutes: number;
  /** Working days where the customer is. */
  calendar: Calendar;
  earlier: readonly EarlierContact[];
  optedIn: readonly ContactChannel[];
  optedOut: readonly ContactChannel[];
  stops: readonly StopKind[];
}

/** What a place's law says of one contact. It can only take away, never add. */
export interface LawVerdict {
  result: 'allow' | 'ask' | 'deny';
  /** The rule that decided, or the first that was weighed. */
  code: string;
  text: string;
  /** Statute, regulation or guide, as the pack cites it. */
  source: string;
  /** First day on which the answer may differ; null when none is known. */
  nextOn: Day | null;
  /** The first moment on the customer's clock when nothing is in the way; null for none known. */
  next: LocalMoment | null;
  /** Every rule that was weighed; those in the way where something is. */
  weighed: readonly WeighedRule[];
}

/** The law of one customer, as decide asks it before every contact. */
export interface Law {
  readonly place: string;
  contact(asked: ContactAsked): LawVerdict;
  /**
   * The first moment at or after this one when the hours and holidays of the place let a message or
   * a call go; null when there is none.
   */
  opens(channel: string, at: LocalMoment, calendar: Calendar): LocalMoment | null;
  /** When a claim runs out of time; null while that is far off, or where nothing is known of it. */
  limitation(claim: { dueOn: Day; partPayments: readonly Day[] }, today: Day): Limitation | null;
}

/**
 * The law between a seller and one customer: made once, and asked many times. A place that no pack
 * describes has contract terms only, and every answer says so.
 * @throws RefusedError `unknown-pack` when a pack that is needed is not there
 */
export function lawFor(book: LawBook, seller: Place, customer: Place, kind: CustomerKind): Law {
  if (!book.packs.has(EVERYWHERE))
    throw new RefusedError('unknown-pack', 'The pack of what is held everywhere is not there');
  const { claims, contact } = jurisdictionsOf(book, seller, customer);
  const rules = rulesOf(book, contact, 'contact').filter((rule) => concerns(rule, kind));
  const byChannel = rulesByChannel(rules);
  const plain = contact.id === EVERYWHERE ? contractTerms(customer.country) : null;
  const limits = rulesOf(book, claims, 'limitation');
  const shortest = Math.min(...limits.map((rule) => rule.years));
  // The same question of a customer nobody wrote to lately comes thousands of times in a round.
  let last: { asked: ContactAsked; verdict: LawVerdict } | null = null;
  return {
    place: contact.name,
    contact(asked) {
      if (last !== null && isSame(last.asked, asked)) return last.verdict;
      const { on, minutes, ...rest } = asked;
      const channel = lawChannel(asked.channel);
      const at = { day: on, minutes };
      const question = { ...rest, kind, person: 'customer' as const, channel, at };
      const verdict = said(mayContact(byChannel.get(channel)!, question), contact.name, plain);
      if (isPlain(asked)) last = { asked, verdict };
      return verdict;
    },
    opens(channel, at, calendar) {
      const on = lawChannel(channel);
      const timed = byChannel.get(on)!.filter(isOfTheClock);
      const nobody = { earlier: [], optedIn: [], optedOut: [], stops: [] };
      return mayContact(timed, { kind, person: 'customer', channel: on, at, calendar, ...nobody })
        .nextAllowed;
    },
    limitation(claim, today) {
      // A leap year's day more or less matters less than the days of warning left.
      if (today - claim.dueOn < shortest * 365 - WARNING_DAYS) return null;
      const old = { ...claim, kind, claim: 'written' as const, acknowledgements: [] };
      return limitationUnder(limits, old, today);
    },
  };
}

/**
 * The law of a place no pack describes: contract terms only. Nothing is claimed beyond the
 * invoice, and contact keeps to the policy's own window and days.
 */
export function contractTermsOnly(place: string): Law {
  const rule = contractTerms(place);
  const verdict: LawVerdict = {
    result: 'allow',
    ...rule,
    nextOn: null,
    next: null,
    weighed: [rule],
  };
  return { place, contact: () => verdict, opens: (_, at) => at, limitation: () => null };
}

/**
 * The law of a customer for whom it cannot be read (a broken pack, a time zone nobody knows):
 * nothing is said to them until it can.
 */
export function lawUnknown(place: string, rule: WeighedRule): Law {
  const verdict: LawVerdict = {
    result: 'deny',
    ...rule,
    nextOn: null,
    next: null,
    weighed: [rule],
  };
  return { place, contact: () => verdict, opens: () => null, limitation: () => null };
}

function contractTerms(country: string | null): WeighedRule {
  const text = `No law pack for ${country ?? 'where they are'}: contract terms only`;
  return { code: 'contract-terms-only', text, source: 'no jurisdiction pack' };
}

function concerns(rule: ContactRule, kind: CustomerKind): boolean {
  return rule.appliesTo.length === 0 || rule.appliesTo.includes(kind);
}

function rulesByChannel(rules: readonly ContactRule[]) {
  return new Map(
    CONTACT_CHANNELS.map((channel) => [
      channel,
      rules.filter((rule) => rule.channels.length === 0 || rule.channels.includes(channel)),
    ]),
  );
}

function isOfTheClock(rule: ContactRule): boolean {
  return rule.rule === 'hours' || rule.rule === 'public-holidays';
}

/** What no law knows is held to the rules for letters, which are those for every channel. */
function lawChannel(channel: string): ContactChannel {
  return CONTACT_CHANNELS.find((one) => one === channel) ?? 'letter';
}

function isPlain({ earlier, optedIn, optedOut, stops }: ContactAsked): boolean {
  return earlier.length + optedIn.length + optedOut.length + stops.length === 0;
}

function isSame(known: ContactAsked, asked: ContactAsked): boolean {
  return (
    known.channel === asked.channel &&
    known.on === asked.on &&
    known.minutes === asked.minutes &&
    known.calendar === asked.calendar &&
    isPlain(asked)
  );
}

function said(verdict: ContactVerdict, place: string, plain: WeighedRule | null): LawVerdict {
  const { result, rules, nextAllowed: next } = verdict;
  // What stands in the way comes first; else that no law is known there, or that it is silent.
  const weighed =
    plain === null ? rules : result === 'allow' ? [plain, ...rules] : [...rules, plain];
  if (weighed.length === 0)
    weighed.push({ code: 'silent', text: `No rule of ${place} limits this`, source: place });
  const { code, text, source } = weighed[0]!;
  const nextOn = result === 'deny' ? (next?.day ?? null) : null;
  return { result, code, text, source, nextOn, next, weighed };
}
