import type { Delivery } from '../../adapters/channels/index.ts';
import { isoDay } from '../../core/base/index.ts';
import type { Work } from '../platform/platform.ts';
import { addJob } from '../platform/queue.ts';
import type { Claimed } from './claim.ts';
import type { DeliveryReport } from './deliver.ts';
import { recordSent } from './facts-sent.ts';

/** Writes what became of messages that were handed over, in one transaction. */
export async function recordOutcomes(
  work: Work,
  outcomes: readonly { claimed: Claimed; delivery: Delivery }[],
  report: DeliveryReport,
): Promise<void> {
  for (const { claimed, delivery } of outcomes) await recordOne(work, claimed, delivery);
  const accepted = outcomes.filter((one) => one.delivery.outcome === 'accepted');
  await recordSent(
    work,
    accepted.map(({ claimed }) => ({
      message: claimed.message,
      on: claimed.on,
      shown: { subject: claimed.message.subject, to: claimed.message.to_address },
    })),
  );
  report.sent += accepted.length;
  report.failed += outcomes.filter((one) => one.delivery.outcome === 'refused').length;
}

async function recordOne(work: Work, claimed: Claimed, delivery: Delivery): Promise<void> {
  const now = work.now.toString();
  await work.tx
    .updateTable('message')
    .set(stateAfter(work, delivery))
    .where('business_id', '=', work.business.id)
    .where('id', '=', claimed.message.id)
    .execute();
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
  if (delivery.outcome !== 'refused') return;
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
