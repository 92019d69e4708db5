import { addDays, type Day, decimal, isoDay } from '../../../core/base/index.ts';
import { type DecideInput, type Decision, decide } from '../../../core/chase/index.ts';
import { allocateOldestFirst } from '../../../core/ledger/index.ts';
import {
  type Fact,
  fold,
  type Happening,
  itemKey,
  type Snapshot,
} from '../../../core/receivable/index.ts';
import type { Character } from './character.ts';
import type { Life, LivedTask } from './lived.ts';

/** What decide looks at beside the snapshot and the day; the same all through a life. */
export interface Setting extends Omit<DecideInput, 'snapshot' | 'today'> {
  /** The day their address turned out to be no good; null when it is fine. */
  bouncedOn: Day | null;
}

type Told = Happening extends infer One
  ? One extends { id: string }
    ? Omit<One, 'id' | 'on'>
    : Omit<One, 'on'>
  : never;

/** Who works at the demo business. */
export const OWNER = 'Ruth Okafor';

/**
 * One customer's past as it grows: facts go in, decide is asked each day as a round would, and
 * what it says is done.
 */
export class OneLife {
  readonly life: Life;
  readonly #setting: Setting;
  readonly #facts: Fact[] = [];
  #known: Snapshot | null = null;
  #count = 0;
  #latest = { on: 0 as Day, minute: 0 };

  constructor(character: Character, setting: Setting) {
    this.life = {
      character,
      invoices: [],
      payments: [],
      events: [],
      messages: [],
      rounds: [],
      tasks: [],
    };
    this.#setting = setting;
  }

  get snapshot(): Snapshot {
    this.#known ??= fold(this.#facts);
    return this.#known;
  }

  get character(): Character {
    return this.life.character;
  }

  #name(letter: 'i' | 'p' | 'e' | 'm'): string {
    this.#count += 1;
    return `§${letter}${String(this.#count).padStart(4, '0')}§`;
  }

  #learn(...facts: Fact[]): void {
    this.#facts.push(...facts);
    this.#known = null;
  }

  bill(on: Day, dueOn: Day, amount: bigint, what: string): string {
    const name = this.#name('i');
    const { currency } = this.character;
    this.life.invoices.push({ name, on, dueOn, amount, what });
    const number = numberOf(name);
    this.#learn({
      kind: 'issued',
      on,
      invoiceId: name,
      number,
      instalment: 1,
      currency,
      issuedOn: on,
      dueOn,
      amount,
    });
    return name;
  }

  /** Money arrives and is set against an invoice, the oldest, or nothing. */
  pay(on: Day, amount: bigint, towards: { invoice: string } | 'oldest' | 'none'): void {
    const { currency } = this.character;
    const open = this.snapshot.items
      .filter((item) => typeof towards === 'string' || item.invoiceId === towards.invoice)
      .map((item) => ({ ...item, invoiceId: BigInt(item.invoiceId.slice(2, -1)) }));
    const { allocations } =
      towards === 'none' ? { allocations: [] } : allocateOldestFirst(open, amount);
    const named = allocations.map((one) => ({
      invoice: `§i${String(one.invoiceId).padStart(4, '0')}§`,
      amount: one.amount,
    }));
    this.life.payments.push({
      name: this.#name('p'),
      on,
      minute: 8 * 60,
      amount,
      allocations: named,
    });
    this.#learn({ kind: 'credited', on, currency, amount });
    for (const one of named) {
      this.#learn(
        {
          kind: 'settled',
          on,
          invoiceId: one.invoice,
          instalment: 1,
          currency,
          amount: one.amount,
        },
        { kind: 'credited', on, currency, amount: -one.amount },
      );
    }
  }

  tell(
    on: Day,
    minute: number,
    told: Told,
    shown: Record<string, unknown> = {},
    by = 'customer',
  ): string {
    const name = this.#name('e');
    // Told in the order it happened, so that the same fold comes out of the database.
    const at = this.#latest.on === on ? Math.max(minute, this.#latest.minute) : minute;
    this.#latest = { on, minute: at };
    this.life.events.push({ name, minute: at, happening: { ...told, on }, shown, by });
    this.#learn({ ...told, on, id: name } as Happening);
    return name;
  }

  task(task: LivedTask): void {
    this.life.tasks.push(task);
  }

  closeTasks(about: string, on: Day, outcome: string): void {
    for (const task of this.life.tasks) {
      if (task.about !== about || task.closedOn !== null) continue;
      task.closedOn = on;
      task.outcome = outcome;
    }
  }

  decide(today: Day): Decision {
    const { bouncedOn, customer, ...same } = this.#setting;
    const email = customer.reachable.email && (bouncedOn === null || today < bouncedOn);
    const reachable = { ...customer.reachable, email };
    return decide({
      ...same,
      customer: { ...customer, reachable },
      snapshot: this.snapshot,
      today,
    });
  }

  /** A round of one day, and what it asked for done: mail left, calls made. */
  round(today: Day, callOutcome: () => string): Decision {
    const decision = this.decide(today);
    let message: string | null = null;
    if (decision.outcome !== 'hold') message = this.#carryOut(decision, today, callOutcome);
    this.life.rounds.push({ on: today, decision, message });
    return decision;
  }

  #carryOut(decision: Decision, on: Day, callOutcome: () => string): string {
    const name = this.#name('m');
    const stepId = decision.stepId!;
    if (decision.channel !== 'email') {
      const outcome = decision.channel === 'phone' ? callOutcome() : 'approved';
      this.life.messages.push({ name, on, decision, state: 'worked', note: outcome });
      this.tell(
        on,
        9 * 60 + 45,
        { kind: 'task-worked', stepId, outcome },
        { outcome, message: name },
        OWNER,
      );
      return name;
    }
    this.life.messages.push({ name, on, decision, state: 'captured', note: null });
    const about = decision.lines.filter((line) => line.part === 'due').map((line) => itemKey(line));
    this.tell(
      on,
      9 * 60 + 30,
      {
        kind: 'chase-sent',
        stepId,
        channel: 'email',
        purpose: decision.purpose!,
        about,
        refers: refersTo(decision),
      },
      { message: name, captured: true },
      'duly',
    );
    return name;
  }

  /** Everything owed, minor units. */
  owed(): bigint {
    return this.snapshot.items.reduce((sum, item) => sum + item.outstanding, 0n);
  }

  promise(on: Day, payOn: Day, sum: bigint | null): void {
    const { currency } = this.character;
    const amount = sum === null ? {} : { amount: decimal(sum, currency), currency };
    const named = sum === null ? [] : this.snapshot.items.map((item) => itemKey(item));
    this.tell(
      on,
      10 * 60 + 12,
      {
        kind: 'promised',
        amount: sum,
        currency: sum === null ? null : currency,
        items: named,
        payOn,
        confirmed: false,
      },
      { payOn: isoDay(payOn), ...amount },
    );
  }

  dispute(on: Day, invoice: string, sum: bigint | null, reason: string): void {
    const { currency, name } = this.character;
    const amount = sum === null ? {} : { amount: decimal(sum, currency), currency };
    this.tell(
      on,
      10 * 60 + 40,
      { kind: 'disputed', invoiceId: invoice, amount: sum, reason },
      { invoice: numberOf(invoice), reason, ...amount },
    );
    this.task({
      kind: 'resolve-dispute',
      about: invoice,
      key: `dispute/${invoice}`,
      title: `${name} says something is wrong with ${numberOf(invoice)}`,
      detail: reason,
      role: 'collector',
      on,
      closedOn: null,
      outcome: null,
    });
  }

  resolve(on: Day, invoice: string, note: string): void {
    this.tell(
      on,
      15 * 60,
      { kind: 'dispute-resolved', invoiceId: invoice },
      { invoice: numberOf(invoice), note },
      OWNER,
    );
    this.closeTasks(invoice, on, note);
  }

  ask(
    on: Day,
    ask: 'paid-already' | 'needs-something' | 'cannot-pay-all',
    note: string,
    what?: string,
  ): string {
    const { name } = this.character;
    const id = this.tell(
      on,
      10 * 60 + 25,
      { kind: 'asked', ask },
      { note, ...(what ? { what } : {}) },
    );
    const task = {
      'paid-already': ['look-for-payment', `Look for a payment of ${name}`, 'bookkeeper'],
      'needs-something':
        what === 'purchase-order'
          ? ['add-order', `Put ${name}'s order number on the invoice`, 'collector']
          : ['send-copy', `Send ${name} a copy`, 'collector'],
      'cannot-pay-all': ['hardship', `${name} cannot pay it all now: find a way together`, 'owner'],
    }[ask];
    const [kind, title, role] = task as [string, string, string];
    this.task({
      kind,
      about: id,
      key: `ask/${id}`,
      title,
      detail: note,
      role,
      on,
      closedOn: null,
      outcome: null,
    });
    return id;
  }

  handle(on: Day, ask: string, note: string): void {
    this.tell(on, 14 * 60, { kind: 'ask-handled', askId: ask }, { note }, OWNER);
    this.closeTasks(ask, on, note);
  }

  reply(on: Day, text: string): string {
    const { name } = this.character;
    const id = this.tell(
      on,
      12 * 60,
      { kind: 'reply-received' },
      { text, from: this.character.contact },
    );
    this.task({
      kind: 'read-reply',
      about: id,
      key: `reply/${id}`,
      title: `Read the reply of ${name}`,
      detail: text,
      role: 'collector',
      on,
      closedOn: null,
      outcome: null,
    });
    return id;
  }

  read(on: Day, reply: string): void {
    this.tell(on, 16 * 60, { kind: 'reply-read', replyId: reply }, {}, OWNER);
    this.closeTasks(reply, on, 'read');
  }

  pause(on: Day, until: Day | null, reason: string): void {
    const shown = { reason, until: until === null ? null : isoDay(until) };
    this.tell(on, 15 * 60, { kind: 'paused', until, reason }, shown, OWNER);
  }

  plan(on: Day, parts: { dueOn: Day; amount: bigint }[]): void {
    const { currency } = this.character;
    const items = this.snapshot.items;
    for (const ask of this.snapshot.asks) {
      if (ask.kind === 'cannot-pay-all' && ask.handledOn === null)
        this.handle(on, ask.id, 'a plan was agreed');
    }
    const shown = {
      currency,
      invoices: items.map((item) => item.number),
      parts: parts.map((part) => ({
        dueOn: isoDay(part.dueOn),
        amount: decimal(part.amount, currency),
      })),
    };
    const told = {
      kind: 'plan-agreed' as const,
      currency,
      items: items.map((item) => itemKey(item)),
      instalments: parts,
    };
    this.tell(on, 14 * 60 + 30, told, shown, OWNER);
  }
}

/** The number that an invoice will have, by the name it has now. */
function numberOf(invoice: string): string {
  return invoice.replace('i', 'n');
}

/** What a message around the ladder is about, from its step key. */
function refersTo(decision: Decision): string | null {
  const parts = decision.stepKey!.split('/');
  if (decision.purpose!.startsWith('plan-')) return parts.at(-1) ?? null;
  return ['promise-broken', 'not-found', 'thanks'].includes(decision.purpose!)
    ? (parts[1] ?? null)
    : null;
}

/** The first day from `from` on that is not a Saturday or Sunday. */
export function workday(from: Day): Day {
  const past = (((from + 3) % 7) + 7) % 7;
  return past < 5 ? from : addDays(from, 7 - past);
}
