import { describe, expect, test } from 'vitest';
import { day, decimal, isoDay } from '../../core/base/index.ts';
import type { Decision } from '../../core/chase/index.ts';
import { OneCustomer } from './kit.ts';

/*
 * What decide does, case by case. The policy is "kind but clear" as shipped; the customer is in
 * London; 2026-03-06 is a Friday, 3 April Good Friday, 6 April Easter Monday. One invoice A of
 * 500.00 due 2026-03-06 unless said otherwise; a round every day unless said otherwise.
 *
 * A row reads: what happened | the day (or span of days) of the round | the decision.
 * A decision is written: outcome step amount, or hold code, with the next step and day where told.
 */

const story = {
  nothing: () => new OneCustomer().invoice('A', 500, '2026-03-06'),
  'heads-up was sent': () => story.nothing().live('2026-03-01', '2026-03-05'),
  'gentle was sent': () => story.nothing().live('2026-03-01', '2026-03-09'),
  'clear was sent': () => story.nothing().live('2026-03-01', '2026-03-16'),
};

const promised = () =>
  story['gentle was sent']().tell({
    kind: 'promised',
    on: day('2026-03-12'),
    id: 'p1',
    amount: null,
    currency: null,
    items: [],
    payOn: day('2026-03-18'),
    confirmed: false,
  });

const disputed = (pounds: number) =>
  story['gentle was sent']().tell({
    kind: 'disputed',
    on: day('2026-03-12'),
    id: 'd1',
    invoiceId: 'A',
    amount: BigInt(pounds * 100),
    reason: 'two doors are the wrong colour',
  });

const saidPaid = () =>
  story['clear was sent']().tell({
    kind: 'asked',
    on: day('2026-03-17'),
    id: 'a1',
    ask: 'paid-already',
  });

type Row = [
  number: string,
  happened: string,
  customer: () => OneCustomer,
  on: string,
  decision: string,
];

const rows: Row[] = [
  ['1', 'nothing', story.nothing, '2026-03-03', 'send heads-up 500.00'],
  [
    '2',
    'heads-up was sent',
    story['heads-up was sent'],
    '2026-03-06..2026-03-08',
    'hold; next gentle on 2026-03-09',
  ],
  ['3', 'no round from 1 to 8 March', story.nothing, '2026-03-09', 'send gentle 500.00'],
  ['4', 'gentle was sent', story['gentle was sent'], '2026-03-16', 'send clear 500.00'],
  [
    '5',
    'gentle was sent; no round until 20 April',
    story['gentle was sent'],
    '2026-04-20',
    'send clear 500.00',
  ],
  ['6a', 'A was imported on 4 May, never chased', story.nothing, '2026-05-04', 'hold closed-day'],
  [
    '6b',
    'A was imported on 4 May, never chased',
    story.nothing,
    '2026-05-05',
    'send gentle 500.00',
  ],
  [
    '7',
    'gentle was sent; B of 300.00 due Friday 13 March',
    () =>
      new OneCustomer()
        .invoice('A', 500, '2026-03-06')
        .invoice('B', 300, '2026-03-13')
        .live('2026-03-01', '2026-03-15'),
    '2026-03-16',
    'send clear 800.00',
  ],
  [
    '8',
    'gentle was sent; 450.00 paid 12 March',
    () => story['gentle was sent']().pay('A', 450, '2026-03-12'),
    '2026-03-16',
    'send clear 50.00',
  ],
  [
    '9',
    'gentle was sent; 495.00 paid 12 March',
    () => story['gentle was sent']().pay('A', 495, '2026-03-12'),
    '2026-03-16',
    'hold below-minimum',
  ],
  [
    '10',
    'gentle was sent; promise on 12 March for the 18th',
    promised,
    '2026-03-16..2026-03-20',
    'hold promised',
  ],
  [
    '11',
    'as 10, nothing paid',
    () => promised().live('2026-03-13', '2026-03-22'),
    '2026-03-23',
    'send promise-broken 500.00',
  ],
  [
    '12',
    'as 10, 500.00 paid on the 18th',
    () => promised().pay('A', 500, '2026-03-18'),
    '2026-03-19',
    'send thanks',
  ],
  [
    '13',
    'gentle was sent; 200.00 disputed on 12 March',
    () => disputed(200),
    '2026-03-16',
    'send clear 300.00',
  ],
  ['14', 'gentle was sent; 495.00 disputed', () => disputed(495), '2026-03-16', 'hold disputed'],
  [
    '15',
    'clear was sent; a reply came on 18 March, unread',
    () =>
      story['clear was sent']().tell({ kind: 'reply-received', on: day('2026-03-18'), id: 'r1' }),
    '2026-03-23',
    'hold reply-waiting',
  ],
  [
    '16',
    'clear was sent on Monday 16 March',
    story['clear was sent'],
    '2026-03-23',
    'task call 500.00',
  ],
  [
    '17a',
    'gentle was sent only on Thursday 12 March (approved late)',
    () => gentleLate(),
    '2026-03-16',
    'hold gap',
  ],
  [
    '17b',
    'gentle was sent only on Thursday 12 March (approved late)',
    () => gentleLate(),
    '2026-03-17',
    'send clear 500.00',
  ],
  [
    '18',
    'call worked on 23 March, "no answer"',
    () =>
      story['clear was sent']()
        .live('2026-03-17', '2026-03-23')
        .tell({
          kind: 'task-worked',
          on: day('2026-03-23'),
          id: 'w1',
          stepId: 'call',
          outcome: 'no answer',
        }),
    '2026-03-30',
    'propose firm 500.00',
  ],
  [
    '19a',
    'firm falls on Good Friday (A due 10 March)',
    () => untilFirm(),
    '2026-04-03',
    'hold closed-day',
  ],
  [
    '19b',
    'firm falls on Good Friday (A due 10 March)',
    () => untilFirm(),
    '2026-04-07',
    'propose firm 500.00',
  ],
  [
    '20',
    '500.00 credit on account, not allocated',
    () =>
      story['gentle was sent']().tell({
        kind: 'credited',
        on: day('2026-03-11'),
        currency: 'GBP',
        amount: 50000n,
      }),
    '2026-03-16..2026-03-27',
    'hold credit-covers',
  ],
  [
    '22a',
    '"paid already" answered on 17 March; nothing arrived',
    saidPaid,
    '2026-03-18..2026-03-24',
    'hold paid-already',
  ],
  [
    '22b',
    '"paid already" answered on 17 March; nothing arrived',
    saidPaid,
    '2026-03-25',
    'send not-found 500.00',
  ],
  [
    '23a',
    'paused until 1 April, "director ill"',
    () => paused(),
    '2026-03-13..2026-04-01',
    'hold paused',
  ],
  [
    '23b',
    'paused until 1 April, "director ill"',
    () => paused(),
    '2026-04-02',
    'send clear 500.00',
  ],
];

function gentleLate() {
  const customer = story.nothing();
  return customer.do(customer.round('2026-03-09'), '2026-03-12');
}

function untilFirm() {
  const customer = new OneCustomer()
    .invoice('A', 500, '2026-03-10')
    .live('2026-03-01', '2026-03-27');
  return customer.tell({
    kind: 'task-worked',
    on: day('2026-03-27'),
    id: 'w1',
    stepId: 'call',
    outcome: 'voicemail',
  });
}

function paused() {
  return story['gentle was sent']().tell({
    kind: 'paused',
    on: day('2026-03-12'),
    id: 'z1',
    until: day('2026-04-01'),
    reason: 'director ill',
  });
}

function inWords(decision: Decision): string {
  const amounts = decision.totals
    .map((total) => ` ${decimal(total.amount, total.currency)}`)
    .join('');
  return decision.outcome === 'hold'
    ? `hold ${decision.reasons[0]!.code}`
    : `${decision.outcome} ${decision.stepId}${amounts}`;
}

describe('decide, case by case', () => {
  test.each(rows)('%s. %s: on %s', (_number, _happened, customer, span, expected) => {
    const [from, to = from] = span.split('..') as [string, string?];
    for (let at = day(from!); at <= day(to!); at = day(isoDay((at + 1) as never))) {
      const decision = customer().round(at);
      const next = / next (\S+) on (\S+)$/.exec(expected);
      if (next) {
        expect(
          [decision.outcome, decision.nextStepId, isoDay(decision.nextOn!)],
          isoDay(at),
        ).toEqual(['hold', next[1], next[2]]);
      } else {
        expect(inWords(decision), isoDay(at)).toBe(expected);
      }
    }
  });

  test('11. the word about a broken promise is never firmer than the step that was next', () => {
    expect(
      promised().live('2026-03-13', '2026-03-22').round('2026-03-23').tone,
    ).toBeLessThanOrEqual(3);
  });

  test('11. after it the ladder goes on where it was', () => {
    const customer = promised().live('2026-03-13', '2026-03-29');
    expect(inWords(customer.round('2026-03-30'))).toBe('send clear 500.00');
  });

  test('12. after the thanks the episode is over: the next begins with a gentle word', () => {
    const customer = promised().pay('A', 500, '2026-03-18').live('2026-03-19', '2026-03-31');
    customer.invoice('B', 300, '2026-04-01');
    expect(inWords(customer.round('2026-04-07'))).toBe('send gentle 300.00');
  });

  test('13. the message names the dispute and asks for the rest only', () => {
    const held = disputed(200)
      .round('2026-03-16')
      .lines.filter((line) => line.part === 'held');
    expect(held).toHaveLength(1);
    expect(held[0]).toMatchObject({ number: 'A', amount: 20000n });
    expect(held[0]!.note).toEqual({ code: 'disputed', on: day('2026-03-12') });
  });

  test('14. both reasons are told: the dispute first, then that the rest is small', () => {
    expect(
      disputed(495)
        .round('2026-03-16')
        .reasons.map((reason) => reason.code),
    ).toEqual(['disputed', 'below-minimum']);
  });

  test('20. somebody is asked to allocate the credit', () => {
    const customer = story['gentle was sent']().tell({
      kind: 'credited',
      on: day('2026-03-11'),
      currency: 'GBP',
      amount: 50000n,
    });
    expect(customer.round('2026-03-16').tasks.map((task) => task.kind)).toEqual([
      'allocate-credit',
    ]);
  });

  test('22. when nothing was found the word is a gentle one', () => {
    expect(saidPaid().round('2026-03-25').tone).toBeLessThanOrEqual(2);
  });
});

describe('around the table', () => {
  test('a reply unread for more than two business days is told to the owner', () => {
    const customer = story['clear was sent']().tell({
      kind: 'reply-received',
      on: day('2026-03-18'),
      id: 'r1',
    });
    expect(customer.round('2026-03-20').tasks).toEqual([]);
    expect(customer.round('2026-03-23').tasks).toMatchObject([
      { kind: 'unread-reply', role: 'owner' },
    ]);
  });
});
