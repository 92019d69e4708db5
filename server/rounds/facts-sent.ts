import type { Day } from '../../core/base/index.ts';
import { refersTo } from '../../core/chase/index.ts';
import { decodeLines, keysAskedFor, type Purpose } from '../../core/receivable/index.ts';
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
        about: keysAskedFor(decodeLines(message.lines)),
        refers: refersTo(message.purpose as Purpose, message.step_key),
      },
      shown: { message: String(message.id), ...shown },
    })),
  );
}
