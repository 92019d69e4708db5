import { sql } from 'kysely';
import { type Day, dayInZone, isoDay, RefusedError } from '../../core/base/index.ts';
import { ladderOf, lawfulMoment, refersTo } from '../../core/chase/index.ts';
import { decodeLines, keysAskedFor, type Purpose } from '../../core/receivable/index.ts';
import type { Work } from '../platform/platform.ts';
import { addJobs } from '../platform/queue.ts';
import type { MessageState } from '../platform/tables.ts';
import { isZone } from '../platform/zones.ts';
import { appendEvents, lawOf, placeOf, placesOf } from '../receivable/index.ts';
import { parsePolicy } from './policy-file.ts';
import { isStillWhatWasSeen, type Saying } from './seen.ts';

/** A message that somebody says yes to; `mark` (seen.ts) is what they saw of it. */
export interface Seen {
  id: bigint;
  mark: string | null;
}

/** What to approve: these messages, or all that a day's round proposed. */
type Which = { ids: readonly bigint[] } | { seen: readonly Seen[] } | { chaseOn: Day };

/**
 * Says yes to what was proposed. An email then leaves in the next open hour of the customer's
 * day, by a job of its own; a step that is only ever proposed (escalate) counts as worked.
 * @returns how many were approved
 * @throws RefusedError `more-than-seen` when a message asks for more, or says it otherwise, than
 *   what was seen; nothing is approved then
 */
export async function approveMessages(work: Work, which: Which): Promise<number> {
  const rows = await work.tx
    .selectFrom('message')
    .select(['id', 'customer_id', 'channel', 'policy_id', 'step', 'totals', 'chase_on'])
    .select(['tone', 'edited'])
    .where('business_id', '=', work.business.id)
    .where('state', '=', 'proposed')
    .where((eb) => {
      if ('chaseOn' in which) return eb('chase_on', '=', isoDay(which.chaseOn));
      const ids = 'ids' in which ? which.ids : which.seen.map((one) => one.id);
      return eb('id', 'in', [0n, ...ids]);
    })
    .orderBy('id')
    .forUpdate()
    .execute();
  if ('seen' in which) refuseUnseen(rows, which.seen);
  const spoken = rows.filter((row) => row.channel !== 'propose');
  if (spoken.length > 0) {
    const sendAts = await sendMoments(work, spoken);
    await sql`
      update message m set state = 'queued', approved = m.totals, approved_by = ${work.by},
        approved_at = ${work.now.toString()}::timestamptz, send_at = a.send_at, note = null
      from unnest(${spoken.map((row) => row.id)}::bigint[], ${sendAts}::timestamptz[]) as a (id, send_at)
      where m.business_id = ${work.business.id} and m.id = a.id`.execute(work.tx);
    await deliverAt(work, sendAts);
  }
  const worked = rows.filter((row) => row.channel === 'propose');
  if (worked.length > 0) {
    await setState(
      work,
      worked.map((row) => row.id),
      'worked',
      { sent_on: isoDay(work.today), approved_by: work.by },
    );
    await appendEvents(
      work,
      worked.map((row) => ({
        customerId: row.customer_id,
        happening: {
          kind: 'task-worked' as const,
          on: work.today,
          stepId: row.step,
          outcome: 'approved',
        },
        shown: { message: String(row.id) },
      })),
    );
  }
  return rows.length;
}

function refuseUnseen(rows: readonly ({ id: bigint } & Saying)[], seen: readonly Seen[]): void {
  const marks = new Map(seen.map((one) => [one.id, one.mark]));
  const grown = rows.filter((row) => {
    const mark = marks.get(row.id) ?? null;
    return mark !== null && !isStillWhatWasSeen(mark, row);
  }).length;
  if (grown === 0) return;
  const what =
    grown === 1
      ? 'One of these messages asks for more, or says it otherwise,'
      : `${grown} of these messages ask for more, or say it otherwise,`;
  throw new RefusedError(
    'more-than-seen',
    `${what} than when your page was made. Nothing was approved. Look at the round again.`,
    { status: 409 },
  );
}

/** Has what waits delivered at these moments, by jobs of this very transaction. */
/** When what is said yes to now leaves: the next open hour of each customer's day. */
export async function sendMoments(
  work: Work,
  said: readonly { customer_id: bigint; policy_id: string | null; channel?: string }[],
): Promise<string[]> {
  const windows = await windowsOf(work);
  const places = await placesOf(
    work,
    said.map((one) => one.customer_id),
  );
  // A yes said for another day than today (a trial) has that whole day before it.
  const isToday = dayInZone(work.now, work.business.zone) === work.today;
  const now = isToday ? work.now : null;
  return said.map((one) => {
    const nowhere = { country: null, region: null, zone: null };
    const place = places.get(one.customer_id) ?? {
      ...placeOf(work.business, nowhere),
      kind: 'company' as const,
    };
    const calendar = work.platform.calendars.of(place.country, place.region, work.today);
    const window = windows.get(one.policy_id ?? '') ?? windows.values().next().value!;
    // Where there is no lawful hour, or no clock to go by, the door is asked at once, and says no.
    if (!isZone(place.zone)) return work.now.toString();
    const there = { window, zone: place.zone, calendar };
    const law = lawOf(work.business, place);
    const at = lawfulMoment(there, law, one.channel ?? 'email', work.today, now);
    return (at ?? work.now).toString();
  });
}

export async function deliverAt(work: Work, moments: readonly string[]): Promise<void> {
  const jobs = new Map<string, Temporal.Instant>();
  for (const moment of moments) {
    const at = Temporal.Instant.from(moment);
    const isDue = Temporal.Instant.compare(at, work.now) <= 0;
    jobs.set(isDue ? 'deliver/now' : `deliver/${at}`, isDue ? work.now : at);
  }
  await addJobs(
    work.platform,
    work.tx,
    [...jobs].map(([key, runAt]) => ({ task: 'deliver', key, runAt })),
  );
}

async function windowsOf(work: Work) {
  const rows = await work.tx
    .selectFrom('policy')
    .select(['id', 'yaml', 'is_default'])
    .where('business_id', '=', work.business.id)
    .orderBy('is_default', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.id, ladderOf(parsePolicy(row.yaml)).policy.window]));
}

async function setState(
  work: Work,
  ids: readonly bigint[],
  state: MessageState,
  values: { note?: string | null; sent_on?: string; approved_by?: string | null } = {},
): Promise<void> {
  await work.tx
    .updateTable('message')
    .set({ state, ...values })
    .where('business_id', '=', work.business.id)
    .where('id', 'in', [0n, ...ids])
    .execute();
}

async function lockMessage(work: Work, id: bigint) {
  const row = await work.tx
    .selectFrom('message')
    .selectAll()
    .where('business_id', '=', work.business.id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new RefusedError('unknown-message', 'There is no such message.', { status: 404 });
  return row;
}

const SAYS: Record<MessageState, string> = {
  proposed: 'is waiting for a yes',
  queued: 'is about to leave',
  sending: 'is leaving right now',
  sent: 'has left',
  captured: 'was kept in safe mode',
  withdrawn: 'was withdrawn',
  dropped: 'was dropped',
  failed: 'could not be delivered',
  open: 'is waiting to be made',
  worked: 'was worked',
};

function mustBe(
  row: { state: MessageState },
  allowed: readonly MessageState[],
  verb: string,
): void {
  if (allowed.includes(row.state)) return;
  throw new RefusedError(
    'wrong-state',
    `This message ${SAYS[row.state]}; it cannot be ${verb} any more.`,
    { status: 409 },
  );
}

/** Drops a message before it leaves: it counts as said, and what comes next waits for its day. */
export async function dropMessage(work: Work, id: bigint, reason: string): Promise<void> {
  const row = await lockMessage(work, id);
  mustBe(row, ['proposed', 'queued', 'open'], 'dropped');
  await setState(work, [id], 'dropped', { note: reason || 'Dropped by hand' });
  await work.tx
    .updateTable('task')
    .set({ closed_on: isoDay(work.today), closed_by: work.by, outcome: 'dropped' })
    .where('business_id', '=', work.business.id)
    .where('message_id', '=', id)
    .where('closed_on', 'is', null)
    .execute();
  const purpose = row.purpose as Purpose;
  await appendEvents(work, [
    {
      customerId: row.customer_id,
      happening: {
        kind: 'step-dropped',
        on: work.today,
        stepId: row.step,
        purpose,
        about: keysAskedFor(decodeLines(row.lines)),
        refers: refersTo(purpose, row.step_key),
      },
      shown: { message: String(id), reason },
    },
  ]);
}

/** Puts a person's own words into a message; null takes the template's again. */
export async function editMessage(
  work: Work,
  id: bigint,
  edited: { subject: string; text: string } | null,
): Promise<void> {
  const row = await lockMessage(work, id);
  mustBe(row, ['proposed', 'queued'], 'edited');
  await work.tx
    .updateTable('message')
    // The words of an earlier attempt would else be taken again.
    .set({ edited: edited === null ? null : JSON.stringify(edited), body_text: null })
    .where('business_id', '=', work.business.id)
    .where('id', '=', id)
    .execute();
}

/** Takes a yes back while the message has not left. */
export async function undoApproval(work: Work, id: bigint): Promise<void> {
  const row = await lockMessage(work, id);
  mustBe(row, ['queued'], 'taken back');
  await work.tx
    .updateTable('message')
    .set({ state: 'proposed', approved: null, approved_by: null, approved_at: null })
    .where('business_id', '=', work.business.id)
    .where('id', '=', id)
    .execute();
}

/** Tries a message that could not be delivered once more, to the address the customer has now. */
export async function retryMessage(work: Work, id: bigint): Promise<void> {
  const row = await lockMessage(work, id);
  mustBe(row, ['failed'], 'tried again');
  if (row.contact_id !== null) {
    await work.tx
      .updateTable('contact')
      .set({ unreachable_on: null })
      .where('business_id', '=', work.business.id)
      .where('id', '=', row.contact_id)
      .execute();
  }
  const taken = await work.tx
    .selectFrom('message')
    .select('id')
    .where('business_id', '=', work.business.id)
    .where('customer_id', '=', row.customer_id)
    .where('id', '<>', id)
    .where('step_key', '=', row.step_key)
    .where('state', 'not in', ['withdrawn', 'failed'])
    .executeTakeFirst();
  if (taken)
    throw new RefusedError('wrong-state', 'A later message took the place of this one.', {
      status: 409,
    });
  await work.tx
    .updateTable('message')
    .set({ state: 'queued', retry_at: null, note: null, chase_on: isoDay(work.today) })
    .where('business_id', '=', work.business.id)
    .where('id', '=', id)
    .execute();
  await deliverAt(work, [row.send_at]);
}
