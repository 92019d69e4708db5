import { beforeAll, describe, expect, it } from 'vitest';
import { day } from '../../core/base/index.ts';
import { owing, refusal } from '../../trials/kit/discussion.ts';
import { addInvoice } from '../../trials/kit/receivables.ts';
import type { Work } from '../platform/platform.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../platform/testing.ts';
import { workFor } from '../platform/work.ts';
import { checkSnapshots, snapshotAsOf } from '../receivable/index.ts';
import {
  agreePlan,
  confirmPromise,
  endPlan,
  liftPause,
  liftStop,
  markReplyRead,
  pause,
  recordAnswer,
  recordCall,
  recordDispute,
  recordPromise,
  recordReply,
  resolveDispute,
  stop,
  withdrawPromise,
} from './index.ts';

let platform: TestPlatform;
let businessId: bigint;

beforeAll(async () => {
  platform = await testPlatform({ now: '2026-03-12T09:00:00Z' });
  businessId = (await testBusiness(platform)).id;
});

const as = <T>(run: (work: Work) => Promise<T>, by = 'Anna Hartley') =>
  workFor(platform, businessId, by, run);

describe('promises', () => {
  it('hold what is open, or what is named', () =>
    as(async (work) => {
      const { customerId, known, a, aId } = await owing(work);
      const all = await recordPromise(work, { customerId, payOn: day('2026-03-18') });
      const some = await recordPromise(work, {
        customerId,
        payOn: day('2026-03-20'),
        amount: 20_000n,
        invoices: [a],
      });
      const { promises } = await known();
      expect(promises).toMatchObject([
        { id: String(all), amount: null, payOn: day('2026-03-18'), confirmed: false },
        { id: String(some), amount: 20_000n, currency: 'GBP', items: [`${aId}/1`] },
      ]);
      expect(promises[0]!.items).toHaveLength(2);
    }));

  it('are refused with words where they cannot be', () =>
    as(async (work) => {
      const { customerId, b } = await owing(work);
      const other = await owing(work);
      const at = (payOn: string, more: object = {}) =>
        refusal(recordPromise(work, { customerId, payOn: day(payOn), ...more }));
      expect(await at('2026-03-11')).toBe('bad-day');
      expect(await at('2027-03-13')).toBe('bad-day');
      expect(await at('2026-03-18', { amount: 0n })).toBe('bad-amount');
      expect(await at('2026-03-18', { amount: 80_001n })).toBe('too-much');
      expect(await at('2026-03-18', { amount: 30_001n, invoices: [b] })).toBe('too-much');
      expect(await at('2026-03-18', { currency: 'EUR' })).toBe('other-currency');
      expect(await at('2026-03-18', { invoices: [other.a] })).toBe('not-open');
      expect(await at('2026-03-18', { invoices: ['nope'] })).toBe('unknown-invoice');
      const nobody = recordPromise(work, { customerId: 10n ** 9n, payOn: day('2026-03-18') });
      expect(await refusal(nobody)).toBe('unknown-customer');
    }));

  it('need a currency where several are owed', () =>
    as(async (work) => {
      const { customerId, known } = await owing(work);
      const euro = { number: 'EU-1', amount: 9_000n, dueOn: '2026-03-01', currency: 'EUR' };
      await addInvoice(work, customerId, euro);
      const payOn = day('2026-03-18');
      const unsaid = recordPromise(work, { customerId, payOn, amount: 100n });
      expect(await refusal(unsaid)).toBe('which-currency');
      await recordPromise(work, { customerId, payOn, amount: 9_000n, currency: 'EUR' });
      const [promise] = (await known()).promises;
      expect(promise).toMatchObject({ currency: 'EUR' });
      expect(promise!.items).toHaveLength(1);
    }));

  it('of a third time wait for a yes, which closes the task', () =>
    as(async (work) => {
      const { customerId, tasks } = await owing(work);
      const early = { customerId, on: day('2026-03-07'), payOn: day('2026-03-07') };
      await recordPromise(work, early);
      await recordPromise(work, {
        customerId,
        on: day('2026-03-11'),
        payOn: day('2026-03-11'),
      });
      expect(await tasks()).toEqual([]);
      const on = day('2026-03-20');
      const third = await recordPromise(work, { customerId, on, payOn: day('2026-03-27') });
      expect(await tasks()).toMatchObject([{ kind: 'confirm-promise', eventId: String(third) }]);
      await confirmPromise(work, customerId, third, on);
      expect(await tasks()).toEqual([]);
      const { promises } = await snapshotAsOf(work, customerId, on);
      expect(promises.at(-1)).toMatchObject({ id: String(third), confirmed: true });
      await withdrawPromise(work, customerId, third, on);
      expect((await snapshotAsOf(work, customerId, on)).promises).toHaveLength(2);
      expect(await refusal(withdrawPromise(work, customerId, 1n, on))).toBe('unknown-promise');
    }));
});

describe('disputes', () => {
  it('hold a part or all of an invoice until they are resolved', () =>
    as(async (work) => {
      const { a, customerId, aId, known, tasks } = await owing(work);
      await recordDispute(work, { invoice: a, amount: 20_000n, reason: 'a shelf is scratched' });
      expect((await known()).disputes).toMatchObject([
        { invoiceId: String(aId), amount: 20_000n, reason: 'a shelf is scratched' },
      ]);
      expect(await tasks()).toMatchObject([
        { kind: 'resolve-dispute', role: 'collector', detail: 'a shelf is scratched' },
      ]);
      const more = recordDispute(work, { invoice: a, amount: 30_001n, reason: 'more' });
      expect(await refusal(more)).toBe('too-much');
      await recordDispute(work, { invoice: a, reason: 'all of it' });
      expect(await refusal(recordDispute(work, { invoice: a, reason: 'again' }))).toBe(
        'disputed-already',
      );
      const [task, ...others] = await tasks();
      expect(others).toEqual([]);
      expect(task!.detail).toBe('a shelf is scratched\nall of it');
      await resolveDispute(work, { invoice: a, customerId });
      expect((await known()).disputes).toEqual([]);
      expect(await tasks()).toEqual([]);
      expect(await refusal(resolveDispute(work, { invoice: a }))).toBe('not-disputed');
    }));

  it('are refused for what is not theirs or not open', () =>
    as(async (work) => {
      const one = await owing(work);
      const other = await owing(work);
      const { customerId } = other;
      const wrong = recordDispute(work, { invoice: one.a, customerId, reason: 'x' });
      expect(await refusal(wrong)).toBe('other-customer');
      expect(await refusal(recordDispute(work, { invoice: 'nope', reason: 'x' }))).toBe(
        'unknown-invoice',
      );
      expect(await refusal(recordDispute(work, { invoice: one.a, reason: '  ' }))).toBe(
        'missing-words',
      );
    }));
});

describe('peace', () => {
  it('a pause holds until its day, or until it is lifted', () =>
    as(async (work) => {
      const { customerId, known } = await owing(work);
      const until = day('2026-04-01');
      const id = await pause(work, { customerId, until, reason: 'director ill' });
      expect((await known()).pauses).toMatchObject([
        { id: String(id), until, reason: 'director ill' },
      ]);
      await liftPause(work, { customerId, pauseId: id });
      expect((await known()).pauses).toEqual([]);
      expect(await refusal(liftPause(work, { customerId }))).toBe('not-paused');
      const late = pause(work, { customerId, until: day('2026-03-11'), reason: 'x' });
      expect(await refusal(late)).toBe('bad-day');
      expect(await refusal(pause(work, { customerId, until: null, reason: '' }))).toBe(
        'missing-words',
      );
    }));

  it('a stop holds for good, a reply until it is read', () =>
    as(async (work) => {
      const { customerId, known, tasks } = await owing(work);
      const id = await stop(work, { customerId, stop: 'insolvency', reason: 'administration' });
      expect((await known()).stops).toMatchObject([
        { kind: 'insolvency', reason: 'administration' },
      ]);
      await liftStop(work, { customerId, stopId: id });
      expect((await known()).stops).toEqual([]);
      await recordReply(work, { customerId, text: 'please ring me' });
      expect((await known()).unread).toHaveLength(1);
      expect(await tasks()).toMatchObject([{ kind: 'read-reply', dueOn: '2026-03-16' }]);
      await markReplyRead(work, { customerId });
      expect((await known()).unread).toEqual([]);
      expect(await tasks()).toEqual([]);
      expect(await refusal(markReplyRead(work, { customerId }))).toBe('no-reply');
    }));
});

describe('calls', () => {
  it('work the phone step that waits, and count when none does', () =>
    as(async (work) => {
      const { customerId, known } = await owing(work);
      const { id } = await work.tx
        .insertInto('message')
        .values({
          business_id: businessId,
          customer_id: customerId,
          purpose: 'step',
          step: 'call',
          step_key: '0/call',
          channel: 'phone',
          tone: 3,
          template: 'call',
          state: 'open',
          chase_on: '2026-03-12',
          send_at: '2026-03-12T09:00:00Z',
          lines: '[]',
          totals: '{}',
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await recordCall(work, { customerId, outcome: 'no answer' });
      expect((await known()).episode.done).toMatchObject([{ stepId: 'call' }]);
      const message = await work.tx
        .selectFrom('message')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      expect(message).toMatchObject({ state: 'worked', sent_on: '2026-03-12', note: 'no answer' });
      await recordCall(work, { customerId, outcome: 'rang by chance' });
      expect((await known()).lastChase).toMatchObject({ stepId: 'phone', channel: 'phone' });
    }));
});

describe('plans', () => {
  it('cover exactly what is open, and settle "I cannot pay it all now"', () =>
    as(async (work) => {
      const { customerId, known, tasks } = await owing(work);
      const answer = { kind: 'cannot-pay-all', note: '' } as const;
      await recordAnswer(work, { customerId, answer, contactId: null, messageId: null });
      expect(await tasks()).toMatchObject([
        { kind: 'hardship', role: 'owner', dueOn: '2026-03-13' },
      ]);
      const part = (dueOn: string, amount: bigint) => ({ dueOn: day(dueOn), amount });
      const parts = [part('2026-05-01', 40_000n), part('2026-04-01', 39_999n)];
      expect(await refusal(agreePlan(work, { customerId, parts }))).toBe('plan-sum');
      const whole = [part('2026-05-01', 40_000n), part('2026-04-01', 40_000n)];
      const planId = await agreePlan(work, { customerId, parts: whole });
      const { plan, asks } = await known();
      expect(plan?.instalments.map((one) => one.dueOn)).toEqual([
        day('2026-04-01'),
        day('2026-05-01'),
      ]);
      expect(plan?.items).toHaveLength(2);
      expect(asks[0]?.handledOn).toBe(work.today);
      expect(await tasks()).toEqual([]);
      expect(await refusal(agreePlan(work, { customerId, parts: whole }))).toBe('plan-runs');
      await endPlan(work, { customerId, planId });
      expect((await known()).plan).toBeNull();
      const twice = [part('2026-04-01', 40_000n), part('2026-04-01', 40_000n)];
      expect(await refusal(agreePlan(work, { customerId, parts: twice }))).toBe('plan-days');
      expect(await refusal(agreePlan(work, { customerId, parts: [] }))).toBe('plan-parts');
    }));
});

it('every snapshot is what its events give when folded again', () =>
  as(async (work) => {
    const { checked, faults } = await checkSnapshots(work);
    expect(checked).toBeGreaterThan(5);
    expect(faults).toEqual([]);
  }));
