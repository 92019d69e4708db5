import { sql } from 'kysely';
import { type Calendar, type Day, day, isoDay } from '../../core/base/index.ts';
import type { Policy } from '../../core/chase/index.ts';
import { decodeLines, type Fact, itemKey, type Purpose } from '../../core/receivable/index.ts';
import { loadLadders } from '../../server/chase/index.ts';
import type { Work } from '../../server/platform/index.ts';
import { checkSnapshots, placesOf, readFacts } from '../../server/receivable/index.ts';
import { complaints, of, rhythm, type Said } from '../oracle/index.ts';
import type { World } from './world.ts';

/** Everything that was said to each customer so far, as the checks came to see it. */
export class Ears {
  readonly #heard = new Set<bigint>();
  readonly #said = new Map<bigint, Said[]>();
  sent = 0;

  /** Listens to what left since the last time, and judges it on the facts of this very moment. */
  async listen(world: World): Promise<string[]> {
    return world.within(async (work) => {
      const fresh = (await leftMessages(work)).filter((row) => !this.#heard.has(row.id));
      if (fresh.length === 0) return [];
      const ids = [...new Set(fresh.map((row) => row.customer_id))];
      const facts = new Map((await readFacts(work, ids)).map((one) => [one.customerId, one.facts]));
      const places = await placesOf(work, ids);
      const { policy } = (await loadLadders(work)).of({
        policyId: null,
        code: '',
        country: null,
        kind: 'company',
      });
      const wrong: string[] = [];
      for (const row of fresh.sort((a, b) => (a.sent_on! < b.sent_on! ? -1 : 1))) {
        this.#heard.add(row.id);
        this.sent += 1;
        const place = places.get(row.customer_id)!;
        const said = saidIn(row, facts.get(row.customer_id)!);
        const calendar = work.platform.calendars.of(place.country, place.region, said.on);
        const found = this.#judge(row, said, facts.get(row.customer_id)!, calendar, policy);
        wrong.push(
          ...found.map((what) => `customer ${row.customer_id}, message ${row.id}: ${what}`),
        );
      }
      return wrong;
    });
  }

  #judge(
    row: Left,
    said: Said,
    facts: readonly Fact[],
    calendar: Calendar,
    policy: Policy,
  ): string[] {
    const before = this.#said.get(row.customer_id) ?? [];
    const sequence = [...before, said];
    this.#said.set(row.customer_id, sequence);
    // A call is judged when it is put before a person; who rings later sees the page of that day.
    const content = row.state === 'worked' ? [] : complaints(facts, calendar, said);
    const known = new Set(rhythm(facts, before, policy));
    return [...content, ...rhythm(facts, sequence, policy).filter((what) => !known.has(what))];
  }
}

interface Left {
  id: bigint;
  customer_id: bigint;
  step: string;
  purpose: string;
  channel: string;
  tone: number;
  state: string;
  lines: string;
  sent_on: string | null;
}

function leftMessages(work: Work): Promise<Left[]> {
  return work.tx
    .selectFrom('message')
    .select([
      'id',
      'customer_id',
      'step',
      'purpose',
      'channel',
      'tone',
      'state',
      'lines',
      'sent_on',
    ])
    .where('business_id', '=', work.business.id)
    .where('state', 'in', ['sent', 'captured', 'worked'])
    .orderBy('id')
    .execute();
}

function saidIn(row: Left, facts: readonly Fact[]): Said {
  const on = day(row.sent_on!);
  // What a call counted for is in the event: one that waited too long is a call out of turn.
  const worked = of(facts, 'task-worked').findLast((fact) => fact.on === on);
  return {
    on,
    stepId: row.state === 'worked' ? (worked?.stepId ?? row.step) : row.step,
    purpose: row.purpose as Purpose,
    channel: row.channel,
    tone: row.tone,
    asked: decodeLines(row.lines)
      .filter((line) => line.part === 'due')
      .map((line) => ({ key: itemKey(line), currency: line.currency, amount: line.amount })),
  };
}

/** What must hold at the end of every day; each sentence is something that does not. */
export async function dayChecks(world: World, on: Day, roundRan: boolean): Promise<string[]> {
  return world.within(async (work) => {
    const wrong: string[] = [];
    const { faults } = await checkSnapshots(work);
    for (const fault of faults)
      wrong.push(
        `the snapshot of ${fault.customerId} is not what the facts give: ${fault.stored} / ${fault.rebuilt}`,
      );
    wrong.push(...(await ledgerChecks(work, world)));
    if (roundRan) wrong.push(...(await decisionChecks(work, world, on)));
    wrong.push(...(await nothingLost(work, world)));
    return wrong;
  });
}

async function ledgerChecks(work: Work, world: World): Promise<string[]> {
  const wrong: string[] = [];
  const id = work.business.id;
  const sums = await sql<{ account: string; sum: string }>`
    select account, sum(signed_amount)::text as sum from ledger_line where business_id = ${id} group by 1`.execute(
    work.tx,
  );
  const of = (account: string) =>
    BigInt(sums.rows.find((row) => row.account === account)?.sum ?? 0);
  const total = sums.rows.reduce((sum, row) => sum + BigInt(row.sum), 0n);
  if (total !== 0n) wrong.push(`the ledger sums to ${total}`);
  if (of('bank') !== world.book.cash)
    wrong.push(`the bank account holds ${of('bank')}, ${world.book.cash} came in`);
  const items = await sql<{ invoice_id: bigint }>`
    select i.invoice_id from instalment i
    left join ledger_line l on l.business_id = i.business_id and l.invoice_id = i.invoice_id
      and l.instalment = i.no and l.account = 'receivable'
    where i.business_id = ${id} group by i.invoice_id, i.no, i.outstanding
    having i.outstanding <> coalesce(sum(l.signed_amount), 0)`.execute(work.tx);
  for (const row of items.rows)
    wrong.push(`outstanding of invoice ${row.invoice_id} is not what was posted`);
  const overdrawn = await sql<{ customer_id: bigint }>`
    select customer_id from ledger_line where business_id = ${id} and account = 'credit'
    group by 1, currency having sum(signed_amount) > 0`.execute(work.tx);
  for (const row of overdrawn.rows)
    wrong.push(`customer ${row.customer_id} has less than no credit`);
  // Cash in = what was set against debt + what is on account (written off and credited: none here).
  if (of('bank') + of('credit') + of('receivable') + of('billed') !== 0n)
    wrong.push('cash in is not allocations and credit');
  return wrong;
}

async function decisionChecks(work: Work, world: World, on: Day): Promise<string[]> {
  const rows = await work.tx
    .selectFrom('decision')
    .select(['customer_id', 'reasons'])
    .where('business_id', '=', work.business.id)
    .where('as_of', '=', isoDay(on))
    .execute();
  const wrong = rows
    .filter((row) =>
      (JSON.parse(row.reasons) as { text?: string; source?: string }[]).some(
        (one) => !one.text || !one.source,
      ),
    )
    .map((row) => `the decision for ${row.customer_id} on ${isoDay(on)} does not say why`);
  if (rows.length !== world.souls.length)
    wrong.push(
      `${rows.length} of ${world.souls.length} customers have a decision on ${isoDay(on)}`,
    );
  return wrong;
}

const KINDS = [
  ['promised', 'promised'],
  ['disputed', 'disputed'],
  ['paused', 'paused'],
  ['replies', 'reply-received'],
  ['asked', 'asked'],
] as const;

async function nothingLost(work: Work, world: World): Promise<string[]> {
  const wrong: string[] = [];
  const events = await sql<{ kind: string; count: number }>`
    select kind, count(*)::int as count from event where business_id = ${work.business.id} group by 1`.execute(
    work.tx,
  );
  for (const [mine, kind] of KINDS) {
    const kept = events.rows.find((row) => row.kind === kind)?.count ?? 0;
    if (kept !== world.book[mine])
      wrong.push(`${world.book[mine]} times "${kind}" was told, ${kept} are kept`);
  }
  const odd = await sql<{ id: bigint; state: string }>`
    select m.id, m.state from message m where m.business_id = ${work.business.id} and (
      m.state in ('withdrawn', 'failed') and m.note is null
      or m.state in ('sent', 'captured') and not exists (
        select from event e where e.business_id = m.business_id and e.kind = 'chase-sent' and e.shown->>'message' = m.id::text)
      or m.state = 'sent' and m.header_id is null)`.execute(work.tx);
  for (const row of odd.rows)
    wrong.push(`message ${row.id} is ${row.state} and nobody can say how`);
  const twice = await sql<{ message: string }>`
    select shown->>'message' as message from event
    where business_id = ${work.business.id} and kind = 'chase-sent' group by 1 having count(*) > 1`.execute(
    work.tx,
  );
  for (const row of twice.rows) wrong.push(`message ${row.message} counts twice as sent`);
  return wrong;
}

/**
 * After a delivery that ran to its end: nothing is left half-way, nothing that is due still waits.
 */
export async function outboxChecks(world: World): Promise<string[]> {
  return world.within(async (work) => {
    const rows = await sql<{ id: bigint; state: string; send_at: string }>`
      select id, state, send_at from message where business_id = ${work.business.id} and (state = 'sending'
        or state = 'queued' and send_at <= ${work.now.toString()}::timestamptz
          and (retry_at is null or retry_at <= ${work.now.toString()}::timestamptz))`.execute(
      work.tx,
    );
    return rows.rows.map(
      (row) => `message ${row.id} is still ${row.state} after a delivery (${row.send_at})`,
    );
  });
}
