import { addDays, type Calendar, type Day, weekday } from '../base/index.ts';
import { cite, holds } from './book.ts';
import type { ContactChannel, ContactRule, CustomerKind, Person, StopKind } from './pack.ts';

/** A moment on the customer's own clock. */
export interface LocalMoment {
  day: Day;
  /** Minutes since midnight, 0 … 1439. */
  minutes: number;
}

/** A contact that was made, or tried. */
export interface EarlierContact {
  at: LocalMoment;
  channel: ContactChannel;
  /** Somebody was reached, and talked. */
  spoke: boolean;
  /** It reached them, as far as is known; false for an attempt only. */
  reached: boolean;
}

/** What is asked of the law before anything is said. */
export interface ContactQuestion {
  kind: CustomerKind;
  channel: ContactChannel;
  person: Person;
  at: LocalMoment;
  /** Public holidays where the customer is. */
  calendar: Calendar;
  /** Contacts about the claim, in any order. */
  earlier: readonly EarlierContact[];
  /** Channels the customer said yes to, and those they said no to. */
  optedIn: readonly ContactChannel[];
  optedOut: readonly ContactChannel[];
  stops: readonly StopKind[];
}

/** A rule that was weighed, in words, with its source. */
export interface WeighedRule {
  code: string;
  text: string;
  source: string;
}

export interface ContactVerdict {
  result: 'allow' | 'ask' | 'deny';
  /** What stands in the way; for an "allow", what was weighed. */
  rules: WeighedRule[];
  /** The first moment on the customer's clock when nothing does; null when none is known. */
  nextAllowed: LocalMoment | null;
}

interface Objection {
  rule: ContactRule;
  /** When the rule itself would no longer object; null for not by waiting. */
  until: LocalMoment | null;
}

// A year of days, each of which may open and shut once or twice.
const LONGEST_SEARCH = 800;

/**
 * Whether the customer may be contacted so at that moment. The strictest rule decides: `deny`
 * before `ask` before `allow`. A "no" that the customer said to a channel always counts.
 */
export function mayContact(
  rules: readonly ContactRule[],
  question: ContactQuestion,
): ContactVerdict {
  if (question.optedOut.includes(question.channel)) {
    const text = `They asked not to be contacted by ${question.channel}`;
    const rule = { code: 'opted-out', text, source: 'what the customer said' };
    return { result: 'deny', rules: [rule], nextAllowed: null };
  }
  const inForce = rules.filter(
    (rule) =>
      holds(rule, question.kind, question.at.day) &&
      (rule.channels.length === 0 || rule.channels.includes(question.channel)),
  );
  const objections = objectionsAt(inForce, question, question.at);
  if (objections.length === 0) {
    return { result: 'allow', rules: inForce.filter(isTimed).map(say), nextAllowed: question.at };
  }
  const result = objections.some(({ rule }) => rule.effect === 'deny') ? 'deny' : 'ask';
  return {
    result,
    rules: [...objections]
      .sort((a, b) => Number(a.rule.effect === 'ask') - Number(b.rule.effect === 'ask'))
      .map(({ rule }) => say(rule)),
    nextAllowed: nextMoment(inForce, question, objections),
  };
}

function isTimed(rule: ContactRule): boolean {
  return rule.rule === 'hours' || rule.rule === 'cap' || rule.rule === 'public-holidays';
}

function say(rule: ContactRule): WeighedRule {
  return { code: rule.id, text: rule.text, source: cite(rule) };
}

function objectionsAt(
  rules: readonly ContactRule[],
  question: ContactQuestion,
  at: LocalMoment,
): Objection[] {
  const found: Objection[] = [];
  for (const rule of rules) {
    const until = objection(rule, question, at);
    if (until !== undefined) found.push({ rule, until });
  }
  return found;
}

/** Until when a rule objects: undefined for not at all, null for not by waiting. */
function objection(
  rule: ContactRule,
  question: ContactQuestion,
  at: LocalMoment,
): LocalMoment | null | undefined {
  switch (rule.rule) {
    case 'hours':
      return isOpen(rule.windows, at) ? undefined : nextOpening(rule.windows, at);
    case 'public-holidays':
      return question.calendar.holidays.has(at.day) ? startOf(addDays(at.day, 1)) : undefined;
    case 'cap':
      return overCap(rule, question, at);
    case 'wait-after-conversation': {
      const talked = latest(question.earlier.filter((one) => one.spoke && isBefore(one.at, at)));
      // The day of the conversation is the first of the days of peace.
      const peace = talked === null ? null : addDays(talked.at.day, rule.days);
      return peace !== null && at.day < peace ? startOf(peace) : undefined;
    }
    case 'consent': {
      const given = rule.needs === 'opt-in' && question.optedIn.includes(question.channel);
      return given ? undefined : null;
    }
    case 'person':
      return rule.persons.includes(question.person) ? null : undefined;
    case 'stop':
      return rule.stops.some((stop) => question.stops.includes(stop)) ? null : undefined;
    case 'forbidden':
    case 'required-text':
      // Read by the linter, when there are words to look at.
      return undefined;
  }
}

type Windows = Extract<ContactRule, { rule: 'hours' }>['windows'];

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return hours! * 60 + minutes!;
}

/** The end of a window is outside it: at 21:00 sharp nobody is rung. */
function isOpen(windows: Windows, at: LocalMoment): boolean {
  return windows.some(
    (window) =>
      window.days.includes(weekday(at.day)) &&
      at.minutes >= minutesOf(window.from) &&
      at.minutes < minutesOf(window.to),
  );
}

function nextOpening(windows: Windows, at: LocalMoment): LocalMoment | null {
  for (let ahead = 0; ahead <= 7; ahead += 1) {
    const on = addDays(at.day, ahead);
    const openings = windows
      .filter((window) => window.days.includes(weekday(on)))
      .map((window) => minutesOf(window.from))
      .filter((minutes) => ahead > 0 || minutes > at.minutes);
    if (openings.length > 0) return { day: on, minutes: Math.min(...openings) };
  }
  return null;
}

/** Counted over consecutive days, today among them, as Regulation F counts its seven. */
function overCap(
  rule: Extract<ContactRule, { rule: 'cap' }>,
  question: ContactQuestion,
  at: LocalMoment,
): LocalMoment | undefined {
  const since = addDays(at.day, 1 - rule.days);
  const counted = question.earlier
    .filter((one) => isBefore(one.at, at) && one.at.day >= since)
    .filter((one) => rule.counts === 'attempts' || one.reached)
    .filter((one) => rule.channels.length === 0 || rule.channels.includes(one.channel))
    .sort((a, b) => a.at.day - b.at.day);
  if (counted.length < rule.count) return undefined;
  // The one whose leaving the count makes room.
  const leaving = counted[counted.length - rule.count]!;
  return startOf(addDays(leaving.at.day, rule.days));
}

function nextMoment(
  rules: readonly ContactRule[],
  question: ContactQuestion,
  first: readonly Objection[],
): LocalMoment | null {
  let objections = first;
  let at = question.at;
  for (let turn = 0; turn < LONGEST_SEARCH && objections.length > 0; turn += 1) {
    for (const { until } of objections) {
      if (until === null) return null;
      if (isBefore(at, until)) at = until;
    }
    objections = objectionsAt(rules, question, at);
  }
  return objections.length === 0 ? at : null;
}

function startOf(day: Day): LocalMoment {
  return { day, minutes: 0 };
}

function isBefore(a: LocalMoment, b: LocalMoment): boolean {
  return a.day < b.day || (a.day === b.day && a.minutes < b.minutes);
}

function latest(contacts: readonly EarlierContact[]): EarlierContact | null {
  return contacts.reduce<EarlierContact | null>(
    (last, one) => (last === null || isBefore(last.at, one.at) ? one : last),
    null,
  );
}

/** Minutes since midnight as "09:00". */
export function timeText(minutes: number): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}
