import { sql } from 'kysely';
import { installPolicies } from '../server/chase/index.ts';
import type { Platform } from '../server/platform/platform.ts';
import { openWork } from '../server/platform/work.ts';
import { refoldCustomers } from '../server/receivable/index.ts';

/**
 * A business with open items, made in the database: `customers` with `itemsEach` invoices due
 * from 60 days before to 60 days after 2026-03-16, one in eight customers without an address.
 */
export async function businessWithOpenItems(
  platform: Platform,
  slug: string,
  customers: number,
  itemsEach: number,
): Promise<void> {
  const { id } = await platform.database.system
    .insertInto('business')
    .values({
      slug,
      name: 'Bench',
      country: 'GB',
      zone: 'Europe/London',
      currency: 'GBP',
      person: 'Ada',
      email: 'ada@bench.example',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const system = platform.database.system;
  await sql`insert into customer (business_id, code, name, country)
    select ${id}, 'C' || n, 'Customer ' || n, (array['GB','GB','GB','IE','DE','US','FR'])[1 + n % 7]
    from generate_series(1, ${customers}::int) n`.execute(system);
  await sql`insert into contact (business_id, customer_id, name, email)
    select business_id, id, 'Sam Example', 'c' || id || '@customer.example' from customer
    where business_id = ${id} and id % 8 <> 0`.execute(system);
  await sql`insert into invoice (business_id, customer_id, number, issued_on, due_on, currency, amount)
    select c.business_id, c.id, 'INV-' || c.id || '-' || n, date '2026-03-16' + spread - 90, date '2026-03-16' + spread, 'GBP',
           1000 + (c.id * 7919 + n * 104729) % 500000
    from customer c cross join generate_series(1, ${itemsEach}::int) n
    cross join lateral (select ((c.id * 31 + n * 17) % 121 - 60)::int as spread) s
    where c.business_id = ${id}`.execute(system);
  await sql`insert into instalment (business_id, invoice_id, no, customer_id, due_on, currency, amount, outstanding)
    select business_id, id, 1, customer_id, due_on, currency, amount, amount from invoice where business_id = ${id}`.execute(
    system,
  );
  await sql`insert into posting (business_id, entry_id, effective_on, kind, debit, credit, currency, amount,
                         customer_id, invoice_id, instalment, recorded_at)
    select business_id, id, issued_on, 'issue', 'receivable', 'billed', currency, amount, customer_id, id, 1, timestamptz '2026-01-01'
    from invoice where business_id = ${id}`.execute(system);
  await sql`analyze`.execute(system);
  await openWork(platform)(slug, 'bench', async (work) => {
    await installPolicies(work);
    await refoldCustomers(work, 'all');
  });
  await sql`vacuum analyze`.execute(system);
}
