import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { startSink } from '../../adapters/channels/email/sink.ts';
import { createEmailChannel } from '../../adapters/channels/index.ts';
import { type Day, day } from '../../core/base/index.ts';
import { addCustomer, addInvoice } from '../../trials/kit/receivables.ts';
import { installPolicies } from '../chase/index.ts';
import { pause, recordDispute, recordPromise, resolveDispute } from '../discuss/index.ts';
import { openWork, type Work } from '../platform/index.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../platform/testing.ts';
import { recordPayment } from '../settle/index.ts';
import { deliver, runRound } from './index.ts';

/*
 * The database refuses by itself what must not leave, whatever the program believes; and it judges
 * as at the message's own day, so that a trial over history is judged as that day would have been.
 */
const MONDAY = '2026-03-16';
let platform: TestPlatform;
let count = 0;

beforeAll(async () => {
  platform = await testPlatform({ now: '2026-03-02T08:00:00Z' });
});

/** A customer who owes A, 500.00, heard `gentle` on the 9th and is due `clear` on MONDAY. */
async function joinery(live = false) {
  count += 1;
  const { slug, id } = await testBusiness(platform, {
    slug: `guarded-${count}`,
    email: 'ruth@joinery.example',
  });
  const within = <T>(run: (work: Work) => Promise<T>, on?: string) =>
    openWork(platform)(slug, 'Ruth Okafor', run, on ? { today: day(on) } : {});
  const customerId = await within(async (work) => {
    await installPolicies(work);
    const customer = await addCustomer(work, 'Alder & Finch Ltd');
    await addInvoice(work, customer, { number: 'A', amount: 50_000n, dueOn: '2026-03-06' });
    return customer;
  });
  await runRound(platform, slug, { asOf: day('2026-03-09') });
  await runRound(platform, slug, { asOf: day('2026-03-10') });
  if (live)
    await platform.database.system
      .updateTable('business')
      .set({ live: JSON.stringify({ email: '2026-03-10T08:00:00Z' }) })
      .where('id', '=', id)
      .execute();
  /** Lets the message leave, as a program would that looks at nothing. */
  const force = (state: 'sending' | 'captured', on = MONDAY) =>
    within((work) =>
      sql`update message set state = ${state}, sent_on = ${on}::date
          where business_id = ${id} and state = 'queued'`.execute(work.tx),
    );
  const pay = (on: string, amount = 50_000n) =>
    within((work) => recordPayment(work, { customerId, amount, currency: 'GBP', on: day(on) }), on);
  return { slug, id, customerId, within, force, pay };
}

type Business = Awaited<ReturnType<typeof joinery>>;

describe('the database refuses by itself, in safe mode and live', () => {
  const pays = (on: string) => async (one: Business) => void (await one.pay(on));
  const promises = (on: string, amount: bigint | null) => async (one: Business) =>
    void (await one.within(
      (work) =>
        recordPromise(work, {
          customerId: one.customerId,
          payOn: day('2026-03-20'),
          amount,
          currency: amount === null ? null : 'GBP',
        }),
      on,
    ));
  const disputes = (on: string) => async (one: Business) =>
    void (await one.within(
      (work) => recordDispute(work, { invoice: 'A', amount: 20_000n, reason: 'two are short' }),
      on,
    ));
  const pauses = (on: string, until: Day) => async (one: Business) =>
    void (await one.within(
      (work) => pause(work, { customerId: one.customerId, until, reason: 'director ill' }),
      on,
    ));
  test.each<[string, RegExp, (one: Business) => Promise<void>]>([
    ['what was paid that day', /more than may be asked/, pays(MONDAY)],
    ['what was promised in full', /left in peace/, promises('2026-03-13', null)],
    ['what was promised in part', /more than may be asked/, promises('2026-03-13', 30_000n)],
    ['what is in dispute', /more than may be asked/, disputes('2026-03-13')],
    ['whoever is paused', /left in peace/, pauses('2026-03-13', day('2026-03-18'))],
  ])('%s', async (_what, says, tell) => {
    const one = await joinery();
    await runRound(platform, one.slug, { asOf: day(MONDAY) });
    await tell(one);
    // What is settled later changes nothing of that day.
    await one.pay('2026-04-20', 10_000n);
    await expect(one.force('sending')).rejects.toThrow(says);
    await expect(one.force('captured')).rejects.toThrow(says);
  });

  test.each<[string, (one: Business) => Promise<void>]>([
    ['a payment', pays('2026-03-17')],
    ['a promise', promises('2026-03-17', null)],
    ['a dispute', disputes('2026-03-17')],
    ['a pause', pauses('2026-03-17', day('2026-03-30'))],
  ])('but not for %s of the day after', async (_what, tell) => {
    const one = await joinery();
    await runRound(platform, one.slug, { asOf: day(MONDAY) });
    await tell(one);
    await expect(one.force('sending')).resolves.toBeDefined();
  });

  test('nor for a dispute that was resolved by then', async () => {
    const one = await joinery();
    await disputes('2026-03-11')(one);
    await one.within((work) => resolveDispute(work, { invoice: 'A' }), '2026-03-13');
    await runRound(platform, one.slug, { asOf: day(MONDAY) });
    await expect(one.force('sending')).resolves.toBeDefined();
  });
});

test('a live trial over history settled later sends what that day would have', async () => {
  const sink = await startSink();
  const channel = createEmailChannel({ smtpUrl: sink.url, perDomainPerMinute: 6000, dkim: null });
  const live = { ...platform, config: { ...platform.config, smtpUrl: sink.url } };
  const { slug, pay, within } = await joinery(true);
  await pay('2026-03-30');
  await within(
    (work) => recordDispute(work, { invoice: 'A', reason: 'a late word' }),
    '2026-03-24',
  );
  await runRound(live, slug, { asOf: day(MONDAY) });
  platform.clock.set(`${MONDAY}T10:00:00Z`);
  const report = await deliver(live, slug, { channel });
  platform.clock.set('2026-03-02T08:00:00Z');
  expect(report).toMatchObject({ sent: 1, failed: 0, held: 0 });
  expect(sink.mails).toHaveLength(1);
  await channel.close();
  await sink.close();
});
