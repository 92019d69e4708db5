import { beforeAll, describe, expect, test } from 'vitest';
import { day } from '../../core/base/index.ts';
import { installPolicies, readRound } from '../../server/chase/index.ts';
import { openWork, type Work } from '../../server/platform/index.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../../server/platform/testing.ts';
import { appendEvent, checkSnapshots } from '../../server/receivable/index.ts';
import { deliver, explain, runRound } from '../../server/rounds/index.ts';
import { recordPayment } from '../../server/settle/index.ts';
import { addCustomer, addInvoice } from '../kit/receivables.ts';

/*
 * The round as a person meets it, on a real database, in safe mode: what was captured counts as
 * sent, so that days can be tried one after another.
 */

let platform: TestPlatform;
let count = 0;

beforeAll(async () => {
  platform = await testPlatform({ now: '2026-03-02T08:00:00Z' });
});

/** A business in London with one customer who owes A, 500.00 due on Friday 6 March. */
async function joinery() {
  count += 1;
  const business = await testBusiness(platform, {
    slug: `joinery-${count}`,
    email: 'ruth@joinery.example',
    person: 'Ruth Okafor',
  });
  const { slug } = business;
  const within = <T>(run: (work: Work) => Promise<T>) =>
    openWork(platform)(slug, 'Ruth Okafor', run);
  const customerId = await within(async (work) => {
    await installPolicies(work);
    const id = await addCustomer(work, 'Alder & Finch Ltd');
    await addInvoice(work, id, { number: 'A', amount: 50_000n, dueOn: '2026-03-06' });
    return id;
  });
  const round = (on: string, more = {}) => runRound(platform, slug, { asOf: day(on), ...more });
  return { slug, within, customerId, round };
}

describe('a round', () => {
  test('goes up the ladder a step at a time when it is run on the days of the steps', async () => {
    const { round } = await joinery();
    const said: string[] = [];
    for (const on of ['2026-03-03', '2026-03-09', '2026-03-16', '2026-03-23']) {
      const { messages } = await round(on);
      said.push(messages.map((one) => `${one.mode} ${one.step} ${one.totals[0]!.amount}`).join());
    }
    expect(said).toEqual([
      'send heads-up 500.00',
      'send gentle 500.00',
      'send clear 500.00',
      'task call 500.00',
    ]);
  });

  test('run twice on a day creates nothing the second time and says the same', async () => {
    const { round } = await joinery();
    const first = await round('2026-03-09');
    const second = await round('2026-03-09');
    expect(first.created).toBe(1);
    expect(second).toEqual({ ...first, created: 0 });
  });

  test('a word that one customer had already keeps no other from theirs', async () => {
    const { round, within, customerId } = await joinery();
    const other = await within(async (work) => {
      const id = await addCustomer(work, 'Beech & Daughters');
      await addInvoice(work, id, { number: 'B', amount: 20_000n, dueOn: '2026-03-06' });
      await work.tx
        .insertInto('message')
        .values({
          business_id: work.business.id,
          customer_id: customerId,
          purpose: 'step',
          step: 'gentle',
          step_key: '0/gentle',
          channel: 'email',
          tone: 2,
          template: 'gentle',
          state: 'captured',
          chase_on: '2026-03-08',
          send_at: '2026-03-08T09:00:00Z',
          lines: '[]',
          totals: '{}',
        })
        .execute();
      return id;
    });
    expect(await round('2026-03-09')).toMatchObject({ customers: 2, created: 1 });
    const said = await within((work) =>
      work.tx
        .selectFrom('message')
        .select(['customer_id', 'step', 'state'])
        .where('business_id', '=', work.business.id)
        .orderBy('id')
        .execute(),
    );
    expect(said).toEqual([
      { customer_id: customerId, step: 'gentle', state: 'captured' },
      { customer_id: other, step: 'gentle', state: 'queued' },
    ]);
  });

  test('as a dry run says the same and leaves nothing behind', async () => {
    const { round, within } = await joinery();
    const dry = await round('2026-03-09', { dryRun: true });
    const stored = await within((work) =>
      work.tx
        .selectFrom('message')
        .select('id')
        .where('business_id', '=', work.business.id)
        .execute(),
    );
    expect(stored).toEqual([]);
    expect(await round('2026-03-09')).toEqual(dry);
  });

  test('withdraws what is not right any more, and says why', async () => {
    const { round, within, customerId } = await joinery();
    for (const on of ['2026-03-09', '2026-03-16']) await round(on);
    await round('2026-03-23');
    await within((work) =>
      recordPayment(work, { customerId, amount: 50_000n, currency: 'GBP', on: day('2026-03-24') }),
    );
    await round('2026-03-25');
    const call = await within((work) =>
      work.tx
        .selectFrom('message')
        .select(['state', 'note'])
        .where('business_id', '=', work.business.id)
        .where('step', '=', 'call')
        .executeTakeFirstOrThrow(),
    );
    expect(call).toEqual({ state: 'withdrawn', note: 'Nothing is open' });
  });

  test('puts what wants approval before a person, and --approve says yes', async () => {
    const { round, within, customerId } = await joinery();
    for (const on of ['2026-03-09', '2026-03-16', '2026-03-23']) await round(on);
    await within((work) =>
      appendEvent(work, customerId, {
        kind: 'task-worked',
        on: day('2026-03-23'),
        stepId: 'call',
        outcome: 'no answer',
      }),
    );
    const proposed = await round('2026-03-30');
    expect(proposed.messages.map((one) => [one.mode, one.step, one.tone])).toEqual([
      ['propose', 'firm', 4],
    ]);
    await round('2026-03-30', { approve: true });
    // The yes was said on 30 March; by the next round the message has been captured, and the ladder
    // goes on.
    const next = await round('2026-04-13', { approve: true });
    expect(next.messages.map((one) => one.step)).toEqual(['last-notice']);
  });

  test('on a closed day counts nobody as held whose message still waits', async () => {
    const { slug, round, within, customerId } = await joinery();
    for (const on of ['2026-03-09', '2026-03-16', '2026-03-23']) await round(on);
    await within((work) =>
      appendEvent(work, customerId, {
        kind: 'task-worked',
        on: day('2026-03-23'),
        stepId: 'call',
        outcome: 'no answer',
      }),
    );
    await round('2026-04-02');
    await round('2026-04-03');
    const shown = await openWork(platform)(slug, 'Ruth Okafor', readRound, {
      today: day('2026-04-03'),
    });
    expect(shown.messages.map((one) => one.step)).toEqual(['firm']);
    expect(shown.held).toEqual([]);
  });

  test('gives every customer a decision with reasons, the held ones included', async () => {
    const { round, within } = await joinery();
    await within((work) => addCustomer(work, 'Nobody Owes Ltd'));
    const report = await round('2026-03-04');
    expect(report.customers).toBe(2);
    expect(report.holds).toMatchObject({ 'nothing-open': 1 });
    const rows = await within((work) =>
      work.tx
        .selectFrom('decision')
        .selectAll()
        .where('business_id', '=', work.business.id)
        .execute(),
    );
    expect(rows).toHaveLength(2);
    for (const row of rows)
      expect(JSON.parse(row.reasons)[0]).toMatchObject({
        code: row.reason,
        text: expect.stringMatching(/\w/),
        source: expect.stringMatching(/\w/),
      });
  });

  test('leaves the snapshots exactly what the facts give', async () => {
    const { round, within } = await joinery();
    for (const on of ['2026-03-03', '2026-03-09', '2026-03-16']) await round(on);
    expect(await within(checkSnapshots)).toEqual({ checked: 1, faults: [] });
  });
});

describe('at the door', () => {
  test('21. paid at 09:10, send planned for 09:30: withdrawn', async () => {
    const { slug, within, customerId } = await joinery();
    platform.clock.set('2026-03-16T07:00:00Z');
    const { messages } = await runRound(platform, slug);
    expect(messages).toHaveLength(1);
    platform.clock.set('2026-03-16T09:10:00Z');
    await within((work) =>
      recordPayment(work, { customerId, amount: 50_000n, currency: 'GBP', on: work.today }),
    );
    platform.clock.set('2026-03-16T09:31:00Z');
    expect(await deliver(platform, slug, { channel: null })).toEqual({
      sent: 0,
      failed: 0,
      held: 1,
      waiting: 0,
    });
  });

  test('what is not due stays in the outbox; when its hour comes it is captured', async () => {
    const { slug, within } = await joinery();
    platform.clock.set('2026-03-16T07:00:00Z');
    await runRound(platform, slug);
    expect(await deliver(platform, slug, { channel: null })).toMatchObject({ sent: 0, waiting: 1 });
    platform.clock.set('2026-03-16T09:31:00Z');
    expect(await deliver(platform, slug, { channel: null })).toMatchObject({ sent: 1, waiting: 0 });
    const message = await within((work) =>
      work.tx
        .selectFrom('message')
        .selectAll()
        .where('business_id', '=', work.business.id)
        .executeTakeFirstOrThrow(),
    );
    expect(message.state).toBe('captured');
    expect(message.body_text).toContain('£500.00');
    expect(message.body_text).toContain('Ruth Okafor');
  });

  test('part paid meanwhile: what is still owed is asked for, and no more', async () => {
    const { slug, within, customerId } = await joinery();
    platform.clock.set('2026-03-16T07:00:00Z');
    await runRound(platform, slug);
    await within((work) =>
      recordPayment(work, { customerId, amount: 20_000n, currency: 'GBP', on: work.today }),
    );
    platform.clock.set('2026-03-16T09:31:00Z');
    await deliver(platform, slug, { channel: null });
    const message = await within((work) =>
      work.tx
        .selectFrom('message')
        .select(['totals'])
        .where('business_id', '=', work.business.id)
        .executeTakeFirstOrThrow(),
    );
    expect(JSON.parse(message.totals)).toEqual({ GBP: '30000' });
  });
});

describe('where the customer is', () => {
  test('24. a customer in New York: leaves at 09:30 New York time', async () => {
    const { slug, within } = await joinery();
    await within(async (work) => {
      const id = await addCustomer(work, 'Hudson Fitters', { country: 'US', region: 'NY' });
      await addInvoice(work, id, { number: 'NY-1', amount: 70_000n, dueOn: '2026-03-06' });
    });
    platform.clock.set('2026-03-16T08:00:00Z');
    await runRound(platform, slug);
    const message = await within((work) =>
      work.tx
        .selectFrom('message as m')
        .innerJoin('customer as c', 'c.id', 'm.customer_id')
        .select('m.send_at')
        .where('m.business_id', '=', work.business.id)
        .where('c.name', '=', 'Hudson Fitters')
        .executeTakeFirstOrThrow(),
    );
    const there = Temporal.Instant.from(message.send_at).toZonedDateTimeISO('America/New_York');
    expect(there.toString({ smallestUnit: 'minute', timeZoneName: 'never', offset: 'never' })).toBe(
      '2026-03-16T09:30',
    );
  });
});

describe('why', () => {
  test('says the next step and its day, and what was decided once it was', async () => {
    const { slug, round } = await joinery();
    const before = await explain(platform, slug, 'A', day('2026-03-04'));
    expect(before).toMatchObject({
      decision: 'send',
      step: 'heads-up',
      daysOverdue: 0,
      open: { amount: '500.00', currency: 'GBP' },
    });
    await round('2026-03-04');
    const after = await explain(platform, slug, 'A', day('2026-03-07'));
    expect(after).toMatchObject({
      decision: 'hold',
      step: 'gentle',
      nextOn: '2026-03-09',
      daysOverdue: 1,
    });
    expect(after.reasons[0]).toMatchObject({ code: 'next-step' });
  });

  test('of a paid invoice is that nothing is open', async () => {
    const { slug, within, customerId } = await joinery();
    await within((work) =>
      recordPayment(work, { customerId, amount: 50_000n, currency: 'GBP', on: day('2026-03-05') }),
    );
    expect(await explain(platform, slug, 'A', day('2026-03-16'))).toMatchObject({
      decision: 'none',
      open: { amount: '0.00' },
      reasons: [{ code: 'nothing-open' }],
    });
  });

  test('as at a day before the payment the invoice is still open', async () => {
    const { slug, within, customerId } = await joinery();
    await within((work) =>
      recordPayment(work, { customerId, amount: 50_000n, currency: 'GBP', on: day('2026-03-20') }),
    );
    expect(await explain(platform, slug, 'A', day('2026-03-16'))).toMatchObject({
      decision: 'send',
      step: 'gentle',
      daysOverdue: 10,
    });
  });
});
