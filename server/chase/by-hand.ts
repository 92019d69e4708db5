import { randomUUID } from 'node:crypto';
import { isoDay, RefusedError } from '../../core/base/index.ts';
import { encodeLines, encodeTotals } from '../../core/receivable/index.ts';
import type { Work } from '../platform/platform.ts';
import { deliverAt, sendMoments } from './outbox.ts';

/** The wording whose layout a letter by hand takes: a greeting to none, and the signature. */
const LAYOUT = 'thank-you';

/**
 * Puts a letter that a person wrote into the outbox; it leaves in the next open hour of the
 * customer's day, and until then it can be changed or dropped. Nothing that is known of the
 * customer refuses it, whoever writes has seen that; safe mode keeps it, as it keeps everything.
 * It counts as a word to the customer for the gap before the next chase.
 * @throws RefusedError `unknown-customer` (404); `unreachable` (409) without an address
 */
export async function writeByHand(
  work: Work,
  customerId: bigint,
  words: { subject: string; text: string },
): Promise<bigint> {
  const customer = await work.tx
    .selectFrom('customer')
    .select(['id', 'policy_id'])
    .where('business_id', '=', work.business.id)
    .where('id', '=', customerId)
    .executeTakeFirst();
  if (!customer) {
    throw new RefusedError('unknown-customer', 'There is no such customer here.', { status: 404 });
  }
  await refuseUnreachable(work, customerId);
  const [sendAt = work.now.toString()] = await sendMoments(work, [
    { customer_id: customerId, policy_id: customer.policy_id },
  ]);
  const { id } = await work.tx
    .insertInto('message')
    .values({
      business_id: work.business.id,
      customer_id: customerId,
      purpose: 'by-hand',
      step: 'by-hand',
      step_key: `by-hand/${randomUUID()}`,
      channel: 'email',
      tone: 1,
      template: LAYOUT,
      state: 'queued',
      chase_on: isoDay(work.today),
      send_at: sendAt,
      lines: encodeLines([]),
      totals: encodeTotals([]),
      approved: encodeTotals([]),
      approved_by: work.by,
      approved_at: work.now.toString(),
      edited: JSON.stringify(words),
      created_at: work.now.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await deliverAt(work, [sendAt]);
  return id;
}

async function refuseUnreachable(work: Work, customerId: bigint): Promise<void> {
  const contact = await work.tx
    .selectFrom('contact')
    .select('id')
    .where('business_id', '=', work.business.id)
    .where('customer_id', '=', customerId)
    .where('email', 'is not', null)
    .where('not_me_on', 'is', null)
    .where('unreachable_on', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (contact) return;
  throw new RefusedError(
    'unreachable',
    'There is no address of theirs that may be written to. Nothing was written; add a contact first.',
    { status: 409 },
  );
}
