import { addDays, type Day, decimal, formatMoney, isoDay } from '../../core/base/index.ts';
import type { Work } from '../platform/platform.ts';
import { appendEvent, lockCustomer } from '../receivable/index.ts';
import { handleAsk } from './answers.ts';
import { checkDay, currencyOf, keysOf, knownOn, openItems, owedOn, refused } from './known.ts';

const MOST_PARTS = 60;
const LONGEST_PLAN_DAYS = 3 * 366;

export interface PlanInput {
  customerId: bigint;
  /** Needed when the customer owes in several currencies. */
  currency?: string | null;
  /** Numbers of the invoices it covers; empty for everything open in the currency. */
  invoices?: readonly string[];
  parts: readonly { dueOn: Day; amount: bigint }[];
  on?: Day;
}

/**
 * Agrees a plan: its parts take the place of the due dates of what it covers, and sum to exactly
 * what is open there. An answer "I cannot pay it all now" counts as dealt with.
 * @returns the plan's id
 * @throws RefusedError when a plan runs already, or the days or sums cannot be.
 */
export async function agreePlan(work: Work, input: PlanInput): Promise<bigint> {
  const on = input.on ?? work.today;
  const { name } = await lockCustomer(work, input.customerId);
  const snapshot = await knownOn(work, input.customerId, on);
  if (snapshot.plan) throw refused('plan-runs', `A plan with ${name} runs already; end it first.`);
  const open = await openItems(work, snapshot, input.invoices ?? []);
  const currency = currencyOf(open, input.currency ?? null);
  const items = open.filter((item) => item.currency === currency);
  const parts = checkParts(input.parts, on);
  const sum = parts.reduce((total, part) => total + part.amount, 0n);
  const owed = owedOn(items, currency);
  if (sum !== owed) {
    const [parted, whole] = [sum, owed].map((amount) => formatMoney({ amount, currency }));
    throw refused('plan-sum', `The parts come to ${parted}; what the plan covers is ${whole}.`);
  }
  const id = await appendEvent(
    work,
    input.customerId,
    { kind: 'plan-agreed', on, currency, items: keysOf(items), instalments: parts },
    {
      currency,
      invoices: [...new Set(items.map((item) => item.number))],
      parts: parts.map((part) => ({
        dueOn: isoDay(part.dueOn),
        amount: decimal(part.amount, currency),
      })),
    },
  );
  for (const ask of snapshot.asks) {
    if (ask.kind !== 'cannot-pay-all' || ask.handledOn !== null) continue;
    await handleAsk(work, {
      customerId: input.customerId,
      askId: BigInt(ask.id),
      note: 'a plan was agreed',
      on,
    });
  }
  return id;
}

function checkParts(parts: PlanInput['parts'], on: Day): { dueOn: Day; amount: bigint }[] {
  if (parts.length === 0 || parts.length > MOST_PARTS) {
    throw refused('plan-parts', `A plan has 1 to ${MOST_PARTS} parts.`);
  }
  const sorted = [...parts].sort((a, b) => a.dueOn - b.dueOn);
  for (const [at, part] of sorted.entries()) {
    if (part.amount <= 0n) throw refused('bad-amount', 'Every part is more than zero.');
    checkDay(part.dueOn, on, addDays(on, LONGEST_PLAN_DAYS), 'A part of a plan');
    if (part.dueOn === sorted[at - 1]?.dueOn) {
      throw refused('plan-days', `Two parts fall on ${isoDay(part.dueOn)}; make them one.`);
    }
  }
  return sorted.map(({ dueOn, amount }) => ({ dueOn, amount }));
}

/** Ends the plan: its items return to the step they had. @throws RefusedError `no-plan`. */
export async function endPlan(
  work: Work,
  input: { customerId: bigint; planId: bigint; on?: Day },
): Promise<void> {
  const on = input.on ?? work.today;
  await lockCustomer(work, input.customerId);
  const { plan } = await knownOn(work, input.customerId, on);
  if (plan?.id !== String(input.planId)) throw refused('no-plan', 'There is no such plan.', 404);
  await appendEvent(work, input.customerId, { kind: 'plan-ended', on, planId: plan.id });
}
