import { describe, expect, test } from 'vitest';
import { day } from '../../core/base/index.ts';
import { plainCulture } from '../../core/chase/index.ts';
import { OneCustomer } from './kit.ts';

/** 500.00 due on Friday 6 March 2026, with the first word sent on Monday the 9th. */
function toldOnce(): OneCustomer {
  const customer = new OneCustomer();
  customer.invoice('A', 500, '2026-03-06');
  return customer.live('2026-03-03', '2026-03-15');
}

describe('a culture', () => {
  test('in a time of peace nobody is written to, and the reasons name it', () => {
    const customer = toldOnce();
    const peace = { name: 'the spring feast', mode: 'none' } as const;
    const days = ['2026-03-16', '2026-03-17', '2026-03-18'].map((on) => [day(on), peace] as const);
    customer.culture = { ...plainCulture, name: 'Elsewhere', seasons: new Map(days) };
    const decision = customer.round('2026-03-16');
    expect(decision.outcome).toBe('hold');
    expect(decision.reasons[0]).toMatchObject({
      code: 'quiet-season',
      text: 'Nobody is written to in the spring feast where they are',
      source: 'culture Elsewhere',
    });
    expect(decision.nextOn).toBe(day('2026-03-19'));
  });

  test('a slower pace and a slow season make gaps longer, and say so', () => {
    const customer = toldOnce();
    customer.culture = { ...plainCulture, name: 'Elsewhere', pace: 1.5 };
    // Five days of the policy are eight here: the word of the 9th leaves until the 17th free.
    expect(customer.round('2026-03-16').reasons[0]).toMatchObject({
      code: 'gap',
      source: 'culture Elsewhere, policy Kind but clear',
    });
    expect(customer.round('2026-03-17')).toMatchObject({ outcome: 'send', stepId: 'clear' });
  });

  test('a ceiling of the culture softens the step, and the template with it', () => {
    const customer = toldOnce();
    customer.culture = { ...plainCulture, name: 'Elsewhere', toneCeiling: 2 };
    const decision = customer.round('2026-03-16');
    expect(decision).toMatchObject({ outcome: 'send', tone: 2, template: 'gentle' });
    expect(decision.reasons.find((one) => one.code === 'tone-ceiling')?.source).toContain(
      'culture Elsewhere',
    );
  });
});
