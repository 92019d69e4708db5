import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Day } from '../base/index.ts';
import {
  type Account,
  allocate,
  allocateOldestFirst,
  giveCredit,
  issue,
  type Posting,
  receive,
  refund,
  reverse,
  writeOff,
} from './index.ts';

const pence = fc.bigInt({ min: 1n, max: 10n ** 9n });
const items = fc.array(
  fc.record({
    invoiceId: fc.bigInt({ min: 1n, max: 99n }),
    instalment: fc.integer({ min: 1, max: 3 }),
    number: fc.string({ minLength: 1, maxLength: 4 }),
    dueOn: fc.integer({ min: 20_000, max: 20_020 }).map((value) => value as Day),
    outstanding: fc.bigInt({ min: -500n, max: 10n ** 6n }),
  }),
  { maxLength: 12 },
);

test('an allocation takes no more than there is, and no more than is open, oldest first', () => {
  fc.assert(
    fc.property(items, pence, (open, amount) => {
      const { allocations, left } = allocateOldestFirst(open, amount);
      const taken = allocations.reduce((sum, one) => sum + one.amount, 0n);
      expect(taken + left).toBe(amount);
      expect(left >= 0n && allocations.every((one) => one.amount > 0n)).toBe(true);
      const total = open.reduce(
        (sum, one) => (one.outstanding > 0n ? sum + one.outstanding : sum),
        0n,
      );
      expect(taken).toBe(total < amount ? total : amount);
      const due = allocations.map(
        (one) =>
          open.find(
            (item) => item.invoiceId === one.invoiceId && item.instalment === one.instalment,
          )!.dueOn,
      );
      if (new Set(open.map((one) => `${one.invoiceId}/${one.instalment}`)).size === open.length)
        expect(due).toEqual([...due].sort((a, b) => a - b));
    }),
  );
});

type Move = {
  move: 'bill' | 'pay' | 'credit-note' | 'write-off' | 'refund' | 'take-back';
  amount: bigint;
  which: number;
};
const moves = fc.array(
  fc.record<Move>({
    move: fc.constantFrom('bill', 'pay', 'credit-note', 'write-off', 'refund', 'take-back'),
    amount: fc.bigInt({ min: 1n, max: 90_000n }),
    which: fc.nat({ max: 50 }),
  }),
  { maxLength: 40 },
);

/** A random history, posted as the commands post it. */
function book(history: readonly Move[]): { postings: Posting[]; billed: Map<bigint, bigint> } {
  const postings: Posting[] = [];
  const billed = new Map<bigint, bigint>();
  const balance = (account: Account) =>
    postings.reduce(
      (sum, one) =>
        sum + (one.debit === account ? one.amount : one.credit === account ? -one.amount : 0n),
      0n,
    );
  const open = () =>
    [...billed].map(([invoiceId, outstanding]) => ({
      invoiceId,
      instalment: 1,
      number: String(invoiceId),
      dueOn: Number(invoiceId) as Day,
      outstanding,
    }));
  const setAgainst = (credit: bigint) => {
    for (const one of allocateOldestFirst(open(), credit).allocations) {
      postings.push(allocate(one, 'GBP', one.amount));
      billed.set(one.invoiceId, billed.get(one.invoiceId)! - one.amount);
    }
  };
  history.forEach(({ move, amount, which }, index) => {
    const id = BigInt(index + 1);
    const owing = open().filter((one) => one.outstanding > 0n);
    if (move === 'bill') {
      postings.push(issue({ invoiceId: id, instalment: 1 }, 'GBP', amount));
      billed.set(id, amount);
    } else if (move === 'pay' || move === 'credit-note') {
      postings.push(move === 'pay' ? receive(id, 'GBP', amount) : giveCredit('GBP', amount));
      setAgainst(-balance('credit'));
    } else if (move === 'refund' && -balance('credit') >= amount) {
      postings.push(refund('GBP', amount));
    } else if (move === 'write-off' && owing[0]) {
      const one = owing[which % owing.length]!;
      postings.push(writeOff(one, 'GBP', one.outstanding, 'gone'));
      billed.set(one.invoiceId, 0n);
    } else if (move === 'take-back' && postings.length > 0) {
      const at = which % postings.length;
      const done = postings[at]!;
      if (done.kind !== 'allocation' || postings.some((one) => one.reverses === BigInt(at))) return;
      postings.push(reverse({ ...done, id: BigInt(at) }));
      billed.set(done.item!.invoiceId, billed.get(done.item!.invoiceId)! + done.amount);
    }
  });
  return { postings, billed };
}

test('whatever happens, the ledger sums to zero and receivable is what is outstanding', () => {
  fc.assert(
    fc.property(moves, (history) => {
      const { postings, billed } = book(history);
      const sums = new Map<Account, bigint>();
      for (const one of postings) {
        expect(one.amount > 0n && one.debit !== one.credit).toBe(true);
        sums.set(one.debit, (sums.get(one.debit) ?? 0n) + one.amount);
        sums.set(one.credit, (sums.get(one.credit) ?? 0n) - one.amount);
      }
      expect([...sums.values()].reduce((sum, one) => sum + one, 0n)).toBe(0n);
      const outstanding = [...billed.values()].reduce((sum, one) => sum + one, 0n);
      expect(sums.get('receivable') ?? 0n).toBe(outstanding);
      // Cash in is what was set against debt, less what came as credit notes, plus what is left.
      expect((sums.get('credit') ?? 0n) <= 0n).toBe(true);
    }),
  );
});

test('a posting moves more than nothing', () => {
  expect(() => issue({ invoiceId: 1n, instalment: 1 }, 'GBP', 0n)).toThrow(RangeError);
  expect(() => receive(1n, 'GBP', -5n)).toThrow(RangeError);
});
