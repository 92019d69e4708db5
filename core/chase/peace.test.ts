import { expect, test } from 'vitest';
import { day, isoDay } from '../base/index.ts';
import { type Fact, fold, foldByDay } from '../receivable/index.ts';
import { peaceOf } from './index.ts';

const calendar = { place: 'GB', weekend: [6, 7], holidays: new Map() };
const on = (text: string) => day(`2026-03-${text}`);
const item = { invoiceId: '1', instalment: 1, currency: 'GBP' };
const issued: Fact = {
  kind: 'issued',
  ...item,
  on: on('02'),
  number: 'A',
  issuedOn: on('02'),
  dueOn: on('06'),
  amount: 50_000n,
};
const paid = (when: string, amount: bigint): Fact => ({
  kind: 'settled',
  ...item,
  on: on(when),
  amount,
});
const promised = (when: string, payOn: string, amount: bigint | null): Fact => ({
  kind: 'promised',
  on: on(when),
  id: `p${when}`,
  amount,
  currency: amount === null ? null : 'GBP',
  items: [],
  payOn: on(payOn),
  confirmed: false,
});
const disputed: Fact = {
  kind: 'disputed',
  on: on('10'),
  id: 'd',
  invoiceId: '1',
  amount: 20_000n,
  reason: 'short',
};

/** Spans as short words: "03-12…03-20 all" or "03-12…on 1/1 200". */
const spans = (...facts: Fact[]) =>
  peaceOf([issued, ...facts], calendar).map(
    ({ from, to, item: of, amount }) =>
      `${isoDay(from).slice(5)}…${to === null ? 'on' : isoDay(to).slice(5)} ${of ?? 'all'}${of ? ` ${amount / 100n}` : ''}`,
  );

test('whoever never promised, answered or was paused has no such days', () => {
  expect(spans(paid('10', 20_000n))).toEqual([]);
});

test('a promise holds until its day and two business days for the bank', () => {
  expect(spans(promised('12', '18', null))).toEqual(['03-12…03-20 all', '03-12…03-20 1/1 500']);
  expect(spans(promised('12', '18', 30_000n))).toEqual(['03-12…03-20 1/1 300']);
});

test('what comes in lowers it from that day on, and keeps the days before', () => {
  expect(spans(promised('12', '18', 30_000n), paid('16', 10_000n))).toEqual([
    '03-12…03-15 1/1 300',
    '03-16…03-20 1/1 200',
  ]);
});

test('a dispute has no end but its resolution, and goes on over other news as one', () => {
  const news: Fact = { kind: 'credited', on: on('12'), currency: 'GBP', amount: 100n };
  expect(spans(disputed, news)).toEqual(['03-10…on 1/1 200']);
  const resolved: Fact = { kind: 'dispute-resolved', on: on('17'), invoiceId: '1' };
  expect(spans(disputed, news, resolved)).toEqual(['03-10…03-16 1/1 200']);
});

test('a pause that was lifted held until the day before', () => {
  const paused: Fact = { kind: 'paused', on: on('10'), id: '9', until: on('30'), reason: 'ill' };
  const lifted: Fact = { kind: 'pause-lifted', on: on('16'), pauseId: '9' };
  expect(spans(paused, lifted)).toEqual(['03-10…03-15 all']);
});

test('day by day the fold is what folding the facts up to that day gives', () => {
  const facts = [issued, disputed, promised('12', '18', 30_000n), paid('16', 50_000n)];
  for (const { on: at, snapshot } of foldByDay(facts))
    expect(snapshot).toEqual(fold(facts.filter((fact) => fact.on <= at)));
});
