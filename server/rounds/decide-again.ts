import { sql } from 'kysely';
import { day } from '../../core/base/index.ts';
import { loadLadders } from '../chase/index.ts';
import type { Work } from '../platform/platform.ts';
import { addJob } from '../platform/queue.ts';
import { ROUND_LOCK } from './locks.ts';
import { planOf } from './planned.ts';
import { recount, storedDecisions, waitingForNextRound } from './restate.ts';
import { decideFor, readRoster, rosterOf, sourceOfTruth } from './roster.ts';
import { type Pending, standingOf, writePage } from './round-page.ts';

/** Customers decided again in the transaction that tells of them; more are left to a job. */
const AT_ONCE = 50;
/** Customers a job decides again in one transaction. */
const PAGE = 1_000;
/** A message that is kept leaves when it was to leave: the later of the two moments counts. */
const AT_ITS_HOUR = '1970-01-01T00:00:00Z';

/**
 * Decides again for customers of whom something was just told, in the same transaction, as at the
 * day of the latest round: a payment or an answer takes the message back at once, and the list, the
 * round and Today say why. It only takes away or brings up to date; it never makes a message.
 */
export async function decideAgain(
  work: Work,
  customerIds: readonly bigint[] | 'all',
): Promise<void> {
  const asOf = await latestRound(work);
  if (asOf === null) return;
  if (customerIds === 'all' || customerIds.length > AT_ONCE) {
    await addJob(work.platform, work.tx, 'decide-again', {}, { key: 'decide-again' });
    return;
  }
  const { rows } = await sql<{ free: boolean }>`
    select pg_try_advisory_xact_lock_shared(${ROUND_LOCK}, ${lockKey(work)}) as free`.execute(
    work.tx,
  );
  if (rows[0]?.free) return decideSome({ ...work, today: day(asOf) }, customerIds);
  // A round is under way and may have passed them by: they are looked at after it.
  const customers = customerIds.map(String);
  await addJob(work.platform, work.tx, 'decide-again', { customers });
}

/** The same for a job: those customers, or everybody the latest round decided for. */
export async function decideAgainPage(
  work: Work,
  customers: readonly bigint[] | null,
  after: bigint,
): Promise<bigint | null> {
  await sql`select pg_advisory_xact_lock_shared(${ROUND_LOCK}, ${lockKey(work)})`.execute(work.tx);
  const asOf = await latestRound(work);
  if (asOf === null) return null;
  const then = { ...work, today: day(asOf) };
  if (customers !== null) {
    await decideSome(then, customers);
    return null;
  }
  const rows = await work.tx
    .selectFrom('decision')
    .select('customer_id')
    .where('business_id', '=', work.business.id)
    .where('as_of', '=', asOf)
    .where('customer_id', '>', after)
    .orderBy('customer_id')
    .limit(PAGE)
    .execute();
  await decideSome(
    then,
    rows.map((row) => row.customer_id),
  );
  return rows.length < PAGE ? null : rows.at(-1)!.customer_id;
}

const lockKey = (work: Work) => Number(work.business.id % 2_147_483_647n);

async function latestRound(work: Work): Promise<string | null> {
  const row = await work.tx
    .selectFrom('round')
    .select('as_of')
    .where('business_id', '=', work.business.id)
    .orderBy('as_of', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.as_of ?? null;
}

async function decideSome(work: Work, ids: readonly bigint[]): Promise<void> {
  const stored = await storedDecisions(work, ids);
  if (stored.size === 0) return;
  const known = [...stored.keys()];
  const { rows } = await readRoster(work, 0n, known.length, known);
  const roster = await rosterOf(work, rows, await loadLadders(work));
  const source = await sourceOfTruth(work);
  const pending = await pendingOf(work, known);
  const standing = await standingOf(work, known);
  const planned = roster
    .filter((customer) => !standing.has(customer.id))
    .map((customer) => {
      const decision = decideFor(work, customer, source);
      const kept = pending.get(customer.id)?.some((one) => one.stepKey === decision.stepKey);
      return kept
        ? planOf(customer, decision, AT_ITS_HOUR, null)
        : planOf(customer, waitingForNextRound(work, decision), null, null);
    });
  await writePage(work, planned, pending, standing, true);
  await recount(work, planned, stored);
}

async function pendingOf(work: Work, ids: readonly bigint[]): Promise<Map<bigint, Pending[]>> {
  const { rows } = await sql<Pending>`
    select id, customer_id as "customerId", step, step_key as "stepKey", state from message
    where business_id = ${work.business.id} and customer_id = any(${ids}::bigint[])
      and state in ('proposed', 'queued', 'open')`.execute(work.tx);
  return Map.groupBy(rows, (row) => row.customerId);
}
