import { addDays, type Day, isoDay, moneyJson } from '../../core/base/index.ts';
import { type Decision, heldReasonsOf, type Reason } from '../../core/chase/index.ts';
import { loadLadders } from '../chase/index.ts';
import type { Platform, Work } from '../platform/platform.ts';
import type { MessageState } from '../platform/tables.ts';
import { openWork } from '../platform/work.ts';
import { findInvoice } from '../receivable/index.ts';
import { captureDue } from './capture.ts';
import { DryRun } from './dry-run.ts';
import { nextAct } from './next-act.ts';
import { decideFor, type OnRoster, readRoster, rosterOf, sourceOfTruth } from './roster.ts';
import { standingOf } from './round-page.ts';

/** Why an invoice is or is not chased on a day; the JSON of `duly why`. */
export interface Why {
  invoice: string;
  customer: string;
  code: string;
  open: { amount: string; currency: string };
  dueOn: string | null;
  daysOverdue: number;
  decision: Decision['outcome'];
  step: string | null;
  /** What became of the day's decision once it was carried out; null while it was not. */
  became: MessageState | null;
  nextOn: string | null;
  /** In the order they were weighed, the deciding one first. */
  reasons: Reason[];
}

/** Holds that come of the word just said itself; every other one is news since it was said. */
const FOLLOWS_A_WORD = new Set(['gap', 'next-step', 'not-due', 'ladder-done']);

/**
 * What a round would decide for a customer as at a day, or did when it was carried out that day.
 * What holds them since (an answer, a payment) is said in its place: nothing more is to come.
 */
export async function whyCustomer(work: Work, customerId: bigint) {
  await captureDue(work, work.today);
  const { rows } = await readRoster(work, 0n, 1, [customerId]);
  const [customer] = await rosterOf(work, rows, await loadLadders(work));
  const standing = (await standingOf(work, [customerId])).get(customerId);
  const source = await sourceOfTruth(work);
  const decision = decideFor(work, customer!, source);
  const said = decision.outcome !== 'hold' || FOLLOWS_A_WORD.has(decision.reasons[0]!.code);
  const stands = standing && said ? standing : null;
  if (!stands) return { customer: customer!, decision, became: null };
  // Carried out, it is followed by the next thing to be said or done, if nobody pays or answers.
  const follows = isSaid(stands.became)
    ? nextAct(work, customer!, source, addDays(work.today, 1))
    : null;
  return {
    customer: customer!,
    decision: { ...decision, ...stands, nextOn: follows?.on ?? null },
    became: stands.became,
  };
}

/** Whether a decision was carried out, so that the facts tell of it. */
export function isSaid(became: MessageState | null): boolean {
  return became !== null && became !== 'sending' && became !== 'failed';
}

/** Explains one invoice as at the work's day; nothing is stored. */
export function explain(
  platform: Platform,
  slug: string,
  number: string,
  asOf?: Day,
): Promise<Why> {
  return DryRun.around(true, (finish) =>
    openWork(platform)(
      slug,
      'duly',
      async (work) => finish(await whyInvoice(work, number)),
      asOf === undefined ? {} : { today: asOf },
    ),
  );
}

/** The same inside a transaction that will be rolled back. */
export async function whyInvoice(work: Work, number: string): Promise<Why> {
  const invoice = await findInvoice(work, number, '');
  const { customer, decision, became } = await whyCustomer(work, invoice.customerId);
  const items = customer.snapshot.items.filter((item) => item.invoiceId === String(invoice.id));
  const outstanding = items.reduce((sum, item) => sum + item.outstanding, 0n);
  const oldest = items[0];
  const base = {
    invoice: invoice.number,
    customer: customer.name,
    code: customer.code,
    open: moneyJson({ amount: outstanding, currency: invoice.currency }),
    dueOn: oldest ? isoDay(oldest.dueOn) : null,
    daysOverdue: oldest ? Math.max(0, work.today - oldest.dueOn) : 0,
    became: null,
  };
  if (items.length === 0) {
    return {
      ...base,
      decision: 'none',
      step: null,
      nextOn: null,
      reasons: [await whyNotOpen(work, invoice.id)],
    };
  }
  const held = heldWholly(work, customer, invoice.id);
  if (held.length > 0 && decision.outcome !== 'hold') {
    const others = decision.reasons.filter((one) => !held.some(({ text }) => text === one.text));
    return { ...base, decision: 'hold', step: null, nextOn: null, reasons: [...held, ...others] };
  }
  return {
    ...base,
    became,
    decision: decision.outcome,
    step: decision.stepId ?? decision.nextStepId,
    nextOn: decision.nextOn === null ? null : isoDay(decision.nextOn),
    reasons: decision.reasons,
  };
}

/** Why nothing of an invoice is asked for though the customer is written to; empty when it is. */
function heldWholly(work: Work, customer: OnRoster, invoiceId: bigint): Reason[] {
  const { country, region, snapshot } = customer;
  const calendar = work.platform.calendars.of(country, region, work.today);
  return heldReasonsOf(snapshot, calendar, work.today, String(invoiceId));
}

async function whyNotOpen(work: Work, invoiceId: bigint): Promise<Reason> {
  const row = await work.tx
    .selectFrom('invoice')
    .select(['issued_on', 'voided_on'])
    .where('business_id', '=', work.business.id)
    .where('id', '=', invoiceId)
    .executeTakeFirstOrThrow();
  if (row.issued_on > isoDay(work.today))
    return { code: 'not-issued', text: `It is issued on ${row.issued_on}`, source: 'ledger' };
  return { code: 'nothing-open', text: 'Nothing is open on this invoice', source: 'ledger' };
}
