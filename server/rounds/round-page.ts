import { type RawBuilder, sql } from 'kysely';
import { type Day, isoDay } from '../../core/base/index.ts';
import type { Decision, Reason } from '../../core/chase/index.ts';
import { decodeLines, decodeTotals } from '../../core/receivable/index.ts';
import type { Work } from '../platform/platform.ts';
import type { MessageState } from '../platform/tables.ts';
import type { Planned } from './planned.ts';

/** A message in the outbox that has not left. */
export interface Pending {
  id: bigint;
  customerId: bigint;
  step: string;
  stepKey: string;
  state: 'proposed' | 'queued' | 'open';
}

/** A decision of the day that was carried out: it stands, whatever is decided later that day. */
export type Standing = { became: MessageState } & Pick<
  Decision,
  'outcome' | 'stepId' | 'channel' | 'tone' | 'lines' | 'totals' | 'reasons'
>;

/**
 * Messages that wait to leave or to be worked, of all customers: read once, before the round writes
 * its own. Asked for page by page, they would be looked for among all that the round wrote before.
 */
export async function pendingMessages(work: Work): Promise<Map<bigint, Pending[]>> {
  const result = await sql<Pending>`
    select id, customer_id as "customerId", step, step_key as "stepKey", state from message
    where business_id = ${work.business.id} and state in ('proposed', 'queued', 'open')
      and purpose <> 'by-hand'`.execute(work.tx);
  return Map.groupBy(result.rows, (row) => row.customerId);
}

/** Decisions of the day whose message left, was worked or was dropped. */
export async function standingOf(
  work: Work,
  ids: readonly bigint[],
): Promise<Map<bigint, Standing>> {
  const result = await sql<{
    customer_id: bigint;
    outcome: Decision['outcome'];
    step: string;
    tone: number;
    reasons: string;
    channel: string;
    lines: string;
    totals: string;
    state: MessageState;
  }>`
    select d.customer_id, d.outcome, d.step, d.tone, d.reasons, m.channel, m.lines, m.totals, m.state
    from decision d join message m on m.business_id = d.business_id and m.id = d.message_id
    where d.business_id = ${work.business.id} and d.as_of = ${isoDay(work.today)}::date
      and d.customer_id = any(${ids}::bigint[])
      and m.state in ('sending', 'sent', 'captured', 'worked', 'dropped')`.execute(work.tx);
  return new Map(
    result.rows.map((row) => [
      row.customer_id,
      {
        became: row.state,
        outcome: row.outcome,
        stepId: row.step,
        channel: row.channel,
        tone: row.tone,
        lines: decodeLines(row.lines),
        totals: decodeTotals(row.totals),
        reasons: JSON.parse(row.reasons) as Reason[],
      },
    ]),
  );
}

/**
 * Writes a page of decisions with their messages. What waits in the outbox and is still right is
 * kept and brought up to date; what is not is withdrawn with the reason.
 * @returns how many messages were created
 */
export async function writePage(
  work: Work,
  planned: readonly Planned[],
  pending: ReadonlyMap<bigint, Pending[]>,
  standing: ReadonlyMap<bigint, Standing>,
  again: boolean,
): Promise<number> {
  const open = planned.filter((plan) => !standing.has(plan.customerId));
  if (pending.size > 0) await reconcile(work, open, pending);
  const keptOf = (plan: Planned) =>
    pending.get(plan.customerId)?.find((one) => one.stepKey === plan.stepKey);
  const fresh = open.filter((plan) => plan.sendAt !== null && !keptOf(plan));
  const ids = fresh.length === 0 ? new Map<bigint, bigint>() : await insertMessages(work, fresh);
  const created = ids.size;
  for (const plan of open) {
    const kept = keptOf(plan);
    if (kept) ids.set(plan.customerId, kept.id);
  }
  await insertDecisions(work, open, ids, again);
  await openTasks(work, open, ids);
  return created;
}

async function reconcile(
  work: Work,
  open: readonly Planned[],
  pending: ReadonlyMap<bigint, Pending[]>,
): Promise<void> {
  const kept: { id: bigint; plan: Planned }[] = [];
  const gone: { id: bigint; why: string }[] = [];
  for (const plan of open) {
    for (const one of pending.get(plan.customerId) ?? []) {
      if (one.stepKey === plan.stepKey) kept.push({ id: one.id, plan });
      else if (!waitsForOpenDay(one, plan)) gone.push({ id: one.id, why: plan.reason.text });
    }
  }
  if (gone.length > 0) await withdraw(work, gone);
  if (kept.length === 0) return;
  await sql`
    update message m set lines = k.lines, totals = k.totals, tone = k.tone, template = k.template,
      chase_on = ${isoDay(work.today)}::date, send_at = greatest(m.send_at, k.send_at),
      -- A policy made stricter since asks for the yes that nobody has said yet.
      state = case when m.state = 'queued' and m.approved_by is null and k.outcome = 'propose'
        then 'proposed' else m.state end
    from unnest(${kept.map((one) => one.id)}::bigint[], ${kept.map((one) => one.plan.lines)}::text[],
      ${kept.map((one) => one.plan.totals)}::text[], ${kept.map((one) => one.plan.tone)}::smallint[],
      ${kept.map((one) => one.plan.template)}::text[], ${kept.map((one) => one.plan.sendAt)}::timestamptz[],
      ${kept.map((one) => one.plan.outcome)}::text[]
    ) as k (id, lines, totals, tone, template, send_at, outcome)
    where m.business_id = ${work.business.id} and m.id = k.id
      and m.state in ('proposed', 'queued', 'open')`.execute(work.tx);
}

/**
 * What was decided on Friday and has not left is still right on Saturday, with the yes and the
 * words a person gave it: a closed day, or a rule of law that ends by waiting, only puts it off.
 */
function waitsForOpenDay(pending: Pending, plan: Planned): boolean {
  const { code } = plan.reason;
  const untilItsHour = code.startsWith('law-') && plan.nextOn !== null;
  const waits = code === 'closed-day' || code === 'quiet-season' || untilItsHour;
  return waits && plan.nextStepId === pending.step;
}

/**
 * Takes messages back before they left, with the reason, and closes the tasks that came with them.
 */
export async function withdraw(
  work: Work,
  messages: readonly { id: bigint; why: string }[],
): Promise<void> {
  await sql`
    update message m set state = 'withdrawn', note = w.why
    from unnest(${messages.map((one) => one.id)}::bigint[], ${messages.map((one) => one.why)}::text[]) as w (id, why)
    where m.business_id = ${work.business.id} and m.id = w.id
      and m.state in ('proposed', 'queued', 'open', 'sending')`.execute(work.tx);
  await sql`
    update task set closed_on = ${isoDay(work.today)}::date, closed_by = ${work.by}, outcome = 'withdrawn'
    where business_id = ${work.business.id} and closed_on is null
      and message_id = any(${messages.map((one) => one.id)}::bigint[])`.execute(work.tx);
}

const SEPARATOR = '\u001e';

/**
 * Texts as one array parameter. JSON and the names of steps hold no control character, so what is
 * joined by one comes apart again without quoting each text, which took a third of a round's time.
 */
function texts(values: readonly (string | null)[]) {
  return sql`string_to_array(${values.map((value) => value ?? '').join(SEPARATOR)}, ${SEPARATOR}, '')`;
}

/** Numbers, days or moments as the text of an array; none of them needs quoting. */
function bare(values: readonly (bigint | number | string | null)[]): string {
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`;
}

const STATE_OF = { send: 'queued', propose: 'proposed', task: 'open' } as const;

/**
 * Writes new messages. Looking for conflicts before each row doubles the price of writing it, so a
 * page is first written as if there were none; a key that objects takes back to the savepoint.
 * @returns the new message of each customer; a customer whose step was said already has none
 */
async function insertMessages(work: Work, fresh: readonly Planned[]): Promise<Map<bigint, bigint>> {
  await sql`savepoint messages`.execute(work.tx);
  try {
    const ids = await insertNew(work, fresh, sql``);
    await sql`release savepoint messages`.execute(work.tx);
    return ids;
  } catch (error) {
    if (!isTaken(error)) throw error;
    await sql`rollback to savepoint messages`.execute(work.tx);
    return insertNew(work, fresh, sql`on conflict do nothing`);
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}

async function insertNew(
  work: Work,
  fresh: readonly Planned[],
  conflict: RawBuilder<unknown>,
): Promise<Map<bigint, bigint>> {
  const of = <T>(read: (plan: Planned) => T) => fresh.map(read);
  const result = await sql<{ id: bigint; customer_id: bigint }>`
    insert into message (business_id, customer_id, purpose, step, step_key, policy_id, channel, tone, template,
                         state, chase_on, send_at, lines, totals, contact_id, created_at)
    select ${work.business.id}, m.customer_id, m.purpose, m.step, m.step_key, m.policy_id, m.channel, m.tone, m.template,
           m.state, ${isoDay(work.today)}::date, m.send_at, m.lines, m.totals, m.contact_id, ${work.now.toString()}::timestamptz
    from unnest(
      ${bare(of((plan) => plan.customerId))}::bigint[], ${texts(of((plan) => plan.purpose))},
      ${texts(of((plan) => plan.stepId))}, ${texts(of((plan) => plan.stepKey))},
      ${texts(of((plan) => plan.policyId))}, ${texts(of((plan) => plan.channel))},
      ${bare(of((plan) => plan.tone))}::smallint[], ${texts(of((plan) => plan.template))},
      ${texts(of((plan) => STATE_OF[plan.outcome as keyof typeof STATE_OF]))},
      ${bare(of((plan) => plan.sendAt))}::timestamptz[], ${texts(of((plan) => plan.lines))}, ${texts(of((plan) => plan.totals))},
      ${bare(of((plan) => plan.contactId))}::bigint[]
    ) as m (customer_id, purpose, step, step_key, policy_id, channel, tone, template, state, send_at, lines, totals, contact_id)
    ${conflict}
    returning id, customer_id`.execute(work.tx);
  return new Map(result.rows.map((row) => [row.customer_id, row.id]));
}

/** Writes decisions of the work's day; `again` puts them in the place of those that are there. */
export async function insertDecisions(
  work: Work,
  open: readonly Planned[],
  messageIds: ReadonlyMap<bigint, bigint>,
  again: boolean,
): Promise<void> {
  const of = <T>(read: (plan: Planned) => T) => open.map(read);
  const conflict = again
    ? sql`on conflict (business_id, as_of, customer_id) do update set outcome = excluded.outcome, step = excluded.step,
          tone = excluded.tone, reason = excluded.reason, reasons = excluded.reasons, next_on = excluded.next_on,
          message_id = excluded.message_id`
    : sql``;
  await sql`
    insert into decision (business_id, as_of, customer_id, outcome, step, tone, reason, reasons, next_on, message_id)
    select ${work.business.id}, ${isoDay(work.today)}::date, d.customer_id, d.outcome, d.step, d.tone,
           d.reason, d.reasons,
           d.next_on, d.message_id
    from unnest(
      ${bare(of((plan) => plan.customerId))}::bigint[], ${texts(of((plan) => plan.outcome))},
      ${texts(of((plan) => plan.stepId ?? plan.nextStepId))}, ${bare(of((plan) => plan.tone))}::smallint[],
      ${texts(of((plan) => plan.reason.code))}, ${texts(of((plan) => plan.reasons))},
      ${bare(of((plan) => isoOrNull(plan.nextOn)))}::date[], ${bare(of((plan) => messageIds.get(plan.customerId) ?? null))}::bigint[]
    ) as d (customer_id, outcome, step, tone, reason, reasons, next_on, message_id)
    ${conflict}`.execute(work.tx);
}

function isoOrNull(value: Day | null): string | null {
  return value === null ? null : isoDay(value);
}

/** Tasks that decisions name, and a task for every call that is to be made. */
async function openTasks(
  work: Work,
  open: readonly Planned[],
  messageIds: ReadonlyMap<bigint, bigint>,
): Promise<void> {
  const calls = open
    .filter((plan) => plan.outcome === 'task')
    .map((plan) => ({
      plan,
      kind: 'call',
      key: `call/${plan.stepKey}`,
      title: `Ring ${plan.customerName}`,
      role: 'collector',
      dueOn: work.today,
      messageId: messageIds.get(plan.customerId) ?? null,
    }));
  const named = open.flatMap((plan) =>
    plan.tasks.map((task) => ({ plan, ...task, messageId: null })),
  );
  const tasks = await notSaidBefore(work, [...calls, ...named]);
  if (tasks.length === 0) return;
  await sql`
    insert into task (business_id, customer_id, kind, key, title, role, due_on, opened_on, message_id, created_at)
    select ${work.business.id}, t.customer_id, t.kind, t.key, t.title, t.role, t.due_on, ${isoDay(work.today)}::date,
           t.message_id, ${work.now.toString()}::timestamptz
    from unnest(${bare(tasks.map((task) => task.plan.customerId))}::bigint[], ${tasks.map((task) => task.kind)}::text[],
      ${tasks.map((task) => task.key)}::text[], ${tasks.map((task) => task.title)}::text[],
      ${tasks.map((task) => task.role)}::text[], ${bare(tasks.map((task) => isoDay(task.dueOn)))}::date[],
      ${bare(tasks.map((task) => task.messageId))}::bigint[]
    ) as t (customer_id, kind, key, title, role, due_on, message_id)
    on conflict do nothing`.execute(work.tx);
}

/** Leaves out what is put before a person a single time, and was, even if it is closed by now. */
async function notSaidBefore<T extends { plan: Planned; key: string; once?: true }>(
  work: Work,
  tasks: T[],
): Promise<T[]> {
  const once = tasks.filter((task) => task.once);
  if (once.length === 0) return tasks;
  const { rows } = await sql<{ customer_id: bigint; key: string }>`
    select customer_id, key from task where business_id = ${work.business.id}
      and customer_id = any(${once.map((task) => task.plan.customerId)}::bigint[])
      and key = any(${once.map((task) => task.key)}::text[])`.execute(work.tx);
  const known = new Set(rows.map((row) => `${row.customer_id} ${row.key}`));
  return tasks.filter((task) => !task.once || !known.has(`${task.plan.customerId} ${task.key}`));
}
