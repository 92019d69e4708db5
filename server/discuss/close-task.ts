import { isoDay } from '../../core/base/index.ts';
import type { Work } from '../platform/platform.ts';
import { lockCustomer } from '../receivable/index.ts';
import { handleAsk } from './answers.ts';
import { recordCall } from './calls.ts';
import { resolveDispute } from './disputes.ts';
import { checkText, knownOn, refused } from './known.ts';
import { markReplyRead } from './peace.ts';
import { confirmPromise } from './promises.ts';

/**
 * Closes a task by saying what came of it. Closing is doing: a call's task records the call, a
 * dispute's resolves it, a reply's marks it read, an answer's says it was dealt with, a promise's
 * accepts it when the outcome is "confirmed".
 * @throws RefusedError `unknown-task` (404), `closed-already` (409).
 */
export async function closeTask(work: Work, taskId: bigint, outcome: string): Promise<void> {
  // The customer is locked before the task, as by every command: a payer's answer would else wait
  // for us while we wait for it.
  await lockCustomer(work, (await taskById(work, taskId)).customer_id);
  const task = await taskById(work, taskId);
  if (task.closed_on !== null) {
    throw refused('closed-already', `${task.closed_by} closed this task already.`, 409);
  }
  const words = checkText(outcome, 'What came of it', { required: true });
  const { customer_id: customerId, event_id: eventId } = task;
  const { asks, unread, disputes, promises } = await knownOn(work, customerId, work.today);
  const id = String(eventId);
  if (task.kind === 'call') {
    await recordCall(work, { customerId, outcome: words });
  } else if (eventId !== null && asks.some((ask) => ask.id === id && ask.handledOn === null)) {
    await handleAsk(work, { customerId, askId: eventId, note: words });
  } else if (unread.some((reply) => reply.id === id)) {
    await markReplyRead(work, { customerId, replyId: eventId });
  } else if (task.kind === 'resolve-dispute') {
    const dispute = disputes.find((one) => `dispute/${one.invoiceId}` === task.key);
    if (dispute)
      await resolveDispute(work, { invoice: await numberOf(work, dispute.invoiceId), note: words });
  } else if (eventId !== null && task.kind === 'confirm-promise' && words === 'confirmed') {
    if (promises.some((promise) => promise.id === id))
      await confirmPromise(work, customerId, eventId);
  }
  await work.tx
    .updateTable('task')
    .set({ closed_on: isoDay(work.today), closed_by: work.by, outcome: words })
    .where('business_id', '=', work.business.id)
    .where('id', '=', taskId)
    .where('closed_on', 'is', null)
    .execute();
}

async function taskById(work: Work, id: bigint) {
  const task = await work.tx
    .selectFrom('task')
    .selectAll()
    .where('business_id', '=', work.business.id)
    .where('id', '=', id)
    .executeTakeFirst();
  if (task) return task;
  throw refused('unknown-task', 'There is no such task here.', 404);
}

async function numberOf(work: Work, invoiceId: string): Promise<string> {
  const row = await work.tx
    .selectFrom('invoice')
    .select('number')
    .where('business_id', '=', work.business.id)
    .where('id', '=', BigInt(invoiceId))
    .executeTakeFirstOrThrow();
  return row.number;
}
