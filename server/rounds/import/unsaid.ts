import { sql } from 'kysely';
import { day, isoDay, laterDay } from '../../../core/base/index.ts';
import type { Work } from '../../platform/index.ts';
import { reversePayment } from '../../settle/index.ts';

/** Payments that an earlier version of the file told of and this one does not. */
export interface Unsaid {
  takenBack: number;
  customers: bigint[];
  /** A sentence that names the invoices, when there are any. */
  notes: string[];
}

const REASON = 'a newer file no longer tells of it';
const NAMED = 5;

/**
 * Takes back what an earlier version of this very file booked as paid and this version says was
 * not: an emptied paid date, a smaller amount paid, something open again. An earlier version is a
 * file of the same layout with the same columns; a list without such columns says nothing about
 * paying and takes nothing back. What a person recorded stays.
 */
export async function takeBackUnsaid(work: Work, importId: bigint): Promise<Unsaid> {
  const id = work.business.id;
  // The key of a payment ends with the sum that the file said was paid by then (payments.ts).
  await sql`
    create temp table unsaid_payment on commit drop as
    select p.id, p.customer_id, v.number, s.line, false as whole
    from import this
    join import before on before.business_id = ${id} and before.format = this.format
      and before.mapping = this.mapping and before.id <> this.id
    join payment p on p.business_id = ${id} and p.import_id = before.id and p.voided_on is null
      and p.source_key like 'file:%'
    join staged_item s on s.kind = 'i' and s.number = substring(p.source_key from '^file:(.*):[0-9]+$')
    join invoice v on v.business_id = ${id} and v.number = s.number and v.voided_on is null
    where this.business_id = ${id} and this.id = ${importId}
      and not (s.paid is null and s.open is not distinct from 0)
      and not (s.paid is null and s.open is null and s.paid_on is not null)
      and substring(p.source_key from ':([0-9]+)$')::numeric
        > greatest(coalesce(v.amount - s.open, 0), coalesce(s.paid, 0))`.execute(work.tx);
  const { rows } = await sql<{ customer_id: bigint; number: string }>`
    select customer_id, number from unsaid_payment order by line, id`.execute(work.tx);
  if (rows.length === 0) return { takenBack: 0, customers: [], notes: [] };
  await reverseUnsaid(work, importId);
  const customers = [...new Set(rows.map((row) => row.customer_id))];
  return { takenBack: rows.length, customers, notes: [noteOf(rows.map((row) => row.number))] };
}

/**
 * Reverses them, all at once where the whole of a payment was set against items: nothing is left
 * over of those that could be spent elsewhere. The others are taken back one by one.
 */
async function reverseUnsaid(work: Work, importId: bigint): Promise<void> {
  const id = work.business.id;
  const today = sql`${isoDay(work.today)}::date`;
  const { rows } = await sql<{ id: bigint; paid_on: string; whole: boolean }>`
    with standing as (
      select u.id, sum(case when p.kind = 'payment' then p.amount else -p.amount end) as left_over
      from unsaid_payment u
      join posting p on p.business_id = ${id} and p.customer_id = u.customer_id and p.payment_id = u.id
      where p.reverses is null
        and not exists (select from posting r where r.business_id = ${id} and r.reverses = p.id)
      group by u.id
    )
    update unsaid_payment u set whole = s.left_over = 0
    from standing s join payment y on y.business_id = ${id} and y.id = s.id
    where s.id = u.id returning u.id, y.paid_on, u.whole`.execute(work.tx);
  await sql`
    insert into posting (business_id, entry_id, effective_on, kind, debit, credit, currency, amount, customer_id,
      invoice_id, instalment, payment_id, reverses, memo, recorded_at)
    select ${id}, nextval('entry_id_seq'), greatest(${today}, p.effective_on), 'reversal', p.credit, p.debit,
      p.currency, p.amount, p.customer_id, p.invoice_id, p.instalment, p.payment_id, p.id, ${REASON},
      ${work.now.toString()}::timestamptz
    from unsaid_payment u
    join posting p on p.business_id = ${id} and p.customer_id = u.customer_id and p.payment_id = u.id
    where u.whole and p.reverses is null
      and not exists (select from posting r where r.business_id = ${id} and r.reverses = p.id)
    order by u.line, p.id`.execute(work.tx);
  for (const one of rows.filter((row) => !row.whole))
    await reversePayment(work, one.id, laterDay(work.today, day(one.paid_on)), REASON);
  // Under another key: a still newer file may tell of the payment again, and then it counts again.
  await sql`
    update payment p set voided_on = coalesce(p.voided_on, greatest(${today}, p.paid_on)),
      source_key = 'unsaid:' || ${String(importId)} || ':' || p.source_key
    from unsaid_payment u where p.business_id = ${id} and p.id = u.id`.execute(work.tx);
}

function noteOf(numbers: readonly string[]): string {
  const payments = numbers.length === 1 ? '1 payment was' : `${numbers.length} payments were`;
  const more = numbers.length - NAMED;
  const named = [...new Set(numbers)].slice(0, NAMED).join(', ');
  return `${payments} taken back, because this newer file no longer says it was paid: ${named}${more > 0 ? ` and ${more} more` : ''}.`;
}
