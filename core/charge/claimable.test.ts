import { describe, expect, test } from 'vitest';
import { lawBook } from '../../law/index.ts';
import { addDays, Chance, type Day, day, decimal, RefusedError } from '../base/index.ts';
import { type ChargeLine, type ChargeTerms, claimable, type LateInvoice } from './index.ts';

const under = (pack: string, more: Partial<ChargeTerms> = {}): ChargeTerms => ({
  pack: lawBook().packs.get(pack)!,
  terms: null,
  registered: false,
  ...more,
});
const DUE = day('2026-01-15');
const invoice = (more: Partial<LateInvoice> = {}): LateInvoice => ({
  number: 'INT-1001',
  issuedOn: addDays(DUE, -30),
  currency: 'GBP',
  kind: 'company',
  instalments: [{ no: 1, dueOn: DUE, amount: 1_000_000n, settled: [] }],
  disputed: 0n,
  claimed: [],
  ...more,
});
const paid = (on: Day, amount = 1_000_000n) => [
  { no: 1, dueOn: DUE, amount: 1_000_000n, settled: [{ on, amount }] },
];
const ask = (one: LateInvoice, until: Day, terms = under('UK')) =>
  claimable(lawBook(), terms, one, until);
const said = (lines: readonly ChargeLine[]) =>
  lines.map((line) => `${line.kind} ${line.days ?? ''} ${decimal(line.amount, line.currency)}`);
const fee = (terms: object, agreedOn = '2025-01-01') => ({
  terms: { agreedOn: day(agreedOn), rate: null, fee: null, ...terms },
});

describe('what may be claimed for being late', () => {
  test('10,000.00 that is 60 days late at 11.75 % is 193.15 and 100.00', () => {
    const found = ask(invoice(), addDays(DUE, 60));
    expect(said(found.lines)).toEqual(['interest 60 193.15', 'fixed-sum  100.00']);
    expect(found.totals).toEqual([{ amount: 29_315n, currency: 'GBP' }]);
    expect(found.perDay.amount).toBe(322n);
    expect(found.lines[0]!.ratePercent).toBe('11.75');
  });

  test('is still there when the invoice was paid late, and nothing when it was in time', () => {
    const late = ask(invoice({ instalments: paid(addDays(DUE, 60)) }), addDays(DUE, 200));
    expect(said(late.lines)).toEqual(['interest 60 193.15', 'fixed-sum  100.00']);
    expect(late.perDay.amount).toBe(0n);
    expect(ask(invoice({ instalments: paid(DUE) }), addDays(DUE, 200)).lines).toEqual([]);
  });

  test('what was claimed is not claimed again; the next claim begins the day after', () => {
    const first = ask(invoice(), addDays(DUE, 25)).lines;
    const next = ask(invoice({ claimed: first }), addDays(DUE, 60));
    expect(next.lines.map((line) => line.from)).toEqual([addDays(DUE, 26)]);
    const sum = [...first, ...next.lines].reduce((total, line) => total + line.amount, 0n);
    expect(sum).toBe(29_315n);
    expect(ask(invoice({ claimed: first }), addDays(DUE, 25)).lines).toEqual([]);
  });

  test('what is in dispute accrues, is held back, and is proposed when it is over', () => {
    const until = addDays(DUE, 60);
    const part = ask(invoice({ disputed: 400_000n }), until);
    expect(said(part.lines)).toEqual(['interest 60 115.89', 'fixed-sum  70.00']);
    expect(part.held.amount).toBe(7_726n);
    const after = ask(invoice({ claimed: part.lines }), until);
    expect(said(after.lines)).toEqual(['interest 60 77.26']);
    const all = ask(invoice({ disputed: 'all' }), until);
    expect([all.lines.length, all.held.amount]).toEqual([0, 19_315n]);
  });

  test('a payment that is told late shows what was claimed too much', () => {
    const claimed = ask(invoice(), addDays(DUE, 60)).lines;
    const late = invoice({ claimed, instalments: paid(addDays(DUE, 30)) });
    const found = ask(late, addDays(DUE, 70));
    expect([found.lines.length, found.tooMuch.amount]).toEqual([0, 9_657n]);
  });

  test('a rate that is not known is refused by name', () => {
    const later = [{ no: 1, dueOn: day('2031-02-01'), amount: 100n, settled: [] }];
    const run = () => ask(invoice({ instalments: later }), day('2031-03-01'));
    expect(run).toThrow(RefusedError);
    expect(run).toThrow(/rate/);
  });

  test('a consumer owes nothing without a term, and what only a court grants is no item', () => {
    expect(ask(invoice({ kind: 'consumer' }), addDays(DUE, 60)).lines).toEqual([]);
    const dollars = invoice({ currency: 'USD' });
    const california = ask(dollars, addDays(DUE, 60), under('US-CA'));
    expect(california.lines).toEqual([]);
    expect(california.notes.join(' ')).not.toBe('');
  });
});

describe('a late fee that was agreed', () => {
  const at = addDays(DUE, 60);

  test('counts instead of a smaller fixed sum, with the warning of the place', () => {
    const found = ask(invoice(), at, under('UK', fee({ fee: { percent: '5' } })));
    expect(said(found.lines)).toEqual(['interest 60 193.15', 'fee  500.00']);
    expect(found.notes.join(' ')).toContain('penalty');
  });

  test('needs a term agreed before the invoice', () => {
    const terms = fee({ fee: { percent: '5' } }, '2026-01-01');
    expect(said(ask(invoice(), at, under('UK', terms)).lines)).toContain('fixed-sum  100.00');
  });

  test('is left out above what the place allows', () => {
    const flat = (amount: bigint, currency: string) => fee({ fee: { flat: { amount, currency } } });
    const euro = invoice({ currency: 'EUR', kind: 'consumer' });
    const fees = (one: LateInvoice, terms: ChargeTerms) =>
      ask(one, at, terms).lines.filter((line) => line.kind === 'fee').length;
    expect(fees(euro, under('DE', flat(250n, 'EUR')))).toBe(1);
    expect(fees(euro, under('DE', flat(251n, 'EUR')))).toBe(0);
    const dollars = invoice({ currency: 'CAD' });
    expect(fees(dollars, under('CA-ON', fee({ fee: { percent: '5' } })))).toBe(1);
    expect(fees(dollars, under('CA-ON', fee({ fee: { percent: '6' } })))).toBe(0);
  });
});

test('however a claim is cut into claims, they sum to what accrued', () => {
  const chance = new Chance(20_261_122);
  for (let run = 0; run < 60; run += 1) {
    const settled = Array.from({ length: chance.whole(0, 3) }, () => ({
      on: addDays(DUE, chance.whole(1, 150)),
      amount: BigInt(chance.whole(1, 300_000)),
    }));
    const one = invoice({ instalments: [{ no: 1, dueOn: DUE, amount: 1_000_000n, settled }] });
    const end = addDays(DUE, 160);
    const whole = ask(one, end).totals[0]!.amount;
    const claimed: ChargeLine[] = [];
    let at = DUE;
    while (at < end) {
      at = addDays(at, Math.min(chance.whole(1, 60), end - at));
      claimed.push(...ask({ ...one, claimed: [...claimed] }, at).lines);
    }
    expect(claimed.reduce((sum, line) => sum + line.amount, 0n)).toBe(whole);
  }
});
