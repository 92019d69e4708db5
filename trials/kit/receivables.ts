import { addDays, day, isoDay } from '../../core/base/index.ts';
import { issue } from '../../core/ledger/index.ts';
import type { Work } from '../../server/platform/platform.ts';
import { post, refoldCustomers } from '../../server/receivable/index.ts';

/** A customer with one contact; the code is the name. */
export async function addCustomer(
  work: Work,
  name: string,
  more: { email?: string | null; country?: string; region?: string; toneCeiling?: number } = {},
): Promise<bigint> {
  const { id } = await work.tx
    .insertInto('customer')
    .values({
      business_id: work.business.id,
      code: name,
      name,
      country: more.country ?? work.business.country,
      region: more.region ?? null,
      tone_ceiling: more.toneCeiling ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const email =
    more.email === undefined
      ? `${name.toLowerCase().replace(/[^a-z0-9]+/g, '.')}@customer.example`
      : more.email;
  if (email !== null) {
    await work.tx
      .insertInto('contact')
      .values({ business_id: work.business.id, customer_id: id, name: 'Sam Finch', email })
      .execute();
  }
  return id;
}

/** An invoice of one instalment, issued 30 days before it is due unless said. */
export async function addInvoice(
  work: Work,
  customerId: bigint,
  invoice: { number: string; amount: bigint; dueOn: string; issuedOn?: string; currency?: string },
): Promise<bigint> {
  const dueOn = day(invoice.dueOn);
  const issuedOn = invoice.issuedOn ? day(invoice.issuedOn) : addDays(dueOn, -30);
  const currency = invoice.currency ?? 'GBP';
  const { id } = await work.tx
    .insertInto('invoice')
    .values({
      business_id: work.business.id,
      customer_id: customerId,
      number: invoice.number,
      issued_on: isoDay(issuedOn),
      due_on: invoice.dueOn,
      currency,
      amount: invoice.amount,
      description: 'oak shelves',
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
      due_on: invoice.dueOn,
      currency,
      amount: invoice.amount,
      outstanding: invoice.amount,
    })
    .execute();
  await post(work, customerId, issuedOn, [
    issue({ invoiceId: id, instalment: 1 }, currency, invoice.amount),
  ]);
  await refoldCustomers(work, [customerId]);
  return id;
}
