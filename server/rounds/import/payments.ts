import { sql } from 'kysely';
import { isoDay } from '../../../core/base/index.ts';
import type { Work } from '../../platform/index.ts';
import { type Faults, MOST_NAMED } from './faults.ts';

/** What became of the payments a file tells of. */
export interface PaymentsStored {
  created: number;
  unchanged: number;
  /** Lines that say the same as another one. */
  duplicates: number;
  /** Payments whose day the file does not say. */
  undated: number;
  /** Payments that name an invoice nobody knows; they are credit on account. */
  adrift: number;
}

/**
 * Finds the payments that are new (temp table new_payment): what invoices say was paid beyond
 * what is known of, and lists of payments. Notes a problem where nobody knows whose a payment is.
 */
export async function findPayments(work: Work, faults: Faults): Promise<PaymentsStored> {
  await sql`
    create temp table new_payment (
      line int not null, customer_id bigint not null, invoice_id bigint, paid_on date not null, currency text not null,
      amount bigint not null, reference text, source_key text not null,
      day_known boolean not null default true, used bigint not null default 0,
      id bigint not null default nextval('payment_id_seq'), entry_id bigint not null default nextval('entry_id_seq')
    ) on commit drop`.execute(work.tx);
  const paid = await sql<{ n: number }>`
    select count(*)::int as n from staged_item where kind = 'i' and (open is not null or paid is not null or paid_on is not null)`.execute(
    work.tx,
  );
  const said = paid.rows[0]!.n > 0 ? await paidInvoices(work) : { told: 0, created: 0, undated: 0 };
  const listed = await listedPayments(work, faults);
  await sql`analyze new_payment`.execute(work.tx);
  return {
    created: said.created + listed.created,
    unchanged: said.told - said.created + listed.told - listed.created,
    duplicates: listed.duplicates,
    undated: said.undated,
    adrift: listed.adrift,
  };
}

/**
 * What an invoice says was paid, less what is set against it already, is a payment. Its key holds
 * the sum paid by then, so that the same file never pays twice, and one that a person took back
 * stays taken back.
 */
async function paidInvoices(work: Work) {
  const id = work.business.id;
  await sql`
    create temp table said_paid on commit drop as
    select s.line, v.id as invoice_id, v.customer_id, v.currency, s.paid_on, v.number, v.amount,
      -- Without a day: on the due day where the file brings the invoice, today where it was open here before.
      case when not exists (select from known_item k where k.line = s.line)
        then least(v.due_on, ${isoDay(work.today)}::date) else ${isoDay(work.today)}::date end as likely_on,
      greatest(coalesce(v.amount - s.open, 0), coalesce(s.paid, 0),
        case when s.open is null and s.paid is null and s.paid_on is not null then v.amount else 0 end) as target,
      v.amount - coalesce((select sum(i.outstanding) from instalment i where i.business_id = ${id}
        and i.invoice_id = v.id), 0)::bigint as settled,
      0::bigint as recorded
    from staged_item s join invoice v on v.business_id = ${id} and v.number = s.number
    where s.kind = 'i' and v.kind = 'invoice' and v.voided_on is null
      and (s.open is not null or s.paid is not null or s.paid_on is not null)`.execute(work.tx);
  await sql`
    update said_paid t set recorded = r.amount, settled = greatest(t.settled, r.amount)
    from (
      select substring(source_key from '^file:(.*):[0-9]+$') as number, sum(amount)::bigint as amount
      from payment where business_id = ${id} and voided_on is null and source_key like 'file:%' group by 1
    ) r where r.number = t.number`.execute(work.tx);
  await spendOwnCredit(work);
  const { rows } = await sql<{ told: number; created: number; undated: number }>`
    with added as (
      insert into new_payment (line, customer_id, invoice_id, paid_on, day_known, currency, amount, source_key)
      select t.line, t.customer_id, t.invoice_id, coalesce(t.paid_on, t.likely_on), t.paid_on is not null,
        t.currency, t.target - t.settled, 'file:' || t.number || ':' || t.target
      from said_paid t
      where t.target > t.settled and not exists (
        select from payment p where p.business_id = ${id} and p.source_key = 'file:' || t.number || ':' || t.target)
      order by t.line returning line
    )
    select (select count(*) from said_paid where target > 0)::int as told, count(*)::int as created,
      count(*) filter (where t.paid_on is null)::int as undated
    from added join said_paid t using (line)`.execute(work.tx);
  return rows[0]!;
}

/**
 * What was paid for an invoice beyond its amount lies on account; when the invoice has grown, that
 * money is set against it before any more is taken for paid.
 */
async function spendOwnCredit(work: Work): Promise<void> {
  const id = work.business.id;
  await sql`
    with owed as (
      select t.line, t.invoice_id, t.customer_id, t.currency, i.no, v.issued_on,
        least(i.outstanding, t.recorded - (t.amount - i.outstanding)) as wanted
      from said_paid t join invoice v on v.business_id = ${id} and v.id = t.invoice_id
      join instalment i on i.business_id = ${id} and i.invoice_id = t.invoice_id
      where i.outstanding > 0 and t.recorded > t.amount - i.outstanding
    ), credit as (
      select customer_id, currency, -sum(signed_amount) as held from ledger_line
      where business_id = ${id} and account = 'credit' and customer_id in (select customer_id from owed) group by 1, 2
    ), taken as (
      select o.*, least(o.wanted, c.held - (sum(o.wanted) over (partition by o.customer_id, o.currency
        order by o.line) - o.wanted))::bigint as amount
      from owed o join credit c using (customer_id, currency)
    )
    insert into posting (business_id, entry_id, effective_on, kind, debit, credit, currency, amount, customer_id,
      invoice_id, instalment, recorded_at)
    select ${id}, nextval('entry_id_seq'), greatest(${isoDay(work.today)}::date, issued_on), 'allocation', 'credit',
      'receivable', currency, amount,
      customer_id, invoice_id, no, ${work.now.toString()}::timestamptz
    from taken where amount > 0 order by line`.execute(work.tx);
}

async function listedPayments(work: Work, faults: Faults) {
  const id = work.business.id;
  await sql`
    create temp table listed on commit drop as
    select s.line, s.number, s.currency, s.amount, s.paid_on, s.reference,
      coalesce(v.customer_id, s.customer_id) as customer_id, v.id as invoice_id,
      v.currency as invoice_currency, s.customer_id as said_customer, coalesce(c.name, '') as name,
      'told:' || md5(concat_ws('|', coalesce(v.customer_id, s.customer_id), s.number, s.paid_on, s.currency,
        s.amount, s.reference)) as source_key
    from staged_item s
    left join staged_customer c on c.n = s.customer
    left join invoice v on v.business_id = ${id} and v.number = s.number
    where s.kind = 'p'`.execute(work.tx);
  const wrong = await sql<{
    line: number;
    number: string | null;
    name: string;
    unknown: boolean;
    currency: string;
    invoice_currency: string | null;
    all: number;
  }>`
    select line, number, name, customer_id is null as unknown, currency, invoice_currency,
      count(*) over ()::int as all from listed
    where customer_id is null or invoice_currency <> currency or said_customer <> customer_id
    order by line limit ${MOST_NAMED}`.execute(work.tx);
  for (const row of wrong.rows) {
    const whose = row.number === null ? row.name : `invoice ${row.number}`;
    const message = row.unknown
      ? `Nobody knows whose payment this is: there is no ${row.number === null ? 'customer' : ''} ${whose}${row.number !== null && row.name !== '' ? ` and no customer ${row.name}` : ''}. Import the customers and invoices first.`
      : row.invoice_currency !== null && row.invoice_currency !== row.currency
        ? `Invoice ${row.number} is in ${row.invoice_currency}, this payment in ${row.currency}.`
        : `Invoice ${row.number} belongs to another customer than ${row.name}.`;
    faults.add(row.line, 'payment', whose, message.replace('  ', ' '));
  }
  faults.total += (wrong.rows[0]?.all ?? 0) - wrong.rows.length;
  const { rows } = await sql<{ told: number; all: number; created: number; adrift: number }>`
    with distinct_ones as (
      select distinct on (source_key) * from listed where customer_id is not null order by source_key, line
    ), added as (
      insert into new_payment (line, customer_id, invoice_id, paid_on, currency, amount, reference, source_key)
      select line, customer_id, invoice_id, paid_on, currency, amount, reference, source_key
      from distinct_ones d
      where not exists (select from payment p where p.business_id = ${id} and p.source_key = d.source_key)
      order by line returning 1
    )
    select (select count(*) from distinct_ones)::int as told, (select count(*) from listed)::int as all,
      (select count(*) from added)::int as created,
      (select count(*) from distinct_ones where number is not null and invoice_id is null)::int as adrift`.execute(
    work.tx,
  );
  const { told, all, created, adrift } = rows[0]!;
  return { told, created, adrift, duplicates: all - told };
}

/**
 * Stores the new payments and sets them against what is owed: each against its invoice, those of
 * a list that name none against the oldest (`spreadOldest`); what is left stays credit on account.
 */
export async function addPayments(
  work: Work,
  importId: bigint,
  spreadOldest: boolean,
): Promise<void> {
  const id = work.business.id;
  const now = sql`${work.now.toString()}::timestamptz`;
  await sql`
    insert into payment (business_id, id, customer_id, paid_on, day_known, currency, amount, reference, source_key, import_id, created_at)
    overriding system value
    select ${id}, id, customer_id, paid_on, day_known, currency, amount, reference, source_key, ${importId}, ${now}
      from new_payment order by line`.execute(work.tx);
  await sql`
    insert into posting (business_id, entry_id, effective_on, kind, debit, credit, currency, amount, customer_id, payment_id, recorded_at)
    select ${id}, entry_id, paid_on, 'payment', 'bank', 'credit', currency, amount, customer_id, id, ${now}
    from new_payment order by line`.execute(work.tx);
  await allocate(
    work,
    sql`p.invoice_id = i.invoice_id`,
    sql`p.invoice_id is not null`,
    sql`p.invoice_id`,
    sql`i.invoice_id`,
  );
  if (spreadOldest) {
    await allocate(
      work,
      sql`p.customer_id = i.customer_id and p.currency = i.currency`,
      sql`p.amount > p.used`,
      sql`p.customer_id, p.currency`,
      sql`i.customer_id, i.currency`,
    );
  }
}

type Part = ReturnType<typeof sql>;

/**
 * Lays payments and instalments end to end, each in their order, and allocates where they
 * overlap: what a loop over both would do, for all customers at once.
 */
async function allocate(
  work: Work,
  same: Part,
  which: Part,
  ofPayments: Part,
  ofItems: Part,
): Promise<void> {
  const id = work.business.id;
  await sql`
    with money as (
      select p.*, sum(p.amount - p.used) over (partition by ${ofPayments} order by p.paid_on, p.line, p.id) as upto
      from new_payment p where ${which}
    ), item as (
      select i.invoice_id, i.no, i.customer_id, i.currency, v.issued_on, i.outstanding,
        sum(i.outstanding) over (partition by ${ofItems} order by i.due_on, v.number, i.no) as upto
      from instalment i join invoice v on v.business_id = ${id} and v.id = i.invoice_id
      where i.business_id = ${id} and i.outstanding > 0
        and i.customer_id in (select customer_id from new_payment)
    ), overlap as (
      select p.id as payment_id, p.entry_id, p.line, greatest(p.paid_on, i.issued_on) as effective_on, i.customer_id,
        i.currency, i.invoice_id, i.no,
        least(p.upto, i.upto) - greatest(p.upto - (p.amount - p.used), i.upto - i.outstanding) as amount
      from money p join item i on ${same}
    ), posted as (
      insert into posting (business_id, entry_id, effective_on, kind, debit, credit, currency, amount, customer_id,
        invoice_id, instalment, payment_id, recorded_at)
      select ${id}, entry_id, effective_on, 'allocation', 'credit', 'receivable', currency, amount, customer_id,
        invoice_id, no, payment_id, ${work.now.toString()}::timestamptz
      from overlap where amount > 0 order by line
      returning payment_id, amount
    )
    update new_payment p set used = p.used + u.amount
    from (select payment_id, sum(amount) as amount from posted group by 1) u where u.payment_id = p.id`.execute(
    work.tx,
  );
}
