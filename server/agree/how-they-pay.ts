import { sql } from 'kysely';
import { isoDay } from '../../core/base/index.ts';
import type { Work } from '../platform/platform.ts';
import type { CustomerPage } from './api.ts';

/** How many of the last settled instalments are looked at. */
const LOOKED_AT = 20;

type HowTheyPay = CustomerPage['howTheyPay'];

/**
 * How late the customer paid what is settled, the latest first: the day the last payment was set
 * against each instalment, less its due day. What was written off or credited is left out, and what
 * was paid on a day that nobody told.
 */
export async function howTheyPay(work: Work, customerId: bigint): Promise<HowTheyPay> {
  const result = await sql<{ number: string; due_on: string; paid_on: string; days: number }>`
    select v.number, i.due_on, paid.on::text as paid_on, (paid.on - i.due_on)::int as days
    from instalment i
    join invoice v on v.business_id = i.business_id and v.id = i.invoice_id
    join lateral (
      select max(p.effective_on) as on, bool_and(y.day_known) as days_known from posting p
      join payment y on y.business_id = p.business_id and y.id = p.payment_id
      where p.business_id = i.business_id and p.invoice_id = i.invoice_id and p.instalment = i.no
        and p.kind = 'allocation' and p.payment_id is not null
        and not exists (select 1 from posting r where r.business_id = p.business_id and r.reverses = p.id)
    ) paid on paid.on is not null
    where v.business_id = ${work.business.id} and v.customer_id = ${customerId}
      and paid.days_known and i.outstanding = 0 and paid.on <= ${isoDay(work.today)}::date
    order by paid.on desc, i.invoice_id desc, i.no desc limit ${LOOKED_AT}`.execute(work.tx);
  const invoices = result.rows.map((row) => ({
    number: row.number,
    dueOn: row.due_on,
    paidOn: row.paid_on,
    daysLate: row.days,
  }));
  return { words: payingWords(invoices.map((one) => one.daysLate)), invoices };
}

/** "9 of the last 10 late, by 14 days as a rule. Never more than 31." */
export function payingWords(daysLate: readonly number[]): string {
  const count = daysLate.length;
  if (count === 0) return 'Nothing of theirs was paid here yet.';
  const late = daysLate.filter((days) => days > 0).toSorted((a, b) => a - b);
  const of = count === 1 ? 'The only one so far was' : `All of the last ${count} were`;
  if (late.length === 0) return `${of} paid on time.`;
  const usual = late[Math.floor((late.length - 1) / 2)]!;
  const most = late.at(-1)!;
  if (count === 1) return `The only one so far was paid ${inDays(most)} late.`;
  const head =
    late.length === count
      ? `All of the last ${count} late`
      : `${late.length} of the last ${count} late`;
  if (late.length === 1) return `${head}, by ${inDays(most)}.`;
  const rule = usual === most ? `, by ${inDays(usual)}.` : `, by ${inDays(usual)} as a rule.`;
  return usual === most ? head + rule : `${head}${rule} Never more than ${most}.`;
}

function inDays(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}
