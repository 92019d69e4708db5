import { sql } from 'kysely';
import { addDays, type Day, isoDay } from '../../../core/base/index.ts';
import { allocate, issue, type Posting, receive } from '../../../core/ledger/index.ts';
import type { Work } from '../../platform/platform.ts';
import { encodeHappening, refoldCustomers } from '../../receivable/index.ts';
import { inBulk, Names, reserve } from './names.ts';
import { inOrder, type Lived, moment, ROUND_AT } from './order.ts';
import { storeMessages } from './store-messages.ts';

/** Writes everything that happened, in the order it happened, and folds every customer. */
export async function storeLives(work: Work, lives: readonly Lived[]): Promise<void> {
  const names = new Names();
  const numbers = await storeInvoices(work, lives, names);
  await storePayments(work, lives, names);
  await storeEvents(work, lives, names);
  await storeMessages(work, lives, names, numbers);
  await storeRounds(work, lives, names);
  await storeTasks(work, lives, names);
  await refoldCustomers(
    work,
    lives.map((one) => one.customer.id),
  );
}

const FIRST_NUMBER = 1001;
const BILLED_AT = 8 * 60 + 30;

async function storeInvoices(work: Work, lives: readonly Lived[], names: Names) {
  const invoices = inOrder(
    lives,
    (life) => life.invoices,
    (one) => one.on,
  );
  const ids = await reserve(work, 'invoice', invoices.length);
  const descriptions = new Map<string, string>();
  const rows = invoices.map(({ thing, owner }, index) => {
    const id = ids[index]!;
    const number = `HP-${FIRST_NUMBER + index}`;
    names.learn(owner, thing.name, id);
    names.learn(owner, thing.name.replace('i', 'n'), number);
    descriptions.set(String(id), thing.what);
    const { currency } = owner.life.character;
    return { thing, owner, id, number, currency };
  });
  await inBulk(work, 'invoice', rows, {
    id: ['bigint', (row) => row.id],
    customer_id: ['bigint', (row) => row.owner.customer.id],
    number: ['text', (row) => row.number],
    issued_on: ['date', (row) => isoDay(row.thing.on)],
    due_on: ['date', (row) => isoDay(row.thing.dueOn)],
    currency: ['text', (row) => row.currency],
    amount: ['bigint', (row) => row.thing.amount],
    description: ['text', (row) => row.thing.what],
    created_at: ['timestamptz', (row) => moment(work, row.thing.on, BILLED_AT)],
  });
  await inBulk(work, 'instalment', rows, {
    invoice_id: ['bigint', (row) => row.id],
    customer_id: ['bigint', (row) => row.owner.customer.id],
    due_on: ['date', (row) => isoDay(row.thing.dueOn)],
    currency: ['text', (row) => row.currency],
    amount: ['bigint', (row) => row.thing.amount],
    outstanding: ['bigint', (row) => row.thing.amount],
  });
  return descriptions;
}

interface Booked {
  posting: Posting;
  on: Day;
  minute: number;
  entry: number;
  customerId: bigint;
}

async function storePayments(work: Work, lives: readonly Lived[], names: Names): Promise<void> {
  const payments = inOrder(
    lives,
    (life) => life.payments,
    (one) => one.on,
  );
  const ids = await reserve(work, 'payment', payments.length);
  const booked: Booked[] = lives.flatMap((owner) =>
    owner.life.invoices.map((one) => ({
      posting: issue(item(names, owner, one.name), owner.life.character.currency, one.amount),
      on: one.on,
      minute: BILLED_AT,
      entry: 0,
      customerId: owner.customer.id,
    })),
  );
  payments.forEach(({ thing, owner }, index) => {
    const { currency } = owner.life.character;
    const at = {
      on: thing.on,
      minute: thing.minute,
      entry: index + 1,
      customerId: owner.customer.id,
    };
    booked.push({ ...at, posting: receive(ids[index]!, currency, thing.amount) });
    for (const one of thing.allocations) {
      const posting = allocate(item(names, owner, one.invoice), currency, one.amount, ids[index]!);
      booked.push({ ...at, posting });
    }
  });
  const rows = payments.map((one, index) => ({ ...one, id: ids[index]! }));
  await inBulk(work, 'payment', rows, {
    id: ['bigint', (row) => row.id],
    customer_id: ['bigint', (row) => row.owner.customer.id],
    paid_on: ['date', (row) => isoDay(row.thing.on)],
    currency: ['text', (row) => row.owner.life.character.currency],
    amount: ['bigint', (row) => row.thing.amount],
    method: ['text', () => 'bank transfer'],
    created_at: ['timestamptz', (row) => moment(work, row.thing.on, row.thing.minute)],
  });
  await storePostings(work, booked);
}

function item(names: Names, owner: Lived, invoice: string) {
  return { invoiceId: BigInt(names.of(owner, invoice)), instalment: 1 };
}

async function storePostings(work: Work, booked: Booked[]): Promise<void> {
  booked.sort((a, b) => a.on - b.on || a.minute - b.minute);
  const ids = await reserve(work, 'posting', booked.length);
  const entries = await sql<{ id: bigint }>`
    select nextval('entry_id_seq') as id from generate_series(1, ${booked.length})`.execute(
    work.tx,
  );
  const entryOf = new Map<number, bigint>();
  const rows = booked.map((one, index) => {
    const own = entries.rows[index]!.id;
    const entry = one.entry === 0 ? own : (entryOf.get(one.entry) ?? own);
    entryOf.set(one.entry, entry);
    return { ...one, entry, id: ids[index]! };
  });
  await inBulk(work, 'posting', rows, {
    id: ['bigint', (row) => row.id],
    entry_id: ['bigint', (row) => row.entry],
    effective_on: ['date', (row) => isoDay(row.on)],
    kind: ['text', (row) => row.posting.kind],
    debit: ['text', (row) => row.posting.debit],
    credit: ['text', (row) => row.posting.credit],
    currency: ['text', (row) => row.posting.currency],
    amount: ['bigint', (row) => row.posting.amount],
    customer_id: ['bigint', (row) => row.customerId],
    invoice_id: ['bigint', (row) => row.posting.item?.invoiceId ?? null],
    instalment: ['int', (row) => row.posting.item?.instalment ?? null],
    payment_id: ['bigint', (row) => row.posting.paymentId],
    recorded_at: ['timestamptz', (row) => moment(work, row.on, row.minute)],
  });
}

async function storeEvents(work: Work, lives: readonly Lived[], names: Names): Promise<void> {
  const messages = inOrder(
    lives,
    (life) => life.messages,
    (one) => one.on,
  );
  const messageIds = await reserve(work, 'message', messages.length);
  for (const [index, { thing, owner }] of messages.entries())
    names.learn(owner, thing.name, messageIds[index]!);
  const events = inOrder(
    lives,
    (life) => life.events,
    (one) => one.happening.on * 1440 + one.minute,
  );
  const ids = await reserve(work, 'event', events.length);
  for (const [index, { thing, owner }] of events.entries())
    names.learn(owner, thing.name, ids[index]!);
  const rows = events.map((one, index) => ({ ...one, id: ids[index]! }));
  await inBulk(work, 'event', rows, {
    id: ['bigint', (row) => row.id],
    customer_id: ['bigint', (row) => row.owner.customer.id],
    kind: ['text', (row) => row.thing.happening.kind],
    effective_on: ['date', (row) => isoDay(row.thing.happening.on)],
    data: ['jsonb', (row) => names.in(row.owner, encodeHappening(row.thing.happening))],
    shown: ['jsonb', (row) => names.in(row.owner, JSON.stringify(row.thing.shown))],
    by: ['text', (row) => row.thing.by],
    recorded_at: ['timestamptz', (row) => moment(work, row.thing.happening.on, row.thing.minute)],
  });
}

async function storeRounds(work: Work, lives: readonly Lived[], names: Names): Promise<void> {
  const decisions = lives.flatMap((owner) => owner.life.rounds.map((one) => ({ owner, ...one })));
  await inBulk(work, 'decision', decisions, {
    as_of: ['date', (row) => isoDay(row.on)],
    customer_id: ['bigint', (row) => row.owner.customer.id],
    outcome: ['text', (row) => row.decision.outcome],
    step: ['text', (row) => row.decision.stepId ?? row.decision.nextStepId],
    tone: ['int', (row) => row.decision.tone],
    reason: ['text', (row) => row.decision.reasons[0]!.code],
    reasons: ['text', (row) => names.in(row.owner, JSON.stringify(row.decision.reasons))],
    next_on: ['date', (row) => (row.decision.nextOn === null ? null : isoDay(row.decision.nextOn))],
    message_id: [
      'bigint',
      (row) => (row.message === null ? null : names.of(row.owner, row.message)),
    ],
  });
  const days = [...Map.groupBy(decisions, (one) => one.on)];
  await inBulk(work, 'round', days, {
    as_of: ['date', ([on]) => isoDay(on)],
    started_at: ['timestamptz', ([on]) => moment(work, on, ROUND_AT)],
    finished_at: ['timestamptz', ([on]) => moment(work, on, ROUND_AT)],
    customers: ['int', ([, all]) => all.length],
    counts: ['jsonb', ([, all]) => JSON.stringify(tally(all, (one) => one.decision.outcome))],
    holds: [
      'jsonb',
      ([, all]) =>
        JSON.stringify(
          tally(
            all.filter((one) => one.decision.outcome === 'hold'),
            (one) => one.decision.reasons[0]!.code,
          ),
        ),
    ],
  });
}

function tally<T>(all: readonly T[], key: (one: T) => string): Record<string, number> {
  const groups = [...Map.groupBy(all, key)].map(([name, ones]) => [name, ones.length] as const);
  return Object.fromEntries(groups);
}

const DAYS_TO_DO_IT = 2;

async function storeTasks(work: Work, lives: readonly Lived[], names: Names): Promise<void> {
  const tasks = inOrder(
    lives,
    (life) => life.tasks,
    (one) => one.on,
  );
  await inBulk(work, 'task', tasks, {
    customer_id: ['bigint', (row) => row.owner.customer.id],
    kind: ['text', (row) => row.thing.kind],
    key: ['text', (row) => names.in(row.owner, row.thing.key)],
    title: ['text', (row) => names.in(row.owner, row.thing.title)],
    detail: ['text', (row) => row.thing.detail],
    role: ['text', (row) => row.thing.role],
    due_on: ['date', (row) => isoDay(addDays(row.thing.on, DAYS_TO_DO_IT))],
    opened_on: ['date', (row) => isoDay(row.thing.on)],
    closed_on: ['date', (row) => (row.thing.closedOn === null ? null : isoDay(row.thing.closedOn))],
    closed_by: ['text', (row) => (row.thing.closedOn === null ? null : work.business.person)],
    outcome: ['text', (row) => row.thing.outcome],
    created_at: ['timestamptz', (row) => moment(work, row.thing.on, ROUND_AT)],
  });
}
