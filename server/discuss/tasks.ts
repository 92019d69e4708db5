import { sql } from 'kysely';
import { type Day, isoDay } from '../../core/base/index.ts';
import { dueIn } from '../../core/discuss/index.ts';
import type { Work } from '../platform/platform.ts';

/** Something that waits for a person. */
export interface NewTask {
  customerId: bigint;
  kind: string;
  /** What makes it the same task when it is found twice. */
  key: string;
  title: string;
  detail?: string;
  role: 'owner' | 'collector' | 'bookkeeper';
  /** The day it took effect, and the business days there are to do it. */
  on: Day;
  businessDays: number;
  messageId?: bigint | null;
  /** The event that asked for it. */
  eventId?: bigint | null;
}

/**
 * Puts a task before a person. While the same one is open it stays one: what is new is added to
 * its words, and the earlier day stands.
 */
export async function openTask(work: Work, task: NewTask): Promise<bigint> {
  const { business, platform, tx } = work;
  const calendar = platform.calendars.of(business.country, business.region, task.on);
  const dueOn = isoDay(dueIn(task.businessDays, task.on, calendar));
  const result = await sql<{ id: bigint }>`
    insert into task (business_id, customer_id, kind, key, title, detail, role, message_id, event_id,
                      due_on, opened_on, created_at)
    values (${business.id}, ${task.customerId}, ${task.kind}, ${task.key}, ${task.title}, ${task.detail ?? ''},
            ${task.role}, ${task.messageId ?? null}, ${task.eventId ?? null}, ${dueOn}, ${isoDay(task.on)},
            ${work.now.toString()}::timestamptz)
    on conflict (business_id, customer_id, key) where closed_on is null do update set
      due_on = least(task.due_on, excluded.due_on),
      event_id = coalesce(excluded.event_id, task.event_id),
      detail = case when excluded.detail in ('', task.detail) then task.detail
                    when task.detail = '' then excluded.detail
                    else right(task.detail || e'\\n' || excluded.detail, 4000) end
    returning id`.execute(tx);
  return result.rows[0]!.id;
}

/** Closes the open tasks with these keys; nothing happens where there are none. */
export async function closeTasks(
  work: Work,
  customerId: bigint,
  keys: readonly string[],
  outcome: string,
  on: Day = work.today,
): Promise<void> {
  if (keys.length === 0) return;
  await work.tx
    .updateTable('task')
    .set({ closed_on: isoDay(on), closed_by: work.by, outcome })
    .where('business_id', '=', work.business.id)
    .where('customer_id', '=', customerId)
    .where('key', 'in', [...keys])
    .where('closed_on', 'is', null)
    .execute();
}
