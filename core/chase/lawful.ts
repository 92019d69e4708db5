import {
  type Calendar,
  type Day,
  dayInZone,
  formatMoney,
  shortDay,
  toPlainDate,
} from '../base/index.ts';
import type { EarlierContact, Law, LocalMoment, StopKind } from '../law/index.ts';
import { itemKey, type OpenItem, type Snapshot } from '../receivable/index.ts';
import type { Candidate } from './candidate.ts';
import type { Decision, Reason } from './decision.ts';
import type { DecideInput } from './input.ts';
import { sendMoment } from './moment.ts';
import type { Policy } from './policy.ts';

/** What the law says of a candidate, as reasons of the decision, the deciding one first. */
interface Ruling {
  result: 'allow' | 'ask' | 'deny';
  nextOn: Day | null;
  reasons: Reason[];
}

/**
 * Asks the law (rule 13) about the moment the policy would say it: the start of its window, or
 * later that day where the law's own hours open later. A window wider than the law's is narrowed by
 * it; one that lies outside of it is never open.
 * @param barred items out of time that may only be spoken of with a person's yes, by key
 */
export function askLaw(
  input: DecideInput,
  candidate: Candidate,
  barred: ReadonlySet<string>,
): Ruling {
  const { law, snapshot, calendar, today, ladder, customer } = input;
  const { window } = ladder.policy;
  const stops = lawStops(snapshot);
  if (asksForOld(input, candidate, barred)) stops.push('time-barred');
  const asked = {
    channel: candidate.channel,
    on: today,
    minutes: minutesOf(window.from),
    calendar,
    earlier: earlierContacts(snapshot),
    optedIn: customer.optedIn ?? [],
    optedOut: customer.optedOut ?? [],
    stops,
  };
  let verdict = law.contact(asked);
  const { next } = verdict;
  if (verdict.result === 'deny' && next?.day === today && next.minutes < minutesOf(window.to))
    verdict = law.contact({ ...asked, minutes: next.minutes });
  const { result, nextOn, weighed } = verdict;
  const reasons = weighed.map((rule) => ({
    code: rule.code === 'contract-terms-only' ? rule.code : `law-${rule.code}`,
    text:
      result === 'allow' && rule.code !== 'contract-terms-only' ? `Kept: ${rule.text}` : rule.text,
    source: rule.source,
  }));
  return { result, nextOn, reasons };
}

/** Why the law of the place has no hour at all for a message, such as one that cannot be read. */
export function noHour(input: DecideInput, candidate: Candidate): Reason | null {
  const { law, calendar, today } = input;
  const at = { day: today, minutes: 0 };
  return law.opens(candidate.channel, at, calendar) === null
    ? askLaw(input, candidate, NO_KEYS).reasons[0]!
    : null;
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function asksForOld(
  { snapshot, today }: DecideInput,
  { about, planLines }: Candidate,
  barred: ReadonlySet<string>,
): boolean {
  if (barred.size === 0 || planLines !== null) return false;
  if (about !== null) return [...about].some((key) => barred.has(key));
  return snapshot.items.some((item) => item.dueOn < today && barred.has(itemKey(item)));
}

const NONE: readonly EarlierContact[] = [];

/**
 * Contacts of late as the law counts them. Their hour is not kept: each counts from the start of
 * its day, which can only make the law stricter.
 */
export function earlierContacts({ contacts }: Snapshot): readonly EarlierContact[] {
  if (contacts.length === 0) return NONE;
  return contacts.map(([day, channel, spoke]) => ({
    at: { day, minutes: 0 },
    channel: channel === 'propose' ? 'letter' : (channel as EarlierContact['channel']),
    spoke: spoke === 1,
    reached: spoke === 1 || channel !== 'phone',
  }));
}

const STOPS: Readonly<Record<string, StopKind>> = {
  insolvency: 'insolvency',
  deceased: 'deceased',
  represented: 'represented',
  vulnerable: 'vulnerability',
  limitation: 'time-barred',
};

/**
 * The customer's stops as the law names them; one it has no name for (a legal hold, a wish to be
 * left alone) ends contact. Disputes and promises are not among them: they hold the part that is
 * disputed or promised before the law is asked, and leave the rest to be asked for (rules 10, 11),
 * so that a pack's stop for them has nothing left to stop.
 */
export function lawStops({ stops }: Snapshot): StopKind[] {
  return stops.map(({ kind }) => STOPS[kind] ?? 'cease-request');
}

/** What is left to ask for once claims that time has ended are taken out. */
interface InTime {
  input: DecideInput;
  /** Why items were taken out. */
  gone: Reason[];
  /** Items with only a defence against them, by key: a person decides whether to speak of them. */
  barred: ReadonlySet<string>;
  tasks: Decision['tasks'];
}

const NO_KEYS: ReadonlySet<string> = new Set();
const NO_DAYS: readonly Day[] = [];

/**
 * Takes out what is no longer owed because its time ran out, or may not be asked for any more, and
 * says so to the owner; warns of what will run out within half a year. Only part payments start the
 * time anew: whether anything else was acknowledged in writing is not known here.
 */
export function inTime(input: DecideInput): InTime {
  const { law, snapshot, today } = input;
  const gone: Reason[] = [];
  const tasks: Decision['tasks'] = [];
  let barred: Set<string> | null = null;
  let left: OpenItem[] | null = null;
  for (const item of snapshot.items) {
    const partPayments = snapshot.partPaid[itemKey(item)] ?? NO_DAYS;
    const limit =
      item.outstanding > 0n ? law.limitation({ dueOn: item.dueOn, partPayments }, today) : null;
    if (limit === null || limit.state === 'running') continue;
    const isGone = limit.effect === 'extinguished' || limit.afterExpiry === 'deny';
    tasks.push(taskAbout(input, item, limit.endsOn, limit.state === 'over'));
    if (limit.state === 'ending') continue;
    if (!isGone) {
      barred ??= new Set();
      barred.add(itemKey(item));
      continue;
    }
    left = (left ?? snapshot.items).filter((one) => one !== item);
    const sum = formatMoney({ amount: item.outstanding, currency: item.currency });
    const since = shortDay(limit.endsOn, today);
    const text = `${sum} on ${item.number} ran out of time on ${since} and is not asked for`;
    gone.push({ code: 'out-of-time', text, source: limit.source });
  }
  if (left === null) return { input, gone, barred: barred ?? NO_KEYS, tasks };
  const rest = { ...input, snapshot: { ...snapshot, items: left } };
  return { input: rest, gone, barred: barred ?? NO_KEYS, tasks };
}

function taskAbout(
  { customer, today }: DecideInput,
  item: OpenItem,
  endsOn: Day,
  isOver: boolean,
): Decision['tasks'][number] {
  const kind = isOver ? 'out-of-time' : 'limitation';
  const until = shortDay(endsOn, today);
  const title = isOver
    ? `${item.number} of ${customer.name} ran out of time on ${until}: decide what becomes of it`
    : `${item.number} of ${customer.name} can be claimed until ${until}: decide before then`;
  const key = `${kind}/${itemKey(item)}/${endsOn}`;
  return { kind, key, role: 'owner', title, dueOn: today, once: true };
}

/** Each turn moves on to the next opening of the law or of the policy. */
const MOST_TURNS = 30;

/**
 * When something leaves that is to leave at or after a day: inside the policy's window and inside
 * the hours of the law there, on the customer's clock; null when the two never meet.
 */
export function lawfulMoment(
  { window, zone, calendar }: { window: Policy['window']; zone: string; calendar: Calendar },
  law: Law,
  channel: string,
  on: Day,
  notBefore: Temporal.Instant | null,
): Temporal.Instant | null {
  let from = notBefore;
  let since = on;
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const at = sendMoment(window, zone, calendar, since, from);
    const here = localMoment(at, zone);
    const opens = law.opens(channel, here, calendar);
    if (opens === null) return null;
    if (opens.day === here.day && opens.minutes === here.minutes) return at;
    from = instantThere(opens, zone);
    since = opens.day;
  }
  return null;
}

/** A moment on the customer's own clock. */
export function localMoment(at: Temporal.Instant, zone: string): LocalMoment {
  const { hour, minute } = at.toZonedDateTimeISO(zone);
  return { day: dayInZone(at, zone), minutes: hour * 60 + minute };
}

/** The moment at which their clock says so; where it jumps over it, the moment after the gap. */
export function instantThere({ day, minutes }: LocalMoment, zone: string): Temporal.Instant {
  return toPlainDate(day)
    .toPlainDateTime({ hour: Math.floor(minutes / 60), minute: minutes % 60 })
    .toZonedDateTime(zone, { disambiguation: 'compatible' })
    .toInstant();
}
