import type { Decision } from './decision.ts';

/** What somebody said yes to: a step, its tone, and what it asked for. */
export interface Approved {
  stepKey: string;
  tone: number;
  /** Minor units asked for, by currency. */
  totals: Record<string, bigint>;
  /** A person's yes, for a step that wants one. */
  byPerson: boolean;
}

export type AtTheDoor =
  | { result: 'leave' }
  | { result: 'withdraw'; why: string }
  | { result: 'ask-again'; why: string };

/**
 * Asked again at the moment of sending (rule 14), with the decision on the facts of that moment:
 * the same step may leave with as much or less money; another answer withdraws it; more money, a
 * firmer tone, or a yes that is now wanted asks the person again.
 */
export function atTheDoor(approved: Approved, now: Decision): AtTheDoor {
  const says = now.outcome === 'send' || now.outcome === 'propose';
  if (!says || now.stepKey !== approved.stepKey) {
    return { result: 'withdraw', why: now.reasons[0]?.text ?? 'There is nothing to say any more' };
  }
  if (now.outcome === 'propose' && !approved.byPerson) {
    return { result: 'ask-again', why: now.reasons.at(1)?.text ?? 'It waits for a yes' };
  }
  if ((now.tone ?? 0) > approved.tone) {
    return { result: 'ask-again', why: 'It would now be said more firmly than was decided' };
  }
  const more = now.totals.find((total) => total.amount > (approved.totals[total.currency] ?? 0n));
  if (more) return { result: 'ask-again', why: 'More is owed now than when it was decided' };
  return { result: 'leave' };
}
