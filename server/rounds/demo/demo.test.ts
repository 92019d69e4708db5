import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { day } from '../../../core/base/index.ts';
import { testPlatform } from '../../platform/testing.ts';
import { openWork } from '../../platform/work.ts';
import { checkSnapshots } from '../../receivable/index.ts';
import { runRound } from '../round.ts';
import { ensureDemo } from './index.ts';

const IN_PEACE = [
  ...['promised', 'disputed', 'on-plan', 'paused', 'reply-waiting', 'needs-something'],
  ...['paid-already', 'cannot-pay-all', 'credit-covers', 'below-minimum', 'unreachable'],
  ...['next-step', 'not-due'],
];

test('the demo business is made once, sound, and has a day worth looking at', async () => {
  const platform = await testPlatform({ now: '2026-11-24T08:10:00Z' });
  const { system } = platform.database;
  const [slug, same] = await Promise.all([ensureDemo(platform), ensureDemo(platform)]);
  expect([same, await ensureDemo(platform)]).toEqual([slug, slug]);
  const businesses = await system.selectFrom('business').selectAll().execute();
  expect(businesses).toHaveLength(1);
  expect(businesses[0]).toMatchObject({ demo: true, live: {}, person: 'Ruth Okafor' });

  await openWork(platform)(slug, 'test', async (work) => {
    const { checked, faults } = await checkSnapshots(work);
    expect(checked).toBe(60);
    expect(faults).toEqual([]);
  });
  const { rows: unbalanced } = await sql`
    select i.invoice_id from duly.instalment i
    left join duly.ledger_line l on l.business_id = i.business_id and l.invoice_id = i.invoice_id
      and l.account = 'receivable'
    group by i.invoice_id, i.outstanding
    having i.outstanding <> coalesce(sum(l.signed_amount), 0)`.execute(system);
  expect(unbalanced).toEqual([]);

  const { decisions, holds, messages } = await runRound(platform, slug);
  expect(messages.length).toBeGreaterThanOrEqual(12);
  expect(messages.length).toBeLessThanOrEqual(16);
  expect(decisions.hold).toBeGreaterThanOrEqual(40);
  expect(Object.keys(holds)).toEqual(expect.arrayContaining(IN_PEACE));
  expect(new Set(messages.map((one) => one.step))).toEqual(
    new Set([
      'heads-up',
      'gentle',
      'clear',
      'call',
      'firm',
      'last-notice',
      'escalate',
      'promise-broken',
    ]),
  );
  const { rows: paid } = await sql<{ days: number }>`
    select max(p.effective_on) - i.issued_on as days from invoice i
    join posting p on p.business_id = i.business_id and p.invoice_id = i.id
    where p.payment_id is not null
    group by i.id, i.issued_on order by days`.execute(system);
  // As joineries are paid: in six weeks as a rule, a few at once, hardly anybody after two months.
  const after = (share: number) => paid[Math.floor(paid.length * share)]?.days;
  expect(after(0.5)).toBeGreaterThanOrEqual(28);
  expect(after(0.5)).toBeLessThanOrEqual(42);
  expect(after(0.95)).toBeLessThanOrEqual(62);
  const invoices = await system.selectFrom('invoice').select('amount').execute();
  expect(invoices.length).toBeGreaterThan(380);
  const kept = await system
    .selectFrom('message')
    .select('body_html')
    .where('state', '=', 'captured')
    .execute();
  expect(kept.length).toBeGreaterThan(200);
  expect(kept.every((one) => one.body_html !== null)).toBe(true);
});

test('on a Sunday, Friday’s messages still wait for a yes', async () => {
  const platform = await testPlatform({ now: '2026-11-22T10:00:00Z' });
  const slug = await ensureDemo(platform);
  const waiting = () =>
    platform.database.system
      .selectFrom('message')
      .select(['id', 'step'])
      .where('state', '=', 'proposed')
      .orderBy('id')
      .execute();
  const before = await waiting();
  expect(before.length).toBeGreaterThanOrEqual(10);
  const sunday = await runRound(platform, slug);
  expect(sunday.holds['closed-day']).toBeGreaterThanOrEqual(before.length);
  expect(await waiting()).toEqual(before);
  // On Monday the same messages are decided again, and stay the same rows.
  platform.clock.set('2026-11-23T07:00:00Z');
  await runRound(platform, slug, { asOf: day('2026-11-23') });
  const after = await waiting();
  expect(after).toEqual(expect.arrayContaining(before.filter((one) => one.step !== 'heads-up')));
});
