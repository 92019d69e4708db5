import { type RawBuilder, sql } from 'kysely';
import { dayInZone, isoDay, moneyJson, shortDay } from '../../core/base/index.ts';
import { heldInOrder, type Reason } from '../../core/chase/index.ts';
import { decodeTotals } from '../../core/receivable/index.ts';
import type { Work } from '../platform/platform.ts';
import { HAS_MESSAGE_WAITING, placeOf, roundDueNow, stillHeld } from '../receivable/index.ts';
import type { HeldCustomer, Message, Round } from './api.ts';
import { markOf } from './seen.ts';

/** Most messages a round's page shows at once; a larger round is approved by page. */
const ROUND_PAGE = 2_000;

interface MessageRow {
  id: bigint;
  customer_id: bigint;
  name: string;
  country: string | null;
  region: string | null;
  zone: string | null;
  purpose: string;
  step: string;
  tone: number;
  channel: string;
  state: string;
  approved_by: string | null;
  send_at: string;
  sent_at: string | null;
  totals: string;
  edited: unknown;
  note: string | null;
  reasons: string | null;
}

/** Messages with their customer and the reasons of the round that decided them. */
async function readMessages(
  work: Work,
  where: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
  limit: number,
): Promise<Message[]> {
  const { rows } = await sql<MessageRow>`
    select m.id, m.customer_id, c.name, c.country, c.region, c.zone, m.purpose, m.step, m.tone, m.channel, m.state,
           m.approved_by, m.send_at, m.sent_at, m.totals, m.edited, m.note, d.reasons
    from message m
    join customer c on c.business_id = m.business_id and c.id = m.customer_id
    left join decision d on d.business_id = m.business_id and d.customer_id = m.customer_id
      and d.as_of = m.chase_on and d.message_id = m.id
    where m.business_id = ${work.business.id} and ${where}
    order by ${order} limit ${limit}`.execute(work.tx);
  return rows.map((row) => messageOf(work, row));
}

function messageOf(work: Work, row: MessageRow): Message {
  const reasons = row.reasons === null ? [] : (JSON.parse(row.reasons) as Reason[]);
  return {
    id: String(row.id),
    customer: { id: String(row.customer_id), name: row.name },
    purpose: row.purpose,
    step: row.step,
    tone: row.tone,
    channel: row.channel,
    mode: modeOf(row),
    state: row.state,
    sendAt: row.send_at,
    sendAtLocal: localTime(work, row),
    sentAt: row.sent_at,
    total: decodeTotals(row.totals).map(moneyJson),
    reason: reasons[0]?.text ?? (row.purpose === 'by-hand' ? `Written by ${row.approved_by}` : ''),
    reasons,
    note: row.note,
    mark: markOf(row),
  };
}

function modeOf(row: MessageRow): Message['mode'] {
  if (row.channel === 'phone') return 'task';
  return row.state === 'proposed' || row.approved_by !== null || row.channel === 'propose'
    ? 'propose'
    : 'send';
}

function localTime(work: Work, row: MessageRow): string {
  const { zone } = placeOf(work.business, row);
  const at = Temporal.Instant.from(row.send_at);
  const time = at.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' });
  return `${shortDay(dayInZone(at, zone), work.today)}, ${time}`;
}

/** One message as a line of a list; null when there is none with that id. */
export async function readMessage(work: Work, id: bigint): Promise<Message | null> {
  const [message] = await readMessages(work, sql`m.id = ${id}`, sql`m.id`, 1);
  return message ?? null;
}

/** The latest round up to the work's day: what it made and what it left in peace. */
export async function readRound(work: Work): Promise<Round> {
  const round = await work.tx
    .selectFrom('round')
    .selectAll()
    .where('business_id', '=', work.business.id)
    .where('as_of', '<=', isoDay(work.today))
    .orderBy('as_of', 'desc')
    .limit(1)
    .executeTakeFirst();
  const messages = await readMessages(
    work,
    sql`m.state in ('proposed', 'queued', 'open')`,
    sql`m.state = 'queued', m.send_at, m.id`,
    ROUND_PAGE,
  );
  const due = await roundDueNow(work);
  const none = { send: 0, task: 0, propose: 0, hold: 0, charge: 0 };
  if (!round)
    return {
      asOf: null,
      state: messages.length > 0 ? 'waiting' : 'none',
      due,
      counts: none,
      messages,
      held: [],
    };
  const held = await stillHeld(work, round.as_of, round.holds as Record<string, number>);
  return {
    asOf: round.as_of,
    state: messages.length > 0 ? 'waiting' : 'done',
    due,
    counts: { ...none, ...(round.counts as object) },
    messages,
    held: heldInOrder(held),
  };
}

/** Customers that the latest round left in peace, after an id; all, or for one reason. */
export async function readHeld(
  work: Work,
  reason: string | null,
  after: bigint,
  limit: number,
): Promise<HeldCustomer[]> {
  const { rows } = await sql<{ id: bigint; name: string; reasons: string; next_on: string | null }>`
    select c.id, c.name, d.reasons, d.next_on
    from decision d join customer c on c.business_id = d.business_id and c.id = d.customer_id
    where d.business_id = ${work.business.id} and d.outcome = 'hold' and d.customer_id > ${after}
      and d.as_of = (select max(as_of) from round where business_id = ${work.business.id} and as_of <= ${isoDay(work.today)}::date)
      and ${reason === null ? sql`true` : sql`d.reason = ${reason}`} and not ${HAS_MESSAGE_WAITING}
    order by d.customer_id limit ${limit}`.execute(work.tx);
  return rows.map((row) => {
    const reasons = JSON.parse(row.reasons) as Reason[];
    return {
      customer: { id: String(row.id), name: row.name },
      text: reasons[0]?.text ?? '',
      reasons,
      nextOn: row.next_on,
    };
  });
}

/** The outbox's drawers, in the order of their tabs. */
export const OUTBOX_STATES = ['upcoming', 'held', 'sent', 'failed', 'all'] as const;

export type OutboxState = (typeof OUTBOX_STATES)[number];

const DRAWERS: Record<OutboxState, RawBuilder<unknown>> = {
  upcoming: sql`m.state in ('proposed', 'queued', 'sending', 'open')`,
  // Turned back before leaving: withdrawn with the reason, or dropped by a person.
  held: sql`m.state in ('withdrawn', 'dropped')`,
  sent: sql`m.state in ('sent', 'captured', 'worked')`,
  failed: sql`m.state = 'failed'`,
  all: sql`true`,
};

/** A page of the outbox, newest first. */
export function readOutbox(
  work: Work,
  state: OutboxState,
  before: bigint | null,
  limit: number,
): Promise<Message[]> {
  const older = before === null ? sql`true` : sql`m.id < ${before}`;
  return readMessages(work, sql`${DRAWERS[state]} and ${older}`, sql`m.id desc`, limit);
}
