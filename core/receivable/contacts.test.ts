import { expect, test } from 'vitest';
import { addDays, day } from '../base/index.ts';
import { decodeSnapshot, encodeSnapshot, type Fact, fold } from './index.ts';

const on = day('2026-03-02');
const billed: Fact = {
  kind: 'issued',
  on,
  invoiceId: '1',
  number: 'A',
  instalment: 1,
  currency: 'GBP',
  issuedOn: on,
  dueOn: on,
  amount: 50_000n,
};
const sent = (days: number, purpose: 'step' | 'thanks' = 'step'): Fact => ({
  kind: 'chase-sent',
  on: addDays(on, days),
  id: String(days),
  stepId: 'gentle',
  channel: 'email',
  purpose,
  about: [],
  refers: null,
});
const rung = (days: number, outcome: string): Fact => ({
  kind: 'task-worked',
  on: addDays(on, days),
  id: String(days),
  stepId: 'call',
  outcome,
});
const paid = (days: number, amount: bigint, more: object = {}): Fact => ({
  kind: 'settled',
  on: addDays(on, days),
  invoiceId: '1',
  instalment: 1,
  currency: 'GBP',
  amount,
  ...more,
});

const contactsOf = (...facts: Fact[]) =>
  fold([billed, ...facts]).contacts.map(([at, channel, spoke]) => [at - on, channel, spoke]);

test('chases and calls are contacts; thanks and an approved hand-over are none', () => {
  expect(contactsOf(sent(1), sent(2, 'thanks'), rung(9, 'approved'))).toEqual([[1, 'email', 0]]);
  expect(contactsOf(rung(3, 'No answer'), rung(5, 'they pay on Friday'))).toEqual([
    [3, 'phone', 0],
    [5, 'phone', 1],
  ]);
});

test('a month of them is kept, the last twelve at most', () => {
  expect(contactsOf(sent(1), sent(20), sent(32))).toEqual([
    [20, 'email', 0],
    [32, 'email', 0],
  ]);
  const daily = Array.from({ length: 30 }, (_, index) => sent(index + 1));
  expect(contactsOf(...daily).map(([at]) => at)).toEqual(
    [19, ...Array(11).keys()].map((_, n) => n + 19),
  );
});

test('days of part payments stay while an item is open, and go with money taken back', () => {
  const days = (...facts: Fact[]) =>
    (fold([billed, ...facts]).partPaid['1/1'] ?? []).map((at) => at - on);
  expect(days(paid(10, 100n), paid(20, 100n), paid(30, 100n))).toEqual([10, 30]);
  expect(days(paid(10, 100n), paid(400, 100n), paid(900, 100n))).toEqual([10, 400, 900]);
  expect(days(paid(10, 100n), paid(400, 100n), paid(401, -100n))).toEqual([10]);
  expect(days(paid(10, 100n, { fromCredit: true }), paid(11, 5n, { writtenOff: true }))).toEqual(
    [],
  );
  expect(days(paid(10, 50_000n))).toEqual([]);
});

test('both are stored and read back, and cost nothing while there are none', () => {
  const snapshot = fold([billed, sent(1), rung(4, 'a talk'), paid(10, 100n)]);
  const stored = encodeSnapshot(snapshot);
  expect(decodeSnapshot(stored)).toEqual(snapshot);
  expect(stored).toContain(`"contacts":[[${on + 1},"email",0],[${on + 4},"phone",1]]`);
  expect(encodeSnapshot(fold([billed]))).not.toMatch(/contacts|partPaid/);
});
