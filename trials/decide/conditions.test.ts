import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimal, isoDay } from '../../core/base/index.ts';
import { type Decision, notesOn, type Policy, type StepCondition } from '../../core/chase/index.ts';
import { histories, LivedHistory } from './history.ts';
import { OneCustomer, shippedPolicy } from './kit.ts';

/*
 * Steps with a condition. The policy is "kind but clear" with a condition on some of its steps; one
 * invoice A of 500.00 due on Friday 6 March 2026; a round every day, and what it sends has left.
 *
 * A row reads: the condition and its steps | their score | the day of the round | the decision.
 */

const kind = shippedPolicy('kind-but-clear');

function withCondition(steps: readonly string[], when: StepCondition): Policy {
  const set = new Set(steps);
  return { ...kind, steps: kind.steps.map((one) => (set.has(one.id) ? { ...one, when } : one)) };
}

interface Row {
  when: StepCondition;
  steps: string[];
  score: number | null;
  on: string;
  decision: string;
  passedOver?: string;
}

const rows: Row[] = [
  {
    when: { minScore: 60 },
    steps: ['gentle'],
    score: null,
    on: '2026-03-09',
    decision: 'hold next-step, clear on 2026-03-16',
    passedOver: 'gentle is passed over: it asks for a score, and none is known yet',
  },
  {
    when: { maxScore: 40 },
    steps: ['gentle'],
    score: null,
    on: '2026-03-16',
    decision: 'send clear 500.00',
    passedOver: 'gentle is passed over: it asks for a score, and none is known yet',
  },
  {
    when: { minScore: 60 },
    steps: ['gentle'],
    score: 60,
    on: '2026-03-09',
    decision: 'send gentle 500.00',
  },
  {
    when: { minScore: 60 },
    steps: ['gentle'],
    score: 59,
    on: '2026-03-16',
    decision: 'send clear 500.00',
    passedOver: 'gentle is passed over: it is for scores from 60; theirs is 59',
  },
  {
    when: { maxScore: 40 },
    steps: ['gentle'],
    score: 41,
    on: '2026-03-16',
    decision: 'send clear 500.00',
    passedOver: 'gentle is passed over: it is for scores to 40; theirs is 41',
  },
  {
    when: { minAmount: '600.00' },
    steps: ['gentle'],
    score: null,
    on: '2026-03-16',
    decision: 'send clear 500.00',
    passedOver: 'gentle is passed over: it is for £600.00 and more, and £500.00 is asked for',
  },
  {
    when: { minScore: 60 },
    steps: ['heads-up'],
    score: null,
    on: '2026-03-03',
    decision: 'hold not-due, gentle on 2026-03-09',
    passedOver: 'heads-up is passed over: it asks for a score, and none is known yet',
  },
  {
    when: { minScore: 60 },
    steps: ['heads-up'],
    score: 75,
    on: '2026-03-03',
    decision: 'send heads-up 500.00',
  },
  {
    when: { minScore: 60 },
    steps: kind.steps.map((step) => step.id),
    score: null,
    on: '2026-05-05',
    decision: 'hold ladder-done',
    passedOver: 'gentle is passed over: it asks for a score, and none is known yet',
  },
];

function inWords(decision: Decision): string {
  const { outcome, reasons, nextStepId, nextOn, stepId, totals } = decision;
  if (outcome !== 'hold') return `${outcome} ${stepId} ${decimal(totals[0]!.amount, 'GBP')}`;
  const next = nextOn === null ? '' : `, ${nextStepId} on ${isoDay(nextOn)}`;
  return `hold ${reasons[0]!.code}${next}`;
}

describe('a step with a condition', () => {
  test.each(rows)('$steps.0 $when, score $score, on $on: $decision', (row) => {
    const customer = new OneCustomer(withCondition(row.steps, row.when));
    customer.score = row.score;
    customer.invoice('A', 500, '2026-03-06');
    const decision = customer.round(row.on);
    expect(inWords(decision)).toBe(row.decision);
    const texts = decision.reasons.map((reason) => reason.text);
    const passed = texts.filter((text) => text.includes('passed over'));
    expect(passed[0]).toBe(row.passedOver);
  });

  test('is noted for the owner while there are no scores', () => {
    expect(notesOn(kind)).toEqual([]);
    expect(notesOn(withCondition(['firm'], { maxScore: 80 }))).toEqual([
      { step: 'firm', text: 'asleep until scores exist' },
    ]);
  });
});

const someSteps = fc.subarray(kind.steps.map((step) => step.id));
const limits = fc.record({ minScore: fc.nat({ max: 100 }), maxScore: fc.nat({ max: 100 }) });

/** What every round of a life says, in short. */
function lifeOf(lived: LivedHistory): string[] {
  return lived.rounds.map(({ decision }) =>
    decision.outcome === 'hold' ? 'hold' : `${decision.stepId} ${decision.totals[0]?.amount}`,
  );
}

test('with no score known, a policy does as if its steps that ask for one were not there', () => {
  fc.assert(
    fc.property(histories, someSteps, limits, (history, steps, when) => {
      const without = { ...kind, steps: kind.steps.filter((step) => !steps.includes(step.id)) };
      const asleep = new LivedHistory(history, withCondition(steps, when));
      expect(lifeOf(asleep)).toEqual(lifeOf(new LivedHistory(history, without)));
      const said = asleep.rounds.filter(({ decision }) => decision.outcome !== 'hold');
      for (const { decision } of said) expect(steps).not.toContain(decision.stepId);
    }),
    { numRuns: 100 },
  );
});

test('with a score, a step is taken by exactly those it is for', () => {
  const scores = fc.nat({ max: 100 });
  fc.assert(
    fc.property(scores, scores, scores, (score, minScore, maxScore) => {
      const customer = new OneCustomer(withCondition(['gentle'], { minScore, maxScore }));
      customer.score = score;
      const decision = customer.invoice('A', 500, '2026-03-06').round('2026-03-09');
      const isFor = score >= minScore && score <= maxScore;
      expect(decision.stepId === 'gentle').toBe(isFor);
      expect(decision.reasons.some((reason) => reason.code === 'score-condition')).toBe(!isFor);
    }),
  );
});
