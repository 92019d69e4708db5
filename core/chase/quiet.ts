import { addBusinessDays, addDays, type Calendar, type Day, shortDay } from '../base/index.ts';
import type { Ask, Snapshot } from '../receivable/index.ts';
import { promisesInForce } from './chaseable.ts';
import type { Reason } from './decision.ts';
import type { SourceOfTruth } from './input.ts';
import type { Policy } from './policy.ts';

/** Business days an answer holds the chase (rule 9). */
export const PAID_ALREADY_DAYS = 5;
export const AFTER_HANDLING_DAYS = 3;

/**
 * A hold of everything for the customer, with the last day it lasts (null: until a person ends it).
 */
export interface Quiet {
  reason: Reason;
  until: Day | null;
}

/** The holds that leave a customer in peace altogether, in the order they are weighed. */
export function quietReasons(
  snapshot: Snapshot,
  policy: Policy,
  calendar: Calendar,
  source: SourceOfTruth,
  today: Day,
): Quiet[] {
  const found = holdsOfCustomer(snapshot, calendar, today);
  const stale = staleness(policy, source, today);
  if (stale) found.push(stale);
  return found;
}

/** Those of them that are the customer's own, whatever the age of the facts. */
export function holdsOfCustomer(snapshot: Snapshot, calendar: Calendar, today: Day): Quiet[] {
  const found: Quiet[] = [];
  for (const stop of snapshot.stops) {
    found.push(
      quiet(
        'stopped',
        `Not chased: ${stop.reason}`,
        stop.source ?? 'a stop recorded by hand',
        null,
      ),
    );
  }
  const unread = snapshot.unread[0];
  if (unread) {
    const text = `A reply of ${shortDay(unread.on, today)} is waiting to be read`;
    found.push(quiet('reply-waiting', text, 'a reply nobody has read holds everything', null));
  }
  for (const pause of snapshot.pauses) {
    if (pause.until !== null && pause.until < today) continue;
    const until =
      pause.until === null ? 'until it is lifted' : `until ${shortDay(pause.until, today)}`;
    found.push(
      quiet(
        'paused',
        `Paused ${until}: ${pause.reason}`,
        `pause of ${shortDay(pause.on, today)}`,
        pause.until,
      ),
    );
  }
  for (const ask of snapshot.asks) {
    const held = askHold(ask, calendar);
    if (held && (held.until === null || held.until >= today))
      found.push(askQuiet(ask, held.until, today));
  }
  if (snapshot.unmatched.length > 0) {
    const text = 'A receipt that could be theirs is not matched yet';
    found.push(quiet('receipt-unmatched', text, 'unmatched receipts hold the chase', null));
  }
  return found;
}

function quiet(code: string, text: string, source: string, until: Day | null): Quiet {
  return { reason: { code, text, source }, until };
}

/** How long an answer holds everything; null when it does not (any more). */
function askHold(ask: Ask, calendar: Calendar): { until: Day | null } | null {
  switch (ask.kind) {
    case 'paid-already':
      if (ask.handledOn !== null || ask.followedUpOn !== null) return null;
      return { until: addBusinessDays(calendar, ask.on, PAID_ALREADY_DAYS) };
    case 'needs-something':
      if (ask.handledOn === null) return { until: null };
      return { until: addBusinessDays(calendar, ask.handledOn, AFTER_HANDLING_DAYS) };
    case 'cannot-pay-all':
      return ask.handledOn === null ? { until: null } : null;
    case 'not-me':
      return null;
  }
}

function askQuiet(ask: Ask, until: Day | null, today: Day): Quiet {
  const said = shortDay(ask.on, today);
  const source = `answer of ${said}`;
  switch (ask.kind) {
    case 'paid-already':
      return quiet(
        'paid-already',
        `They said on ${said} that they have paid; the bank has time until ${shortDay(until!, today)}`,
        source,
        until,
      );
    case 'needs-something': {
      const text =
        until === null
          ? `They asked for something on ${said}; it comes first`
          : `What they asked for was done; they have until ${shortDay(until, today)}`;
      return quiet('needs-something', text, source, until);
    }
    default:
      return quiet(
        'cannot-pay-all',
        `They said on ${said} that they cannot pay it all; a person answers first`,
        source,
        until,
      );
  }
}

function staleness(policy: Policy, source: SourceOfTruth, today: Day): Quiet | null {
  const limit =
    source.kind === 'connected' ? policy.freshnessDays.connected : policy.freshnessDays.imported;
  if (limit === null) return null;
  if (source.freshOn !== null && addDays(source.freshOn, limit) >= today) return null;
  const since =
    source.freshOn === null
      ? 'were never brought in'
      : `are from ${shortDay(source.freshOn, today)}`;
  const facts = source.name === undefined ? 'The facts' : `The facts of ${source.name}`;
  return quiet(
    'stale-facts',
    `${facts} ${since}; the policy wants them no older than ${limit} days`,
    `policy ${policy.name}`,
    null,
  );
}

/** Never: a hold that a person must end. */
export const NO_END = Number.POSITIVE_INFINITY;

/**
 * The last day on which no chase may leave for this customer, whatever the policy: the database
 * keeps it beside the snapshot and refuses a message that would break it. Null when there is none.
 */
export function quietUntil(snapshot: Snapshot, calendar: Calendar): number | null {
  let last: number | null = null;
  const note = (until: number | null) => {
    const end = until ?? NO_END;
    if (last === null || end > last) last = end;
  };
  if (snapshot.stops.length > 0 || snapshot.unread.length > 0 || snapshot.unmatched.length > 0)
    note(null);
  for (const pause of snapshot.pauses) note(pause.until);
  for (const ask of snapshot.asks) {
    const held = askHold(ask, calendar);
    if (held) note(held.until);
  }
  const open = snapshot.items.length;
  for (const { promise, deadline, holds } of promisesInForce(
    snapshot,
    calendar,
    snapshot.latestOn ?? (0 as Day),
  )) {
    if (holds && promise.amount === null && promise.items.length >= open) note(deadline);
  }
  return last;
}
