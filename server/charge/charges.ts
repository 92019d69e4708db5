import { sql } from 'kysely';
import { type Day, isoDay, RefusedError } from '../../core/base/index.ts';
import type { ChargeLine } from '../../core/charge/index.ts';
import type { Work } from '../platform/platform.ts';
import { readLine, type StoredCharge } from './stored.ts';

/** A charge that was claimed, as the database has it. */
export interface ChargeRow {
  id: bigint;
  number: string;
  customerId: bigint;
  customer: string;
  of: { id: bigint; number: string };
  issuedOn: string;
  dueOn: string;
  /** The last day it was reckoned to. */
  to: string;
  currency: string;
  amount: bigint;
  outstanding: bigint;
  description: string;
  stored: StoredCharge;
}

export interface Charge extends ChargeRow {
  lines: ChargeLine[];
}

/** Which charges are asked for. */
export interface ChargesAsked {
  of?: bigint;
  to?: Day;
  id?: bigint;
  customer?: bigint | undefined;
  before?: bigint;
  limit?: number;
}

/** Charges that were claimed, the newest first. */
export async function chargesOf(work: Work, asked: ChargesAsked): Promise<Charge[]> {
  const { of, to, id, customer, before } = asked;
  const { rows } = await sql<Omit<ChargeRow, 'of'> & { ofId: bigint; ofNumber: string }>`
    select v.id, v.number, v.customer_id as "customerId", c.name as customer, o.id as "ofId",
      o.number as "ofNumber", v.issued_on as "issuedOn", v.due_on as "dueOn", v.charge_to as to,
      v.currency, v.amount, i.outstanding, v.description, v.charge as stored
    from invoice v
    join invoice o on o.business_id = v.business_id and o.id = v.charge_of
    join customer c on c.business_id = v.business_id and c.id = v.customer_id
    join instalment i on i.business_id = v.business_id and i.invoice_id = v.id and i.no = 1
    where v.business_id = ${work.business.id} and v.charge_of is not null
      and ${of === undefined ? sql`true` : sql`v.charge_of = ${of}`}
      and ${to === undefined ? sql`true` : sql`v.charge_to = ${isoDay(to)}::date`}
      and ${id === undefined ? sql`true` : sql`v.id = ${id}`}
      and ${customer === undefined ? sql`true` : sql`v.customer_id = ${customer}`}
      and ${before === undefined ? sql`true` : sql`v.id < ${before}`}
    order by v.id desc limit ${asked.limit ?? 100}`.execute(work.tx);
  return rows.map(({ ofId, ofNumber, ...row }) => ({
    ...row,
    of: { id: ofId, number: ofNumber },
    lines: row.stored.lines.map(readLine),
  }));
}

/** A charge that was claimed. @throws RefusedError `unknown-charge` (404). */
export async function chargeById(work: Work, id: bigint): Promise<Charge> {
  const [found] = await chargesOf(work, { id, limit: 1 });
  if (found) return found;
  throw new RefusedError('unknown-charge', 'There is no such charge here.', { status: 404 });
}
