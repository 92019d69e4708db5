import { sql } from 'kysely';
import { RefusedError } from '../../core/base/index.ts';
import type { LateTerms } from '../../core/charge/index.ts';
import type { Work } from '../platform/platform.ts';
import { lockCustomer } from '../receivable/index.ts';
import type { Charging } from './late.ts';
import { readTerms, type StoredTerms, storeTerms } from './stored.ts';

/** What is set about charges, of the business (customer null) or of a customer. */
export interface ChargeSetting {
  /** Null leaves it to the business; a business without a word has `never`. */
  charges: Charging | null;
  terms: LateTerms | null;
  registered: boolean;
}

/**
 * What was set; nothing when nobody set it.
 * @throws RefusedError `unknown-customer` (404).
 */
export async function chargeSetting(work: Work, customer: bigint | null): Promise<ChargeSetting> {
  if (customer !== null) await refuseStranger(work, customer);
  const row = await work.tx
    .selectFrom('charge_setting')
    .select(['charges', 'terms', 'registered'])
    .where('business_id', '=', work.business.id)
    .where('customer_id', customer === null ? 'is' : '=', customer)
    .executeTakeFirst();
  if (!row) return { charges: null, terms: null, registered: false };
  const terms = row.terms === null ? null : readTerms(row.terms as StoredTerms);
  return { charges: row.charges, terms, registered: row.registered };
}

async function refuseStranger(work: Work, customer: bigint): Promise<void> {
  const row = await work.tx
    .selectFrom('customer')
    .select('id')
    .where('business_id', '=', work.business.id)
    .where('id', '=', customer)
    .executeTakeFirst();
  if (row) return;
  throw new RefusedError('unknown-customer', 'There is no such customer here.', { status: 404 });
}

/** Sets it anew. @throws RefusedError `unknown-customer` (404). */
export async function setCharges(
  work: Work,
  customer: bigint | null,
  { charges, terms, registered }: ChargeSetting,
): Promise<ChargeSetting> {
  if (customer !== null) await lockCustomer(work, customer, 'Nothing was changed.');
  const stored = terms === null ? null : JSON.stringify(storeTerms(terms));
  await sql`
    insert into charge_setting (business_id, customer_id, charges, terms, registered, changed_by, changed_at)
    values (${work.business.id}, ${customer}, ${charges}, ${stored}::jsonb, ${registered}, ${work.by},
      ${work.now.toString()}::timestamptz)
    on conflict (business_id, customer_id) do update set charges = excluded.charges,
      terms = excluded.terms, registered = excluded.registered, changed_by = excluded.changed_by,
      changed_at = excluded.changed_at`.execute(work.tx);
  return chargeSetting(work, customer);
}
