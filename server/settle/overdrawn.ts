import { sql } from 'kysely';
import { addDays, type Day, day, isoDay } from '../../core/base/index.ts';
import { allocateOldestFirst, owedBack, release } from '../../core/ledger/index.ts';
import type { Work } from '../platform/platform.ts';
import { post } from '../receivable/index.ts';

/** Days to give back what was paid back: nobody is late for what they have only now been told. */
const DAYS_TO_GIVE_BACK = 14;

/** Whose credit on account, and why it may have come below zero. */
interface Overdrawn {
  customerId: bigint;
  currency: string;
  reason: string;
}

/**
 * Brings credit on account back to zero wherever what was taken back from a day on left it below,
 * day by day: what credit had settled by then is open again, the last due first; what is missing
 * still was paid back to the customer, and is owed as an item of its own.
 */
export async function releaseOverdrawn(
  work: Work,
  customerId: bigint,
  currency: string,
  from: Day,
  reason: string,
): Promise<void> {
  const about = { customerId, currency, reason };
  let covered: Day | null = null;
  while (true) {
    const found = await firstDayBelowZero(work, about, from);
    if (found === null) return;
    if (covered !== null && found.on <= covered)
      throw new Error(`credit of customer ${customerId} stays below zero on ${isoDay(found.on)}`);
    covered = found.on;
    await cover(work, about, found.on, found.missing);
  }
}

async function firstDayBelowZero(work: Work, { customerId, currency }: Overdrawn, from: Day) {
  const { rows } = await sql<{ on: string; credit: string }>`
    select effective_on as on, (-sum(sum(signed_amount)) over (order by effective_on))::text as credit
    from ledger_line
    where business_id = ${work.business.id} and customer_id = ${customerId}
      and currency = ${currency} and account = 'credit'
    group by effective_on order by effective_on`.execute(work.tx);
  const below = rows.find((row) => day(row.on) >= from && BigInt(row.credit) < 0n);
  return below ? { on: day(below.on), missing: -BigInt(below.credit) } : null;
}

async function cover(work: Work, about: Overdrawn, on: Day, missing: bigint): Promise<void> {
  const { customerId, currency, reason } = about;
  const spent = await spentCredit(work, about, on);
  // Oldest first, backwards: the days are turned round, so that the oldest debt stays settled.
  const backwards = spent.map((one) => ({ ...one, dueOn: -one.dueOn as Day }));
  const { allocations, left } = allocateOldestFirst(backwards, missing);
  const back = allocations.map((one) => release(one, currency, one.amount, reason));
  await post(work, customerId, on, back);
  if (left > 0n) await claimBack(work, about, on, left);
}

/** What credit on account has settled by a day, by item; credit notes settle their own and stay. */
async function spentCredit(work: Work, { customerId, currency }: Overdrawn, on: Day) {
  const { rows } = await sql<{
    invoice_id: bigint;
    instalment: number;
    number: string;
    due_on: string;
    amount: bigint;
  }>`
    with moved as (
      select p.invoice_id, p.instalment, p.effective_on <= ${isoDay(on)}::date as by_then,
        case when p.credit = 'receivable' then p.amount else -p.amount end as amount
      from posting p
      where p.business_id = ${work.business.id} and p.customer_id = ${customerId}
        and p.currency = ${currency} and p.payment_id is null and p.kind <> 'issue'
        and 'credit' in (p.debit, p.credit) and p.invoice_id is not null
        and not exists (
          select from posting n where n.business_id = p.business_id and n.entry_id = p.entry_id
            and n.kind = 'credit-note')
    )
    select m.invoice_id, m.instalment, v.number, i.due_on,
      least(sum(m.amount) filter (where m.by_then), sum(m.amount))::bigint as amount
    from moved m
    join invoice v on v.business_id = ${work.business.id} and v.id = m.invoice_id
    join instalment i on i.business_id = ${work.business.id} and i.invoice_id = m.invoice_id
      and i.no = m.instalment
    group by m.invoice_id, m.instalment, v.number, i.due_on
    having bool_or(m.by_then)`.execute(work.tx);
  return rows.map((row) => ({
    invoiceId: row.invoice_id,
    instalment: row.instalment,
    number: row.number,
    dueOn: day(row.due_on),
    outstanding: row.amount,
  }));
}

/** What was paid back out of money that never came, as an item that they can see and pay. */
async function claimBack(work: Work, about: Overdrawn, on: Day, amount: bigint): Promise<void> {
  const { customerId, currency, reason } = about;
  const dueOn = isoDay(addDays(on, DAYS_TO_GIVE_BACK));
  const { id } = await work.tx
    .insertInto('invoice')
    .values({
      business_id: work.business.id,
      customer_id: customerId,
      number: await freeNumber(work, customerId),
      issued_on: isoDay(on),
      due_on: dueOn,
      currency,
      amount,
      reference: null,
      description: 'Paid back to you, from a payment that was then taken back',
      history: null,
      import_id: null,
      voided_on: null,
      created_at: work.now.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await work.tx
    .insertInto('instalment')
    .values({
      business_id: work.business.id,
      invoice_id: id,
      no: 1,
      customer_id: customerId,
      due_on: dueOn,
      currency,
      amount,
      outstanding: amount,
    })
    .execute();
  await post(work, customerId, on, [
    owedBack({ invoiceId: id, instalment: 1 }, currency, amount, reason),
  ]);
}

/** BACK-7 for customer 7; BACK-7-2 where that number is taken. */
async function freeNumber(work: Work, customerId: bigint): Promise<string> {
  for (let count = 1; ; count += 1) {
    const number = count === 1 ? `BACK-${customerId}` : `BACK-${customerId}-${count}`;
    const taken = await work.tx
      .selectFrom('invoice')
      .select('id')
      .where('business_id', '=', work.business.id)
      .where('number', '=', number)
      .executeTakeFirst();
    if (!taken) return number;
  }
}
