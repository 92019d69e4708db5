import { sql } from 'kysely';
import {
  addDays,
  type Day,
  fromPlainDate,
  isoDay,
  moneyJson,
  toPlainDate,
  weekday,
} from '../../core/base/index.ts';
import type { Work } from '../platform/platform.ts';
import { roundDueNow } from '../receivable/index.ts';
import { type OwedByAge, owedByAge } from './ageing.ts';
import type { Today } from './api.ts';
import { dso } from './dso.ts';
import { lastRound } from './last-round.ts';
import { promisesDue, ready, unreachable, upcoming, waitingThings } from './lists.ts';

/**
 * The figures and lists of the first page. Money figures are as at `work.today`; the lists are of
 * what stands now. Everything is read in the one transaction of `work`, so that it fits together.
 */
export async function today(work: Work): Promise<Today> {
  const beforeOn = fromPlainDate(toPlainDate(work.today).subtract({ months: 3 }));
  const now = await owedByAge(work, work.today);
  const before = await owedByAge(work, beforeOn);
  const currency = mainCurrency(work, now);
  const { last, held } = await lastRound(work);
  return {
    asOf: isoDay(work.today),
    greeting: greeting(work),
    ageing: now,
    before: {
      asOf: isoDay(beforeOn),
      ageing: before,
      dso: await dso(work, before, beforeOn, currency),
    },
    dso: await dso(work, now, work.today, currency),
    paidThisWeek: await paidThisWeek(work),
    ready: await ready(work),
    held,
    upcoming: await upcoming(work),
    waiting: await waitingThings(work),
    promises: await promisesDue(work),
    unreachable: await unreachable(work),
    lastRound: last,
    roundDue: await roundDueNow(work),
    empty: await hasNoCustomer(work),
  };
}

function greeting(work: Work): Today['greeting'] {
  const { hour } = work.now.toZonedDateTimeISO(work.business.zone);
  const part = hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening';
  // In the demo everybody is its owner.
  const name = work.business.demo ? work.business.person : work.by;
  return { part, name: name.split(' ')[0] ?? name };
}

/** The business's own currency, or the only other one it is owed in. */
function mainCurrency(work: Work, now: OwedByAge): string {
  const owed = Object.keys(now.currencies);
  const own = work.business.currency;
  return owed.length > 0 && !owed.includes(own) ? (owed[0] ?? own) : own;
}

function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekday(day));
}

async function paidThisWeek(work: Work): Promise<Today['paidThisWeek']> {
  const from = isoDay(mondayOf(work.today));
  const rows = await sql<{ currency: string; amount: string; count: bigint }>`
    select currency, sum(amount)::text as amount, count(*) as count from payment
    where business_id = ${work.business.id} and voided_on is null and day_known
      and paid_on between ${from} and ${isoDay(work.today)}
    group by currency order by currency`.execute(work.tx);
  return {
    from,
    payments: rows.rows.reduce((sum, row) => sum + Number(row.count), 0),
    totals: rows.rows.map((row) =>
      moneyJson({ amount: BigInt(row.amount), currency: row.currency }),
    ),
  };
}

async function hasNoCustomer(work: Work): Promise<boolean> {
  const one = await work.tx
    .selectFrom('customer')
    .select('id')
    .where('business_id', '=', work.business.id)
    .limit(1)
    .executeTakeFirst();
  return one === undefined;
}
