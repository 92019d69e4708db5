import { sql } from 'kysely';
import { addDays, type Day, isoDay } from '../../../core/base/index.ts';
import { sendMoment } from '../../../core/chase/index.ts';
import { allocate, issue, type Posting, receive } from '../../../core/ledger/index.ts';
import { encodeLines, encodeTotals } from '../../../core/receivable/index.ts';
import { issueAnswerLink } from '../../discuss/index.ts';
import type { Work } from '../../platform/platform.ts';
import { encodeHappening, refoldCustomers } from '../../receivable/index.ts';
import { type Ingredients, type StoredMessage, wordMessage } from '../render.ts';
import type { OnRoster } from '../roster.ts';
import type { Life, LivedMessage } from './lived.ts';
import { inBulk, Names, reserve } from './names.ts';

/** A life with the customer and contact it was given in the database. */
export interface Lived {
  life: Life;
  customer: OnRoster;
  ladder: OnRoster['ladder'];
}

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

/** All things of one kind, of all customers, in the order of their days and minutes. */
function inOrder<T>(
  lives: readonly Lived[],
  of: (life: Life) => readonly T[],
  at: (thing: T) => number,
): { thing: T; owner: Lived }[] {
  return lives
    .flatMap((owner) => of(owner.life).map((thing) => ({ thing, owner })))
    .sort((a, b) => at(a.thing) - at(b.thing));
}

function moment(work: Work, on: Day, minute: number): string {
  const time = Temporal.PlainTime.from('00:00').add({ minutes: minute });
  return Temporal.PlainDate.from(isoDay(on))
    .toZonedDateTime({ timeZone: work.business.zone, plainTime: time })
    .toInstant()
    .toString();
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

async function storeMessages(
  work: Work,
  lives: readonly Lived[],
  names: Names,
  descriptions: ReadonlyMap<string, string>,
): Promise<void> {
  const from: Ingredients = {
    customers: new Map(
      lives.map(({ customer }) => [
        customer.id,
        { name: customer.name, language: null, country: customer.country },
      ]),
    ),
    subjects: new Map(),
    recipients: new Map(
      lives.map(({ life: { character }, customer }) => [
        customer.id,
        {
          contactId: customer.contactId,
          email: character.email,
          name: character.contact,
          phone: character.phone,
        },
      ]),
    ),
    descriptions: new Map(descriptions),
  };
  const rows: StoredMessage[] = [];
  for (const { thing, owner } of inOrder(
    lives,
    (life) => life.messages,
    (one) => one.on,
  )) {
    rows.push(await wordedRow(work, thing, owner, names, from));
  }
  await inBulk(work, 'message', rows, {
    id: ['bigint', (row) => row.id],
    customer_id: ['bigint', (row) => row.customer_id],
    purpose: ['text', (row) => row.purpose],
    step: ['text', (row) => row.step],
    step_key: ['text', (row) => row.step_key],
    policy_id: ['text', (row) => row.policy_id],
    channel: ['text', (row) => row.channel],
    tone: ['int', (row) => row.tone],
    template: ['text', (row) => row.template],
    state: ['text', (row) => row.state],
    chase_on: ['date', (row) => row.chase_on],
    send_at: ['timestamptz', (row) => row.send_at],
    lines: ['text', (row) => row.lines],
    totals: ['text', (row) => row.totals],
    approved: ['text', (row) => row.approved],
    approved_by: ['text', (row) => row.approved_by],
    approved_at: ['timestamptz', (row) => row.approved_at],
    contact_id: ['bigint', (row) => row.contact_id],
    to_address: ['text', (row) => row.to_address],
    to_name: ['text', (row) => row.to_name],
    subject: ['text', (row) => row.subject],
    body_text: ['text', (row) => row.body_text],
    body_html: ['text', (row) => row.body_html],
    note: ['text', (row) => row.note],
    sent_on: ['date', (row) => row.sent_on],
    sent_at: ['timestamptz', (row) => row.sent_at],
    created_at: ['timestamptz', (row) => row.created_at],
  });
  const kept = rows.filter((row) => row.state === 'captured');
  await inBulk(work, 'attempt', kept, {
    message_id: ['bigint', (row) => row.id],
    at: ['timestamptz', (row) => row.sent_at],
    outcome: ['text', () => 'captured'],
    detail: ['text', () => 'safe mode: nothing leaves'],
  });
}

const ROUND_AT = 6 * 60;

/** A message as it was kept; with its words where it is an email. */
async function wordedRow(
  work: Work,
  message: LivedMessage,
  { customer, ladder }: Lived,
  names: Names,
  from: Ingredients,
): Promise<StoredMessage> {
  const owner = { customer };
  const { decision, on } = message;
  const calendar = work.platform.calendars.of(customer.country, customer.region, on);
  const sendAt = sendMoment(ladder.policy.window, customer.zone, calendar, on, null).toString();
  const totals = encodeTotals(decision.totals);
  const isCaptured = message.state === 'captured';
  const row: StoredMessage = {
    business_id: work.business.id,
    id: BigInt(names.of(owner, message.name)),
    customer_id: customer.id,
    purpose: decision.purpose!,
    step: decision.stepId!,
    step_key: names.in(owner, decision.stepKey!),
    policy_id: ladder.policy.id,
    channel: decision.channel!,
    tone: decision.tone!,
    template: decision.template!,
    state: message.state,
    chase_on: isoDay(on),
    send_at: sendAt,
    lines: names.in(owner, encodeLines(decision.lines)),
    totals,
    approved: totals,
    approved_by: work.business.person,
    approved_at: moment(work, on, ROUND_AT + 120),
    edited: null,
    contact_id: customer.contactId,
    to_address: null,
    to_name: null,
    subject: null,
    body_text: null,
    body_html: null,
    header_id: null,
    attempts: 0,
    retry_at: null,
    note: message.note,
    sent_on: isoDay(on),
    sent_at: isCaptured ? sendAt : null,
    created_at: moment(work, on, ROUND_AT),
  };
  if (!isCaptured) return row;
  const token = await issueAnswerLink(work, {
    customerId: customer.id,
    messageId: row.id,
    contactId: customer.contactId,
  });
  const worded = wordMessage(work, row, from, token, on);
  return {
    ...row,
    subject: worded.subject,
    body_text: worded.text,
    body_html: worded.html,
    to_address: worded.recipient.email,
    to_name: worded.recipient.name,
  };
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
