import { addDays, isoDay } from '../../core/base/index.ts';
import type { Decision } from '../../core/chase/index.ts';
import type { Work } from '../platform/platform.ts';
import type { Planned } from './planned.ts';
import { insertDecisions } from './round-page.ts';

/** What a round stored of a customer. */
export interface Stored {
  outcome: Decision['outcome'];
  reason: string;
  messageId: bigint | null;
}

/** What the round of the work's day decided for these customers. */
export async function storedDecisions(
  work: Work,
  ids: readonly bigint[],
): Promise<Map<bigint, Stored>> {
  const rows = await work.tx
    .selectFrom('decision')
    .select(['customer_id', 'outcome', 'reason', 'message_id as messageId'])
    .where('business_id', '=', work.business.id)
    .where('as_of', '=', isoDay(work.today))
    .where('customer_id', 'in', [0n, ...ids])
    .execute();
  return new Map(rows.map(({ customer_id, ...row }) => [customer_id, row]));
}

/**
 * A decision to speak that has no message: what was told since the round would have it said, and
 * the next round puts it before a person. Nothing is written to anybody in between.
 */
export function waitingForNextRound(work: Work, decision: Decision): Decision {
  if (decision.outcome === 'hold' || decision.outcome === 'none') return decision;
  const reason = {
    code: 'next-round',
    text: 'The next round puts it before you',
    source: 'told after the round of the day',
  };
  return {
    ...decision,
    outcome: 'hold',
    stepId: null,
    stepKey: null,
    nextStepId: decision.stepId,
    tone: null,
    nextOn: addDays(work.today, 1),
    reasons: [reason, ...decision.reasons],
  };
}

/**
 * Puts decisions in the place of what the round of the work's day stored, where it decided for the
 * customer at all; lists and pages then say what holds now, and not what held in the morning.
 */
export async function restate(
  work: Work,
  planned: readonly Planned[],
  stored: ReadonlyMap<bigint, Stored>,
): Promise<void> {
  const known = planned.filter((plan) => stored.has(plan.customerId));
  if (known.length === 0) return;
  const messages = new Map<bigint, bigint>();
  for (const { customerId } of known) {
    const id = stored.get(customerId)!.messageId;
    if (id !== null) messages.set(customerId, id);
  }
  await insertDecisions(work, known, messages, true);
  await recount(work, known, stored);
}

/** Keeps the round's own counts in step with its decisions. */
export async function recount(
  work: Work,
  planned: readonly Planned[],
  stored: ReadonlyMap<bigint, Stored>,
): Promise<void> {
  const counts: Record<string, number> = {};
  const holds: Record<string, number> = {};
  const add = (outcome: string, reason: string, by: number) => {
    if (outcome !== 'none') counts[outcome] = (counts[outcome] ?? 0) + by;
    if (outcome === 'hold') holds[reason] = (holds[reason] ?? 0) + by;
  };
  for (const { customerId, outcome, reason } of planned) {
    const before = stored.get(customerId);
    if (!before) continue;
    add(before.outcome, before.reason, -1);
    add(outcome, reason.code, 1);
  }
  if ([...Object.values(counts), ...Object.values(holds)].every((by) => by === 0)) return;
  const round = await work.tx
    .selectFrom('round')
    .select(['counts', 'holds'])
    .where('business_id', '=', work.business.id)
    .where('as_of', '=', isoDay(work.today))
    .forUpdate()
    .executeTakeFirst();
  if (!round) return;
  await work.tx
    .updateTable('round')
    .set({ counts: changed(round.counts, counts), holds: changed(round.holds, holds) })
    .where('business_id', '=', work.business.id)
    .where('as_of', '=', isoDay(work.today))
    .execute();
}

function changed(kept: unknown, by: Readonly<Record<string, number>>): string {
  const now = { ...(kept as Record<string, number>) };
  for (const [name, change] of Object.entries(by))
    now[name] = Math.max(0, (now[name] ?? 0) + change);
  return JSON.stringify(now);
}
