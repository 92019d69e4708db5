import { day, type Money } from '../../core/base/index.ts';
import { refersTo } from '../../core/chase/index.ts';
import type { Purpose } from '../../core/receivable/index.ts';
import { ABOUT_NOTHING, type MessageView } from '../../core/wording/index.ts';
import type { Work } from '../platform/platform.ts';
import type { StoredMessage } from './render.ts';

/** Follow-ups that refer to an event. */
const REFERRING = new Set(['promise-broken', 'thanks', 'not-found']);

/** What follow-ups are about, in the customer's own words of then: which day, which sum. */
export async function subjectsOf(
  work: Work,
  messages: readonly StoredMessage[],
): Promise<Map<bigint, MessageView['about']>> {
  const eventOf = new Map<bigint, bigint>();
  for (const { id, purpose, step_key } of messages) {
    const event = refersTo(purpose as Purpose, step_key);
    if (REFERRING.has(purpose) && event) eventOf.set(id, BigInt(event));
  }
  if (eventOf.size === 0) return new Map();
  const rows = await work.tx
    .selectFrom('event')
    .select(['id', 'data', 'shown'])
    .where('business_id', '=', work.business.id)
    .where('id', 'in', [...eventOf.values()])
    .execute();
  const events = new Map(rows.map((row) => [row.id, row]));
  const subjects = new Map<bigint, MessageView['about']>();
  for (const [messageId, eventId] of eventOf) {
    const event = events.get(eventId);
    if (event) subjects.set(messageId, aboutEvent(event as EventRow));
  }
  return subjects;
}

interface EventRow {
  data: { payOn?: string; amount?: string | null; currency?: string | null };
  shown: { paidOn?: string };
}

function aboutEvent({ data, shown }: EventRow): MessageView['about'] {
  const on = data.payOn ?? shown.paidOn;
  const total: Money | null =
    data.amount && data.currency ? { amount: BigInt(data.amount), currency: data.currency } : null;
  return { ...ABOUT_NOTHING, on: on ? day(on) : null, total };
}
