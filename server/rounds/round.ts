import { sql } from 'kysely';
import { type Day, isoDay } from '../../core/base/index.ts';
import { type Ladder, lawfulMoment, type SourceOfTruth } from '../../core/chase/index.ts';
import type { Law } from '../../core/law/index.ts';
import { approveMessages, loadLadders } from '../chase/index.ts';
import { todayIn } from '../platform/clock.ts';
import type { Platform, Work } from '../platform/platform.ts';
import { addJob } from '../platform/queue.ts';
import { openWork } from '../platform/work.ts';
import { captureDue } from './capture.ts';
import { DryRun } from './dry-run.ts';
import { ROUND_LOCK } from './locks.ts';
import { messageOf, type Planned, planOf, type RoundMessage } from './planned.ts';
import { decideFor, type OnRoster, readRoster, rosterInTurns, sourceOfTruth } from './roster.ts';
import { pendingMessages, type Standing, standingOf, writePage } from './round-page.ts';

/** Customers decided at once: the database works on one page while the next is decided. */
const PAGE = 2_000;

export interface RoundOptions {
  /** The day of the round; today where the business is, unless said. */
  asOf?: Day;
  /** The same round, taken back at the end. */
  dryRun?: boolean;
  /** Says yes to what the round proposes instead of waiting for a person. */
  approve?: boolean;
  by?: string;
  /** How long a message stays in the outbox at least, so that whoever asked can read it first. */
  graceMinutes?: number;
  /** Leaves out the list of messages, which a large round has no use for. */
  withoutMessages?: boolean;
  onProgress?: (customers: number) => void;
}

/** What a round found and did; the JSON of `duly round`. */
export interface RoundReport {
  asOf: string;
  customers: number;
  decisions: { send: number; task: number; propose: number; hold: number; charge: number };
  holds: Record<string, number>;
  messages: RoundMessage[];
  /** Messages that this round put into the outbox; none when it was run before. */
  created: number;
}

/**
 * One pass of decide over all customers of a business for a day. Decisions, messages and the jobs
 * that send them are written in one transaction; a second round on the day creates nothing.
 */
export async function runRound(
  platform: Platform,
  slug: string,
  options: RoundOptions = {},
): Promise<RoundReport> {
  const by = options.by ?? 'duly';
  const run = (work: Work) => roundIn(work, options);
  return DryRun.around(options.dryRun === true, (finish) =>
    openWork(platform)(
      slug,
      by,
      async (work) => finish(await run(work)),
      options.asOf === undefined ? {} : { today: options.asOf },
    ),
  );
}

async function roundIn(work: Work, options: RoundOptions): Promise<RoundReport> {
  // Two rounds of one business take turns; the second then finds the first one's messages.
  await sql`select pg_advisory_xact_lock(${ROUND_LOCK}, ${Number(work.business.id % 2_147_483_647n)})`.execute(
    work.tx,
  );
  await captureDue(work, work.today);
  const report: RoundReport = {
    asOf: isoDay(work.today),
    customers: 0,
    decisions: { send: 0, task: 0, propose: 0, hold: 0, charge: 0 },
    holds: {},
    messages: [],
    created: 0,
  };
  const round = await openRound(work, options.by ?? 'duly');
  const ladders = await loadLadders(work);
  const source = await sourceOfTruth(work);
  const sendAt = sendTimes(work, options.graceMinutes ?? 0);
  const sendAts = new Set<string>();
  const pending = await pendingMessages(work);
  let next = readPage(work, 0n, round.again);
  let writing: Promise<number> = Promise.resolve(0);
  while (true) {
    const { rows, standing } = await next;
    if (rows.length === 0) break;
    next = readPage(work, rows.at(-1)!.id, round.again);
    next.catch(() => {});
    const planned: Planned[] = [];
    for await (const some of rosterInTurns(work, rows, ladders))
      for (const customer of some) planned.push(planFor(work, customer, source, sendAt, options));
    report.created += await writing;
    writing = writePage(work, planned, pending, standing, round.again);
    writing.catch(() => {});
    for (const plan of planned) note(report, plan, standing.get(plan.customerId), sendAts, options);
    options.onProgress?.(report.customers);
  }
  report.created += await writing;
  if (options.approve) await approveMessages(work, { chaseOn: work.today });
  if (report.decisions.propose > 0) await reportApproved(work, report);
  await closeRound(work, report);
  for (const at of sendAts) {
    await addJob(
      work.platform,
      work.tx,
      'deliver',
      {},
      { runAt: Temporal.Instant.from(at), key: `deliver/${at}` },
    );
  }
  return report;
}

/**
 * Reports what was proposed and has its yes as sent: it leaves at its hour like the rest. The
 * decisions as stored stay what they were.
 */
async function reportApproved(work: Work, report: RoundReport): Promise<void> {
  const { rows } = await sql<{ code: string }>`
    select c.code from message m
    join decision d on d.business_id = m.business_id and d.customer_id = m.customer_id
      and d.as_of = m.chase_on and d.message_id = m.id and d.outcome = 'propose'
    join customer c on c.business_id = m.business_id and c.id = m.customer_id
    where m.business_id = ${work.business.id} and m.chase_on = ${isoDay(work.today)}::date
      and m.approved_by is not null
      and m.state in ('queued', 'sending', 'sent', 'captured')`.execute(work.tx);
  report.decisions.propose -= rows.length;
  report.decisions.send += rows.length;
  const approved = new Set(rows.map((row) => row.code));
  for (const message of report.messages)
    if (message.mode === 'propose' && approved.has(message.code)) message.mode = 'send';
}

/** Decides for one customer and says when it would leave. */
function planFor(
  work: Work,
  customer: OnRoster,
  source: SourceOfTruth,
  sendAt: (customer: OnRoster, channel: string) => string,
  options: RoundOptions,
): Planned {
  const decision = decideFor(work, customer, source);
  const at = decision.outcome === 'hold' ? null : sendAt(customer, decision.channel!);
  const message = options.withoutMessages ? null : messageOf(customer, decision);
  return planOf(customer, decision, at, message);
}

/** Customers of a page with what was carried out today. */
async function readPage(work: Work, after: bigint, again: boolean) {
  const { rows } = await readRoster(work, after, PAGE);
  const standing = again
    ? await standingOf(
        work,
        rows.map((row) => row.id),
      )
    : new Map<bigint, never>();
  return { rows, standing };
}

/**
 * When a message to a customer leaves, worked out once for each policy, law and place of a round.
 */
function sendTimes(work: Work, graceMinutes: number) {
  const isToday = todayIn(work.platform.clock, work.business.zone) === work.today;
  const known = new Map<Ladder, Map<Law, Map<string, string>>>();
  return ({ ladder, zone, country, region, law }: OnRoster, channel: string): string => {
    const place = `${channel} ${zone} ${country} ${region}`;
    const laws = known.get(ladder) ?? new Map<Law, Map<string, string>>();
    const times = laws.get(law) ?? new Map<string, string>();
    known.set(ladder, laws.set(law, times));
    let at = times.get(place);
    if (at === undefined) {
      const calendar = work.platform.calendars.of(country, region, work.today);
      const notBefore = isToday ? work.now.add({ minutes: graceMinutes }) : null;
      const { window } = ladder.policy;
      const there = { window, zone, calendar };
      const leaves = lawfulMoment(there, law, channel, work.today, notBefore);
      // Decide holds what has no hour.
      if (leaves === null) throw new RangeError(`No hour of ${law.place} is open to the policy`);
      at = leaves.toString();
      times.set(place, at);
    }
    return at;
  };
}

function note(
  report: RoundReport,
  plan: Planned,
  standing: Standing | undefined,
  sendAts: Set<string>,
  options: RoundOptions,
): void {
  report.customers += 1;
  const { outcome } = standing ?? plan;
  if (outcome === 'none') return;
  report.decisions[outcome] += 1;
  if (outcome === 'hold') {
    const { code } = standing?.reasons[0] ?? plan.reason;
    report.holds[code] = (report.holds[code] ?? 0) + 1;
    return;
  }
  if (plan.sendAt) sendAts.add(plan.sendAt);
  if (options.withoutMessages) return;
  const customer = { name: plan.customerName, code: plan.customerCode };
  const message = standing ? messageOf(customer, standing) : plan.message;
  if (message) report.messages.push(message);
}

async function openRound(work: Work, by: string): Promise<{ again: boolean }> {
  const added = await work.tx
    .insertInto('round')
    .values({
      business_id: work.business.id,
      as_of: isoDay(work.today),
      started_at: work.now.toString(),
      started_by: by,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('as_of')
    .executeTakeFirst();
  return { again: added === undefined };
}

async function closeRound(work: Work, report: RoundReport): Promise<void> {
  await work.tx
    .updateTable('round')
    .set({
      finished_at: work.platform.clock.now().toString(),
      customers: report.customers,
      counts: JSON.stringify(report.decisions),
      holds: JSON.stringify(report.holds),
    })
    .where('business_id', '=', work.business.id)
    .where('as_of', '=', isoDay(work.today))
    .execute();
}
