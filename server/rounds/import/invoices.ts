import { sql } from 'kysely';
import { decimal, isoDay } from '../../../core/base/index.ts';
import type { Work } from '../../platform/index.ts';
import { type Faults, MOST_NAMED } from './faults.ts';

/** What became of the invoices and credit notes of a file. */
export interface InvoicesStored {
  created: number;
  updated: number;
  unchanged: number;
  /** Numbers that run in parts on a plan and were left as they are. */
  onPlan: number;
}

/**
 * Lays the staged invoices beside those that are there already (temp table known_item) and notes
 * a problem where a number belongs to another customer, currency or kind.
 * @returns how many are there already
 */
export async function matchInvoices(work: Work, faults: Faults): Promise<number> {
  const id = work.business.id;
  await sql`
    create temp table known_item on commit drop as
    select s.line, v.id as invoice_id, v.customer_id, v.number, v.kind, v.currency, v.voided_on,
      v.amount as old_amount, v.issued_on as old_issued, v.due_on as old_due,
      case when v.kind = 'credit-note' then s.amount else coalesce(s.amount, greatest(v.amount, s.open)) end as amount,
      case when s.assumed = 'issued' then v.issued_on else s.issued_on end as issued_on,
      case when s.assumed = 'due' then v.due_on else s.due_on end as due_on,
      s.reference, s.description, s.history, s.customer_id as said_customer, s.currency as said_currency,
      case when s.kind = 'c' then 'credit-note' else 'invoice' end as said_kind,
      (select count(*) from instalment i where i.business_id = ${id} and i.invoice_id = v.id) as parts
    from staged_item s
    join invoice v on v.business_id = ${id} and v.number = s.number
    where s.kind <> 'p'`.execute(work.tx);
  await sql`create index on known_item (line)`.execute(work.tx);
  await sql`analyze known_item`.execute(work.tx);
  const wrong = await sql<{
    line: number;
    number: string;
    owner: string;
    currency: string;
    kind: string;
    said_currency: string;
    said_kind: string;
    other: boolean;
    all: number;
  }>`
    select k.line, k.number, c.name as owner, k.currency, k.kind, k.said_currency, k.said_kind, k.customer_id <> k.said_customer as other,
      count(*) over ()::int as all
    from known_item k join customer c on c.business_id = ${id} and c.id = k.customer_id
    where k.customer_id <> k.said_customer or k.currency <> k.said_currency or k.kind <> k.said_kind
    order by k.line limit ${MOST_NAMED}`.execute(work.tx);
  for (const row of wrong.rows) {
    const [column, message] = row.other
      ? ['customer', `Invoice ${row.number} belongs to ${row.owner} already.`]
      : row.currency !== row.said_currency
        ? [
            'currency',
            `Invoice ${row.number} is in ${row.currency}, here it is in ${row.said_currency}.`,
          ]
        : [
            'kind',
            `${row.number} is ${row.kind === 'credit-note' ? 'a credit note' : row.kind === 'charge' ? 'a charge' : 'an invoice'} already, here it is something else.`,
          ];
    faults.add(row.line, column!, row.number, message!);
  }
  faults.total += (wrong.rows[0]?.all ?? 0) - wrong.rows.length;
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from known_item`.execute(
    work.tx,
  );
  return rows[0]!.n;
}

/** Adds the invoices that are new, with their instalment and postings. */
export async function addInvoices(
  work: Work,
  importId: bigint,
  anyKnown: boolean,
): Promise<number> {
  const id = work.business.id;
  const now = work.now.toString();
  const fresh = anyKnown
    ? sql`s.kind <> 'p' and not exists (select from known_item k where k.line = s.line)`
    : sql`s.kind <> 'p'`;
  const from = sql`from staged_item s where ${fresh}`;
  const added = await sql`
    insert into invoice (business_id, id, customer_id, number, kind, issued_on, due_on, currency, amount, reference,
      description, history, import_id, created_at)
    overriding system value
    select ${id}, s.id, s.customer_id, s.number, case when s.kind = 'c' then 'credit-note' else 'invoice' end,
      s.issued_on, s.due_on, s.currency,
      coalesce(s.amount, s.open), s.reference, s.description, s.history, ${importId}, ${now}::timestamptz
    ${from}`.execute(work.tx);
  await sql`
    insert into instalment (business_id, invoice_id, no, customer_id, due_on, currency, amount, outstanding)
    select ${id}, s.id, 1, s.customer_id, s.due_on, s.currency, coalesce(s.amount, s.open), coalesce(s.amount, s.open)
    ${from} and s.kind = 'i'`.execute(work.tx);
  await sql`
    insert into posting (business_id, entry_id, effective_on, kind, debit, credit, currency, amount, customer_id,
      invoice_id, instalment, recorded_at)
    select ${id}, s.entry_id, s.issued_on, 'issue', 'receivable', 'billed', s.currency, coalesce(s.amount, s.open),
      s.customer_id, s.id, 1, ${now}::timestamptz
    ${from} and s.kind = 'i' and coalesce(s.amount, s.open) > 0`.execute(work.tx);
  await sql`
    insert into posting (business_id, entry_id, effective_on, kind, debit, credit, currency, amount, customer_id, invoice_id, recorded_at)
    select ${id}, s.entry_id, s.issued_on, 'credit-note', 'billed', 'credit', s.currency, s.amount, s.customer_id, s.id, ${now}::timestamptz
    ${from} and s.kind = 'c' and s.amount > 0`.execute(work.tx);
  return Number(added.numAffectedRows ?? 0n);
}

/** Brings invoices that are there already up to the file, by reversal where money changed. */
export async function updateInvoices(work: Work, importId: bigint): Promise<InvoicesStored> {
  const id = work.business.id;
  await sql`
    create temp table changed_item on commit drop as
    select k.*, v.reference as old_reference,
      (k.amount <> k.old_amount or k.issued_on <> k.old_issued) as money,
      k.due_on <> k.old_due as due
    from known_item k join invoice v on v.business_id = ${id} and v.id = k.invoice_id
    where k.voided_on is null and k.parts <= 1 and (
      k.amount <> k.old_amount or k.issued_on <> k.old_issued or k.due_on <> k.old_due
      or coalesce(k.reference, v.reference) is distinct from v.reference
      or coalesce(k.description, v.description) is distinct from v.description
      or coalesce(k.history, v.history) is distinct from v.history)`.execute(work.tx);
  const { rows } = await sql<{ known: number; changed: number; plan: number }>`
    select (select count(*) from known_item)::int as known, (select count(*) from changed_item)::int as changed,
      (select count(*) from known_item where parts > 1 and (amount <> old_amount or due_on <> old_due))::int as plan`.execute(
    work.tx,
  );
  const { known, changed, plan } = rows[0]!;
  if (changed > 0) {
    await reissue(work);
    await sql`
      update invoice v set amount = k.amount, issued_on = k.issued_on, due_on = k.due_on,
        reference = coalesce(k.reference, v.reference), description = coalesce(k.description, v.description),
        history = coalesce(k.history, v.history), import_id = ${importId}
      from changed_item k where v.business_id = ${id} and v.id = k.invoice_id`.execute(work.tx);
    await sql`
      update instalment i set amount = k.amount, due_on = k.due_on
      from changed_item k where i.business_id = ${id} and i.invoice_id = k.invoice_id and k.kind = 'invoice'`.execute(
      work.tx,
    );
    await releaseExcess(work);
    await tellChanges(work);
  }
  return { created: 0, updated: changed, unchanged: known - changed, onPlan: plan };
}

/**
 * Takes back what was issued and issues it anew. A changed amount counts from today, so that
 * reports as at earlier days stay what they were; a changed date moves it to that date.
 */
async function reissue(work: Work): Promise<void> {
  const id = work.business.id;
  const now = work.now.toString();
  const today = sql`${isoDay(work.today)}::date`;
  await sql`
    insert into posting (business_id, entry_id, effective_on, kind, debit, credit, currency, amount, customer_id,
      invoice_id, instalment, reverses, memo, recorded_at)
    select ${id}, nextval('entry_id_seq'), case when k.issued_on <> k.old_issued then p.effective_on
      else greatest(${today}, p.effective_on) end,
      'reversal', p.credit, p.debit, p.currency, p.amount, p.customer_id, p.invoice_id, p.instalment, p.id,
        'a newer file says otherwise', ${now}::timestamptz
    from changed_item k
    join posting p on p.business_id = ${id} and p.customer_id = k.customer_id
      and p.invoice_id = k.invoice_id and p.kind in ('issue', 'reissue', 'credit-note')
    where k.money and not exists (select from posting r where r.business_id = ${id} and r.reverses = p.id)
    order by k.line`.execute(work.tx);
  await sql`
    insert into posting (business_id, entry_id, effective_on, kind, debit, credit, currency, amount, customer_id,
      invoice_id, instalment, recorded_at)
    select ${id}, nextval('entry_id_seq'), case when k.issued_on <> k.old_issued then k.issued_on else greatest(${today}, k.issued_on) end,
      case when k.kind = 'invoice' then 'reissue' else 'credit-note' end,
      case when k.kind = 'invoice' then 'receivable' else 'billed' end,
      case when k.kind = 'invoice' then 'billed' else 'credit' end,
      k.currency, k.amount, k.customer_id, k.invoice_id, case when k.kind = 'invoice' then 1 end, ${now}::timestamptz
    from changed_item k where k.money and k.amount > 0 order by k.line`.execute(work.tx);
}

/** Money that was set against an invoice which became smaller goes back on account. */
async function releaseExcess(work: Work): Promise<void> {
  const id = work.business.id;
  await sql`
    insert into posting (business_id, entry_id, effective_on, kind, debit, credit, currency, amount, customer_id,
      invoice_id, instalment, memo, recorded_at)
    select ${id}, nextval('entry_id_seq'), greatest(${isoDay(work.today)}::date, k.issued_on), 'allocation',
      'receivable', 'credit', i.currency, -i.outstanding,
      i.customer_id, i.invoice_id, i.no, 'the invoice became smaller', ${work.now.toString()}::timestamptz
    from changed_item k join instalment i on i.business_id = ${id} and i.invoice_id = k.invoice_id
    where i.outstanding < 0`.execute(work.tx);
}

/** The timeline says what a file changed. */
async function tellChanges(work: Work): Promise<void> {
  const { rows } = await sql<{
    customer_id: bigint;
    number: string;
    currency: string;
    old_amount: bigint;
    amount: bigint;
    old_due: string;
    due_on: string;
  }>`
    select customer_id, number, currency, old_amount, amount, old_due, due_on from changed_item
    where amount <> old_amount or due order by line`.execute(work.tx);
  for (let at = 0; at < rows.length; at += 5_000) {
    const some = rows.slice(at, at + 5_000);
    await sql`
      insert into event (business_id, customer_id, kind, effective_on, shown, by, recorded_at)
      select ${work.business.id}, e.customer_id, 'invoice-changed', ${isoDay(work.today)}::date, e.shown::jsonb,
        ${work.by}, ${work.now.toString()}::timestamptz
      from unnest(${some.map((row) => row.customer_id)}::bigint[], ${some.map((row) =>
        JSON.stringify({
          invoice: row.number,
          ...(row.amount === row.old_amount
            ? {}
            : {
                amount: {
                  from: decimal(row.old_amount, row.currency),
                  to: decimal(row.amount, row.currency),
                  currency: row.currency,
                },
              }),
          ...(row.due_on === row.old_due ? {} : { dueOn: { from: row.old_due, to: row.due_on } }),
        }),
      )}::text[]) as e (customer_id, shown)`.execute(work.tx);
  }
}
