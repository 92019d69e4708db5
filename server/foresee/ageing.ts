import { sql } from 'kysely';
import { type Day, decimal, isoDay } from '../../core/base/index.ts';
import type { Work } from '../platform/platform.ts';

/** What is owed in one currency by days late, as plain decimals. */
export interface AgeingOfCurrency {
  current: string;
  '1-30': string;
  '31-60': string;
  '61-90': string;
  '90+': string;
  total: string;
  overdue: string;
}

/** What is owed by how late it is, in each currency. */
export interface OwedByAge {
  asOf: string;
  currencies: Record<string, AgeingOfCurrency>;
}

export interface Ageing extends OwedByAge {
  /** Invoices with something outstanding. */
  openInvoices: number;
  /** Customers who owe something. */
  customers: number;
}

interface Row {
  currency: string;
  current: string;
  d1: string;
  d31: string;
  d61: string;
  d90: string;
}

/**
 * What is owed by how late it is, as at any day: `current` is not due or due that day, then 1–30,
 * 31–60, 61–90 and more than 90 days after the due day. Each instalment ages by itself; credit on
 * account is not set against it here.
 *
 * Set-based: what is outstanding now less what was posted after `asOf`. For a day near today few
 * postings are later, so that nearly all comes from the small index of open items.
 */
export async function owedByAge(work: Work, asOf: Day): Promise<OwedByAge> {
  const { rows } = await sql<Row>`
    with ${itemsAsAt(work, asOf)}
    select currency,
      coalesce(sum(owed) filter (where late <= 0), 0)::text as current,
      coalesce(sum(owed) filter (where late between 1 and 30), 0)::text as d1,
      coalesce(sum(owed) filter (where late between 31 and 60), 0)::text as d31,
      coalesce(sum(owed) filter (where late between 61 and 90), 0)::text as d61,
      coalesce(sum(owed) filter (where late > 90), 0)::text as d90
    from item group by currency order by currency`.execute(work.tx);
  return {
    asOf: isoDay(asOf),
    currencies: Object.fromEntries(rows.map((row) => [row.currency, inDecimals(row)])),
  };
}

/** The same with how many invoices and customers it is of, which costs as much again. */
export async function ageing(work: Work, asOf: Day): Promise<Ageing> {
  const figures = await owedByAge(work, asOf);
  const { rows } = await sql<{ invoices: bigint; customers: bigint }>`
    with ${itemsAsAt(work, asOf)}
    select count(distinct invoice_id) as invoices, count(distinct customer_id) as customers
    from item`.execute(work.tx);
  const [counted] = rows;
  return {
    ...figures,
    openInvoices: Number(counted?.invoices ?? 0n),
    customers: Number(counted?.customers ?? 0n),
  };
}

function itemsAsAt(work: Work, asOf: Day) {
  const day = isoDay(asOf);
  const id = work.business.id;
  return sql`later as (
      select invoice_id, instalment,
             sum(case when debit = 'receivable' then amount else -amount end) as amount
      from posting
      where business_id = ${id} and effective_on > ${day} and invoice_id is not null
      group by 1, 2
    ), item as (
      select i.invoice_id, i.customer_id, i.currency, ${day}::date - i.due_on as late,
             i.outstanding - coalesce(later.amount, 0) as owed
      from instalment i
      left join later on later.invoice_id = i.invoice_id and later.instalment = i.no
      where i.business_id = ${id} and i.outstanding <> coalesce(later.amount, 0)
    )`;
}

function inDecimals(row: Row): AgeingOfCurrency {
  const parts = [row.current, row.d1, row.d31, row.d61, row.d90].map(BigInt);
  const [current = 0n, d1 = 0n, d31 = 0n, d61 = 0n, d90 = 0n] = parts;
  const overdue = d1 + d31 + d61 + d90;
  const write = (amount: bigint) => decimal(amount, row.currency);
  return {
    current: write(current),
    '1-30': write(d1),
    '31-60': write(d31),
    '61-90': write(d61),
    '90+': write(d90),
    total: write(current + overdue),
    overdue: write(overdue),
  };
}
