import { sql } from 'kysely';
import { type Day, isoDay } from '../../core/base/index.ts';
import type { Decision, Reason } from '../../core/chase/index.ts';
import { decodeLines, decodeTotals } from '../../core/receivable/index.ts';
import type { Work } from '../platform/platform.ts';
import type { MessageState } from '../platform/tables.ts';
import type { OnRoster } from './roster.ts';

/** A decision about to be written. */
export interface Planned {
  customer: OnRoster;
  decision: Decision;
  /** When it would leave; null for a hold. */
  sendAt: string | null;
  lines: string;
  totals: string;
}

/** A message in the outbox that has not left. */
interface Pending {
  id: bigint;
  customerId: bigint;
  step: string;
  stepKey: string;
  state: 'proposed' | 'queued' | 'open';
}

/** A decision of the day that was carried out: it stands, whatever is decided later that day. */
type Standing = { became: MessageState } & Pick<
  Decision,
  'outcome' | 'stepId' | 'channel' | 'tone' | 'lines' | 'totals' | 'reasons'
>;

/** Messages of these customers that wait to leave or to be worked. */
export async function pendingOf(
  work: Work,
  ids: readonly bigint[],
): Promise<Map<bigint, Pending[]>> {
  const result = await sql<Pending>`
    select id, customer_id as "customerId", step, step_key as "stepKey", state from message
    where business_id = ${work.business.id} and customer_id = any(${ids}::bigint[])
      and state in ('proposed', 'queued', 'open')`.execute(work.tx);
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
  const open = planned.filter((plan) => !standing.has(plan.customer.id));
  if (pending.size > 0) await reconcile(work, open, pending);
  const keyOf = new Map(open.map((plan) => [plan.customer.id, plan.decision.stepKey]));
  const isKept = (plan: Planned) =>
    pending.get(plan.customer.id)?.some((one) => one.stepKey === plan.decision.stepKey) ?? false;
  const fresh = open.filter((plan) => plan.sendAt !== null && !isKept(plan));
  const ids = fresh.length === 0 ? new Map<bigint, bigint>() : await insertMessages(work, fresh);
  const created = ids.size;
  for (const [customerId, messages] of pending) {
    const kept = messages.find((one) => one.stepKey === keyOf.get(customerId));
    if (kept) ids.set(customerId, kept.id);
  }
  await insertDecisions(work, open, ids, again);
  await openTasks(work, open);
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
    for (const one of pending.get(plan.customer.id) ?? []) {
      if (one.stepKey === plan.decision.stepKey) kept.push({ id: one.id, plan });
      else if (!waitsForOpenDay(one, plan.decision))
        gone.push({ id: one.id, why: plan.decision.reasons[0]!.text });
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
      ${kept.map((one) => one.plan.totals)}::text[], ${kept.map((one) => one.plan.decision.tone)}::smallint[],
      ${kept.map((one) => one.plan.decision.template)}::text[], ${kept.map((one) => one.plan.sendAt)}::timestamptz[],
      ${kept.map((one) => one.plan.decision.outcome)}::text[]
    ) as k (id, lines, totals, tone, template, send_at, outcome)
    where m.business_id = ${work.business.id} and m.id = k.id
      and m.state in ('proposed', 'queued', 'open')`.execute(work.tx);
}

/**
 * What was decided on Friday and has not left is still right on Saturday, with the yes and the
 * words a person gave it: a closed day only puts it off (rule 5).
 */
function waitsForOpenDay(pending: Pending, decision: Decision): boolean {
  return decision.reasons[0]!.code === 'closed-day' && decision.nextStepId === pending.step;
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
function joined(texts: readonly (string | null)[]) {
  return sql`string_to_array(${texts.map((text) => text ?? '').join(SEPARATOR)}, ${SEPARATOR}, '')`;
}

const STATE_OF = { send: 'queued', propose: 'proposed', task: 'open' } as const;

/** @returns the new message of each customer; a customer whose step was said already has none */
async function insertMessages(work: Work, fresh: readonly Planned[]): Promise<Map<bigint, bigint>> {
  const of = <T>(read: (plan: Planned) => T) => fresh.map(read);
  const result = await sql<{ id: bigint; customer_id: bigint }>`
    insert into message (business_id, customer_id, purpose, step, step_key, policy_id, channel, tone, template,
                         state, chase_on, send_at, lines, totals, contact_id, created_at)
    select ${work.business.id}, m.customer_id, m.purpose, m.step, m.step_key, m.policy_id, m.channel, m.tone, m.template,
           m.state, ${isoDay(work.today)}::date, m.send_at, m.lines, m.totals, m.contact_id, ${work.now.toString()}::timestamptz
    from unnest(
      ${of((plan) => plan.customer.id)}::bigint[], ${joined(of((plan) => plan.decision.purpose))},
      ${joined(of((plan) => plan.decision.stepId))}, ${joined(of((plan) => plan.decision.stepKey))},
      ${joined(of((plan) => plan.customer.ladder.policy.id))}, ${joined(of((plan) => plan.decision.channel))},
      ${of((plan) => plan.decision.tone)}::smallint[], ${joined(of((plan) => plan.decision.template))},
      ${joined(of((plan) => STATE_OF[plan.decision.outcome as keyof typeof STATE_OF]))},
      ${of((plan) => plan.sendAt)}::timestamptz[], ${joined(of((plan) => plan.lines))}, ${joined(of((plan) => plan.totals))},
      ${of((plan) => plan.customer.contactId)}::bigint[]
    ) as m (customer_id, purpose, step, step_key, policy_id, channel, tone, template, state, send_at, lines, totals, contact_id)
    on conflict do nothing
    returning id, customer_id`.execute(work.tx);
  return new Map(result.rows.map((row) => [row.customer_id, row.id]));
}

async function insertDecisions(
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
      ${of((plan) => plan.customer.id)}::bigint[], ${joined(of((plan) => plan.decision.outcome))},
      ${joined(of((plan) => plan.decision.stepId ?? plan.decision.nextStepId))}, ${of((plan) => plan.decision.tone)}::smallint[],
      ${joined(of((plan) => plan.decision.reasons[0]!.code))}, ${joined(of((plan) => JSON.stringify(plan.decision.reasons)))},
      ${of((plan) => isoOrNull(plan.decision.nextOn))}::date[], ${of((plan) => messageIds.get(plan.customer.id) ?? null)}::bigint[]
    ) as d (customer_id, outcome, step, tone, reason, reasons, next_on, message_id)
    ${conflict}`.execute(work.tx);
}

function isoOrNull(value: Day | null): string | null {
  return value === null ? null : isoDay(value);
}

/** Tasks that decisions name, and a task for every call that is to be made. */
async function openTasks(work: Work, open: readonly Planned[]): Promise<void> {
  const calls = open
    .filter((plan) => plan.decision.outcome === 'task')
    .map((plan) => ({
      plan,
      kind: 'call',
      key: `call/${plan.decision.stepKey}`,
      title: `Ring ${plan.customer.name}`,
      role: 'collector',
      dueOn: work.today,
    }));
  const named = open.flatMap((plan) => plan.decision.tasks.map((task) => ({ plan, ...task })));
  const tasks = [...calls, ...named];
  if (tasks.length === 0) return;
  await sql`
    insert into task (business_id, customer_id, kind, key, title, role, due_on, opened_on, message_id, created_at)
    select ${work.business.id}, t.customer_id, t.kind, t.key, t.title, t.role, t.due_on, ${isoDay(work.today)}::date,
           m.id, ${work.now.toString()}::timestamptz
    from unnest(${tasks.map((task) => task.plan.customer.id)}::bigint[], ${tasks.map((task) => task.kind)}::text[],
      ${tasks.map((task) => task.key)}::text[], ${tasks.map((task) => task.title)}::text[],
      ${tasks.map((task) => task.role)}::text[],
      ${tasks.map((task) => isoDay(task.dueOn))}::date[]
    ) as t (customer_id, kind, key, title, role, due_on)
    left join message m on t.kind = 'call' and m.business_id = ${work.business.id} and m.customer_id = t.customer_id
      and 'call/' || m.step_key = t.key and m.state = 'open'
    on conflict do nothing`.execute(work.tx);
}
