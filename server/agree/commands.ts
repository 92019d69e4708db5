import { fieldProblem, isoDay, RefusedError } from '../../core/base/index.ts';
import type { Work } from '../platform/platform.ts';
import { refoldCustomers } from '../receivable/index.ts';
import type { Contact, Customer, CustomerChange, NewContact, NewCustomer } from './api.ts';
import { checkCustomer } from './check.ts';
import { customerById } from './customer.ts';

/**
 * Adds a customer with their contacts.
 * @throws RefusedError `invalid-customer` with the fields; `code-taken`.
 */
export async function addCustomer(work: Work, input: NewCustomer): Promise<Customer> {
  const { contacts = [], ...given } = input;
  const code = given.code || given.name;
  await checkCustomer(work, { ...given, emails: contacts.map((one) => one.email) });
  await refuseTakenCode(work, code, null);
  const { id } = await work.tx
    .insertInto('customer')
    .values({ business_id: work.business.id, ...columnsOf(given), code, name: given.name })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const [index, contact] of contacts.entries())
    await insertContact(work, id, { position: index, ...contact });
  return customerById(work, id);
}

/**
 * Changes what is given of a customer; the rest stays.
 * @throws RefusedError `invalid-customer`, `code-taken`, `unknown-customer`.
 */
export async function changeCustomer(
  work: Work,
  id: bigint,
  change: CustomerChange,
): Promise<Customer> {
  await customerById(work, id);
  await checkCustomer(work, change);
  if (change.code !== undefined) await refuseTakenCode(work, change.code, id);
  const columns = {
    ...columnsOf(change),
    ...(change.code === undefined ? {} : { code: change.code }),
    ...(change.name === undefined ? {} : { name: change.name }),
  };
  if (Object.keys(columns).length > 0) {
    await work.tx
      .updateTable('customer')
      .set(columns)
      .where('business_id', '=', work.business.id)
      .where('id', '=', id)
      .execute();
    // Where they are decides which days are open, and with it until when they are left in peace.
    await refoldCustomers(work, [id]);
  }
  return customerById(work, id);
}

/** What of a change has a column of its own; what was not given is left out. */
function columnsOf(given: Omit<CustomerChange, 'code' | 'name'>) {
  const columns = {
    kind: given.kind,
    country: given.country,
    region: given.region,
    zone: given.zone,
    language: given.language,
    address: given.address,
    phone: given.phone,
    policy_id: given.policyId,
    tone_ceiling: given.toneCeiling,
    address_form: given.addressForm,
    culture: given.culture,
    notes: given.notes,
  };
  type Columns = { [Key in keyof typeof columns]: Exclude<(typeof columns)[Key], undefined> };
  return Object.fromEntries(
    Object.entries(columns).filter(([, value]) => value !== undefined),
  ) as Partial<Columns>;
}

async function refuseTakenCode(work: Work, code: string, except: bigint | null): Promise<void> {
  const taken = await work.tx
    .selectFrom('customer')
    .select(['id', 'name'])
    .where('business_id', '=', work.business.id)
    .where('code', '=', code)
    .executeTakeFirst();
  if (!taken || taken.id === except) return;
  throw new RefusedError(
    'code-taken',
    `The code ${code} belongs to ${taken.name}. Give another one. Nothing was changed.`,
    { status: 409, problems: [fieldProblem('code', code, `taken by ${taken.name}`)] },
  );
}

/** Adds a contact to a customer. @throws RefusedError `invalid-customer`, `contact-there`. */
export async function addContact(
  work: Work,
  customerId: bigint,
  input: NewContact,
): Promise<Contact> {
  const { contacts } = await customerById(work, customerId);
  await checkCustomer(work, { emails: [input.email] });
  refuseEmpty(input);
  refuseTwice(contacts, input.email ?? null, null);
  const id = await insertContact(work, customerId, { position: contacts.length, ...input });
  return contactOf(work, customerId, id);
}

/**
 * Changes a contact. A new address may be written to again, whatever became of the one before.
 * @throws RefusedError `unknown-contact`, `invalid-customer`, `contact-there`.
 */
export async function changeContact(
  work: Work,
  customerId: bigint,
  contactId: bigint,
  change: NewContact,
): Promise<Contact> {
  const before = await contactOf(work, customerId, contactId);
  const { contacts } = await customerById(work, customerId);
  await checkCustomer(work, { emails: [change.email] });
  refuseEmpty({ ...before, ...change });
  const email = change.email === undefined ? before.email : change.email;
  refuseTwice(contacts, email, before.id);
  const isOther = email?.toLowerCase() !== before.email?.toLowerCase();
  await work.tx
    .updateTable('contact')
    .set({
      name: change.name ?? before.name,
      email,
      phone: change.phone === undefined ? before.phone : change.phone,
      role: change.role ?? before.role,
      greeting: change.greeting === undefined ? before.greeting : change.greeting,
      position: change.position ?? before.position,
      ...(isOther ? { not_me_on: null, unreachable_on: null } : {}),
    })
    .where('business_id', '=', work.business.id)
    .where('id', '=', contactId)
    .execute();
  return contactOf(work, customerId, contactId);
}

/** Never writes to a contact again for this customer. The row stays: messages name it. */
export async function retireContact(
  work: Work,
  customerId: bigint,
  contactId: bigint,
): Promise<Contact> {
  await contactOf(work, customerId, contactId);
  await work.tx
    .updateTable('contact')
    .set({ not_me_on: isoDay(work.today) })
    .where('business_id', '=', work.business.id)
    .where('id', '=', contactId)
    .execute();
  return contactOf(work, customerId, contactId);
}

function refuseEmpty(contact: NewContact): void {
  if (contact.name || contact.email || contact.phone) return;
  throw new RefusedError(
    'invalid-customer',
    'A contact has a name, an address or a telephone number. Nothing was changed.',
    { problems: [fieldProblem('name', null, 'say who it is, or how to reach them')] },
  );
}

function refuseTwice(contacts: readonly Contact[], email: string | null, except: string | null) {
  if (email === null) return;
  const same = contacts.find(
    (one) => one.id !== except && one.email?.toLowerCase() === email.toLowerCase(),
  );
  if (!same) return;
  throw new RefusedError(
    'contact-there',
    `${email} is a contact of this customer already. Nothing was changed.`,
    { status: 409, problems: [fieldProblem('email', email, 'is a contact here already')] },
  );
}

async function insertContact(work: Work, customerId: bigint, input: NewContact): Promise<bigint> {
  const { id } = await work.tx
    .insertInto('contact')
    .values({
      business_id: work.business.id,
      customer_id: customerId,
      name: input.name ?? '',
      email: input.email ?? null,
      phone: input.phone ?? null,
      role: input.role || 'accounts',
      greeting: input.greeting ?? null,
      position: input.position ?? 0,
      not_me_on: null,
      unreachable_on: null,
      created_at: work.now.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function contactOf(work: Work, customerId: bigint, contactId: bigint): Promise<Contact> {
  const { contacts } = await customerById(work, customerId);
  const contact = contacts.find((one) => one.id === String(contactId));
  if (contact) return contact;
  throw new RefusedError('unknown-contact', 'There is no such contact of this customer.', {
    status: 404,
  });
}
