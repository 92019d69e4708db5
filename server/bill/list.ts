import { z } from '@hono/zod-openapi';
import { type RawBuilder, sql } from 'kysely';
import { day, isoDay, moneyJson } from '../../core/base/index.ts';
import { pageFrom, readCursor } from '../platform/http/index.ts';
import type { Work } from '../platform/platform.ts';
import type { InvoiceRow, InvoicesQuery } from './api.ts';

/** An invoice with what is open on it, as the database gives it. */
export interface InvoiceRead {
  id: bigint;
  number: string;
  kind: 'invoice' | 'credit-note' | 'charge';
  customer_id: bigint;
  customer: string;
  issued_on: string;
  due_on: string;
  currency: string;
  amount: bigint;
  reference: string | null;
  description: string | null;
  voided_on: string | null;
  outstanding: string;
  oldest: string | null;
  instalments: number;
}

const cursorSchema = z.tuple([z.string(), z.string().regex(/^\d{1,18}$/)]);

/** Columns of InvoiceRead, for invoice `v` and customer `c`. */
export const readColumns = sql`
  v.id, v.number, v.kind, v.customer_id, c.name as customer, v.issued_on, v.due_on, v.currency,
  v.amount, v.reference, v.description, v.voided_on, open.outstanding, open.oldest, open.instalments`;

/** What is open on invoice `v`. */
export const openLateral = sql`
  join lateral (
    select coalesce(sum(i.outstanding), 0)::text as outstanding, count(*)::int as instalments,
      (min(i.due_on) filter (where i.outstanding <> 0))::text as oldest
    from instalment i where i.business_id = v.business_id and i.invoice_id = v.id
  ) open on true`;

/**
 * Invoices page by page: the page is found on an index first, what is open is read for it alone.
 */
export async function invoices(
  work: Work,
  query: InvoicesQuery,
): Promise<{ items: InvoiceRow[]; next: string | null }> {
  const mine = work.business.id;
  const { key, type } = KEYS[query.sort.replace('-', '') as keyof typeof KEYS];
  const descends = query.sort.startsWith('-');
  const direction = descends ? sql`desc` : sql`asc`;
  const result = await sql<InvoiceRead & { key: string }>`
    with page as (
      select v.id, ${key} as key from invoice v
      where v.business_id = ${mine} and ${stateIs(work, query.state)} and ${matches(work, query.q)}
        and ${after(query.cursor, key, type, descends)}
      order by ${key} ${direction}, v.id ${direction} limit ${query.limit + 1}
    )
    select ${readColumns}, page.key::text as key
    from page join invoice v on v.business_id = ${mine} and v.id = page.id
    join customer c on c.business_id = ${mine} and c.id = v.customer_id
    ${openLateral}
    order by page.key ${direction}, page.id ${direction}`.execute(work.tx);
  const page = pageFrom(result.rows, query.limit, (last) => [last.key, String(last.id)]);
  return { items: page.rows.map((row) => invoiceRow(work, row)), next: page.next };
}

const KEYS = {
  issued: { key: sql`v.issued_on`, type: sql`date` },
  due: { key: sql`v.due_on`, type: sql`date` },
  number: { key: sql`v.number`, type: sql`text` },
  amount: { key: sql`v.amount`, type: sql`bigint` },
};

function stateIs(work: Work, state: InvoicesQuery['state']): RawBuilder<unknown> {
  const mine = work.business.id;
  const open = sql`select invoice_id from instalment where business_id = ${mine} and outstanding <> 0`;
  switch (state) {
    case 'all':
      return sql`true`;
    case 'open':
      return sql`v.id in (${open})`;
    case 'overdue':
      return sql`v.id in (${open} and due_on < ${isoDay(work.today)}::date)`;
    case 'paid':
      return sql`v.kind <> 'credit-note' and v.voided_on is null and v.id not in (${open})`;
  }
}

function matches(work: Work, q: string | undefined): RawBuilder<unknown> {
  const wanted = q?.trim().toLowerCase() ?? '';
  if (wanted === '') return sql`true`;
  const like = `%${wanted.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return sql`(lower(v.number) like ${like} or lower(v.reference) like ${like}
    or v.customer_id in (select id from customer
      where business_id = ${work.business.id} and (lower(name) like ${like} or lower(code) like ${like})))`;
}

function after(
  cursor: string | undefined,
  key: RawBuilder<unknown>,
  type: RawBuilder<unknown>,
  descends: boolean,
): RawBuilder<unknown> {
  if (cursor === undefined) return sql`true`;
  const [at, id] = readCursor(cursor, cursorSchema);
  const sign = descends ? sql`<` : sql`>`;
  return sql`(${key}, v.id) ${sign} (${at}::text::${type}, ${id}::bigint)`;
}

/** An invoice as a row of a list. */
export function invoiceRow(work: Work, row: InvoiceRead): InvoiceRow {
  const outstanding = BigInt(row.outstanding);
  const late = row.oldest === null ? 0 : work.today - day(row.oldest);
  return {
    id: String(row.id),
    number: row.number,
    kind: row.kind,
    customer: { id: String(row.customer_id), name: row.customer },
    issuedOn: row.issued_on,
    dueOn: row.oldest ?? row.due_on,
    amount: moneyJson({ amount: row.amount, currency: row.currency }),
    outstanding: moneyJson({ amount: outstanding, currency: row.currency }),
    state: stateOf(row, late),
    daysLate: Math.max(0, late),
    instalments: row.instalments,
    reference: row.reference,
    description: row.description,
  };
}

function stateOf(row: InvoiceRead, late: number): InvoiceRow['state'] {
  if (row.kind === 'credit-note') return 'credit-note';
  if (row.oldest === null) return row.voided_on === null ? 'paid' : 'void';
  return late > 0 ? 'overdue' : 'open';
}
