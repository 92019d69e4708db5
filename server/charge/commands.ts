import { sql } from 'kysely';
import { isoDay, RefusedError } from '../../core/base/index.ts';
import { allocate, giveCredit } from '../../core/ledger/index.ts';
import type { Work } from '../platform/platform.ts';
import { appendEvent, lockCustomer, post, refoldCustomers } from '../receivable/index.ts';
import { bookCharges } from './book.ts';
import { type Charge, type ChargeRow, chargeById, chargesOf } from './charges.ts';
import { lateInvoices } from './late.ts';
import { proposeCharges, type Refused, reckonAll } from './propose.ts';

const NOTHING = 'Nothing was claimed.';

/**
 * Claims what may be claimed on an invoice up to the work's day: booked as a charge, or as two
 * where the fixed sum is in another currency. Asked again for the same day it gives the same.
 * @param confirmed a person has made sure of what the law wants first (`needs` of the proposal)
 * @throws RefusedError `unknown-invoice` (404), `charges-off`, `nothing-to-claim`, `needs-first`,
 *   `rate-unknown`, `term-not-allowed`.
 */
export async function claimCharge(
  work: Work,
  invoiceId: bigint,
  { confirmed = false }: { confirmed?: boolean } = {},
): Promise<Charge[]> {
  await lockCustomer(work, await customerOf(work, invoiceId), NOTHING);
  const before = await chargesOf(work, { of: invoiceId, to: work.today });
  if (before.length > 0) return before;
  const late = await lateInvoices(work, work.today, { invoices: [invoiceId], limit: 1 });
  const charging = late[0]?.charging;
  if (charging === 'never' || charging === 'threaten')
    throw new RefusedError('charges-off', `${WHY_OFF[charging]} ${NOTHING}`, { status: 409 });
  const { proposals, refused } = reckonAll(work, late);
  if (refused[0]) throw new RefusedError(refused[0].code, `${refused[0].message}. ${NOTHING}`);
  const [proposal] = proposals;
  if (proposal === undefined || proposal.found.lines.length === 0)
    throw new RefusedError('nothing-to-claim', `There is nothing to claim on it. ${NOTHING}`, {
      status: 409,
    });
  const { needs } = proposal.found;
  if (needs.length > 0 && !confirmed)
    throw new RefusedError(
      'needs-first',
      `The law there wants something first: ${needs.join(' ')} Confirm that it was done. ${NOTHING}`,
      { status: 409 },
    );
  await bookCharges(work, [proposal]);
  return chargesOf(work, { of: invoiceId, to: work.today });
}

const WHY_OFF = {
  never: 'Charges are off for this customer; the owner can switch them on.',
  threaten: 'Charges are only mentioned to this customer, not claimed.',
};

async function customerOf(work: Work, invoiceId: bigint): Promise<bigint> {
  const row = await work.tx
    .selectFrom('invoice')
    .select('customer_id')
    .where('business_id', '=', work.business.id)
    .where('id', '=', invoiceId)
    .executeTakeFirst();
  if (row) return row.customer_id;
  const text = `There is no such invoice here. ${NOTHING}`;
  throw new RefusedError('unknown-invoice', text, { status: 404 });
}

/** Enough to be quick, few enough to keep memory flat. */
const AT_ONCE = 2_000;

/**
 * Claims for every customer whose setting is `claim` what needs nobody to make sure of anything
 * first. What cannot be reckoned is named and left.
 */
export async function claimAll(work: Work): Promise<{ claimed: number; refused: Refused[] }> {
  const refused: Refused[] = [];
  let claimed = 0;
  let after = 0n;
  while (true) {
    const asked = { charging: ['claim'] as const, after, limit: AT_ONCE };
    await lockLate(work, after);
    const page = await proposeCharges(work, asked);
    refused.push(...page.refused);
    const booked = await bookedToday(work);
    const ready = page.proposals.filter(
      ({ late, found }) =>
        found.needs.length === 0 && found.lines.length > 0 && !booked.has(late.id),
    );
    claimed += (await bookCharges(work, ready)).length;
    if (page.next === null) return { claimed, refused };
    after = page.next;
  }
}

/** Locks the customers that may be claimed from, so that no payment comes between. */
async function lockLate(work: Work, after: bigint): Promise<void> {
  await sql`
    select c.id from customer c
    where c.business_id = ${work.business.id} and exists (
      select from invoice v where v.business_id = c.business_id and v.customer_id = c.id
        and v.kind = 'invoice' and v.id > ${after} and v.due_on < ${isoDay(work.today)}::date)
    order by c.id for no key update`.execute(work.tx);
}

async function bookedToday(work: Work): Promise<Set<bigint>> {
  const rows = await work.tx
    .selectFrom('invoice')
    .select('charge_of')
    .where('business_id', '=', work.business.id)
    .where('charge_of', 'is not', null)
    .where('charge_to', '=', isoDay(work.today))
    .execute();
  return new Set(rows.map((row) => row.charge_of!));
}

/**
 * Waives what is still open of a charge: a credit note settles it, the reason stays on the
 * timeline, and its days are not claimed again.
 * @throws RefusedError `unknown-charge` (404), `already-settled` (409) when nothing is open of it.
 */
export async function waiveCharge(work: Work, chargeId: bigint, reason: string): Promise<Charge> {
  const unlocked = await chargeById(work, chargeId);
  await lockCustomer(work, unlocked.customerId, 'Nothing was waived.');
  const charge = await chargeById(work, chargeId);
  if (charge.outstanding === 0n) {
    const text = `Nothing is open of ${charge.number} any more. Nothing was waived.`;
    throw new RefusedError('already-settled', text, { status: 409 });
  }
  const number = await creditNote(work, charge, reason);
  const { outstanding, currency, customerId } = charge;
  const waived = {
    on: isoDay(work.today),
    because: reason,
    by: work.by,
    amount: String(outstanding),
    creditNote: number,
  };
  await work.tx
    .updateTable('invoice')
    .set({ charge: JSON.stringify({ ...charge.stored, waived }) })
    .where('business_id', '=', work.business.id)
    .where('id', '=', chargeId)
    .execute();
  await appendEvent(
    work,
    customerId,
    {
      kind: 'charge-waived',
      on: work.today,
      invoiceId: String(chargeId),
      ...{ amount: outstanding, currency, reason },
    },
    { invoice: charge.number },
  );
  return chargeById(work, chargeId);
}

async function creditNote(work: Work, charge: ChargeRow, reason: string): Promise<string> {
  const { outstanding, currency, customerId } = charge;
  const on = isoDay(work.today);
  const number = `${charge.number}-C`;
  await work.tx
    .insertInto('invoice')
    .values({
      business_id: work.business.id,
      customer_id: customerId,
      number,
      kind: 'credit-note',
      ...{ issued_on: on, due_on: on, currency, amount: outstanding },
      reference: charge.number,
      description: reason,
      ...{ history: null, import_id: null, voided_on: null },
      created_at: work.now.toString(),
    })
    .execute();
  const memo = `Credit note ${number} for ${charge.number}: ${reason}`;
  await post(work, customerId, work.today, [
    giveCredit(currency, outstanding, memo),
    {
      ...allocate({ invoiceId: charge.id, instalment: 1 }, currency, outstanding),
      memo: `Credit note ${number}`,
    },
  ]);
  await refoldCustomers(work, [customerId]);
  return number;
}
