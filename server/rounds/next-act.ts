import { type Day, formatMoney } from '../../core/base/index.ts';
import type { Decision, SourceOfTruth } from '../../core/chase/index.ts';
import type { Snapshot } from '../../core/receivable/index.ts';
import type { Work } from '../platform/platform.ts';
import { decideFor, type OnRoster } from './roster.ts';

/** How often the days ahead are looked at before it is called unknown. */
const LOOKS = 24;

/** What would be done on a day, if nothing else happens until then. */
export interface NextAct {
  on: Day;
  decision: Decision;
}

/**
 * The first thing that would be said or done from a day on, if nobody pays or answers; null when
 * nothing comes by itself (somebody must end a hold, or every step was taken).
 */
export function nextAct(
  work: Work,
  customer: OnRoster,
  source: SourceOfTruth,
  from: Day,
): NextAct | null {
  let on = from;
  for (let look = 0; look < LOOKS; look += 1) {
    const decision = decideFor(work, customer, source, on);
    if (decision.outcome !== 'hold' && decision.outcome !== 'none') return { on, decision };
    if (decision.nextOn === null || decision.nextOn <= on) return null;
    on = decision.nextOn;
  }
  return null;
}

/** The customer as they will be once a decision was carried out on a day. */
export function afterwards(customer: OnRoster, decision: Decision, on: Day): OnRoster {
  const { stepId, purpose, channel } = decision;
  if (stepId === null || channel === null || purpose === 'thanks') return customer;
  const snapshot: Snapshot = structuredClone(customer.snapshot);
  snapshot.lastChase = { on, stepId, channel };
  snapshot.contacts.push([on, channel, 0]);
  if (purpose === 'step') snapshot.episode.done.push({ stepId, on });
  if (purpose === 'heads-up') {
    for (const line of decision.lines) {
      const key = `${line.invoiceId}/${line.instalment}`;
      snapshot.headsUps[key] = [...(snapshot.headsUps[key] ?? []), stepId];
    }
  }
  if (purpose === 'promise-broken')
    for (const promise of snapshot.promises) promise.followedUpOn ??= on;
  if (purpose === 'not-found') for (const ask of snapshot.asks) ask.followedUpOn ??= on;
  return { ...customer, snapshot };
}

const WORDS: Record<string, string> = {
  'promise-broken': 'a word that the promised day has passed, no firmer than before',
  'not-found': '“we could not find it yet”',
  thanks: 'thanks',
  'plan-heads-up': 'a word that the next part of the plan falls due',
  'plan-missed': 'a word that a part of the plan was not paid',
};

/** What a decision does, in words: "gentle by email, £820.00". */
export function actInWords(decision: Decision): string {
  const step = (decision.stepId ?? '').replace(/-/g, ' ');
  const totals = decision.totals.map((one) => formatMoney(one)).join(' and ');
  const money = totals === '' ? '' : `, ${totals}`;
  const words = WORDS[decision.purpose ?? ''];
  if (words) return `by email, ${words}`;
  if (decision.channel === 'propose') return `${step}, put before you${money}`;
  if (decision.channel === 'phone') return `a call to make (${step})${money}`;
  const yes = decision.outcome === 'propose' ? ', once you say yes' : '';
  return `${step} by email${money}${yes}`;
}
