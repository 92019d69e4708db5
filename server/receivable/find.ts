import { sql } from 'kysely';
import { RefusedError } from '../../core/base/index.ts';
import type { Work } from '../platform/platform.ts';

export interface FoundCustomer {
  id: bigint;
  code: string;
  name: string;
}

/**
 * The customer with that code, or, failing that, with that name (letter case does not matter).
 * @throws RefusedError `unknown-customer`, or `ambiguous-customer` naming the codes that fit.
 */
export async function findCustomer(work: Work, codeOrName: string): Promise<FoundCustomer> {
  const wanted = codeOrName.trim();
  const rows = await work.tx
    .selectFrom('customer')
    .select(['id', 'code', 'name'])
    .where('business_id', '=', work.business.id)
    .where((eb) =>
      eb.or([eb('code', '=', wanted), eb(sql`lower(name)`, '=', wanted.toLowerCase())]),
    )
    .limit(20)
    .execute();
  const exact =
    rows.find((row) => row.code === wanted) ?? (rows.length === 1 ? rows[0] : undefined);
  if (exact) return exact;
  if (rows.length === 0) {
    throw new RefusedError(
      'unknown-customer',
      `No customer has the code or name "${wanted}". Nothing was recorded.`,
      { status: 404 },
    );
  }
  const codes = rows.map((row) => row.code).join(', ');
  throw new RefusedError(
    'ambiguous-customer',
    `Several customers are called "${wanted}"; say which by its code: ${codes}. Nothing was recorded.`,
  );
}

export interface FoundInvoice {
  id: bigint;
  customerId: bigint;
  number: string;
  currency: string;
}

/** The invoice with that number. @throws RefusedError `unknown-invoice`. */
export async function findInvoice(work: Work, number: string): Promise<FoundInvoice> {
  const row = await work.tx
    .selectFrom('invoice')
    .select(['id', 'customer_id as customerId', 'number', 'currency'])
    .where('business_id', '=', work.business.id)
    .where('number', '=', number.trim())
    .executeTakeFirst();
  if (row) return row;
  throw new RefusedError(
    'unknown-invoice',
    `There is no invoice ${number.trim()}. Nothing was recorded.`,
    { status: 404 },
  );
}
