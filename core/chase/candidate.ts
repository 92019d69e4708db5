import { type Day, shortDay } from '../base/index.ts';
import { itemKey, type MessageLine, type Purpose } from '../receivable/index.ts';
import { brokenPromises, type Part, planHeadsUpOn, planState } from './chaseable.ts';
import { type Conditions, conditionsOf } from './condition.ts';
import type { Reason } from './decision.ts';
import type { DecideInput } from './input.ts';
import { nextRung, type Rung, reachedOn } from './ladder.ts';
import { openDayFrom } from './moment.ts';
import type { Step } from './policy.ts';
import { sayStep } from './words.ts';

/** Something that could be said today; obstacles may still hold it. */
export interface Candidate {
  purpose: Purpose;
  stepId: string;
  stepKey: string;
  channel: string;
  tone: number;
  /** The tone before ceilings. */
  ownTone: number;
  template: string;
  wantsApproval: boolean;
  /** The rule of law for which it waits for a yes, whatever the policy's mode. */
  lawAsks?: Reason;
  /** Items it asks for, by key; null for all that is chaseable and overdue. */
  about: ReadonlySet<string> | null;
  /** For a plan's words: its instalment, on the items it covers. */
  planLines: MessageLine[] | null;
  reason: Reason;
  /** Steps passed over on the way to it, each with why. */
  passedOver: Reason[];
}

/**
 * What a word around the ladder is about, read from its step key: the promise of promise/<id>, the
 * answer of answer/<id>, the day of plan/<id>/<purpose>/<day>; null for the ladder's own steps.
 */
export function refersTo(purpose: Purpose, stepKey: string): string | null {
  const parts = stepKey.split('/');
  switch (purpose) {
    case 'promise-broken':
    case 'not-found':
    case 'thanks':
      return parts[1] ?? null;
    case 'plan-heads-up':
    case 'plan-missed':
      return parts.at(-1) ?? null;
    default:
      return null;
  }
}

/** Nothing to say yet, with the day and step that come next. */
interface NotYet {
  hold: Reason;
  nextOn: Day | null;
  nextStepId: string | null;
  passedOver: Reason[];
}

/** A promise kept is thanked for within this many days, not months later. */
const THANKS_WITHIN_DAYS = 7;

function thanks(input: DecideInput): Candidate | null {
  const { snapshot, today } = input;
  const promise = snapshot.promises.find(
    (one) => one.keptOn !== null && !one.thanked && today - one.keptOn <= THANKS_WITHIN_DAYS,
  );
  if (!promise || snapshot.unread.length > 0 || snapshot.stops.length > 0) return null;
  if (snapshot.items.some((item) => item.outstanding > 0n && item.dueOn < today)) return null;
  const text = `The promise for ${shortDay(promise.payOn, today)} was kept on ${shortDay(promise.keptOn!, today)}`;
  return {
    ...word(input, 'thanks', `thanks/${promise.id}`, 1),
    reason: { code: 'promise-kept', text, source: 'promise' },
  };
}

/** One of the words around the ladder; its template has the purpose's name. */
function word(input: DecideInput, purpose: Purpose, stepKey: string, ownTone: number) {
  const tone = ceiling(input, ownTone);
  return {
    purpose,
    stepId: purpose,
    stepKey,
    channel: 'email',
    tone,
    ownTone,
    template: purpose,
    wantsApproval: false,
    about: null,
    planLines: null,
    passedOver: [],
  };
}

function ceiling(input: DecideInput, tone: number): number {
  return Math.min(tone, input.ladder.policy.toneCeiling, input.culture.toneCeiling);
}

/** What could be said while something chaseable is overdue: a follow-up, else the next rung. */
function overdue(input: DecideInput, parts: readonly Part[]): Candidate | NotYet {
  const { snapshot, ladder, today, calendar } = input;
  const oldest = parts[0]!.item;
  const conditions = conditionsOf(input);
  const rung = nextRung(ladder, snapshot.episode, oldest.dueOn, today, calendar, (step) =>
    conditions.holds(step, parts),
  );
  const passedOver = conditions.passedOver(rung?.step ?? null);
  const followUp = followUpOf(input, rung);
  if (followUp) return followUp;
  const source = `policy ${ladder.policy.name}`;
  if (rung === null) {
    const text =
      passedOver.length === 0
        ? 'Every step of the policy was taken; a person decides what comes next'
        : 'No step of the policy is left to take; a person decides what comes next';
    const hold = { code: 'ladder-done', text, source };
    return { hold, nextOn: null, nextStepId: null, passedOver };
  }
  if (rung.reachedOn > today) {
    const nextOn = openDayFrom(ladder.policy.window, calendar, rung.reachedOn);
    const text = `Next is ${sayStep(rung.step.id)} on ${shortDay(nextOn, today)}`;
    const hold = { code: 'next-step', text, source };
    return { hold, nextOn, nextStepId: rung.step.id, passedOver };
  }
  return { ...rungCandidate(input, rung, parts), passedOver };
}

function rungCandidate(
  input: DecideInput,
  { step }: Rung,
  parts: readonly Part[],
): Omit<Candidate, 'passedOver'> {
  const { snapshot, today, ladder } = input;
  const tone = ceiling(input, step.tone);
  const oldest = parts[0]!.item;
  const late = today - oldest.dueOn;
  const last = snapshot.episode.done.at(-1);
  const before = last
    ? `${sayStep(last.stepId)} was on ${shortDay(last.on, today)}`
    : 'first word about it';
  const what = parts.length === 1 ? oldest.number : `${oldest.number} and ${parts.length - 1} more`;
  return {
    purpose: 'step',
    stepId: step.id,
    stepKey: `${snapshot.episode.clearedOn ?? 0}/${step.id}`,
    channel: step.channel,
    tone,
    ownTone: step.tone,
    template: templateFor(input, step, tone),
    wantsApproval: step.approval,
    about: null,
    planLines: null,
    reason: {
      code: 'step-reached',
      text: `${what}: ${late} ${late === 1 ? 'day' : 'days'} late; ${before}`,
      source: `policy ${ladder.policy.name}, step ${step.id}`,
    },
  };
}

/** Under a tone ceiling the words of the firmest step within it are used. */
function templateFor(input: DecideInput, step: Step, tone: number): string {
  if (tone >= step.tone || step.channel !== 'email') return step.template;
  const softer = input.ladder.after.findLast((one) => one.channel === 'email' && one.tone <= tone);
  return softer?.template ?? step.template;
}

/** The words that come before the ladder: a broken promise, a payment that was not found. */
function followUpOf(input: DecideInput, rung: Rung | null): Candidate | null {
  const { snapshot, calendar, today } = input;
  const nextTone = rung?.step.tone ?? 3;
  const broken = brokenPromises(snapshot, calendar, today).find((one) => one.followedUpOn === null);
  if (broken) {
    const text = `The promise for ${shortDay(broken.payOn, today)} was not kept`;
    return {
      ...word(input, 'promise-broken', `promise/${broken.id}`, Math.min(3, nextTone)),
      reason: { code: 'promise-broken', text, source: 'promise' },
    };
  }
  const ask = snapshot.asks.find(
    (one) => one.kind === 'paid-already' && one.handledOn === null && one.followedUpOn === null,
  );
  if (!ask) return null;
  const text = `They said on ${shortDay(ask.on, today)} that they have paid; nothing came`;
  return {
    ...word(input, 'not-found', `answer/${ask.id}`, Math.min(2, nextTone)),
    reason: { code: 'not-found', text, source: `answer of ${shortDay(ask.on, today)}` },
  };
}

/** What could be said while nothing chaseable is overdue: a plan's words, a step before due. */
function quietAccount(input: DecideInput, parts: readonly Part[]): Candidate | NotYet {
  const conditions = conditionsOf(input);
  return (
    planWord(input, parts) ?? headsUp(input, parts, conditions) ?? notDue(input, parts, conditions)
  );
}

function planWord(input: DecideInput, parts: readonly Part[]): Candidate | null {
  const { snapshot, calendar, today } = input;
  const { plan } = snapshot;
  if (!plan) return null;
  const state = planState(plan, calendar, today);
  if (!state.runs) return null;
  const missed = state.missed.find((one) => !plan.missedNotices.includes(one.dueOn));
  const coming =
    state.next &&
    state.next.dueOn >= today &&
    planHeadsUpOn(state.next.dueOn) <= today &&
    !plan.headsUps.includes(state.next.dueOn)
      ? state.next
      : null;
  const about = missed ?? coming;
  const planLines = about ? planLinesOf(parts, about, snapshot.credit[plan.currency] ?? 0n) : [];
  if (!about || planLines.length === 0) return null;
  const purpose = missed ? 'plan-missed' : 'plan-heads-up';
  const code = missed ? 'plan-missed' : 'plan-due-soon';
  const when = shortDay(about.dueOn, today);
  const text = missed
    ? `The plan's instalment of ${when} was not paid`
    : `The plan's instalment falls due on ${when}`;
  return {
    ...word(input, purpose, `plan/${plan.id}/${purpose}/${about.dueOn}`, missed ? 2 : 1),
    planLines,
    reason: { code, text, source: 'plan' },
  };
}

/**
 * An instalment of the plan laid on the items it covers, oldest first: no line asks for more than
 * is open there, what is disputed or promised is left in peace, and credit counts as paid.
 */
function planLinesOf(
  parts: readonly Part[],
  about: { dueOn: Day; amount: bigint },
  credit: bigint,
): MessageLine[] {
  const lines: MessageLine[] = [];
  let left = about.amount - (credit > 0n ? credit : 0n);
  for (const { item, held } of parts) {
    const covered = held.find((one) => one.code === 'on-plan')?.amount ?? 0n;
    const amount = covered < left ? covered : left;
    if (amount <= 0n) continue;
    const { invoiceId, number, instalment, currency, issuedOn } = item;
    const base = { invoiceId, number, instalment, currency, issuedOn };
    lines.push({ ...base, dueOn: about.dueOn, amount, part: 'due', note: null });
    left -= amount;
  }
  return lines;
}

/**
 * The latest step before due that an item has reached and not had; it lapses on the due day (rule
 * 4).
 */
function headsUp(
  input: DecideInput,
  parts: readonly Part[],
  conditions: Conditions,
): Candidate | null {
  const { ladder, snapshot, today, calendar } = input;
  for (const step of ladder.before.toReversed()) {
    const reached = aheadOf(parts, today).filter(
      ({ item }) =>
        reachedOn(step, item.dueOn, calendar) <= today &&
        !isSentOrPassed(snapshot.headsUps[itemKey(item)], step, ladder.before),
    );
    const first = reached[0]?.item;
    if (!first || !conditions.holds(step, reached)) continue;
    const tone = ceiling(input, step.tone);
    const days = first.dueOn - today;
    const what =
      reached.length === 1 ? first.number : `${first.number} and ${reached.length - 1} more`;
    return {
      purpose: 'heads-up',
      stepId: step.id,
      stepKey: `before/${step.id}/${itemKey(first)}`,
      channel: step.channel,
      tone,
      ownTone: step.tone,
      template: step.template,
      wantsApproval: step.approval,
      about: new Set(reached.map(({ item }) => itemKey(item))),
      planLines: null,
      passedOver: conditions.passedOver(null),
      reason: {
        code: 'due-soon',
        text: `${what}: due in ${days} ${days === 1 ? 'day' : 'days'}, on ${shortDay(first.dueOn, today)}`,
        source: `policy ${ladder.policy.name}, step ${step.id}`,
      },
    };
  }
  return null;
}

/** What may be asked for and is not due yet. */
function aheadOf(parts: readonly Part[], today: Day): Part[] {
  return parts.filter(({ item, chaseable }) => chaseable > 0n && item.dueOn > today);
}

function isSentOrPassed(
  sent: readonly string[] | undefined,
  step: Step,
  before: readonly Step[],
): boolean {
  if (!sent) return false;
  const at = before.findIndex((one) => one.id === step.id);
  return sent.some((id) => before.findIndex((one) => one.id === id) >= at);
}

function notDue(input: DecideInput, parts: readonly Part[], conditions: Conditions): NotYet {
  const { ladder, today, calendar } = input;
  let reached: Day | null = null;
  let nextStepId: string | null = null;
  for (const part of parts) {
    if (part.chaseable <= 0n) continue;
    const step = comingStep(input, parts, part, conditions);
    if (!step) continue;
    const on = reachedOn(step, part.item.dueOn, calendar);
    if (reached === null || on < reached) [reached, nextStepId] = [on, step.id];
  }
  const nextOn = reached === null ? null : openDayFrom(ladder.policy.window, calendar, reached);
  const isLate = parts.some(({ item }) => item.dueOn < today);
  const state = isLate ? 'The rest is not overdue' : 'Nothing is overdue';
  const nothingElse = isLate ? 'Nothing overdue is left to ask for' : state;
  const text =
    nextOn === null || nextStepId === null
      ? nothingElse
      : `${state}; next is ${sayStep(nextStepId)} on ${shortDay(nextOn, today)}`;
  return {
    hold: { code: 'not-due', text, source: `policy ${ladder.policy.name}` },
    nextOn,
    nextStepId,
    passedOver: conditions.passedOver(null),
  };
}

/** The step that comes next for an item, were nothing to change until then. */
function comingStep(
  { ladder, snapshot, today, calendar }: DecideInput,
  parts: readonly Part[],
  { item }: Part,
  conditions: Conditions,
): Step | undefined {
  const sent = snapshot.headsUps[itemKey(item)];
  const before = ladder.before.find((step) => {
    const on = reachedOn(step, item.dueOn, calendar);
    if (on <= today || isSentOrPassed(sent, step, ladder.before)) return false;
    const reached = (one: Part) => reachedOn(step, one.item.dueOn, calendar) <= on;
    return step.when === null || conditions.holds(step, aheadOf(parts, on).filter(reached));
  });
  if (before) return before;
  const due = (one: Part) => one.chaseable > 0n && one.item.dueOn <= item.dueOn;
  return ladder.after.find(
    (step) => step.when === null || conditions.holds(step, parts.filter(due)),
  );
}

export const candidateOf = { thanks, overdue, quietAccount };
