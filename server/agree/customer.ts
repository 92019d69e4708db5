import { RefusedError } from '../../core/base/index.ts';
import type { Work } from '../platform/platform.ts';
import type { Customer } from './api.ts';

/**
 * A customer with their contacts, the one written to first. @throws RefusedError `unknown-
 * customer`.
 */
export async function customerById(work: Work, id: bigint): Promise<Customer> {
  const row = await work.tx
    .selectFrom('customer')
    .selectAll()
    .where('business_id', '=', work.business.id)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) {
    throw new RefusedError('unknown-customer', 'There is no such customer here.', { status: 404 });
  }
  const contacts = await work.tx
    .selectFrom('contact')
    .selectAll()
    .where('business_id', '=', work.business.id)
    .where('customer_id', '=', id)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return {
    id: String(row.id),
    code: row.code,
    name: row.name,
    kind: row.kind,
    country: row.country,
    region: row.region,
    zone: row.zone,
    language: row.language,
    address: row.address,
    phone: row.phone,
    policyId: row.policy_id,
    toneCeiling: row.tone_ceiling,
    addressForm: row.address_form,
    culture: row.culture,
    notes: row.notes,
    contacts: contacts.map((contact) => ({
      id: String(contact.id),
      name: contact.name,
      email: contact.email,
      phone: contact.phone,
      role: contact.role,
      greeting: contact.greeting,
      position: contact.position,
      notMeOn: contact.not_me_on,
      unreachableOn: contact.unreachable_on,
      optedIn: contact.opted_in,
      optedOut: contact.opted_out,
    })),
  };
}
