import { isoDay, moneyJson, RefusedError } from '../../core/base/index.ts';
import { type Decision, ladderOf, notesOn } from '../../core/chase/index.ts';
import { encodeLines, encodeTotals } from '../../core/receivable/index.ts';
import { parsePolicy } from '../chase/index.ts';
import type { Work } from '../platform/platform.ts';
import { actInWords, type NextAct, nextAct } from './next-act.ts';
import type { PolicyPreview } from './next-api.ts';
import { ingredientsOf, type StoredMessage, wordMessage } from './render.ts';
import { decideFor, type OnRoster, readRoster, rosterOf, sourceOfTruth } from './roster.ts';

/** Stands in for the token of a message that nobody receives: its links lead nowhere. */
const NO_TOKEN = 'preview';

/**
 * Tries a draft policy on a real customer: what it would decide today, and the first message it
 * would send, as it would arrive. Nothing is stored.
 * @throws RefusedError `bad-policy` with line and field; `unknown-customer`.
 */
export async function tryPolicy(
  work: Work,
  yaml: string,
  customerId: bigint,
): Promise<PolicyPreview> {
  const ladder = ladderOf(parsePolicy(yaml));
  const { rows } = await readRoster(work, 0n, 1, [customerId]);
  const [known] = await rosterOf(work, rows, { of: () => ladder });
  if (!known)
    throw new RefusedError('unknown-customer', 'There is no such customer here.', { status: 404 });
  const source = await sourceOfTruth(work);
  const decision = decideFor(work, known, source);
  const next = nextAct(work, known, source, work.today);
  return {
    customer: { id: String(known.id), name: known.name },
    asOf: isoDay(work.today),
    outcome: decision.outcome,
    step: decision.stepId ?? decision.nextStepId,
    tone: decision.tone,
    channel: decision.channel,
    totals: decision.totals.map((one) => moneyJson(one)),
    reasons: decision.reasons,
    notes: notesOn(ladder.policy),
    words: decision.outcome === 'hold' ? (decision.reasons[0]?.text ?? '') : actInWords(decision),
    next: next ? nextShown(next) : null,
    ...(await messageOf(work, known, next)),
  };
}

function nextShown({ on, decision }: NextAct): NonNullable<PolicyPreview['next']> {
  return {
    on: isoDay(on),
    step: decision.stepId ?? '',
    tone: decision.tone ?? 1,
    words: actInWords(decision),
  };
}

async function messageOf(
  work: Work,
  customer: OnRoster,
  next: NextAct | null,
): Promise<Pick<PolicyPreview, 'message' | 'messageProblem'>> {
  if (next === null) return { message: null, messageProblem: null };
  const stored = asStored(work, customer, next.decision, isoDay(next.on));
  try {
    const worded = wordMessage(
      work,
      stored,
      await ingredientsOf(work, [stored]),
      NO_TOKEN,
      next.on,
    );
    const { subject, text, html, recipient } = worded;
    return { message: { subject, text, html, to: recipient.email }, messageProblem: null };
  } catch (error) {
    // A draft may name wording that does not exist (yet): that is the answer, not a failure.
    if (!(error instanceof RangeError || error instanceof RefusedError)) throw error;
    return { message: null, messageProblem: error.message };
  }
}

/** The message a decision would become, as the outbox would hold it. */
function asStored(
  work: Work,
  customer: OnRoster,
  decision: Decision,
  chaseOn: string,
): StoredMessage {
  const at = work.now.toString();
  return {
    business_id: work.business.id,
    id: 0n,
    customer_id: customer.id,
    purpose: decision.purpose ?? 'step',
    step: decision.stepId ?? '',
    step_key: decision.stepKey ?? '',
    policy_id: customer.ladder.policy.id,
    channel: decision.channel ?? 'email',
    tone: decision.tone ?? 1,
    template: decision.template ?? '',
    state: 'proposed',
    chase_on: chaseOn,
    send_at: at,
    lines: encodeLines(decision.lines),
    totals: encodeTotals(decision.totals),
    approved: null,
    approved_by: null,
    approved_at: null,
    edited: null,
    contact_id: customer.contactId,
    to_address: null,
    to_name: null,
    subject: null,
    body_text: null,
    body_html: null,
    header_id: null,
    attempts: 0,
    retry_at: null,
    note: null,
    sent_on: null,
    judged_on: null,
    sent_at: null,
    created_at: at,
  };
}
