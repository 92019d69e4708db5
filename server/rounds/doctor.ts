import { type RawBuilder, sql } from 'kysely';
import { decimal } from '../../core/base/index.ts';
import { parsePolicy } from '../chase/index.ts';
import type { Examination } from '../platform/doctor.ts';
import type { Platform, Work } from '../platform/platform.ts';
import { workFor } from '../platform/work.ts';
import { checkSnapshots } from '../receivable/index.ts';
import { DELIVERY_LOCK } from './locks.ts';

/** Differences named in full; the rest is counted. */
const NAMED = 5;

const looks: readonly [name: string, fine: string, look: Look][] = [
  ['trial balance', 'every transaction sums to zero', lookAtEntries],
  ['outstanding', 'what is stored as open is what the postings say', lookAtInstalments],
  ['credit on account', 'nobody has used more credit than they had', lookAtCredit],
  ['payments', 'each payment is in the ledger with its amount', lookAtPayments],
  ['snapshots', 'rebuilt from postings and events they are the same', lookAtSnapshots],
  ['outbox', 'nothing is stuck on its way out', lookAtLeaving],
  ['sent once', 'no step was sent twice, and each message that left is a fact', lookAtSent],
  ['last round', 'whoever was to be spoken to has a message', lookAtLastRound],
  ['policies', 'every policy can be read, and each business has a default', lookAtPolicies],
];

/**
 * What the rooms look at: the ledger, what is folded from it, and the outbox, of one business or
 * of all.
 */
export function roomExaminations(slug: string | null = null): Examination[] {
  return looks.map(([name, fine, look]) => examination(name, fine, look, slug));
}

/** What is wrong in one business, each difference in words; none when all is well. */
type Look = (work: Work) => Promise<string[]>;

function examination(name: string, fine: string, look: Look, only: string | null): Examination {
  return {
    name,
    look: async (platform: Platform) => {
      const businesses = await platform.database.system
        .selectFrom('business')
        .select(['id', 'slug'])
        .$if(only !== null, (query) => query.where('slug', '=', only!))
        .orderBy('id')
        .execute();
      if (businesses.length === 0 && only !== null) {
        return { ok: false, detail: `there is no business "${only}"` };
      }
      const found: string[] = [];
      for (const { id, slug } of businesses) {
        const faults = await workFor(platform, id, 'duly', look, { readOnly: true });
        found.push(...faults.map((fault) => `${slug}: ${fault}`));
      }
      if (found.length === 0) return { ok: true, detail: fine };
      const more = found.length > NAMED ? `; and ${found.length - NAMED} more` : '';
      return { ok: false, detail: `${found.slice(0, NAMED).join('; ')}${more}` };
    },
  };
}

async function ask<T>(work: Work, query: RawBuilder<T>): Promise<T[]> {
  return (await query.execute(work.tx)).rows;
}

async function lookAtEntries(work: Work): Promise<string[]> {
  const rows = await ask(
    work,
    sql<{ entry_id: bigint; currency: string; sum: string }>`
      select entry_id, currency, sum(signed_amount)::text as sum from ledger_line
      where business_id = ${work.business.id}
      group by 1, 2 having sum(signed_amount) <> 0 order by 1`,
  );
  return rows.map(
    (row) =>
      `transaction ${row.entry_id} sums to ${decimal(BigInt(row.sum), row.currency)} ${row.currency}`,
  );
}

async function lookAtInstalments(work: Work): Promise<string[]> {
  const rows = await ask(
    work,
    sql<{ number: string; no: number; currency: string; stored: string; posted: string }>`
      with posted as (
        select invoice_id, instalment, currency, sum(signed_amount) as amount from ledger_line
        where business_id = ${work.business.id} and account = 'receivable'
        group by 1, 2, 3
      )
      select coalesce(v.number, 'invoice ' || p.invoice_id) as number, coalesce(i.no, p.instalment) as no,
        coalesce(i.currency, p.currency) as currency,
        coalesce(i.outstanding, 0)::text as stored, coalesce(p.amount, 0)::text as posted
      from (select * from instalment where business_id = ${work.business.id}) i
      full join posted p
        on p.invoice_id = i.invoice_id and p.instalment = i.no and p.currency = i.currency
      left join invoice v on v.business_id = ${work.business.id} and v.id = coalesce(i.invoice_id, p.invoice_id)
      where coalesce(i.outstanding, 0) <> coalesce(p.amount, 0)
      order by 1, 2`,
  );
  return rows.map((row) => {
    const part = row.no === 1 ? '' : ` (instalment ${row.no})`;
    const say = (amount: string) => `${decimal(BigInt(amount), row.currency)} ${row.currency}`;
    return `${row.number}${part} is stored as ${say(row.stored)} open, its postings say ${say(row.posted)}`;
  });
}

async function lookAtCredit(work: Work): Promise<string[]> {
  const rows = await ask(
    work,
    sql<{ name: string; currency: string; sum: string }>`
      select c.name, l.currency, (-sum(l.signed_amount))::text as sum
      from ledger_line l join customer c on c.business_id = l.business_id and c.id = l.customer_id
      where l.business_id = ${work.business.id} and l.account = 'credit'
      group by c.id, c.name, l.currency having sum(l.signed_amount) > 0 order by 1`,
  );
  return rows.map(
    (row) => `${row.name} has ${decimal(BigInt(row.sum), row.currency)} ${row.currency} of credit`,
  );
}

async function lookAtPayments(work: Work): Promise<string[]> {
  const rows = await ask(
    work,
    sql<{ id: bigint; currency: string; amount: bigint; posted: string }>`
      select p.id, p.currency, p.amount, coalesce(sum(case when l.debit = 'bank' then l.amount
        when l.credit = 'bank' then -l.amount else 0 end), 0)::text as posted
      from payment p left join posting l on l.business_id = p.business_id and l.payment_id = p.id
      where p.business_id = ${work.business.id}
      group by p.business_id, p.id
      having coalesce(sum(case when l.debit = 'bank' then l.amount
        when l.credit = 'bank' then -l.amount else 0 end), 0)
        <> case when p.voided_on is null then p.amount else 0 end
      order by p.id`,
  );
  return rows.map(
    (row) =>
      `payment ${row.id} of ${decimal(row.amount, row.currency)} ${row.currency} ` +
      `stands in the ledger as ${decimal(BigInt(row.posted), row.currency)}`,
  );
}

async function lookAtSnapshots(work: Work): Promise<string[]> {
  const { faults } = await checkSnapshots(work);
  if (faults.length === 0) return [];
  const names = await work.tx
    .selectFrom('customer')
    .select(['id', 'name'])
    .where('business_id', '=', work.business.id)
    .where(
      'id',
      'in',
      faults.slice(0, NAMED).map((fault) => fault.customerId),
    )
    .execute();
  const nameOf = new Map(names.map((row) => [row.id, row.name]));
  return faults.map(({ customerId, stored }) => {
    const name = nameOf.get(customerId) ?? `customer ${customerId}`;
    return `${name} ${stored === null ? 'has no snapshot' : 'differs from what is stored'}`;
  });
}

async function lookAtLeaving(work: Work): Promise<string[]> {
  const key = Number(work.business.id % 2_147_483_647n);
  const [busy] = await ask(
    work,
    sql<{ busy: boolean }>`
      select exists (select from pg_locks where locktype = 'advisory' and granted
        and classid = ${DELIVERY_LOCK} and objid = ${key} and objsubid = 2) as busy`,
  );
  if (busy?.busy) return [];
  const rows = await ask(
    work,
    sql<{ id: bigint; name: string; step: string }>`
      select m.id, c.name, m.step from message m
      join customer c on c.business_id = m.business_id and c.id = m.customer_id
      where m.business_id = ${work.business.id} and m.state = 'sending' order by m.id`,
  );
  return rows.map(
    (row) =>
      `${row.step} to ${row.name} (message ${row.id}) was leaving when the program stopped; ` +
      'the next delivery finishes it',
  );
}

/** A decision to speak without a message would be a customer forgotten in silence. */
async function lookAtLastRound(work: Work): Promise<string[]> {
  const rows = await ask(
    work,
    sql<{ name: string; outcome: string; step: string; as_of: string }>`
      select c.name, d.outcome, d.step, d.as_of from decision d
      join customer c on c.business_id = d.business_id and c.id = d.customer_id
      where d.business_id = ${work.business.id} and d.outcome in ('send', 'task', 'propose')
        and d.message_id is null
        and d.as_of = (select max(as_of) from round where business_id = ${work.business.id})
      order by 1`,
  );
  return rows.map(
    (row) =>
      `${row.outcome} ${row.step} was decided for ${row.name} on ${row.as_of}, without a message`,
  );
}

async function lookAtSent(work: Work): Promise<string[]> {
  const twice = await ask(
    work,
    sql<{ name: string; step: string; times: number }>`
      select c.name, m.step, count(*)::int as times from message m
      join customer c on c.business_id = m.business_id and c.id = m.customer_id
      where m.business_id = ${work.business.id} and m.state in ('sent', 'captured')
      group by c.id, c.name, m.step, m.step_key having count(*) > 1 order by 1`,
  );
  const untold = await ask(
    work,
    sql<{ id: bigint; name: string; step: string; facts: number }>`
      select m.id, c.name, m.step, count(e.id)::int as facts from message m
      join customer c on c.business_id = m.business_id and c.id = m.customer_id
      left join event e on e.business_id = m.business_id and e.customer_id = m.customer_id
        and e.kind = 'chase-sent' and e.shown ->> 'message' = m.id::text
      where m.business_id = ${work.business.id} and m.state in ('sent', 'captured')
      group by m.id, c.name, m.step having count(e.id) <> 1 order by m.id`,
  );
  return [
    ...twice.map((row) => `${row.name} got ${row.step} ${row.times} times`),
    ...untold.map(
      (row) => `${row.step} to ${row.name} (message ${row.id}) is a fact ${row.facts} times`,
    ),
  ];
}

async function lookAtPolicies(work: Work): Promise<string[]> {
  const rows = await work.tx
    .selectFrom('policy')
    .select(['id', 'yaml', 'is_default'])
    .where('business_id', '=', work.business.id)
    .orderBy('id')
    .execute();
  const faults = rows.flatMap((row) => {
    try {
      parsePolicy(row.yaml);
      return [];
    } catch (error) {
      return [`policy ${row.id}: ${(error as Error).message}`];
    }
  });
  if (!rows.some((row) => row.is_default)) faults.push('no policy is the default');
  return faults;
}
