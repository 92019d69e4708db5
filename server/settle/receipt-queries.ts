import { z } from '@hono/zod-openapi';
import { sql } from 'kysely';
import { moneyJson, RefusedError } from '../../core/base/index.ts';
import { pageFrom, readCursor } from '../platform/http/index.ts';
import type { Work } from '../platform/platform.ts';
import type { Receipt, ReceiptsQuery } from './receipt-api.ts';

interface ReceiptRow {
  id: bigint;
  received_on: string;
  amount: bigint;
  currency: string;
  payer: string | null;
  matched_on: string | null;
  set_aside_on: string | null;
  set_aside_why: string | null;
  closed_by: string | null;
  payment_id: bigint | null;
  customer_id: bigint | null;
  customer: string | null;
  candidates: { id: string; name: string; why: string }[];
}

const cursorSchema = z.tuple([z.string(), z.string().regex(/^\d{1,18}$/)]);

const read = sql`
  select r.id, r.received_on, r.amount, r.currency, r.payer, r.matched_on, r.set_aside_on,
    r.set_aside_why, r.closed_by, r.payment_id, p.customer_id, c.name as customer, held.candidates
  from receipt r
  left join payment p on p.business_id = r.business_id and p.id = r.payment_id
  left join customer c on c.business_id = r.business_id and c.id = p.customer_id
  left join lateral (
    select coalesce(json_agg(json_build_object('id', k.customer_id::text, 'name', m.name, 'why', k.why)
      order by m.name, m.id), '[]') as candidates
    from receipt_candidate k join customer m on m.business_id = k.business_id and m.id = k.customer_id
    where k.business_id = r.business_id and k.receipt_id = r.id
  ) held on true`;

/** Receipts that wait, the oldest first; or those dealt with, the latest first. */
export async function receipts(
  work: Work,
  query: ReceiptsQuery,
): Promise<{ items: Receipt[]; next: string | null }> {
  const waits = query.state === 'waiting';
  const which = waits
    ? sql`r.matched_on is null and r.set_aside_on is null`
    : sql`(r.matched_on is not null or r.set_aside_on is not null)`;
  const order = waits ? sql`asc` : sql`desc`;
  const [on, id] =
    query.cursor === undefined ? [null, null] : readCursor(query.cursor, cursorSchema);
  const after =
    on === null
      ? sql`true`
      : waits
        ? sql`(r.received_on, r.id) > (${on}::date, ${id}::bigint)`
        : sql`(r.received_on, r.id) < (${on}::date, ${id}::bigint)`;
  const { rows } = await sql<ReceiptRow>`
    ${read} where r.business_id = ${work.business.id} and ${which} and ${after}
    order by r.received_on ${order}, r.id ${order} limit ${query.limit + 1}`.execute(work.tx);
  const page = pageFrom(rows, query.limit, (last) => [last.received_on, String(last.id)]);
  return { items: page.rows.map(shown), next: page.next };
}

/** One receipt. @throws RefusedError `unknown-receipt` (404). */
export async function receiptById(work: Work, id: bigint): Promise<Receipt> {
  const { rows } = await sql<ReceiptRow>`
    ${read} where r.business_id = ${work.business.id} and r.id = ${id}`.execute(work.tx);
  if (rows[0]) return shown(rows[0]);
  throw new RefusedError('unknown-receipt', 'There is no such receipt here.', { status: 404 });
}

function shown(row: ReceiptRow): Receipt {
  const { matched_on: matchedOn, set_aside_on: asideOn } = row;
  return {
    id: String(row.id),
    on: row.received_on,
    amount: moneyJson(row),
    from: row.payer ?? '',
    candidates: row.candidates,
    state: matchedOn !== null ? 'matched' : asideOn !== null ? 'set-aside' : 'waiting',
    customer:
      row.customer_id === null ? null : { id: String(row.customer_id), name: row.customer ?? '' },
    payment: row.payment_id === null ? null : String(row.payment_id),
    why: row.set_aside_why,
    closedBy: row.closed_by,
    closedOn: matchedOn ?? asideOn,
  };
}
