import { z } from '@hono/zod-openapi';
import { pageFrom, readCursor } from '../platform/http/index.ts';
import type { Work } from '../platform/platform.ts';
import type { AnswerJson, TaskJson } from './api.ts';

const taskCursor = z.tuple([z.iso.date(), z.string().regex(/^\d{1,18}$/)]);

/** Which open tasks are meant, and where the list goes on. */
export interface TaskQuery {
  role?: 'owner' | 'collector' | 'bookkeeper' | undefined;
  customer?: bigint | undefined;
  kind?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** Open tasks, the one that is due first first. */
export async function listTasks(
  work: Work,
  query: TaskQuery,
): Promise<{ items: TaskJson[]; next: string | null }> {
  const after = query.cursor === undefined ? null : readCursor(query.cursor, taskCursor);
  const rows = await work.tx
    .selectFrom('task as t')
    .innerJoin('customer as c', (join) =>
      join.onRef('c.business_id', '=', 't.business_id').onRef('c.id', '=', 't.customer_id'),
    )
    .selectAll('t')
    .select(['c.name as customer_name', 'c.code as customer_code'])
    .where('t.business_id', '=', work.business.id)
    .where('t.closed_on', 'is', null)
    .$if(query.role !== undefined, (q) => q.where('t.role', '=', query.role!))
    .$if(query.customer !== undefined, (q) => q.where('t.customer_id', '=', query.customer!))
    .$if(query.kind !== undefined, (q) => q.where('t.kind', '=', query.kind!))
    .$if(after !== null, (q) =>
      q.where((eb) =>
        eb.or([
          eb('t.due_on', '>', after![0]),
          eb.and([eb('t.due_on', '=', after![0]), eb('t.id', '>', BigInt(after![1]))]),
        ]),
      ),
    )
    .orderBy('t.due_on')
    .orderBy('t.id')
    .limit(query.limit + 1)
    .execute();
  const page = pageFrom(rows, query.limit, (last) => [last.due_on, String(last.id)]);
  return {
    items: page.rows.map((row) => ({
      id: String(row.id),
      customer: {
        id: String(row.customer_id),
        name: row.customer_name,
        code: row.customer_code,
      },
      kind: row.kind,
      title: row.title,
      detail: row.detail,
      role: row.role,
      dueOn: row.due_on,
      openedOn: row.opened_on,
      messageId: row.message_id === null ? null : String(row.message_id),
      eventId: row.event_id === null ? null : String(row.event_id),
    })),
    next: page.next,
  };
}

/** What customers said that still waits for a person, the oldest first. */
export async function listAnswers(
  work: Work,
  query: { cursor?: string | undefined; limit: number },
): Promise<{ items: AnswerJson[]; next: string | null }> {
  const after = query.cursor === undefined ? null : readCursor(query.cursor, taskCursor);
  const rows = await work.tx
    .selectFrom('task as t')
    .innerJoin('event as e', (join) =>
      join.onRef('e.business_id', '=', 't.business_id').onRef('e.id', '=', 't.event_id'),
    )
    .innerJoin('customer as c', (join) =>
      join.onRef('c.business_id', '=', 't.business_id').onRef('c.id', '=', 't.customer_id'),
    )
    .select(['t.id', 't.title', 't.detail', 't.role', 't.due_on', 't.kind as task_kind'])
    .select(['e.id as event_id', 'e.kind', 'e.effective_on', 'e.data', 'e.shown', 'e.by'])
    .select(['c.id as customer_id', 'c.name', 'c.code'])
    .where('t.business_id', '=', work.business.id)
    .where('t.closed_on', 'is', null)
    .where('e.kind', 'in', ['asked', 'disputed', 'promised', 'reply-received'])
    .$if(after !== null, (q) =>
      q.where((eb) =>
        eb.or([
          eb('e.effective_on', '>', after![0]),
          eb.and([eb('e.effective_on', '=', after![0]), eb('t.id', '>', BigInt(after![1]))]),
        ]),
      ),
    )
    .orderBy('e.effective_on')
    .orderBy('t.id')
    .limit(query.limit + 1)
    .execute();
  const page = pageFrom(rows, query.limit, (last) => [last.effective_on, String(last.id)]);
  return {
    items: page.rows.map((row) => ({
      id: String(row.event_id),
      kind: answerKind(row.kind, row.data),
      on: row.effective_on,
      by: row.by,
      shown: row.shown as Record<string, unknown>,
      customer: { id: String(row.customer_id), name: row.name, code: row.code },
      task: {
        id: String(row.id),
        kind: row.task_kind,
        title: row.title,
        detail: row.detail,
        role: row.role,
        dueOn: row.due_on,
      },
    })),
    next: page.next,
  };
}

/** An event as the answer it was: asked says which in its data. */
function answerKind(kind: string, data: unknown): string {
  switch (kind) {
    case 'asked':
      return (data as { ask: string }).ask;
    case 'disputed':
      return 'something-is-wrong';
    case 'promised':
      return 'will-pay';
    default:
      return 'reply';
  }
}
