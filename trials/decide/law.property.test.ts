import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type Day } from '../../core/base/index.ts';
import type { Policy } from '../../core/chase/index.ts';
import { type CustomerKind, type Law, mayContact, packAt, rulesOf } from '../../core/law/index.ts';
import { lawBook } from '../../law/index.ts';
import { BEGIN, type History, histories, LivedHistory } from './history.ts';
import { england, lawIn, shippedPolicy } from './kit.ts';

/** As hasty and as wide as a policy can be, so that only the law is in the way. */
const hasty: Policy = {
  ...shippedPolicy('kind-but-clear'),
  ...{ mode: 'automatic', minGapDays: 1, minGapBeforeDueDays: 1 },
  window: { from: '00:00', to: '23:59', days: [1, 2, 3, 4, 5, 6, 7] },
};

type Where = [country: string, region: string | null];
const places = fc.constantFrom<Where>(
  ['GB', null],
  ['AU', 'NSW'],
  ['US', 'CA'],
  ['CA', 'ON'],
  ['DE', null],
  ['JP', null],
);
const kinds = fc.constantFrom<CustomerKind>('company', 'sole-trader', 'consumer', 'public-body');

/** A history lived under the law of a place. */
function livedUnder(law: Law, history: History): LivedHistory {
  const lived = new LivedHistory([], hasty, 0);
  lived.law = law;
  let on = BEGIN;
  for (const { wait, what } of [...history, { wait: 40, what: { act: 'lift' as const } }]) {
    for (let passed = 0; passed < wait; passed += 1, on = addDays(on, 1)) lived.passDay(on);
    lived.perform(what, on);
  }
  return lived;
}

/** Chases and calls, as they were told: all that the law counts, whatever decide thinks of it. */
function contactsIn(lived: LivedHistory) {
  return lived.facts.flatMap((fact): { on: Day; channel: 'email' | 'phone' }[] => {
    if (fact.kind === 'task-worked') return [{ on: fact.on, channel: 'phone' }];
    const isChase = fact.kind === 'chase-sent' && fact.purpose !== 'thanks';
    return isChase ? [{ on: fact.on, channel: 'email' }] : [];
  });
}

test('whatever the past, nothing is said that the rules of the place forbid', () => {
  let judged = 0;
  const judge = (history: History, [country, region]: Where, kind: CustomerKind) => {
    const lived = livedUnder(lawIn(country, region, kind), history);
    const rules = rulesOf(lawBook(), packAt(lawBook(), { country, region }), 'contact');
    const made = contactsIn(lived);
    for (const { on, channel, purpose } of lived.said) {
      if (purpose === 'thanks') continue;
      if (channel !== 'email' && channel !== 'phone') continue;
      judged += 1;
      const earlier = made
        .filter((one) => one.on < on)
        .map(({ on: then, channel: by }) => ({
          ...{ at: { day: then, minutes: 9 * 60 }, channel: by },
          ...{ spoke: by === 'phone', reached: true },
        }));
      const verdict = mayContact(rules, {
        ...{ kind, channel, person: 'customer', at: { day: on, minutes: 12 * 60 }, earlier },
        ...{ calendar: england, optedIn: [], optedOut: [], stops: [] },
      });
      expect(verdict).toMatchObject({ result: 'allow' });
    }
  };
  fc.assert(fc.property(histories, places, kinds, judge), { numRuns: 150 });
  expect(judged).toBeGreaterThan(100);
});
