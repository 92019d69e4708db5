import { addBusinessDays, addDays, type Calendar, type Day } from '../base/index.ts';
import {
  itemKey,
  type OpenItem,
  type Plan,
  type PromiseToPay,
  type Snapshot,
} from '../receivable/index.ts';

/**
 * Business days left for the bank after a promised day, and for a plan's instalment (rules 10, 12).
 */
export const PROMISE_GRACE_DAYS = 2;
export const PLAN_GRACE_DAYS = 3;

/** What of an item is left in peace, and why. */
export interface Held {
  code: 'disputed' | 'promised' | 'on-plan' | 'credit-covers';
  amount: bigint;
  /** The day the hold ends by itself; null when somebody must end it. */
  until: Day | null;
  /** What it rests on, for words: dispute, promise or plan. */
  on: Day | null;
}

/** An open item with the part of it that may be asked for. */
export interface Part {
  item: OpenItem;
  chaseable: bigint;
  held: Held[];
}

/**
 * Splits every open item into what may be asked for and what is left in peace: disputed, promised
 * and not yet late, on a plan that runs (its words ask for nothing promised), or covered by credit
 * (oldest first).
 */
export function partsOf(snapshot: Snapshot, calendar: Calendar, today: Day): Part[] {
  const parts: Part[] = [];
  for (const item of snapshot.items) {
    if (item.outstanding > 0n) parts.push({ item, chaseable: item.outstanding, held: [] });
  }
  holdDisputed(parts, snapshot);
  for (const promise of promisesInForce(snapshot, calendar, today)) {
    if (promise.holds) holdPromised(parts, promise.promise, promise.deadline);
  }
  if (snapshot.plan && planState(snapshot.plan, calendar, today).runs)
    holdPlanned(parts, snapshot.plan);
  holdCredit(parts, snapshot);
  return parts;
}

function take(part: Part, wanted: bigint, held: Omit<Held, 'amount'>): bigint {
  const amount = wanted < part.chaseable ? wanted : part.chaseable;
  if (amount <= 0n) return 0n;
  part.chaseable -= amount;
  part.held.push({ ...held, amount });
  return amount;
}

function holdDisputed(parts: Part[], snapshot: Snapshot): void {
  for (const dispute of snapshot.disputes) {
    let left = dispute.amount;
    for (const part of parts) {
      if (part.item.invoiceId !== dispute.invoiceId) continue;
      const taken = take(part, left ?? part.chaseable, {
        code: 'disputed',
        until: null,
        on: dispute.on,
      });
      if (left !== null) left -= taken;
    }
  }
}

function holdPlanned(parts: Part[], plan: Plan): void {
  for (const part of parts) {
    if (plan.items.includes(itemKey(part.item))) {
      take(part, part.chaseable, { code: 'on-plan', until: null, on: plan.agreedOn });
    }
  }
}

function holdPromised(parts: Part[], promise: PromiseToPay, deadline: Day): void {
  let left = promise.amount === null ? null : promise.amount - promise.received;
  for (const part of parts) {
    if (!promise.items.includes(itemKey(part.item))) continue;
    const taken = take(part, left ?? part.chaseable, {
      code: 'promised',
      until: deadline,
      on: promise.payOn,
    });
    if (left !== null) left -= taken;
  }
}

function holdCredit(parts: Part[], snapshot: Snapshot): void {
  for (const currency in snapshot.credit) {
    let left = snapshot.credit[currency]!;
    for (const part of parts) {
      if (left <= 0n) break;
      if (part.item.currency !== currency) continue;
      left -= take(part, left, { code: 'credit-covers', until: null, on: null });
    }
  }
}

/** A promise that still stands as at a day. */
export interface Standing {
  promise: PromiseToPay;
  /** Last day of the hold: the promised day and two business days for the bank. */
  deadline: Day;
  /** False for a third promise that no person has accepted (rule 10). */
  holds: boolean;
}

/** The last day on which a promise holds the chase. */
export function promiseDeadline(promise: PromiseToPay, calendar: Calendar): Day {
  return addBusinessDays(calendar, promise.payOn, PROMISE_GRACE_DAYS);
}

// The latest word counts: a new promise made in time takes the place of the one before it.
function isReplaced(snapshot: Snapshot, index: number, deadline: Day): boolean {
  return snapshot.promises.some((later, at) => at > index && later.madeOn <= deadline);
}

/** Promises of this episode that were not kept in time, oldest first. */
export function brokenPromises(snapshot: Snapshot, calendar: Calendar, today: Day): PromiseToPay[] {
  if (snapshot.promises.length === 0) return [];
  const since = snapshot.episode.clearedOn;
  return snapshot.promises.filter((promise, index) => {
    if (promise.keptOn !== null || (since !== null && promise.madeOn < since)) return false;
    const deadline = promiseDeadline(promise, calendar);
    return deadline < today && !isReplaced(snapshot, index, deadline);
  });
}

/** Promises whose day (and the bank's two) has not passed and that are not kept yet. */
export function promisesInForce(snapshot: Snapshot, calendar: Calendar, today: Day): Standing[] {
  if (snapshot.promises.length === 0) return [];
  const brokenBefore = brokenPromises(snapshot, calendar, today).length;
  const standing: Standing[] = [];
  snapshot.promises.forEach((promise, index) => {
    if (promise.keptOn !== null) return;
    const deadline = promiseDeadline(promise, calendar);
    if (deadline < today || isReplaced(snapshot, index, deadline)) return;
    standing.push({ promise, deadline, holds: brokenBefore < 2 || promise.confirmed });
  });
  return standing;
}

export interface PlanState {
  /** False once two instalments in a row were missed: the items return to the step they had. */
  runs: boolean;
  /** The first instalment not covered by what was received. */
  next: { dueOn: Day; amount: bigint } | null;
  /** Instalments past their grace and not covered. */
  missed: { dueOn: Day; amount: bigint }[];
}

/** How a plan stands as at a day: what was received covers the oldest instalments first. */
export function planState(plan: Plan, calendar: Calendar, today: Day): PlanState {
  let covered = plan.received;
  const open: { dueOn: Day; amount: bigint }[] = [];
  for (const instalment of plan.instalments) {
    if (covered >= instalment.amount) {
      covered -= instalment.amount;
      continue;
    }
    open.push({ dueOn: instalment.dueOn, amount: instalment.amount - covered });
    covered = 0n;
  }
  const missed = open.filter(
    (one) => addBusinessDays(calendar, one.dueOn, PLAN_GRACE_DAYS) < today,
  );
  // `open` is in order of due dates, so two missed are two in a row.
  return { runs: missed.length < 2, next: open[0] ?? null, missed };
}

/** The day a plan's heads-up is due: three days before the instalment, as for an invoice. */
export function planHeadsUpOn(dueOn: Day): Day {
  return addDays(dueOn, -3);
}
