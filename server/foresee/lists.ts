import { sql } from 'kysely';
import {
  addDays,
  type Day,
  dayFromEpoch,
  isoDay,
  type MoneyJson,
  moneyJson,
} from '../../core/base/index.ts';
import {
  decodeSnapshot,
  decodeTotals,
  itemKey,
  type PromiseToPay,
  type Snapshot,
} from '../../core/receivable/index.ts';
import type { Work } from '../platform/platform.ts';
import type { PromiseDue, ReadyMessage, Today, WaitingThing } from './api.ts';
import { ROUND_TASKS } from './waiting.ts';

/** How many of a list stand on the page itself; the rest are behind it. */
const SHOWN = 10;

function firstReason(reasons: string | null): string {
  if (reasons === null) return '';
  const [first] = JSON.parse(reasons) as { text: string }[];
  return first?.text ?? '';
}

/** What the round has made and what has not left yet: what wants a yes first, then by hour. */
export async function ready(work: Work): Promise<Today['ready']> {
  const id = work.business.id;
  const counted = await sql<{ count: bigint }>`
    select count(*) as count from message
    where business_id = ${id} and state in ('proposed', 'queued', 'open')`.execute(work.tx);
  const rows = await sql<ReadyRow>`
    select m.id, m.customer_id, c.name, m.step, m.tone, m.channel, m.state, m.send_at, m.totals,
           d.reasons
    from message m
    join customer c on c.business_id = m.business_id and c.id = m.customer_id
    left join decision d on d.business_id = m.business_id and d.customer_id = m.customer_id
      and d.as_of = m.chase_on and d.message_id = m.id
    where m.business_id = ${id} and m.state in ('proposed', 'queued', 'open')
    order by m.state = 'queued', m.send_at, m.id
    limit ${SHOWN}`.execute(work.tx);
  return {
    count: Number(counted.rows[0]?.count ?? 0n),
    messages: rows.rows.map(readyMessage),
  };
}

interface ReadyRow {
  id: bigint;
  customer_id: bigint;
  name: string;
  step: string;
  tone: number;
  channel: string;
  state: string;
  send_at: string;
  totals: string;
  reasons: string | null;
}

function readyMessage(row: ReadyRow): ReadyMessage {
  return {
    id: String(row.id),
    customer: { id: String(row.customer_id), name: row.name },
    reason: row.step === 'by-hand' ? 'Written by hand' : firstReason(row.reasons),
    step: row.step,
    tone: row.tone,
    channel: row.channel,
    state: row.state,
    sendAt: row.send_at,
    total: decodeTotals(row.totals).map(moneyJson),
  };
}

/** Messages that have their yes and leave by themselves. */
export async function upcoming(work: Work): Promise<Today['upcoming']> {
  const found = await work.tx
    .selectFrom('message')
    .select((eb) => [eb.fn.countAll<bigint>().as('count'), eb.fn.min('send_at').as('next')])
    .where('business_id', '=', work.business.id)
    .where('state', '=', 'queued')
    .executeTakeFirst();
  return { count: Number(found?.count ?? 0n), next: found?.next ?? null };
}

/** Answers, replies and the like that a person must look at, the most pressing first. */
export async function waitingThings(work: Work): Promise<Today['waiting']> {
  const rows = await work.tx
    .selectFrom('task as t')
    .innerJoin('customer as c', (join) =>
      join.onRef('c.business_id', '=', 't.business_id').onRef('c.id', '=', 't.customer_id'),
    )
    .select((eb) => [
      't.id',
      't.customer_id',
      'c.name',
      't.kind',
      't.title',
      't.detail',
      't.due_on',
      't.opened_on',
      eb.fn.countAll<bigint>().over().as('count'),
    ])
    .where('t.business_id', '=', work.business.id)
    .where('t.closed_on', 'is', null)
    .where('t.kind', 'not in', [...ROUND_TASKS])
    .orderBy('t.due_on')
    .orderBy('t.id')
    .limit(SHOWN)
    .execute();
  return {
    count: Number(rows[0]?.count ?? 0n),
    things: rows.map(
      (row): WaitingThing => ({
        id: String(row.id),
        customer: { id: String(row.customer_id), name: row.name },
        kind: row.kind,
        title: row.title,
        detail: row.detail,
        dueOn: row.due_on,
        openedOn: row.opened_on,
      }),
    ),
  };
}

// A promise further off than this is not news today.
const PROMISE_AHEAD_DAYS = 7;
const PROMISE_BEHIND_DAYS = 14;

/** Promises not kept yet whose day is within a week, or passed less than two weeks ago. */
export async function promisesDue(work: Work, shown = SHOWN): Promise<Today['promises']> {
  // The codec leaves out what is empty, so the text itself tells who has promised anything.
  const rows = await sql<{ customer_id: bigint; name: string; snapshot: string }>`
    select s.customer_id, c.name, s.snapshot
    from customer_snapshot s
    join customer c on c.business_id = s.business_id and c.id = s.customer_id
    where s.business_id = ${work.business.id} and strpos(s.snapshot, '"promises"') > 0`.execute(
    work.tx,
  );
  const from = addDays(work.today, -PROMISE_BEHIND_DAYS);
  const until = addDays(work.today, PROMISE_AHEAD_DAYS);
  const due: (PromiseDue & { on: Day })[] = [];
  for (const row of rows.rows) {
    const snapshot = decodeSnapshot(row.snapshot);
    for (const promise of snapshot.promises) {
      if (promise.keptOn !== null || promise.payOn < from || promise.payOn > until) continue;
      due.push({
        on: promise.payOn,
        customer: { id: String(row.customer_id), name: row.name },
        amounts: stillToCome(promise, snapshot),
        payOn: isoDay(dayFromEpoch(promise.payOn)),
        madeOn: isoDay(dayFromEpoch(promise.madeOn)),
      });
    }
  }
  due.sort((a, b) => a.on - b.on || (a.customer.name < b.customer.name ? -1 : 1));
  return { count: due.length, promises: due.slice(0, shown).map(({ on: _, ...rest }) => rest) };
}

/** What a promise still owes: its amount less what came since, or all that is open of its items. */
function stillToCome(promise: PromiseToPay, snapshot: Snapshot): MoneyJson[] {
  const { amount, currency, received, items } = promise;
  if (amount !== null && currency !== null) {
    return [moneyJson({ amount: amount - received, currency })];
  }
  const open = new Map<string, bigint>();
  for (const item of snapshot.items) {
    if (!items.includes(itemKey(item))) continue;
    open.set(item.currency, (open.get(item.currency) ?? 0n) + item.outstanding);
  }
  return [...open].map(([code, sum]) => moneyJson({ amount: sum, currency: code }));
}

/** Customers who owe something and have no address that may be written to. */
export async function unreachable(work: Work): Promise<Today['unreachable']> {
  const rows = await sql<{ id: bigint; name: string; count: bigint }>`
    select c.id, c.name, count(*) over () as count
    from customer c
    where c.business_id = ${work.business.id}
      and exists (select 1 from instalment i where i.business_id = c.business_id
        and i.customer_id = c.id and i.outstanding > 0)
      and not exists (select 1 from contact k where k.business_id = c.business_id
        and k.customer_id = c.id and k.email is not null
        and k.not_me_on is null and k.unreachable_on is null)
    order by c.name, c.id
    limit ${SHOWN}`.execute(work.tx);
  return {
    count: Number(rows.rows[0]?.count ?? 0n),
    customers: rows.rows.map((row) => ({ id: String(row.id), name: row.name })),
  };
}
