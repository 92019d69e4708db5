import type { Day } from '../base/index.ts';
import { notePartPayment, noteSent, noteWorked } from './contacts.ts';
import { CALL_BY_HAND, type Fact, type Happening, type MoneyFact } from './fact.ts';
import { forgetClosedItems } from './forget.ts';
import {
  emptySnapshot,
  itemKey,
  type OpenItem,
  type PromiseToPay,
  type Snapshot,
} from './snapshot.ts';

/**
 * Folds a customer's facts into a snapshot. Facts come in the order they took effect (`on`), and
 * within a day in the order they were told; the caller leaves out what lies after the day asked
 * for.
 * The same facts always give the same snapshot.
 */
export function fold(facts: Iterable<Fact>): Snapshot {
  const folding = startFolding();
  for (const fact of facts) takeIn(folding, fact);
  return snapshotOf(folding);
}

/**
 * The snapshot at the end of each day on which something took effect: what folding the facts up to
 * it gives, in one pass. Each is good until the next is asked for.
 */
export function* foldByDay(facts: Iterable<Fact>): Generator<{ on: Day; snapshot: Snapshot }> {
  const folding = startFolding();
  const current = () => {
    settleTakenBack(folding);
    const { headsUps, partPaid, ...rest } = folding.snapshot;
    const snapshot = { ...rest, headsUps: { ...headsUps }, partPaid: { ...partPaid } };
    return { on: snapshot.latestOn!, snapshot: snapshotOf({ ...folding, snapshot }) };
  };
  for (const fact of facts) {
    const { latestOn } = folding.snapshot;
    if (latestOn !== null && fact.on !== latestOn) yield current();
    takeIn(folding, fact);
  }
  if (folding.snapshot.latestOn !== null) yield current();
}

function startFolding(): Folding {
  return {
    snapshot: emptySnapshot(),
    items: new Map(),
    open: new Map(),
    early: new Map(),
    takenBackOn: null,
  };
}

function takeIn(folding: Folding, fact: Fact): void {
  if (fact.kind !== 'issued' || fact.on !== folding.takenBackOn) settleTakenBack(folding);
  folding.snapshot.latestOn = fact.on;
  if (fact.kind === 'issued' || fact.kind === 'settled' || fact.kind === 'credited') {
    foldMoney(folding, fact);
  } else {
    foldHappening(folding, fact);
  }
}

function snapshotOf(folding: Folding): Snapshot {
  settleTakenBack(folding);
  const open = [...folding.items.values()].filter((item) => item.outstanding !== 0n);
  folding.snapshot.items = open.sort(
    (a, b) => a.dueOn - b.dueOn || compareText(a.number, b.number) || a.instalment - b.instalment,
  );
  forgetClosedItems(folding.snapshot, folding.items);
  return folding.snapshot;
}

interface Folding {
  snapshot: Snapshot;
  /** Every item ever issued: a reversal can open a closed one again. */
  items: Map<string, OpenItem>;
  /** Those of them that something is owed on: few, where the history is long. */
  open: Map<string, OpenItem>;
  /** Settled before it was issued, by item key: a payment in advance. */
  early: Map<string, bigint>;
  /** The day of a bill taken back; what is issued anew that day belongs to the same correction. */
  takenBackOn: Day | null;
}

/** A bill that was taken back and not issued anew may have been the last thing overdue. */
function settleTakenBack(folding: Folding): void {
  if (folding.takenBackOn === null) return;
  clearEpisodeWhenNothingIsOverdue(folding, folding.takenBackOn);
  folding.takenBackOn = null;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function foldMoney(folding: Folding, fact: MoneyFact): void {
  switch (fact.kind) {
    case 'issued': {
      const { kind: _, on: __, ...item } = fact;
      const key = itemKey(item);
      const known = folding.items.get(key);
      if (known) {
        known.amount += item.amount;
        known.outstanding += item.amount;
        known.dueOn = item.dueOn;
        known.issuedOn = item.issuedOn;
      } else {
        const early = folding.early.get(key) ?? 0n;
        folding.items.set(key, { ...item, outstanding: item.amount - early });
      }
      noteOpen(folding, key);
      // Between taking back and issuing anew nothing is owed, and nothing has been paid either.
      if (fact.amount < 0n) folding.takenBackOn = fact.on;
      if (folding.takenBackOn !== null) return;
      break;
    }
    case 'settled': {
      const key = itemKey(fact);
      const item = folding.items.get(key);
      if (item) item.outstanding -= fact.amount;
      else folding.early.set(key, (folding.early.get(key) ?? 0n) + fact.amount);
      if (!fact.writtenOff) foldIntoPromises(folding, key, fact.amount, fact.on);
      notePartPayment(folding.snapshot, key, fact);
      noteOpen(folding, key);
      break;
    }
    case 'credited': {
      const credit = (folding.snapshot.credit[fact.currency] ?? 0n) + fact.amount;
      if (credit === 0n) delete folding.snapshot.credit[fact.currency];
      else folding.snapshot.credit[fact.currency] = credit;
      return;
    }
  }
  clearEpisodeWhenNothingIsOverdue(folding, fact.on);
}

function noteOpen(folding: Folding, key: string): void {
  const item = folding.items.get(key);
  if (item && item.outstanding > 0n) folding.open.set(key, item);
  else folding.open.delete(key);
}

function isAnythingOverdue(folding: Folding, on: Day): boolean {
  for (const item of folding.open.values()) if (item.dueOn < on) return true;
  return false;
}

/**
 * A rung is taken by what is overdue. One said of money that had come (a late statement) counts for
 * nothing later: its episode was over, and the next has step keys of its own.
 */
function takeRung(folding: Folding, fact: { stepId: string; on: Day }): void {
  const { episode } = folding.snapshot;
  if (isAnythingOverdue(folding, fact.on)) {
    episode.done.push({ stepId: fact.stepId, on: fact.on });
  } else if (fact.stepId !== CALL_BY_HAND) {
    episode.clearedOn = fact.on;
    episode.done = [];
  }
}

function clearEpisodeWhenNothingIsOverdue(folding: Folding, on: Day): void {
  if (isAnythingOverdue(folding, on)) return;
  const { episode } = folding.snapshot;
  // An issue on a quiet account changes nothing worth a new date.
  if (
    episode.done.length === 0 &&
    episode.clearedOn === null &&
    folding.snapshot.promises.length === 0
  )
    return;
  episode.clearedOn = on;
  episode.done = [];
}

function foldIntoPromises(folding: Folding, key: string, amount: bigint, on: Day): void {
  const { plan, promises } = folding.snapshot;
  if (plan?.items.includes(key)) plan.received += amount;
  for (const promise of promises) {
    if (!promise.items.includes(key)) continue;
    promise.received += amount;
    const kept = isFulfilled(promise, folding.items);
    promise.keptOn = kept ? (promise.keptOn ?? on) : null;
  }
}

function isFulfilled(promise: PromiseToPay, items: Map<string, OpenItem>): boolean {
  if (promise.amount !== null && promise.received >= promise.amount) return true;
  return promise.items.every((key) => (items.get(key)?.outstanding ?? 0n) <= 0n);
}

function foldHappening(folding: Folding, fact: Happening): void {
  const { snapshot } = folding;
  switch (fact.kind) {
    case 'chase-sent':
      foldSaid(folding, fact);
      noteSent(snapshot, fact);
      return;
    case 'step-dropped':
      foldSaid(folding, fact);
      return;
    case 'task-worked':
      takeRung(folding, fact);
      noteWorked(snapshot, fact);
      return;
    default:
      foldAnswer(folding, fact);
      return;
  }
}

type Said = Extract<Happening, { kind: 'chase-sent' | 'step-dropped' }>;

/** What was said, or dropped by a person, is not said again. */
function foldSaid(folding: Folding, fact: Said): void {
  const { snapshot } = folding;
  switch (fact.purpose) {
    case 'thanks': {
      const promise = snapshot.promises.find((one) => one.id === fact.refers);
      if (promise) promise.thanked = true;
      return;
    }
    case 'step':
      takeRung(folding, fact);
      return;
    case 'heads-up':
      for (const key of fact.about) {
        const sent = snapshot.headsUps[key] ?? [];
        snapshot.headsUps[key] = [...sent, fact.stepId];
      }
      return;
    case 'promise-broken': {
      const promise = snapshot.promises.find((one) => one.id === fact.refers);
      if (promise) promise.followedUpOn = fact.on;
      return;
    }
    case 'not-found': {
      const ask = snapshot.asks.find((one) => one.id === fact.refers);
      if (ask) ask.followedUpOn = fact.on;
      return;
    }
    case 'plan-heads-up':
      snapshot.plan?.headsUps.push(Number(fact.refers) as Day);
      return;
    case 'plan-missed':
      snapshot.plan?.missedNotices.push(Number(fact.refers) as Day);
  }
}

type Answered = Exclude<Happening, { kind: 'chase-sent' | 'step-dropped' | 'task-worked' }>;

function foldAnswer(folding: Folding, fact: Answered): void {
  const { snapshot } = folding;
  switch (fact.kind) {
    case 'promised':
      snapshot.promises.push(promiseOf(folding, fact));
      return;
    case 'promise-confirmed':
      for (const promise of snapshot.promises)
        if (promise.id === fact.promiseId) promise.confirmed = true;
      return;
    case 'promise-withdrawn':
      snapshot.promises = snapshot.promises.filter((promise) => promise.id !== fact.promiseId);
      return;
    case 'disputed': {
      const { kind: _, ...dispute } = fact;
      snapshot.disputes.push(dispute);
      return;
    }
    case 'dispute-resolved':
      snapshot.disputes = snapshot.disputes.filter(
        (dispute) => dispute.invoiceId !== fact.invoiceId,
      );
      return;
    case 'paused':
      snapshot.pauses.push({ id: fact.id, on: fact.on, until: fact.until, reason: fact.reason });
      return;
    case 'pause-lifted':
      snapshot.pauses = snapshot.pauses.filter(
        (pause) => fact.pauseId !== null && pause.id !== fact.pauseId,
      );
      return;
    case 'reply-received':
      snapshot.unread.push({ id: fact.id, on: fact.on });
      return;
    case 'reply-read':
      snapshot.unread = snapshot.unread.filter(
        (reply) => fact.replyId !== null && reply.id !== fact.replyId,
      );
      return;
    case 'asked':
      snapshot.asks.push({
        id: fact.id,
        kind: fact.ask,
        on: fact.on,
        handledOn: null,
        followedUpOn: null,
      });
      return;
    case 'charge-waived':
      // The money of it is a posting; the words are for the timeline.
      return;
    case 'ask-handled':
      for (const ask of snapshot.asks) if (ask.id === fact.askId) ask.handledOn = fact.on;
      return;
    default:
      foldStanding(snapshot, fact);
      return;
  }
}

type Standing = Extract<
  Happening,
  {
    kind:
      | 'plan-agreed'
      | 'plan-ended'
      | 'stopped'
      | 'stop-lifted'
      | 'receipt-unmatched'
      | 'receipt-matched'
      | 'opted-out'
      | 'opted-in';
  }
>;

function foldStanding(snapshot: Snapshot, fact: Standing): void {
  switch (fact.kind) {
    case 'plan-agreed':
      snapshot.plan = {
        id: fact.id,
        agreedOn: fact.on,
        currency: fact.currency,
        items: fact.items,
        instalments: [...fact.instalments].sort((a, b) => a.dueOn - b.dueOn),
        received: 0n,
        headsUps: [],
        missedNotices: [],
      };
      return;
    case 'plan-ended':
      if (snapshot.plan?.id === fact.planId) snapshot.plan = null;
      return;
    case 'stopped':
      snapshot.stops.push({
        id: fact.id,
        kind: fact.stop,
        on: fact.on,
        reason: fact.reason,
        source: fact.source,
      });
      return;
    case 'stop-lifted':
      snapshot.stops = snapshot.stops.filter((stop) => stop.id !== fact.stopId);
      return;
    case 'receipt-unmatched':
      snapshot.unmatched.push({
        id: fact.id,
        on: fact.on,
        amount: fact.amount,
        currency: fact.currency,
      });
      return;
    case 'receipt-matched':
      snapshot.unmatched = snapshot.unmatched.filter((receipt) => receipt.id !== fact.receiptId);
  }
}

function promiseOf(folding: Folding, fact: Extract<Happening, { kind: 'promised' }>): PromiseToPay {
  const open = [...folding.items.entries()].filter(
    ([, item]) =>
      item.outstanding > 0n && (fact.currency === null || item.currency === fact.currency),
  );
  return {
    id: fact.id,
    amount: fact.amount,
    currency: fact.currency,
    items: fact.items.length > 0 ? fact.items : open.map(([key]) => key),
    madeOn: fact.on,
    payOn: fact.payOn,
    received: 0n,
    confirmed: fact.confirmed,
    keptOn: null,
    thanked: false,
    followedUpOn: null,
  };
}
