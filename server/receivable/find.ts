import { sql } from 'kysely';
import { RefusedError } from '../../core/base/index.ts';
import type { Work } from '../platform/platform.ts';

export interface FoundCustomer {
  id: bigint;
  code: string;
  name: string;
}

const NOTHING = 'Nothing was recorded.';

/** What is wrong, and what is safe; a question that changes nothing says no more than the first. */
function refusal(what: string, nothing: string): string {
  return nothing === '' ? what : `${what} ${nothing}`;
}

/**
 * The customer with that code, or, failing that, with that name (letter case does not matter).
 * @param nothing what is safe, said with a refusal; empty for a question
 * @throws RefusedError `unknown-customer`, or `ambiguous-customer` naming the codes that fit.
 */
export async function findCustomer(
  work: Work,
  codeOrName: string,
  nothing = NOTHING,
): Promise<FoundCustomer> {
  const wanted = codeOrName.trim();
  const rows = await work.tx
    .selectFrom('customer')
    .select(['id', 'code', 'name'])
    .where('business_id', '=', work.business.id)
    .where((eb) =>
      eb.or([eb('code', '=', wanted), eb(sql`lower(name)`, '=', wanted.toLowerCase())]),
    )
    .orderBy((eb) => eb('code', '=', wanted), 'desc')
    .limit(20)
    .execute();
  const exact =
    rows.find((row) => row.code === wanted) ?? (rows.length === 1 ? rows[0] : undefined);
  if (exact) return exact;
  if (rows.length === 0) {
    throw new RefusedError(
      'unknown-customer',
      refusal(`No customer has the code or name "${wanted}".`, nothing),
      { status: 404 },
    );
  }
  const codes = rows.map((row) => row.code).join(', ');
  const several = `Several customers are called "${wanted}"; say which by its code: ${codes}.`;
  throw new RefusedError('ambiguous-customer', refusal(several, nothing));
}

export interface FoundInvoice {
  id: bigint;
  customerId: bigint;
  number: string;
  currency: string;
}

/**
 * The invoice with that number.
 * @param nothing what is safe, said with a refusal; empty for a question
 * @throws RefusedError `unknown-invoice`.
 */
export async function findInvoice(
  work: Work,
  number: string,
  nothing = NOTHING,
): Promise<FoundInvoice> {
  const row = await work.tx
    .selectFrom('invoice')
    .select(['id', 'customer_id as customerId', 'number', 'currency'])
    .where('business_id', '=', work.business.id)
    .where('number', '=', number.trim())
    .executeTakeFirst();
  if (row) return row;
  throw new RefusedError(
    'unknown-invoice',
    refusal(`There is no invoice ${number.trim()}.`, nothing),
    { status: 404 },
  );
}

/**
 * Locks a customer to the end of the transaction: commands on one customer take turns, and two
 * payments never take the same instalment.
 * @param nothing what is safe, said with a refusal
 * @throws RefusedError `unknown-customer` (404).
 */
export async function lockCustomer(
  work: Work,
  customerId: bigint,
  nothing = NOTHING,
): Promise<{ id: bigint; name: string }> {
  const row = await work.tx
    .selectFrom('customer')
    .select(['id', 'name'])
    .where('business_id', '=', work.business.id)
    .where('id', '=', customerId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (row) return row;
  throw new RefusedError('unknown-customer', `There is no such customer here. ${nothing}`, {
    status: 404,
  });
}
