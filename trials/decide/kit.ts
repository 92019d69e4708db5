import { readFileSync } from 'node:fs';
import { addDays, type Calendar, type Day, day } from '../../core/base/index.ts';
import {
  type Decision,
  decide,
  ladderOf,
  type Policy,
  plainCulture,
} from '../../core/chase/index.ts';
import { type CustomerKind, type Law, lawFor } from '../../core/law/index.ts';
import { type Fact, fold, itemKey } from '../../core/receivable/index.ts';
import { lawBook } from '../../law/index.ts';
import { parsePolicy } from '../../server/chase/index.ts';

/** A policy as it is shipped. */
export function shippedPolicy(id: string): Policy {
  return parsePolicy(readFileSync(new URL(`../../policies/${id}.yaml`, import.meta.url), 'utf8'));
}

/** England in 2026, as far as the cases need it. */
export const england: Calendar = {
  place: 'GB-ENG',
  weekend: [6, 7],
  holidays: new Map([
    [day('2026-01-01'), "New Year's Day"],
    [day('2026-04-03'), 'Good Friday'],
    [day('2026-04-06'), 'Easter Monday'],
    [day('2026-05-04'), 'Early May bank holiday'],
    [day('2026-05-25'), 'Spring bank holiday'],
    [day('2026-08-31'), 'Summer bank holiday'],
    [day('2026-12-25'), 'Christmas Day'],
    [day('2026-12-28'), 'Boxing Day'],
  ]),
};

/** The law of a customer of an English business. */
export function lawIn(
  country: string,
  region: string | null = null,
  kind: CustomerKind = 'company',
): Law {
  return lawFor(lawBook(), { country: 'GB', region: 'ENG' }, { country, region }, kind);
}

/**
 * One customer in memory: facts go in, a round on a day gives its decision, and `live` runs a
 * round every day and does what it says, as the program would.
 */
export class OneCustomer {
  readonly facts: Fact[] = [];
  readonly policy: Policy;
  readonly reachable = { email: true, phone: true };
  culture = plainCulture;
  law = lawIn('GB');
  score: number | null = null;
  source: { kind: 'connected' | 'imported'; freshOn: Day | null } = {
    kind: 'imported',
    freshOn: null,
  };
  private count = 0;

  constructor(policy: Policy = shippedPolicy('kind-but-clear')) {
    this.policy = policy;
  }

  nextId(): string {
    this.count += 1;
    return String(this.count);
  }

  invoice(number: string, pounds: number, due: string, issued = addDays(day(due), -30)): this {
    const amount = BigInt(Math.round(pounds * 100));
    return this.tell({
      kind: 'issued',
      on: issued,
      invoiceId: number,
      number,
      instalment: 1,
      currency: 'GBP',
      issuedOn: issued,
      dueOn: day(due),
      amount,
    });
  }

  pay(number: string, pounds: number, on: string): this {
    const amount = BigInt(Math.round(pounds * 100));
    return this.tell({
      kind: 'settled',
      on: day(on),
      invoiceId: number,
      instalment: 1,
      currency: 'GBP',
      amount,
    });
  }

  tell(fact: Fact): this {
    this.facts.push(fact);
    return this;
  }

  snapshot(asOf: Day) {
    const known = this.facts
      .map((fact, index) => ({ fact, index }))
      .filter(({ fact }) => fact.on <= asOf)
      .sort((a, b) => a.fact.on - b.fact.on || a.index - b.index);
    return fold(known.map(({ fact }) => fact));
  }

  /** The decision of a round on a day; nothing is done about it. */
  round(on: string | Day): Decision {
    const today = typeof on === 'string' ? day(on) : on;
    return decide({
      ladder: ladderOf(this.policy),
      snapshot: this.snapshot(today),
      customer: { name: 'Alder & Finch Ltd', reachable: this.reachable },
      law: this.law,
      calendar: england,
      culture: this.culture,
      source: this.source,
      score: this.score,
      today,
    });
  }

  /** Does what a decision says, as on that day: a send leaves; a task waits to be worked. */
  do(decision: Decision, on: string | Day): this {
    const today = typeof on === 'string' ? day(on) : on;
    const id = this.nextId();
    const stepId = decision.stepId!;
    if (decision.outcome !== 'send' && decision.outcome !== 'propose') return this;
    const [, refers = null] = decision.stepKey!.split('/');
    const planDue = decision.purpose?.startsWith('plan-')
      ? decision.stepKey!.split('/').at(-1)!
      : refers;
    const about = decision.lines.filter((line) => line.part === 'due').map((line) => itemKey(line));
    return this.tell({
      kind: 'chase-sent',
      on: today,
      id,
      stepId,
      channel: decision.channel!,
      purpose: decision.purpose!,
      about,
      refers: planDue,
    });
  }

  /** Runs a round on every day of the span and sends what is to be sent; proposals wait. */
  live(from: string, to: string): this {
    for (let at = day(from); at <= day(to); at = addDays(at, 1)) {
      const decision = this.round(at);
      if (decision.outcome === 'send') this.do(decision, at);
    }
    return this;
  }
}
