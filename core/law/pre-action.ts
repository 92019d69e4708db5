import { addBusinessDays, addDays, type Calendar, type Day, parseDecimal } from '../base/index.ts';
import { cite, holds, rulesOf } from './book.ts';
import type { CustomerKind, LawBook, Pack, PreActionRule } from './pack.ts';

/** A notice that was given, by the step it was for. */
export interface GivenNotice {
  stepId: string;
  /** The day it was sent, or received where the law counts from receipt. */
  on: Day;
}

/** A step before court, agency or cost, and where the claim stands on it. */
export interface PreActionStep {
  stepId: string;
  step: string;
  requiredFor: PreActionRule['requiredFor'];
  textId: string | null;
  minDays: number;
  /** The day of the latest notice; null while none was given. */
  givenOn: Day | null;
  /** The first day on which the next step is open; each notice sets it anew. */
  openFrom: Day | null;
  source: string;
}

/**
 * What a claim needs in a place before court, agency or cost, in order, with the deadline of each
 * notice that was given.
 */
export function preActionOf(
  book: LawBook,
  pack: Pack,
  claim: { kind: CustomerKind; amount: bigint; currency: string },
  given: readonly GivenNotice[],
  calendar: Calendar,
  today: Day,
): PreActionStep[] {
  return rulesOf(book, pack, 'preAction')
    .filter((rule) => holds(rule, claim.kind, today) && isOpenFor(rule, pack, claim))
    .sort((a, b) => a.order - b.order)
    .map((rule) => {
      const notices = given.filter((one) => one.stepId === rule.id).map((one) => one.on);
      const givenOn = notices.length === 0 ? null : (Math.max(...notices) as Day);
      return {
        stepId: rule.id,
        step: rule.step,
        requiredFor: rule.requiredFor,
        textId: rule.textId,
        minDays: rule.minDays,
        givenOn,
        openFrom: givenOn === null ? null : deadline(rule, givenOn, calendar),
        source: cite(rule),
      };
    });
}

/** The days run from the day after the notice, so the next step is open the day after the last. */
function deadline(rule: PreActionRule, on: Day, calendar: Calendar): Day {
  const last =
    rule.daysKind === 'business-days'
      ? addBusinessDays(calendar, on, rule.minDays)
      : addDays(on, rule.minDays);
  return addDays(last, 1);
}

function isOpenFor(
  rule: PreActionRule,
  pack: Pack,
  claim: { amount: bigint; currency: string },
): boolean {
  if (rule.minAmount === null || claim.currency !== pack.currency) return true;
  return claim.amount >= parseDecimal(rule.minAmount, claim.currency)!;
}
