import { sql } from 'kysely';
import type { Work } from '../../platform/index.ts';
import type { Faults } from './faults.ts';

/** What became of the customers of a file. */
export interface CustomersStored {
  created: number;
  updated: number;
  unchanged: number;
}

/**
 * Finds each staged customer by its code, else by its name whatever the letter case, and adds
 * those that are new (`create`). Notes a problem where a name fits several customers.
 */
export async function matchCustomers(work: Work, create: boolean, faults: Faults): Promise<void> {
  const id = work.business.id;
  await sql`
    update staged_customer s set id = c.id from customer c
    where c.business_id = ${id} and s.code is not null and c.code = s.code`.execute(work.tx);
  // A customer that was imported by name alone takes the code that a later file knows.
  await sql`
    with adopting as (
      select s.n, c.id, s.code from staged_customer s
      join customer c on c.business_id = ${id} and lower(c.name) = lower(s.name) and c.code = c.name
      where s.id is null and s.code is not null
        and not exists (select from staged_customer o where o.id = c.id or (o.n <> s.n and lower(o.name) = lower(s.name)))
    ), renamed as (
      update customer c set code = a.code from adopting a where c.business_id = ${id} and c.id = a.id
    )
    update staged_customer s set id = a.id from adopting a where s.n = a.n`.execute(work.tx);
  if (create) await addCustomers(work, sql`s.code is not null`, sql`s.code`);
  await matchByName(work, faults);
  if (create) {
    await addCustomers(work, sql`s.code is null`, sql`s.name`);
    // Names that differ only in letters no program folds alike met here.
    await matchByName(work, faults);
  }
}

async function matchByName(work: Work, faults: Faults): Promise<void> {
  const id = work.business.id;
  const several = await sql<{ line: number; name: string; codes: string }>`
    with fitting as (
      select s.n, s.name, c.id, c.code, c.code = s.name as by_code from staged_customer s
      join customer c on c.business_id = ${id} and (lower(c.name) = lower(s.name))
      where s.id is null and s.code is null
      union
      select s.n, s.name, c.id, c.code, true from staged_customer s
      join customer c on c.business_id = ${id} and c.code = s.name
      where s.id is null and s.code is null
    ), chosen as (
      select n, name, min(id) filter (where by_code) as exact, min(id) as id, count(*) as fits,
        string_agg(code, ', ' order by code) as codes
      from fitting group by n, name
    ), settled as (
      update staged_customer s set id = coalesce(c.exact, c.id) from chosen c
      where s.n = c.n and (c.exact is not null or c.fits = 1)
    )
    select coalesce((select min(line) from staged_item i where i.customer = c.n), 0) as line, name, codes
    from chosen c where exact is null and fits > 1 limit 1000`.execute(work.tx);
  for (const { line, name, codes } of several.rows) {
    faults.add(
      line || null,
      'customer',
      name,
      `Several customers are called "${name}". Add a column with the customer code to say which: ${codes}.`,
    );
  }
}

async function addCustomers(
  work: Work,
  which: ReturnType<typeof sql>,
  code: ReturnType<typeof sql>,
): Promise<void> {
  const id = work.business.id;
  await sql`
    with fresh as (
      select distinct on (${code === undefined ? sql`s.n` : sql`lower(${code})`}, ${code}) s.*, ${code} as new_code
      from staged_customer s where s.id is null and ${which}
    ), added as (
      insert into customer (business_id, code, name, country, phone, address, created_at)
      select ${id}, new_code, name, country, phone, address, ${work.now.toString()}::timestamptz from fresh order by n
      returning id, code
    )
    update staged_customer s set id = a.id, created = true
    from added a where s.id is null and ${which} and ${code} = a.code`.execute(work.tx);
}

/** Writes changed details and new contacts; empty cells never erase. */
export async function updateCustomers(work: Work): Promise<CustomersStored> {
  const id = work.business.id;
  const changed = await sql<{ id: bigint }>`
    update customer c set
      name = case when s.code is not null then s.name else c.name end,
      country = coalesce(s.country, c.country), phone = coalesce(s.phone, c.phone),
      address = coalesce(s.address, c.address)
    from staged_customer s
    where c.business_id = ${id} and c.id = s.id and not s.created
      and (c.country is distinct from coalesce(s.country, c.country)
        or c.phone is distinct from coalesce(s.phone, c.phone)
        or c.address is distinct from coalesce(s.address, c.address)
        or (s.code is not null and c.name <> s.name))
    returning c.id`.execute(work.tx);
  const contacts = await addContacts(work);
  const named = await sql<{ id: bigint }>`
    update contact k set name = s.contact
    from staged_customer s
    where k.business_id = ${id} and k.customer_id = s.id and s.contact is not null and k.name <> s.contact
      and ((s.emails <> '{}' and lower(k.email) = lower(s.emails[1])) or (s.emails = '{}' and k.email is null))
    returning k.customer_id as id`.execute(work.tx);
  const touched = [...changed.rows, ...contacts, ...named.rows].map((row) => row.id);
  await sql`
    update staged_customer set updated = true where not created and id = any(${touched}::bigint[])`.execute(
    work.tx,
  );
  const counts = await sql<CustomersStored>`
    select count(distinct id) filter (where created)::int as created,
      count(distinct id) filter (where updated)::int as updated,
      count(distinct id) filter (where not created and not updated)::int as unchanged
    from staged_customer where id is not null`.execute(work.tx);
  return counts.rows[0]!;
}

/**
 * Adds contacts for addresses that are new. The newest is written to first: it stands before
 * those that were there.
 */
export async function addContacts(work: Work): Promise<{ id: bigint }[]> {
  const id = work.business.id;
  const added = await sql<{ id: bigint }>`
    insert into contact (business_id, customer_id, name, email, phone, position, created_at)
    select ${id}, s.id, case when e.ordinal = 1 then coalesce(s.contact, '') else '' end, e.email, s.phone,
      e.ordinal - 1 - case when s.created then 0 else cardinality(s.emails) - coalesce(
        (select min(k.position) from contact k where k.business_id = ${id} and k.customer_id = s.id), 0) end,
      ${work.now.toString()}::timestamptz
    from staged_customer s, unnest(s.emails) with ordinality as e (email, ordinal)
    where s.id is not null and (s.created
      or not exists (select from contact k where k.business_id = ${id} and k.customer_id = s.id and lower(k.email) = lower(e.email)))
    order by s.n, e.ordinal
    on conflict do nothing
    returning customer_id as id`.execute(work.tx);
  const people = await sql<{ id: bigint }>`
    insert into contact (business_id, customer_id, name, phone, created_at)
    select distinct on (s.id) ${id}, s.id, s.contact, s.phone, ${work.now.toString()}::timestamptz
    from staged_customer s
    where s.id is not null and s.emails = '{}' and s.contact is not null
      and not exists (select from contact k where k.business_id = ${id} and k.customer_id = s.id)
    returning customer_id as id`.execute(work.tx);
  return [...added.rows, ...people.rows];
}
