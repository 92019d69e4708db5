import { describe, expect, test } from 'vitest';
import { day } from '../../core/base/index.ts';
import { lawfulMoment } from '../../core/chase/index.ts';
import { lawFor } from '../../core/law/index.ts';
import { lawBook } from '../../law/index.ts';
import { makeLaws } from '../../server/receivable/index.ts';
import { england, lawIn, OneCustomer, shippedPolicy } from './kit.ts';

const kind = shippedPolicy('kind-but-clear');

/** A customer with an invoice that was due on a day, under a law. */
function owing(law: OneCustomer['law'], due = '2026-03-06', policy = kind): OneCustomer {
  const customer = new OneCustomer(policy).invoice('A', 500, due);
  customer.law = law;
  return customer;
}

const codes = (customer: OneCustomer, on: string) =>
  customer.round(on).reasons.map((reason) => reason.code);

describe('the law is asked before every chase', () => {
  test('the rule that was kept to is among the reasons, with its source', () => {
    const { outcome, reasons } = owing(lawIn('GB')).round('2026-03-09');
    expect(outcome).toBe('send');
    expect(reasons.at(-1)).toEqual({
      code: 'law-firms-two-a-week',
      text: 'Kept: At most 2 contacts in 7 days',
      source: 'Safe habit for firms (not verified)',
    });
  });

  test('where no pack describes the place it says: contract terms only', () => {
    const { outcome, reasons } = owing(lawIn('JP')).round('2026-03-09');
    expect(outcome).toBe('send');
    const said = reasons.find((reason) => reason.code === 'contract-terms-only');
    expect(said?.text).toBe('No law pack for JP: contract terms only');
  });

  test('the third contact of a week waits, whatever the gap of the policy', () => {
    const hasty = { ...kind, minGapDays: 1, mode: 'automatic' as const };
    const customer = owing(lawIn('GB'), '2026-02-02', hasty).live('2026-03-02', '2026-03-03');
    const { outcome, reasons, nextOn } = customer.round('2026-03-04');
    expect(outcome).toBe('hold');
    expect(reasons[0]).toMatchObject({
      code: 'law-firms-two-a-week',
      text: 'At most 2 contacts in 7 days',
    });
    expect(nextOn).toBe(day('2026-03-09'));
    expect(customer.round('2026-03-09').outcome).toBe('task');
  });

  test('what is disputed does not stop the rest, nor does a promise for a part', () => {
    const customer = owing(lawIn('AU', 'NSW', 'consumer')).invoice('B', 300, '2026-03-06');
    customer.tell({
      ...{ kind: 'disputed', on: day('2026-03-08'), id: '9', invoiceId: 'B' },
      ...{ amount: null, reason: 'broken' },
    });
    const { outcome, totals } = customer.round('2026-03-09');
    expect([outcome, totals]).toEqual(['send', [{ amount: 50_000n, currency: 'GBP' }]]);
  });
});

describe('a policy can be stricter than the law, never looser', () => {
  const australia = lawIn('AU', 'NSW', 'consumer');
  const zone = 'Australia/Sydney';
  const leaves = (from: string, to: string, on: string) => {
    const window = { ...kind.window, from, to };
    const at = lawfulMoment({ window, zone, calendar: england }, australia, 'email', day(on), null);
    return at?.toZonedDateTimeISO(zone).toPlainDateTime().toString() ?? null;
  };

  test('a window that opens before the law does is narrowed', () => {
    expect(leaves('06:00', '23:00', '2026-03-09')).toBe('2026-03-09T07:30:00');
    expect(leaves('09:30', '16:00', '2026-03-09')).toBe('2026-03-09T09:30:00');
    const early = { ...kind, window: { ...kind.window, from: '06:00', to: '23:00' } };
    expect(owing(australia, '2026-03-06', early).round('2026-03-09').outcome).toBe('send');
  });

  test('a window that lies outside the law is never open', () => {
    expect(leaves('21:30', '23:00', '2026-03-09')).toBeNull();
    const late = { ...kind, window: { ...kind.window, from: '21:30', to: '23:00' } };
    expect(codes(owing(australia, '2026-03-06', late), '2026-03-09')[0]).toBe('law-call-hours');
  });
});

describe('claims that time has ended', () => {
  test.each([
    ['Scotland', 'GB', 'SCT', '2021-03-01'],
    ['New South Wales', 'AU', 'NSW', '2020-03-01'],
    ['South Africa', 'ZA', null, '2023-03-01'],
  ])('are not asked for in %s, and the owner hears of it', (_name, country, region, due) => {
    const there = { country, region };
    const law = lawFor(lawBook(), there, there, 'company');
    const decision = owing(law, due).round('2026-03-09');
    expect(decision.outcome).toBe('hold');
    expect(decision.reasons[0]?.code).toBe('out-of-time');
    expect(decision.tasks).toMatchObject([{ kind: 'out-of-time', role: 'owner', once: true }]);
    const both = owing(law, due).invoice('B', 300, '2026-03-01').round('2026-03-09');
    expect(both.totals).toEqual([{ amount: 30_000n, currency: 'GBP' }]);
    expect(both.lines.map((line) => line.number)).toEqual(['B']);
  });

  test('are a person’s to speak of where time only gives a defence, in any mode', () => {
    const automatic = { ...kind, mode: 'automatic' as const };
    const decision = owing(lawIn('GB'), '2020-03-01', automatic).round('2026-03-09');
    expect(decision.outcome).toBe('propose');
    expect(decision.reasons[1]?.code).toBe('law-time-barred');
  });

  test('live on after a part payment made in time', () => {
    const there = { country: 'GB', region: 'SCT' };
    const customer = owing(lawFor(lawBook(), there, there, 'company'), '2021-03-01');
    expect(customer.pay('A', 100, '2024-05-02').round('2026-03-09').outcome).toBe('send');
  });

  test('are warned of half a year ahead, and still asked for', () => {
    const decision = owing(lawIn('GB'), '2020-07-01').round('2026-03-09');
    expect(decision.outcome).toBe('send');
    expect(decision.tasks).toMatchObject([{ kind: 'limitation', role: 'owner', once: true }]);
    expect(decision.tasks[0]?.title).toContain('can be claimed until 1 Jul:');
  });
});

describe('where the law cannot be asked, nothing is said', () => {
  const london = { country: 'GB', region: null, zone: 'Europe/London', kind: 'company' as const };

  test.each(['ZZ', 'UK'])('the pack %s is missing, which others stand on', (id) => {
    const packs = new Map(lawBook().packs);
    packs.delete(id);
    const laws = makeLaws(() => ({ ...lawBook(), packs }));
    const there = { ...london, region: 'SCT' };
    const decision = owing(laws(london, there)).round('2026-03-09');
    expect([decision.outcome, decision.reasons[0]?.code]).toEqual(['hold', 'law-unreadable']);
  });

  test('a book that cannot be read', () => {
    const laws = makeLaws(() => {
      throw new Error('uk/pack.yaml, line 3: contact.0.effect');
    });
    const { outcome, reasons } = owing(laws(london, london)).round('2026-03-09');
    expect(outcome).toBe('hold');
    expect(reasons[0]?.text).toContain('uk/pack.yaml, line 3');
  });

  test('a time zone nobody knows: not even thanks', () => {
    const mars = { ...london, zone: 'Mars/Olympus' };
    const customer = owing(makeLaws(lawBook)(london, mars));
    expect(codes(customer, '2026-03-09')[0]).toBe('law-unknown-zone');
    customer.tell({
      ...{ kind: 'promised', on: day('2026-03-09'), id: '9', payOn: day('2026-03-11') },
      ...{ amount: null, currency: null, items: [], confirmed: false },
    });
    customer.pay('A', 500, '2026-03-11');
    const { outcome, reasons } = customer.round('2026-03-12');
    expect([outcome, reasons[0]?.code]).toEqual(['hold', 'law-unknown-zone']);
    customer.law = lawIn('GB');
    expect(customer.round('2026-03-12').purpose).toBe('thanks');
  });
});
