import { z } from '@hono/zod-openapi';
import { type RawBuilder, sql } from 'kysely';
import { day, isoDay, moneyJson } from '../../core/base/index.ts';
import { pageFrom, readCursor } from '../platform/http/index.ts';
import type { Work } from '../platform/platform.ts';
import type { CustomerRow, CustomersQuery } from './api.ts';
import type { Policies } from './policies.ts';

interface Row {
  id: bigint;
  code: string;
  name: string;
  kind: string;
  country: string | null;
  policy_id: string | null;
  /** What the page is sorted by, as text, for the cursor. */
  key: string;
  open: Record<string, string> | null;
  overdue: Record<string, string> | null;
  oldest: string | null;
  outcome: CustomerRow['outcome'];
  step: string | null;
  message: CustomerRow['message'];
  next_on: string | null;
  reasons: string | null;
  quiet_until: string | null;
  reachable: boolean;
}

const cursorSchema = z.tuple([z.string(), z.string().regex(/^\d{1,18}$/)]);

/**
 * Customers page by page. What each owes, how late it is and what the latest round decided comes
 * in the same query: aggregates over the small index of open instalments, laterals for the page
 * alone, so that a page of 20,000 customers with 100,000 open invoices costs no more than a look
 * at that index.
 */
export async function customers(
  work: Work,
  query: CustomersQuery,
  policies: Policies,
): Promise<{ items: CustomerRow[]; next: string | null }> {
  const rows = await readPage(work, query);
  const ladders = await policies(work);
  const page = pageFrom(rows, query.limit, (last) => [last.key, String(last.id)]);
  return {
    items: page.rows.map((row) => ({ ...rowOf(work, row), policy: policyRef(ladders, row) })),
    next: page.next,
  };
}

function policyRef(ladders: Awaited<ReturnType<Policies>>, row: Row): CustomerRow['policy'] {
  const { policy } = ladders.of({
    policyId: row.policy_id,
    code: row.code,
    country: row.country,
    kind: row.kind,
  });
  return { id: policy.id, name: policy.name };
}

async function readPage(work: Work, query: CustomersQuery): Promise<Row[]> {
  const mine = work.business.id;
  const today = isoDay(work.today);
  const order = orderOf(work, query.sort);
  const matching = sql`
    select c.id, ${order.key} as key from customer c ${order.join}
    where c.business_id = ${mine} and ${where(work, query)}`;
  const result = await sql<Row>`
    with matching as (${matching}), page as (
      select id, key from matching where ${after(query, order)}
      order by key ${order.direction}, id limit ${query.limit + 1}
    )
    select c.id, c.code, c.name, c.kind, c.country, c.policy_id, page.key::text as key,
      owed.open, owed.overdue, owed.oldest, d.outcome, d.step, d.message, d.next_on, d.reasons,
      s.quiet_until::text as quiet_until, ${isReachable} as reachable
    from page join customer c on c.business_id = ${mine} and c.id = page.id
    left join customer_snapshot s on s.business_id = ${mine} and s.customer_id = c.id
    left join lateral (
      select json_object_agg(currency, open::text order by currency) as open,
        json_object_agg(currency, overdue::text order by currency) filter (where overdue > 0) as overdue,
        min(oldest)::text as oldest
      from (
        select i.currency, sum(i.outstanding) as open,
          sum(i.outstanding) filter (where i.due_on < ${today}::date) as overdue, min(i.due_on) as oldest
        from instalment i
        where i.business_id = ${mine} and i.customer_id = c.id and i.outstanding <> 0
        group by i.currency
      ) by_currency
    ) owed on true
    left join lateral (
      select l.*, (
        select json_build_object('state', m.state, 'channel', m.channel, 'tone', m.tone, 'sentOn', m.sent_on)
        from message m where m.business_id = ${mine} and m.id = l.message_id
      ) as message
      from (${latestDecision(work)}) l
    ) d on true
    order by page.key ${order.direction}, page.id`.execute(work.tx);
  return result.rows;
}

const isReachable = sql`exists (
  select 1 from contact k where k.business_id = c.business_id and k.customer_id = c.id
    and k.email is not null and k.not_me_on is null and k.unreachable_on is null)`;

function latestDecision(work: Work): RawBuilder<unknown> {
  return sql`
    select outcome, step, next_on, reasons, message_id from decision
    where business_id = c.business_id and customer_id = c.id
      and as_of <= ${isoDay(work.today)}::date
    order by as_of desc limit 1`;
}

function isOverdue(work: Work): RawBuilder<unknown> {
  return sql`exists (
    select 1 from instalment i where i.business_id = c.business_id and i.customer_id = c.id
      and i.outstanding <> 0 and i.due_on < ${isoDay(work.today)}::date)`;
}

function where(work: Work, { q, filter }: CustomersQuery): RawBuilder<unknown> {
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  const wanted = q?.trim().toLowerCase() ?? '';
  if (wanted !== '') {
    const like = `%${wanted.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    conditions.push(sql`(lower(c.name) like ${like} or lower(c.code) like ${like} or exists (
      select 1 from contact k where k.business_id = c.business_id and k.customer_id = c.id
        and (lower(k.email) like ${like} or lower(k.name) like ${like})))`);
  }
  if (filter === 'overdue') conditions.push(isOverdue(work));
  if (filter === 'unreachable') conditions.push(sql`not ${isReachable} and ${isOverdue(work)}`);
  if (filter === 'held') {
    conditions.push(sql`${isOverdue(work)} and (
      exists (select 1 from customer_snapshot s where s.business_id = c.business_id
        and s.customer_id = c.id and s.quiet_until >= ${isoDay(work.today)}::date)
      or (select outcome = 'hold' from (${latestDecision(work)}) latest))`);
  }
  return sql.join(conditions, sql` and `);
}

interface Order {
  key: RawBuilder<unknown>;
  join: RawBuilder<unknown>;
  direction: RawBuilder<unknown>;
  type: RawBuilder<unknown>;
  descends: boolean;
}

function orderOf(work: Work, sort: CustomersQuery['sort']): Order {
  const descends = sort.startsWith('-');
  const direction = descends ? sql`desc` : sql`asc`;
  const mine = work.business.id;
  const today = isoDay(work.today);
  if (sort.endsWith('name')) {
    return { key: sql`lower(c.name)`, join: sql``, direction, type: sql`text`, descends };
  }
  if (sort.endsWith('late')) {
    const join = sql`left join (
      select customer_id, ${today}::date - min(due_on) as days from instalment
      where business_id = ${mine} and outstanding <> 0 group by customer_id
    ) late on late.customer_id = c.id`;
    const key = sql`greatest(coalesce(late.days, 0), 0)`;
    return { key, join, direction, type: sql`integer`, descends };
  }
  // Currencies are never added up: the order is by what is overdue in the business's own.
  const join = sql`left join (
    select customer_id, sum(outstanding) as amount from instalment
    where business_id = ${mine} and outstanding <> 0 and due_on < ${today}::date
      and currency = ${work.business.currency} group by customer_id
  ) late on late.customer_id = c.id`;
  const key = sql`coalesce(late.amount, 0)`;
  return { key, join, direction, type: sql`numeric`, descends };
}

function after(query: CustomersQuery, order: Order): RawBuilder<unknown> {
  if (query.cursor === undefined) return sql`true`;
  const [key, id] = readCursor(query.cursor, cursorSchema);
  const sign = order.descends ? sql`<` : sql`>`;
  const at = sql`${key}::text::${order.type}`;
  return sql`(key ${sign} ${at} or (key = ${at} and id > ${id}::bigint))`;
}

function rowOf(work: Work, row: Row): Omit<CustomerRow, 'policy'> {
  const reasons = row.reasons === null ? [] : (JSON.parse(row.reasons) as CustomerRow['reasons']);
  const days = row.oldest === null ? 0 : work.today - day(row.oldest);
  return {
    id: String(row.id),
    code: row.code,
    name: row.name,
    country: row.country,
    open: amounts(row.open),
    overdue: amounts(row.overdue),
    daysLate: Math.max(0, days),
    outcome: row.outcome,
    step: row.step,
    message: row.message,
    nextOn: row.next_on,
    because: reasons[0]?.text ?? null,
    reasons,
    quietUntil: row.quiet_until,
    reachable: row.reachable,
  };
}

function amounts(byCurrency: Record<string, string> | null): CustomerRow['open'] {
  return Object.entries(byCurrency ?? {}).map(([currency, amount]) =>
    moneyJson({ amount: BigInt(amount), currency }),
  );
}
