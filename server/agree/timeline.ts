import { z } from '@hono/zod-openapi';
import { sql } from 'kysely';
import { isoDay } from '../../core/base/index.ts';
import { pageFrom, readCursor } from '../platform/http/index.ts';
import type { Work } from '../platform/platform.ts';
import type { TimelineEntry } from './api.ts';
import { customerById } from './customer.ts';
import { sayHappening } from './timeline-happenings.ts';
import { sayInvoice, sayMail, sayMessage, sayPayment } from './timeline-words.ts';

/** A row of any of the sources: when, which, and what its words are made from. */
export interface Told {
  source: 'event' | 'message' | 'payment' | 'invoice' | 'mail';
  id: bigint;
  on: string;
  at: string;
  data: Record<string, unknown>;
}

const cursorSchema = z.tuple([z.string(), z.string(), z.string(), z.string().regex(/^\d{1,18}$/)]);

/**
 * What happened between a customer and the business, a page at a time from the newest back; within
 * the page the newest is last. Ordered by the day it took effect, then by when it was told.
 */
export async function timeline(
  work: Work,
  customerId: bigint,
  query: { cursor?: string | undefined; limit: number },
): Promise<{ items: TimelineEntry[]; next: string | null }> {
  const customer = await customerById(work, customerId);
  const rows = await readTold(work, customerId, query);
  const page = pageFrom(rows, query.limit, ({ on, at, source, id }) => [
    on,
    at,
    source,
    String(id),
  ]);
  const numbers = await numbersOf(work, customerId);
  const people = customer.contacts.find((one) => one.name !== '')?.name ?? customer.name;
  const context = { work, them: people, numbers };
  return {
    items: page.rows.toReversed().map((told) => sayTold(told, context)),
    next: page.next,
  };
}

/** What the words of an entry are made with beside its row. */
export interface Telling {
  work: Work;
  /** Who speaks for the customer. */
  them: string;
  /** Numbers of invoices by id. */
  numbers: ReadonlyMap<string, string>;
}

function sayTold(told: Told, telling: Telling): TimelineEntry {
  switch (told.source) {
    case 'event':
      return sayHappening(told, telling);
    case 'message':
      return sayMessage(told, telling);
    case 'payment':
      return sayPayment(told, telling);
    case 'invoice':
      return sayInvoice(told, telling);
    case 'mail':
      return sayMail(told, telling);
  }
}

/** Events that say what another row of the timeline says better, or only keep the books. */
const SILENT = ['chase-sent', 'reply-read', 'receipt-unmatched', 'receipt-matched'];

async function readTold(
  work: Work,
  customerId: bigint,
  query: { cursor?: string | undefined; limit: number },
): Promise<Told[]> {
  const mine = sql`business_id = ${work.business.id} and customer_id = ${customerId}`;
  const today = isoDay(work.today);
  const from = query.cursor === undefined ? null : readCursor(query.cursor, cursorSchema);
  const before = from
    ? sql`where (t.on, t.at, t.source, t.id) < (${from[0]}::text, ${from[1]}::text, ${from[2]}::text, ${from[3]}::bigint)`
    : sql``;
  const stamp = (column: string) =>
    sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
  const result = await sql<Told>`
    select t.source, t.id, t.on, t.at, t.data from (
      select 'event' as source, id, effective_on::text as on, ${stamp('recorded_at')} as at,
        json_build_object('kind', kind, 'data', data, 'shown', shown, 'by', by) as data
      from event where ${mine} and effective_on <= ${today}::date and kind <> all(${SILENT}::text[])
      union all
      select 'message', m.id, m.sent_on::text, ${stamp('m.sent_at')},
        json_build_object('step', m.step, 'purpose', m.purpose, 'tone', m.tone, 'channel', m.channel, 'state', m.state,
          'subject', m.subject, 'body', m.body_text, 'to', m.to_name, 'lines', m.lines, 'totals', m.totals,
          'note', m.note, 'approvedBy', m.approved_by, 'reasons', d.reasons)
      from message m left join decision d on d.business_id = m.business_id
        and d.customer_id = m.customer_id and d.as_of = m.chase_on
      where m.business_id = ${work.business.id} and m.customer_id = ${customerId}
        and m.state in ('sent', 'captured') and m.sent_on <= ${today}::date
      union all
      select 'message', m.id, m.chase_on::text, ${stamp('m.send_at')},
        json_build_object('step', m.step, 'purpose', m.purpose, 'tone', m.tone, 'channel', m.channel, 'state', m.state,
          'subject', m.subject, 'body', m.body_text, 'to', m.to_name, 'lines', m.lines, 'totals', m.totals,
          'note', m.note, 'approvedBy', m.approved_by, 'reasons', null)
      from message m where m.business_id = ${work.business.id} and m.customer_id = ${customerId}
        and m.state in ('failed', 'sending') and m.chase_on <= ${today}::date
      union all
      select 'payment', id, paid_on::text, ${stamp('created_at')},
        json_build_object('amount', amount::text, 'currency', currency, 'method', method, 'reference', reference,
          'voidedOn', voided_on, 'dayKnown', day_known, 'settles', ${settledBy(work)})
      from payment y where ${mine} and paid_on <= ${today}::date
      union all
      select 'invoice', id, issued_on::text, ${stamp('created_at')},
        json_build_object('kind', kind, 'number', number, 'amount', amount::text, 'currency', currency,
          'dueOn', due_on, 'voidedOn', voided_on, 'description', description)
      from invoice where ${mine} and issued_on <= ${today}::date
      union all
      select 'mail', id, received_on::text, ${stamp('received_at')},
        json_build_object('kind', kind, 'subject', subject, 'words', left(words, 300), 'note', note)
      from mail where ${mine} and event_id is null and received_on <= ${today}::date
    ) t ${before}
    order by t.on desc, t.at desc, t.source desc, t.id desc limit ${query.limit + 1}`.execute(
    work.tx,
  );
  return result.rows;
}

function settledBy(work: Work) {
  return sql`(select json_agg(distinct v.number) from posting p
    join invoice v on v.business_id = p.business_id and v.id = p.invoice_id
    where p.business_id = ${work.business.id} and p.customer_id = y.customer_id
      and p.payment_id = y.id and p.kind = 'allocation')`;
}

async function numbersOf(work: Work, customerId: bigint): Promise<Map<string, string>> {
  const rows = await work.tx
    .selectFrom('invoice')
    .select(['id', 'number'])
    .where('business_id', '=', work.business.id)
    .where('customer_id', '=', customerId)
    .execute();
  return new Map(rows.map((row) => [String(row.id), row.number]));
}
