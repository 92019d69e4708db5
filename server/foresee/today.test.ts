import { beforeAll, expect, test } from 'vitest';
import { day } from '../../core/base/index.ts';
import { addCustomer, addInvoice } from '../../trials/kit/receivables.ts';
import type { Business, Work } from '../platform/platform.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../platform/testing.ts';
import { openWork } from '../platform/work.ts';
import { today } from './queries.ts';
import { waiting } from './waiting.ts';

let platform: TestPlatform;
let business: Business;

const as = <T>(work: (work: Work) => Promise<T>, on?: string) =>
  openWork(platform)(business.slug, 'Ruth Okafor', work, on ? { today: day(on) } : {});

beforeAll(async () => {
  // A Tuesday afternoon in London.
  platform = await testPlatform({ now: '2026-11-24T14:10:00Z' });
  business = await testBusiness(platform);
  await as(async (work) => {
    const alder = await addCustomer(work, 'Alder');
    await addInvoice(work, alder, {
      number: 'A-1',
      amount: 90_000n,
      dueOn: '2026-11-14',
      issuedOn: '2026-10-15',
    });
    await addInvoice(work, alder, {
      number: 'A-0',
      amount: 30_000n,
      dueOn: '2026-07-01',
      issuedOn: '2026-06-01',
    });
    const bistro = await addCustomer(work, 'Bistro', { email: null });
    await addInvoice(work, bistro, {
      number: 'B-1',
      amount: 5_000n,
      dueOn: '2026-12-01',
      currency: 'EUR',
    });
    await work.tx
      .insertInto('round')
      .values({
        business_id: work.business.id,
        as_of: '2026-11-19',
        started_at: '2026-11-19T08:00:00Z',
        finished_at: '2026-11-19T08:00:02Z',
        customers: 2,
        holds: JSON.stringify({ 'not-due': 1, 'nothing-open': 7 }),
      })
      .execute();
  });
});

test('DSO is what is owed over what was billed in 90 days, times 90, with its inputs', async () => {
  const { dso, before } = await as(today);
  // 1,200.00 owed; 900.00 billed from 27 August to 24 November.
  expect(dso).toEqual({
    days: 120,
    outstanding: { amount: '1200.00', currency: 'GBP' },
    billed: { amount: '900.00', currency: 'GBP' },
    from: '2026-08-27',
    to: '2026-11-24',
  });
  expect(before.asOf).toBe('2026-08-24');
  // Three months before: 300.00 owed, 300.00 billed from 27 May.
  expect(before.dso.days).toBe(90);
});

test('the afternoon is greeted by first name, and a past day changes the figures', async () => {
  const now = await as(today);
  expect(now.greeting).toEqual({ part: 'afternoon', name: 'Ruth' });
  expect(now.ageing.currencies.GBP).toMatchObject({ '1-30': '900.00', '90+': '300.00' });
  const then = await as(today, '2026-09-20');
  expect(then.ageing.currencies.GBP).toMatchObject({ total: '300.00', '61-90': '300.00' });
  expect(then.ageing.currencies.GBP).toMatchObject({ current: '0.00', '90+': '0.00' });
});

test('who cannot be reached is named, and days without a round are said', async () => {
  const { unreachable, lastRound, held } = await as(today);
  expect(unreachable).toMatchObject({ count: 1, customers: [{ name: 'Bistro' }] });
  // Friday and Monday went by; the weekend does not count.
  expect(lastRound?.missedDays).toEqual(['2026-11-20', '2026-11-23']);
  expect(held).toEqual({ count: 1, reasons: [{ reason: 'not-due', text: 'not due', count: 1 }] });
});

test('every screen learns its day, its currency and whether anything can leave', async () => {
  expect(await as(waiting)).toMatchObject({
    today: '2026-11-24',
    currency: 'GBP',
    safeMode: true,
    clockMoved: false,
    round: 0,
    answers: 0,
  });
});
