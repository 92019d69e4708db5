import { sql } from 'kysely';
import { day } from '../core/base/index.ts';
import { claimAll, setCharges } from '../server/charge/index.ts';
import type { Platform } from '../server/platform/platform.ts';
import { openWork } from '../server/platform/work.ts';
import { refoldCustomers } from '../server/receivable/index.ts';
import { type Bench, benchPlatform, timed, watchMemory } from './machine.ts';

const CHARGES = 1_000;
const TODAY = day('2026-03-16');

/**
 * Charges of n late invoices of n customers: read, reckoned line by line under the law, booked with
 * document, instalment and posting, and the customers folded anew, in one committed transaction.
 * Before it a few that are not counted, in which the program compiles what it runs.
 */
export const bench: Bench = {
  about: '1,000 charges computed and booked',
  bar: 'at most 1 s',
  run: async ({ n, say }) => {
    const count = n ?? CHARGES;
    const platform = await benchPlatform();
    try {
      for (let turn = 1; turn <= 3; turn += 1) await measure(platform, `first-${turn}`, 200);
      const memory = watchMemory();
      const { seconds, claimed } = await measure(platform, 'whole', count);
      if (claimed !== count) throw new Error(`${claimed} charges were booked, not ${count}`);
      say(`${claimed} charges: ${(seconds * 1000).toFixed(0)} ms`);
      return { n: count, seconds, floorSeconds: null, ratio: null, rssMb: memory.peakMb() };
    } finally {
      await platform.close();
    }
  },
};

async function measure(platform: Platform, slug: string, count: number) {
  await lateBusiness(platform, slug, count);
  const { seconds, value } = await timed(() =>
    openWork(platform)(slug, 'bench', (work) => claimAll(work), { today: TODAY }),
  );
  return { seconds, claimed: value.claimed };
}

/** A business in England with a late invoice for each customer; one in three was paid in part. */
async function lateBusiness(platform: Platform, slug: string, count: number): Promise<void> {
  const { system } = platform.database;
  const { id } = await system
    .insertInto('business')
    .values({
      ...{ slug, name: 'Bench', country: 'GB', region: 'ENG', zone: 'Europe/London' },
      ...{ currency: 'GBP', person: 'Ada', email: 'ada@bench.example' },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await sql`insert into customer (business_id, code, name, country, region)
    select ${id}, 'C' || n, 'Customer ' || n, 'GB', 'ENG' from generate_series(1, ${count}::int) n`.execute(
    system,
  );
  await sql`insert into invoice (business_id, customer_id, number, issued_on, due_on, currency, amount)
    select business_id, id, ${`${slug}-`} || id, date '2025-11-01' + (id % 40)::int,
      date '2025-12-01' + (id % 40)::int, 'GBP', 100000 + (id * 7919) % 2000000
    from customer where business_id = ${id}`.execute(system);
  await sql`insert into instalment (business_id, invoice_id, no, customer_id, due_on, currency, amount, outstanding)
    select business_id, id, 1, customer_id, due_on, currency, amount, amount from invoice where business_id = ${id}`.execute(
    system,
  );
  await sql`insert into posting (business_id, entry_id, effective_on, kind, debit, credit, currency, amount,
      customer_id, invoice_id, instalment)
    select business_id, id, issued_on, 'issue', 'receivable', 'billed', currency, amount, customer_id, id, 1
    from invoice where business_id = ${id}`.execute(system);
  await sql`insert into posting (business_id, entry_id, effective_on, kind, debit, credit, currency, amount,
      customer_id, invoice_id, instalment)
    select v.business_id, v.id, v.due_on + 20, k.kind, k.debit, k.credit, v.currency, v.amount / 4, v.customer_id,
      case when k.kind = 'allocation' then v.id end, case when k.kind = 'allocation' then 1 end
    from invoice v cross join (values ('payment', 'bank', 'credit'), ('allocation', 'credit', 'receivable'))
      k (kind, debit, credit)
    where v.business_id = ${id} and v.id % 3 = 0`.execute(system);
  await openWork(platform)(slug, 'bench', async (work) => {
    await setCharges(work, null, { charges: 'claim', terms: null, registered: false });
    await refoldCustomers(work, 'all');
  });
  await sql`analyze`.execute(system);
}
