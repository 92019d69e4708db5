import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Day } from '../base/index.ts';
import { decodeSnapshot, encodeSnapshot, type Fact, fold, type MoneyFact } from './index.ts';

const on = fc.integer({ min: 20_000, max: 20_090 }).map((value) => value as Day);
const pence = fc.bigInt({ min: 1n, max: 500_000n });

/** Invoices and what was set against them, never more than was billed, in order of days. */
const ledgers: fc.Arbitrary<MoneyFact[]> = fc
  .array(
    fc.tuple(
      on,
      fc.integer({ min: -10, max: 45 }),
      pence,
      fc.array(fc.tuple(on, pence), { maxLength: 4 }),
    ),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((bills) =>
    bills.flatMap(([issuedOn, terms, amount, payments], index): MoneyFact[] => {
      const ref = { invoiceId: String(index + 1), instalment: 1, currency: 'GBP' };
      let left = amount;
      const settled = payments.map(([paidOn, wanted]): MoneyFact => {
        const taken = wanted < left ? wanted : left;
        left -= taken;
        return { kind: 'settled', on: paidOn, ...ref, amount: taken };
      });
      const dueOn = (issuedOn + terms) as Day;
      const number = `A${index + 1}`;
      return [
        { kind: 'issued', on: issuedOn, ...ref, number, issuedOn, dueOn, amount },
        ...settled.filter((one) => one.amount > 0n),
      ];
    }),
  )
  .map((facts) => facts.sort((a, b) => a.on - b.on));

const owed = (facts: readonly Fact[]) =>
  Object.fromEntries(fold(facts).items.map((item) => [item.invoiceId, item.outstanding]));

test('what is owed is what was billed less what was settled, in any order within a day', () => {
  fc.assert(
    fc.property(
      ledgers,
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      (facts, dice) => {
        const expected: Record<string, bigint> = {};
        for (const fact of facts) {
          if (fact.kind === 'credited') continue;
          const change = fact.kind === 'issued' ? fact.amount : -fact.amount;
          expected[fact.invoiceId] = (expected[fact.invoiceId] ?? 0n) + change;
        }
        for (const key of Object.keys(expected)) if (expected[key] === 0n) delete expected[key];
        expect(owed(facts)).toEqual(expected);
        const shuffled = facts
          .map((fact) => ({ fact, at: dice.next().value ?? 0 }))
          .sort((a, b) => a.fact.on - b.fact.on || a.at - b.at)
          .map(({ fact }) => fact);
        expect(owed(shuffled)).toEqual(expected);
      },
    ),
  );
});

test('splitting a payment any way gives the same balance', () => {
  fc.assert(
    fc.property(
      ledgers,
      fc.array(fc.integer({ min: 1, max: 99 }), { maxLength: 6 }),
      (facts, cuts) => {
        const split = facts.flatMap((fact): Fact[] => {
          if (fact.kind !== 'settled') return [fact];
          let left = fact.amount;
          const parts = cuts.map((percent) => {
            const part = (left * BigInt(percent)) / 100n;
            left -= part;
            return { ...fact, amount: part };
          });
          return [...parts, { ...fact, amount: left }].filter((part) => part.amount > 0n);
        });
        expect(fold(split).items).toEqual(fold(facts).items);
      },
    ),
  );
});

test('a settlement taken back leaves the customer as if it had not been', () => {
  fc.assert(
    fc.property(ledgers, (facts) => {
      const last = facts.findLast((fact) => fact.kind === 'settled');
      if (!last) return;
      const back = { ...last, on: facts.at(-1)!.on, amount: -last.amount };
      const without = facts.filter((fact) => fact !== last);
      expect(fold([...facts, back]).items).toEqual(fold(without).items);
    }),
  );
});

test('bills taken back and issued anew at once leave everything as it was', () => {
  const promised: Fact = {
    kind: 'promised',
    on: 20_060 as Day,
    id: '1',
    amount: null,
    currency: null,
    items: [],
    payOn: 20_070 as Day,
    confirmed: false,
  };
  const said: Fact = {
    kind: 'chase-sent',
    on: 20_058 as Day,
    id: '2',
    stepId: 'gentle',
    channel: 'email',
    purpose: 'step',
    about: [],
    refers: null,
  };
  fc.assert(
    fc.property(ledgers, (facts) => {
      const past = [...facts, said, promised].sort((a, b) => a.on - b.on);
      const on = past.at(-1)!.on;
      fc.pre(fold(past).items.some((item) => item.dueOn < on));
      const bills = facts.filter((fact) => fact.kind === 'issued');
      const back = bills.map((bill) => ({ ...bill, on, amount: -bill.amount }));
      const anew = bills.map((bill) => ({ ...bill, on }));
      expect(fold([...past, ...back, ...anew])).toEqual(fold(past));
    }),
  );
});

test('an invoice taken back for good ends the episode, and breaks no promise', () => {
  const bill: Fact = {
    kind: 'issued',
    on: 20_000 as Day,
    invoiceId: '1',
    number: 'A1',
    instalment: 1,
    currency: 'GBP',
    issuedOn: 20_000 as Day,
    dueOn: 20_010 as Day,
    amount: 500n,
  };
  const back: Fact = { ...bill, on: 20_030 as Day, amount: -500n };
  const said = { id: '2', stepId: 'gentle', channel: 'email', about: [], refers: null };
  const told: Fact = { kind: 'chase-sent', on: 20_013 as Day, purpose: 'step', ...said };
  const { items, episode, promises } = fold([bill, told, back]);
  expect({ items, episode, promises }).toEqual({
    items: [],
    episode: { clearedOn: 20_030, done: [] },
    promises: [],
  });
});

const words: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({
    kind: fc.constant('promised' as const),
    on,
    id: fc.nat().map(String),
    amount: fc.option(pence, { nil: null }),
    currency: fc.constantFrom('GBP', null),
    items: fc.constantFrom<string[]>([], ['1/1']),
    payOn: on,
    confirmed: fc.boolean(),
  }),
  // Words that look like the amounts of the codec must stay words.
  fc.record({
    kind: fc.constant('paused' as const),
    on,
    id: fc.constantFrom('1n', '2'),
    until: fc.option(on, { nil: null }),
    reason: fc.constantFrom('12n', 'away', ''),
  }),
  fc.record({
    kind: fc.constant('disputed' as const),
    on,
    id: fc.nat().map(String),
    invoiceId: fc.constantFrom('1', '2'),
    amount: fc.option(pence, { nil: null }),
    reason: fc.string(),
  }),
  fc.record({
    kind: fc.constant('credited' as const),
    on,
    currency: fc.constantFrom('GBP', 'EUR', 'JPY'),
    amount: fc.bigInt({ min: -5_000n, max: 90_000n }),
  }),
  fc.record({
    kind: fc.constant('receipt-unmatched' as const),
    on,
    id: fc.nat().map(String),
    amount: pence,
    currency: fc.constant('GBP'),
  }),
  fc.record({
    kind: fc.constant('stopped' as const),
    on,
    id: fc.nat().map(String),
    stop: fc.constant('deceased'),
    reason: fc.string(),
    source: fc.constantFrom(null, '5n'),
  }),
  fc.record({ kind: fc.constant('reply-received' as const), on, id: fc.nat().map(String) }),
  fc.record({
    kind: fc.constant('plan-agreed' as const),
    on,
    id: fc.nat().map(String),
    currency: fc.constant('GBP'),
    items: fc.constant<string[]>(['1/1']),
    instalments: fc.array(fc.record({ dueOn: on, amount: pence }), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('chase-sent' as const),
    on,
    id: fc.nat().map(String),
    stepId: fc.constantFrom('gentle', 'heads-up'),
    channel: fc.constant('email'),
    purpose: fc.constantFrom('step' as const, 'heads-up' as const),
    about: fc.constant<string[]>(['1/1']),
    refers: fc.constant(null),
  }),
);

test('a snapshot stored and read back is the same snapshot, and the same text', () => {
  fc.assert(
    fc.property(ledgers, fc.array(words, { maxLength: 12 }), (money, told) => {
      const facts = [...money, ...told].sort((a, b) => a.on - b.on);
      const snapshot = fold(facts);
      const text = encodeSnapshot(snapshot);
      const back = decodeSnapshot(text);
      expect(back).toEqual(snapshot);
      expect(encodeSnapshot(back)).toBe(text);
      expect(encodeSnapshot(fold(facts))).toBe(text);
    }),
    { numRuns: 300 },
  );
});
