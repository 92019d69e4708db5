import type { Delivery } from '../../adapters/channels/index.ts';
import { isoDay } from '../../core/base/index.ts';
import type { Work } from '../platform/platform.ts';
import { addJob } from '../platform/queue.ts';
import type { Claimed } from './claim.ts';
import { recordSent } from './facts-sent.ts';

/** A message that was handed over, and what became of it. */
export interface Outcome {
  claimed: Claimed;
  delivery: Delivery;
}

/**
 * Writes what became of messages that were handed over.
 * @returns how many left, and how many were refused for good
 */
export async function recordOutcomes(
  work: Work,
  outcomes: readonly Outcome[],
): Promise<{ sent: number; failed: number }> {
  const accepted: Claimed[] = [];
  let failed = 0;
  for (const { claimed, delivery } of outcomes) {
    const isNews = await recordOne(work, claimed, delivery);
    if (isNews && delivery.outcome === 'accepted') accepted.push(claimed);
    if (isNews && delivery.outcome === 'refused') failed += 1;
  }
  await recordSent(
    work,
    accepted.map((claimed) => ({
      message: claimed.message,
      on: claimed.on,
      shown: { subject: claimed.message.subject, to: claimed.message.to_address },
    })),
  );
  return { sent: accepted.length, failed };
}

/**
 * @returns false when another deliverer, who got the lock from us, has written what became of it
 */
async function recordOne(work: Work, claimed: Claimed, delivery: Delivery): Promise<boolean> {
  const now = work.now.toString();
  const marked = await work.tx
    .updateTable('message')
    .set(stateAfter(work, delivery))
    .where('business_id', '=', work.business.id)
    .where('id', '=', claimed.message.id)
    .where('state', '=', 'sending')
    .executeTakeFirst();
  await work.tx
    .insertInto('attempt')
    .values({
      business_id: work.business.id,
      message_id: claimed.message.id,
      at: now,
      outcome: delivery.outcome,
      detail: detailOf(delivery),
    })
    .execute();
  if (marked.numUpdatedRows === 0n) return false;
  if (delivery.outcome === 'deferred') {
    const at = work.now.add({ seconds: delivery.retryAfterSeconds });
    await addJob(
      work.platform,
      work.tx,
      'deliver',
      {},
      { runAt: at, key: `deliver/${at.round('minute')}` },
    );
  }
  if (delivery.outcome === 'refused') await noteRefused(work, claimed, delivery);
  return true;
}

async function noteRefused(
  work: Work,
  claimed: Claimed,
  delivery: Extract<Delivery, { outcome: 'refused' }>,
): Promise<void> {
  const now = work.now.toString();
  const { contact_id: contact, customer_id: customer, id } = claimed.message;
  if (delivery.permanent && contact !== null) {
    await work.tx
      .updateTable('contact')
      .set({ unreachable_on: isoDay(work.today) })
      .where('business_id', '=', work.business.id)
      .where('id', '=', contact)
      .execute();
  }
  await work.tx
    .insertInto('task')
    .values({
      business_id: work.business.id,
      customer_id: customer,
      kind: 'undelivered',
      key: `undelivered/${id}`,
      message_id: id,
      title: `A message could not be delivered to ${claimed.message.to_address}`,
      detail: delivery.reason,
      due_on: isoDay(work.today),
      opened_on: isoDay(work.today),
      created_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function stateAfter(work: Work, delivery: Delivery) {
  switch (delivery.outcome) {
    case 'accepted':
      return { state: 'sent' as const, sent_at: work.now.toString(), retry_at: null };
    case 'deferred':
      return {
        state: 'queued' as const,
        note: delivery.reason,
        retry_at: work.now.add({ seconds: delivery.retryAfterSeconds }).toString(),
      };
    case 'refused':
      return { state: 'failed' as const, note: delivery.reason, retry_at: null };
  }
}

function detailOf(delivery: Delivery): string {
  return delivery.outcome === 'accepted' ? delivery.detail : delivery.reason;
}
