import fc from 'fast-check';
import { addDays, type Day, day } from '../../core/base/index.ts';
import type { Decision, Policy } from '../../core/chase/index.ts';
import { itemKey } from '../../core/receivable/index.ts';
import type { Said } from '../oracle/index.ts';
import { OneCustomer } from './kit.ts';

/** Something that happens to a customer; fractions become sums of what is open at that moment. */
export type Act =
  | { act: 'bill'; pounds: number; dueIn: number }
  | { act: 'pay'; share: number }
  | { act: 'pay-all' }
  | { act: 'credit'; pounds: number }
  | { act: 'promise'; inDays: number; whole: boolean; share: number }
  | { act: 'dispute'; share: number | null }
  | { act: 'resolve' }
  | { act: 'pause'; days: number | null }
  | { act: 'lift' }
  | { act: 'reply' }
  | { act: 'read' }
  | { act: 'ask'; ask: 'paid-already' | 'needs-something' | 'cannot-pay-all' }
  | { act: 'handle' }
  | { act: 'receipt' }
  | { act: 'match' }
  | { act: 'stop' }
  | { act: 'lift-stop' }
  | { act: 'plan'; parts: number }
  | { act: 'nobody-looks'; days: number };

type Word = Exclude<
  Act,
  {
    act: 'bill' | 'pay' | 'pay-all' | 'credit' | 'promise' | 'dispute' | 'plan' | 'nobody-looks';
  }
>;

/** Acts with the days that pass before each. */
export type History = { wait: number; what: Act }[];

const share = fc.integer({ min: 1, max: 99 });
const acts: fc.Arbitrary<Act>[] = [
  fc.record({
    act: fc.constant('bill' as const),
    pounds: fc.integer({ min: 1, max: 3000 }),
    dueIn: fc.integer({ min: -40, max: 30 }),
  }),
  fc.record({ act: fc.constant('pay' as const), share }),
  fc.constant({ act: 'pay-all' as const }),
  fc.record({ act: fc.constant('credit' as const), pounds: fc.integer({ min: 1, max: 500 }) }),
  fc.record({
    act: fc.constant('promise' as const),
    inDays: fc.integer({ min: 0, max: 20 }),
    whole: fc.boolean(),
    share,
  }),
  fc.record({ act: fc.constant('dispute' as const), share: fc.option(share, { nil: null }) }),
  fc.constant({ act: 'resolve' as const }),
  fc.record({
    act: fc.constant('pause' as const),
    days: fc.option(fc.integer({ min: 0, max: 20 }), { nil: null }),
  }),
  fc.constant({ act: 'lift' as const }),
  fc.constant({ act: 'reply' as const }),
  fc.constant({ act: 'read' as const }),
  fc.record({
    act: fc.constant('ask' as const),
    ask: fc.constantFrom(
      'paid-already' as const,
      'needs-something' as const,
      'cannot-pay-all' as const,
    ),
  }),
  fc.constant({ act: 'handle' as const }),
  fc.constant({ act: 'receipt' as const }),
  fc.constant({ act: 'match' as const }),
  fc.constant({ act: 'stop' as const }),
  fc.constant({ act: 'lift-stop' as const }),
  fc.record({ act: fc.constant('plan' as const), parts: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ act: fc.constant('nobody-looks' as const), days: fc.integer({ min: 1, max: 30 }) }),
];

const entry = fc.record({
  wait: fc.integer({ min: 0, max: 9 }),
  // Bills and the ends of holds come often, so that there is something to chase.
  what: fc.oneof(
    { weight: 4, arbitrary: acts[0]! },
    ...acts.map((arbitrary) => ({ weight: 1, arbitrary })),
  ),
});

/** A customer's random past: one bill, then whatever comes. */
export const histories: fc.Arbitrary<History> = fc
  .tuple(acts[0]!, fc.array(entry, { maxLength: 24 }))
  .map(([first, rest]) => [{ wait: 0, what: first }, ...rest]);

export const BEGIN = day('2026-01-05');

/** A history lived: every round's decision, and what was said. */
export class LivedHistory extends OneCustomer {
  readonly rounds: { on: Day; decision: Decision }[] = [];
  /** How many facts were known when each round looked. */
  readonly #knewThen: number[] = [];
  readonly said: Said[] = [];
  #blind = BEGIN;
  #bills = 0;

  constructor(history: History, policy?: Policy, more = 40) {
    super(policy);
    let on = BEGIN;
    for (const { wait, what } of history) {
      for (let passed = 0; passed < wait; passed += 1) {
        this.passDay(on);
        on = addDays(on, 1);
      }
      this.perform(what, on);
    }
    for (let passed = 0; passed < more; passed += 1, on = addDays(on, 1)) this.passDay(on);
  }

  /** What was known when the round with that index looked. */
  snapshotBefore(at: number) {
    return this.before(at).snapshot(this.rounds[at]!.on);
  }

  /** The world as it was when that round looked. */
  before(at: number): LivedHistory {
    const then = new LivedHistory([], this.policy, 0);
    then.facts.push(...this.facts.slice(0, this.#knewThen[at]));
    then.#bills = 500 + this.#bills;
    return then;
  }

  /** A round, and what it asks for done: mail leaves, proposals find their yes, calls are made. */
  passDay(on: Day): void {
    if (on < this.#blind) return;
    this.#knewThen.push(this.facts.length);
    const decision = this.round(on);
    this.rounds.push({ on, decision });
    if (decision.outcome === 'hold') return;
    const due = decision.lines.filter((line) => line.part === 'due');
    this.said.push({
      on,
      stepId: decision.stepId!,
      purpose: decision.purpose!,
      channel: decision.channel!,
      tone: decision.tone!,
      asked: due.map((line) => ({
        key: itemKey(line),
        currency: line.currency,
        amount: line.amount,
      })),
    });
    if (decision.channel === 'email') this.do(decision, on);
    else
      this.tell({
        kind: 'task-worked',
        on,
        id: this.nextId(),
        stepId: decision.stepId!,
        outcome: 'done',
      });
  }

  perform(what: Act, on: Day): void {
    const { items, disputes, credit } = this.snapshot(on);
    const open = items.filter((item) => item.outstanding > 0n);
    const item = open[0];
    const id = this.nextId();
    switch (what.act) {
      case 'bill': {
        this.#bills += 1;
        const dueOn = addDays(on, what.dueIn);
        this.tell({
          kind: 'issued',
          on,
          invoiceId: String(900 + this.#bills),
          number: `A${this.#bills}`,
          instalment: 1,
          currency: 'GBP',
          issuedOn: on,
          dueOn,
          amount: BigInt(what.pounds) * 100n,
        });
        return;
      }
      case 'pay':
        if (item) this.settle(item, (item.outstanding * BigInt(what.share)) / 100n + 1n, on);
        return;
      case 'pay-all':
        for (const one of open) this.settle(one, one.outstanding, on);
        return;
      case 'credit':
        if ((credit.GBP ?? 0n) === 0n)
          this.tell({ kind: 'credited', on, currency: 'GBP', amount: BigInt(what.pounds) * 100n });
        return;
      case 'promise': {
        if (!item) return;
        const amount = what.whole ? null : (item.outstanding * BigInt(what.share)) / 100n + 1n;
        const about = what.whole ? [] : [itemKey(item)];
        this.tell({
          kind: 'promised',
          on,
          id,
          amount,
          currency: amount === null ? null : 'GBP',
          items: about,
          payOn: addDays(on, what.inDays),
          confirmed: false,
        });
        return;
      }
      case 'dispute': {
        if (!item || disputes.some((one) => one.invoiceId === item.invoiceId)) return;
        const amount =
          what.share === null ? null : (item.outstanding * BigInt(what.share)) / 100n + 1n;
        const { invoiceId } = item;
        this.tell({ kind: 'disputed', on, id, invoiceId, amount, reason: 'one is broken' });
        return;
      }
      case 'plan':
        this.plan(what.parts, on);
        return;
      case 'nobody-looks':
        this.#blind = addDays(on, what.days);
        return;
      default:
        this.say(what, on);
    }
  }

  /** What holds a customer back, and what ends it. */
  private say(what: Word, on: Day): void {
    const { disputes, unread, asks, unmatched, stops } = this.snapshot(on);
    const id = this.nextId();
    switch (what.act) {
      case 'resolve':
        if (disputes[0])
          this.tell({ kind: 'dispute-resolved', on, invoiceId: disputes[0].invoiceId });
        return;
      case 'pause':
        this.tell({
          kind: 'paused',
          on,
          id,
          until: what.days === null ? null : addDays(on, what.days),
          reason: 'away',
        });
        return;
      case 'lift':
        this.tell({ kind: 'pause-lifted', on, pauseId: null });
        return;
      case 'reply':
        this.tell({ kind: 'reply-received', on, id });
        return;
      case 'read':
        if (unread[0]) this.tell({ kind: 'reply-read', on, replyId: null });
        return;
      case 'ask':
        this.tell({ kind: 'asked', on, id, ask: what.ask });
        return;
      case 'handle':
        for (const ask of asks.filter((one) => one.handledOn === null))
          this.tell({ kind: 'ask-handled', on, askId: ask.id });
        return;
      case 'receipt':
        this.tell({ kind: 'receipt-unmatched', on, id, amount: 5000n, currency: 'GBP' });
        return;
      case 'match':
        if (unmatched[0]) this.tell({ kind: 'receipt-matched', on, receiptId: unmatched[0].id });
        return;
      case 'stop':
        this.tell({
          kind: 'stopped',
          on,
          id,
          stop: 'legal-hold',
          reason: 'a letter from their solicitor',
          source: null,
        });
        return;
      case 'lift-stop':
        for (const stop of stops) this.tell({ kind: 'stop-lifted', on, stopId: stop.id });
        return;
    }
  }

  private plan(parts: number, on: Day): void {
    const { items, plan } = this.snapshot(on);
    const open = items.filter((one) => one.outstanding > 0n);
    if (open.length === 0 || plan) return;
    const total = open.reduce((sum, one) => sum + one.outstanding, 0n);
    const each = total / BigInt(parts);
    const instalments = Array.from({ length: parts }, (_, index) => ({
      dueOn: addDays(on, 7 * (index + 1)),
      amount: index === 0 ? total - each * BigInt(parts - 1) : each,
    })).filter((one) => one.amount > 0n);
    this.tell({
      kind: 'plan-agreed',
      on,
      id: this.nextId(),
      currency: 'GBP',
      items: open.map((one) => itemKey(one)),
      instalments,
    });
  }

  private settle(
    item: { invoiceId: string; instalment: number; outstanding: bigint },
    wanted: bigint,
    on: Day,
  ): void {
    const amount = wanted < item.outstanding ? wanted : item.outstanding;
    this.tell({
      kind: 'settled',
      on,
      invoiceId: item.invoiceId,
      instalment: item.instalment,
      currency: 'GBP',
      amount,
    });
  }
}
