import { type Day, isoDay } from '../../core/base/index.ts';
import { CALL_BY_HAND } from '../../core/receivable/index.ts';
import type { Work } from '../platform/platform.ts';
import { appendEvent, lockCustomer } from '../receivable/index.ts';
import { checkText, knownOn } from './known.ts';

/**
 * Records a call to a customer. The phone step that was waiting is worked by it; a call out of
 * turn counts as a contact too.
 * @returns the event's id
 */
export async function recordCall(
  work: Work,
  input: { customerId: bigint; outcome: string; on?: Day },
): Promise<bigint> {
  const on = input.on ?? work.today;
  await lockCustomer(work, input.customerId);
  const outcome = checkText(input.outcome, 'What came of the call', { required: true });
  const waiting = await work.tx
    .selectFrom('message')
    .select(['id', 'step', 'step_key'])
    .where('business_id', '=', work.business.id)
    .where('customer_id', '=', input.customerId)
    .where('channel', '=', 'phone')
    .where('state', '=', 'open')
    .orderBy('id')
    .forUpdate()
    .executeTakeFirst();
  if (waiting) await markWorked(work, waiting.id, outcome, on);
  // A call that waited since before they last owed nothing is no rung of what they owe now.
  const { episode } = await knownOn(work, input.customerId, on);
  const isRung = waiting?.step_key.startsWith(`${episode.clearedOn ?? 0}/`) ?? false;
  return appendEvent(
    work,
    input.customerId,
    { kind: 'task-worked', on, stepId: isRung ? waiting!.step : CALL_BY_HAND, outcome },
    { outcome, ...(waiting ? { message: String(waiting.id) } : {}) },
  );
}

async function markWorked(work: Work, messageId: bigint, outcome: string, on: Day): Promise<void> {
  await work.tx
    .updateTable('message')
    .set({ state: 'worked', sent_on: isoDay(on), note: outcome })
    .where('business_id', '=', work.business.id)
    .where('id', '=', messageId)
    .execute();
  await work.tx
    .updateTable('task')
    .set({ closed_on: isoDay(on), closed_by: work.by, outcome })
    .where('business_id', '=', work.business.id)
    .where('message_id', '=', messageId)
    .where('closed_on', 'is', null)
    .execute();
}
