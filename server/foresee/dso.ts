import { sql } from 'kysely';
import {
  addDays,
  type Day,
  divideRounded,
  isoDay,
  type MoneyJson,
  moneyJson,
  parseDecimal,
} from '../../core/base/index.ts';
import type { Work } from '../platform/platform.ts';
import type { OwedByAge } from './ageing.ts';

/** The stretch of sales that DSO is measured against. */
export const DSO_DAYS = 90;

/** Days sales outstanding with everything it was computed from. */
export interface Dso {
  /** Whole days; null when nothing was billed in the stretch. */
  days: number | null;
  outstanding: MoneyJson;
  billed: MoneyJson;
  /** First and last day of the stretch. */
  from: string;
  to: string;
}

/**
 * DSO by the simple method: outstanding ÷ billed in the last 90 days × 90, in one currency. Billed
 * is what was invoiced less credit notes, by the day it took effect.
 */
export async function dso(work: Work, aged: OwedByAge, asOf: Day, currency: string): Promise<Dso> {
  const from = addDays(asOf, 1 - DSO_DAYS);
  const found = await sql<{ billed: string }>`
    select coalesce(sum(case when credit = 'billed' then amount else -amount end), 0)::text as billed
    from posting
    where business_id = ${work.business.id} and currency = ${currency}
      and effective_on between ${isoDay(from)} and ${isoDay(asOf)}
      and (credit = 'billed' or debit = 'billed')`.execute(work.tx);
  const billed = BigInt(found.rows[0]?.billed ?? '0');
  const outstanding = parseDecimal(aged.currencies[currency]?.total ?? '0', currency) ?? 0n;
  return {
    days:
      billed <= 0n
        ? null
        : Number(divideRounded(outstanding * BigInt(DSO_DAYS), billed, 'half-up')),
    outstanding: moneyJson({ amount: outstanding, currency }),
    billed: moneyJson({ amount: billed, currency }),
    from: isoDay(from),
    to: isoDay(asOf),
  };
}
