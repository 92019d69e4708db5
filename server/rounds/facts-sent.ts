import type { Day } from '../../core/base/index.ts';
import { decodeLines, itemKey, type Purpose } from '../../core/receivable/index.ts';
import type { Work } from '../platform/platform.ts';
import { appendEvents } from '../receivable/index.ts';
import type { StoredMessage } from './render.ts';

/** Records that messages left (or were captured, in safe mode) as facts about their customers. */
export async function recordSent(
  work: Work,
  sent: readonly { message: StoredMessage; on: Day; shown: Record<string, unknown> }[],
): Promise<void> {
  await appendEvents(
    work,
    sent.map(({ message, on, shown }) => ({
      customerId: message.customer_id,
      happening: {
        kind: 'chase-sent' as const,
        on,
        stepId: message.step,
        channel: message.channel,
        purpose: message.purpose as Purpose,
        about: decodeLines(message.lines)
          .filter((line) => line.part === 'due')
          .map((line) => itemKey(line)),
        refers: refersTo(message),
      },
      shown: { message: String(message.id), ...shown },
    })),
  );
}

/** What a follow-up is about, from its step key: promise/<id>, answer/<id>, plan/<id>/…/<day>. */
function refersTo(message: StoredMessage): string | null {
  const parts = message.step_key.split('/');
  if (message.purpose.startsWith('plan-')) return parts.at(-1) ?? null;
  return ['promise-broken', 'not-found', 'thanks'].includes(message.purpose)
    ? (parts[1] ?? null)
    : null;
}
