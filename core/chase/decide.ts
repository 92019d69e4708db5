import {
  addBusinessDays,
  addDays,
  closedBecause,
  type Day,
  laterDay,
  nextBusinessDay,
  shortDay,
  weekday,
} from '../base/index.ts';
import { type Candidate, candidateOf } from './candidate.ts';
import { type Part, partsOf, promisesInForce } from './chaseable.ts';
import type { Decision, Reason } from './decision.ts';
import type { DecideInput } from './input.ts';
import { askLaw, inTime, noHour } from './lawful.ts';
import { linesOf, totalsOf } from './lines.ts';
import { type Quiet, quietReasons } from './quiet.ts';
import { sayHeld, sayMoney } from './words.ts';

/**
 * What to do about one customer today, or why nothing is done: the heart of the house. Pure; the
 * rules are numbered as in docs/deciding.md, and its cases are the tests beside this file.
 */
export function decide(given: DecideInput): Decision {
  const { input, gone, barred, tasks: oldClaims } = inTime(given);
  const { snapshot, calendar, today, ladder } = input;
  const parts = partsOf(snapshot, calendar, today);
  const tasks = [...tasksOf(input, parts), ...oldClaims];
  const thanks = candidateOf.thanks(input);
  if (thanks && input.customer.reachable.email) {
    const never = noHour(input, thanks);
    if (never) return holds(never, [], tasks);
    return says(input, thanks, parts, [thanks.reason], tasks);
  }
  if (parts.length === 0) {
    const [first, ...others] = gone;
    if (first) return holds(first, others, tasks);
    return holds({ code: 'nothing-open', text: 'Nothing is open', source: 'ledger' }, [], tasks);
  }
  const quiet = quietReasons(snapshot, ladder.policy, calendar, input.source, today);
  if (quiet.length > 0) return leftInPeace(quiet, tasks, today);

  const overdue = parts.filter((part) => part.chaseable > 0n && part.item.dueOn < today);
  const candidate =
    overdue.length > 0
      ? candidateOf.overdue(input, overdue)
      : candidateOf.quietAccount(input, parts);
  const weighed = [...gone, ...heldReasons(parts, today)];
  if ('hold' in candidate) {
    // Held parts come first when they are why nothing is left to ask for.
    const [held, ...rest] = weighed;
    const { hold, nextOn, nextStepId, passedOver } = candidate;
    return overdue.length === 0 && held
      ? holds(held, [...rest, hold, ...passedOver], tasks, nextEnd(parts, nextOn))
      : holds(hold, [...weighed, ...passedOver], tasks, nextOn, nextStepId);
  }
  return weigh(input, candidate, parts, weighed, tasks, barred);
}

/** Everything is held: the first reason decides; the hold lasts as long as the longest of them. */
function leftInPeace(quiet: readonly Quiet[], tasks: Decision['tasks'], today: Day): Decision {
  const [first, ...others] = quiet.map((one) => one.reason);
  if (quiet.some((one) => one.until === null)) return holds(first!, others, tasks);
  const last = quiet.reduce((end, one) => laterDay(end, one.until!), today);
  return holds(first!, others, tasks, addDays(last, 1));
}

/** There is something to say: it is said unless an obstacle holds it. */
function weigh(
  input: DecideInput,
  candidate: Candidate,
  parts: readonly Part[],
  weighed: Reason[],
  tasks: Decision['tasks'],
  barred: ReadonlySet<string>,
): Decision {
  const { total } = linesOf(candidate, parts, input);
  const { passedOver } = candidate;
  const obstacle = firstObstacle(input, candidate, total, weighed, barred);
  if (!obstacle) {
    const reasons = [candidate.reason, ...passedOver, ...weighed, ...softened(input, candidate)];
    return says(input, candidate, parts, reasons, tasks);
  }
  const [held, ...rest] = weighed;
  // A sum made small by a dispute is held for the dispute (case 14), with the small rest beside it.
  return obstacle.reason.code === 'below-minimum' && held
    ? holds(held, [...rest, obstacle.reason, ...passedOver], tasks, null, candidate.stepId)
    : holds(
        obstacle.reason,
        [...weighed, ...passedOver],
        [...tasks, ...obstacle.tasks],
        obstacle.nextOn,
        candidate.stepId,
      );
}

/** How many times as long gaps are in a slow season. */
const SLOW_SEASON = 2;

/** No season of peace and the weekends around it are longer. */
const LONGEST_SEASON_DAYS = 60;

interface Obstacle {
  reason: Reason;
  nextOn: Day | null;
  tasks: Decision['tasks'];
}

/**
 * What stands between a candidate and its being said: rules 6, 3, 5, reach and law, in that order.
 */
function firstObstacle(
  input: DecideInput,
  candidate: Candidate,
  total: Map<string, bigint>,
  weighed: Reason[],
  barred: ReadonlySet<string>,
): Obstacle | null {
  const { ladder, snapshot, today, calendar } = input;
  const { policy } = ladder;
  if (![...total].some(([currency, amount]) => amount >= ladder.minBalanceIn(currency))) {
    const text = `${sayMoney(total)} is below the ${policy.minBalance} worth a message`;
    return obstacle('below-minimum', text, `policy ${policy.name}`, null);
  }
  const last = snapshot.lastChase;
  const { days: gap, source } = gapOf(input, candidate);
  const free = last === null ? today : addDays(last.on, gap);
  if (last !== null && free > today) {
    const days = today - last.on;
    const ago = days === 0 ? 'today' : `${days} ${days === 1 ? 'day' : 'days'} ago`;
    const said = `${last.stepId}, ${shortDay(last.on, today)}`;
    const text = `Last contact ${ago} (${said}); ${gap} days are left between`;
    return obstacle('gap', text, source, openDay(input, free));
  }
  const season = input.culture.seasons.get(today);
  if (season?.mode === 'none') {
    const text = `Nobody is written to in ${season.name} where they are`;
    const next = openDay(input, addDays(today, 1));
    return obstacle('quiet-season', text, `culture ${input.culture.name}`, next);
  }
  const closed = closedToday(input);
  if (closed)
    return obstacle(
      'closed-day',
      closed,
      `calendar ${calendar.place}`,
      openDay(input, addDays(today, 1)),
    );
  const unreachable = unreachableBy(input, candidate);
  if (unreachable) return unreachable;
  const { result, nextOn, reasons } = askLaw(input, candidate, barred);
  const [ruling, ...others] = reasons;
  if (result === 'deny') {
    weighed.unshift(...others);
    const next = nextOn === null ? null : laterDay(nextOn, addDays(today, 1));
    return { reason: ruling!, nextOn: next && openDay(input, next), tasks: [] };
  }
  if (result === 'ask') candidate.lawAsks = ruling!;
  weighed.push(...(result === 'ask' ? others : reasons));
  return null;
}

function obstacle(code: string, text: string, source: string, nextOn: Day | null): Obstacle {
  return { reason: { code, text, source }, nextOn, tasks: [] };
}

/** The days that are left between two contacts, and what asks for that many (rule 3). */
function gapOf(input: DecideInput, candidate: Candidate): { days: number; source: string } {
  const { ladder, culture, today } = input;
  const { policy } = ladder;
  const own =
    candidate.purpose === 'heads-up' || candidate.purpose === 'plan-heads-up'
      ? policy.minGapBeforeDueDays
      : policy.minGapDays;
  const season = culture.seasons.get(today);
  const slowly = season?.mode === 'slow';
  const paced = Math.ceil(own * culture.pace * (slowly ? SLOW_SEASON : 1));
  const days = Math.max(paced, culture.minGapDays);
  if (days === own) return { days, source: `policy ${policy.name}` };
  const because = slowly ? `, ${season.name}` : '';
  return { days, source: `culture ${culture.name}${because}, policy ${policy.name}` };
}

function closedToday(input: DecideInput): string | null {
  const { today, calendar, ladder } = input;
  const because = closedBecause(calendar, today);
  if (because) return `${because.charAt(0).toUpperCase()}${because.slice(1)} where they are`;
  return ladder.policy.window.days.includes(weekday(today))
    ? null
    : 'Not a day on which this policy writes';
}

/** The first day from `from` on which this policy writes where the customer is. */
function openDay(input: DecideInput, from: Day): Day {
  const isOpen = (day: Day) =>
    input.ladder.policy.window.days.includes(weekday(day)) &&
    input.culture.seasons.get(day)?.mode !== 'none';
  let at = nextBusinessDay(input.calendar, from);
  for (let tries = 0; tries < LONGEST_SEASON_DAYS && !isOpen(at); tries += 1) {
    at = nextBusinessDay(input.calendar, addDays(at, 1));
  }
  return at;
}

function unreachableBy(input: DecideInput, candidate: Candidate): Obstacle | null {
  const { reachable, name } = input.customer;
  if (candidate.channel !== 'email' || reachable.email) return null;
  return {
    ...obstacle(
      'unreachable',
      'There is no address of theirs that may be written to',
      'contacts',
      null,
    ),
    tasks: [
      {
        kind: 'unreachable',
        key: 'unreachable',
        role: 'collector',
        title: `Find an address for ${name}`,
        dueOn: input.today,
      },
    ],
  };
}

function heldReasons(parts: readonly Part[], today: Day): Reason[] {
  const reasons: Reason[] = [];
  for (const part of parts) {
    for (const held of part.held) reasons.push(sayHeld(part.item, held, today));
  }
  return reasons;
}

/**
 * Why an invoice is left in peace by itself (disputed, promised, planned, covered) whatever is said
 * of the customer's others; empty when any of it may be asked for.
 */
export function heldReasonsOf(
  snapshot: DecideInput['snapshot'],
  calendar: DecideInput['calendar'],
  today: Day,
  invoiceId: string,
): Reason[] {
  const parts = partsOf(snapshot, calendar, today);
  const own = parts.filter((part) => part.item.invoiceId === invoiceId);
  return own.some((part) => part.chaseable > 0n) ? [] : heldReasons(own, today);
}

function nextEnd(parts: readonly Part[], otherwise: Day | null): Day | null {
  let next = otherwise;
  for (const part of parts) {
    for (const held of part.held) {
      if (held.until !== null && (next === null || held.until < next))
        next = addDays(held.until, 1);
    }
  }
  return next;
}

function softened(input: DecideInput, candidate: Candidate): Reason[] {
  if (candidate.tone >= candidate.ownTone) return [];
  const text = `Said in tone ${candidate.tone} instead of ${candidate.ownTone}: no firmer fits here`;
  return [
    {
      code: 'tone-ceiling',
      text,
      source: `culture ${input.culture.name}, policy ${input.ladder.policy.name}`,
    },
  ];
}

/** Business days a reply may lie unread before the owner is told (rule 9). */
const UNREAD_DAYS = 2;

function tasksOf(input: DecideInput, parts: readonly Part[]): Decision['tasks'] {
  const { customer, calendar, snapshot, today } = input;
  const tasks: Decision['tasks'] = [];
  if (parts.some((part) => part.held.some((held) => held.code === 'credit-covers'))) {
    const title = `Set ${customer.name}'s credit against what is open`;
    tasks.push({
      kind: 'allocate-credit',
      key: 'allocate-credit',
      title,
      role: 'bookkeeper',
      dueOn: today,
    });
  }
  const [unread] = snapshot.unread;
  if (unread && addBusinessDays(calendar, unread.on, UNREAD_DAYS) < today) {
    const title = `A reply of ${customer.name} has been waiting since ${shortDay(unread.on, today)}`;
    const key = `unread-reply/${unread.id}`;
    tasks.push({ kind: 'unread-reply', key, title, role: 'owner', dueOn: today });
  }
  return tasks;
}

function holds(
  reason: Reason,
  weighed: readonly Reason[],
  tasks: Decision['tasks'],
  nextOn: Day | null = null,
  nextStepId: string | null = null,
): Decision {
  return {
    outcome: 'hold',
    purpose: null,
    stepId: null,
    stepKey: null,
    channel: null,
    tone: null,
    template: null,
    lines: [],
    totals: [],
    nextOn,
    nextStepId,
    reasons: [reason, ...weighed],
    tasks,
  };
}

function says(
  input: DecideInput,
  candidate: Candidate,
  parts: readonly Part[],
  reasons: Reason[],
  tasks: Decision['tasks'],
): Decision {
  const lines = linesOf(candidate, parts, input);
  const approval = approvalReason(input, candidate);
  return {
    outcome: approval ? 'propose' : candidate.channel === 'phone' ? 'task' : 'send',
    purpose: candidate.purpose,
    stepId: candidate.stepId,
    stepKey: candidate.stepKey,
    channel: candidate.channel,
    tone: candidate.tone,
    template: candidate.template,
    lines: lines.lines,
    totals: totalsOf(lines.total),
    nextOn: null,
    nextStepId: null,
    reasons: approval ? [...reasons.slice(0, 1), approval, ...reasons.slice(1)] : reasons,
    tasks,
  };
}

function approvalReason(input: DecideInput, candidate: Candidate): Reason | null {
  const { policy } = input.ladder;
  const source = `policy ${policy.name}`;
  if (candidate.lawAsks) return candidate.lawAsks;
  if (candidate.channel === 'propose')
    return { code: 'wants-approval', text: 'This step is only ever proposed', source };
  if (policy.mode === 'draft')
    return {
      code: 'draft-mode',
      text: 'The policy is a draft: everything waits for a yes',
      source,
    };
  const unconfirmed = promisesInForce(input.snapshot, input.calendar, input.today).find(
    (one) => !one.holds,
  );
  if (unconfirmed)
    return {
      code: 'third-promise',
      text: 'Two promises were broken; a third needs your word on it',
      source: 'promises',
    };
  if (candidate.wantsApproval && policy.mode !== 'automatic')
    return {
      code: 'wants-approval',
      text: `The step ${candidate.stepId} waits for your yes`,
      source,
    };
  return null;
}
