import { beforeAll, describe, expect, test } from 'vitest';
import { day } from '../../core/base/index.ts';
import { dropMessage, installPolicies } from '../../server/chase/index.ts';
import { recordPromise } from '../../server/discuss/index.ts';
import { openWork, type Work } from '../../server/platform/index.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../../server/platform/testing.ts';
import { runRound } from '../../server/rounds/index.ts';
import { recordPayment, reversePayment } from '../../server/settle/index.ts';
import { addCustomer, addInvoice } from '../kit/receivables.ts';

/*
 * What may not bring a customer's ladder to a stand: a word that a person dropped, and a step that
 * was said of money which, as a late statement tells, had come. A round that decides to say
 * something has a message for it.
 */

let platform: TestPlatform;
let count = 0;

beforeAll(async () => {
  platform = await testPlatform({ now: '2026-03-02T08:00:00Z' });
});

/** A business in London with one customer who owes A, 500.00 due on Friday 6 March. */
async function joinery() {
  count += 1;
  const business = await testBusiness(platform, { slug: `goes-on-${count}` });
  const within = <T>(run: (work: Work) => Promise<T>, on?: string) =>
    openWork(platform)(business.slug, 'Ruth Okafor', run, on ? { today: day(on) } : {});
  const customerId = await within(async (work) => {
    await installPolicies(work);
    const id = await addCustomer(work, 'Alder & Finch Ltd');
    await addInvoice(work, id, { number: 'A', amount: 50_000n, dueOn: '2026-03-06' });
    return id;
  });
  /** A round's word and how many messages it made of it. */
  const round = async (on: string) => {
    const { messages, created } = await runRound(platform, business.slug, { asOf: day(on) });
    return [messages[0]?.step ?? 'nothing', created] as const;
  };
  const pay = (amount: bigint, on: string, told = on) =>
    within(
      (work) => recordPayment(work, { customerId, amount, currency: 'GBP', on: day(on) }),
      told,
    );
  const drop = (on: string) =>
    within(async (work) => {
      const { id } = await work.tx
        .selectFrom('message')
        .select('id')
        .where('customer_id', '=', customerId)
        .where('state', '=', 'queued')
        .executeTakeFirstOrThrow();
      await dropMessage(work, id, 'I rang them');
    }, on);
  return { within, customerId, round, pay, drop };
}

describe('a word that a person dropped is not decided again', () => {
  test('after a broken promise the ladder goes on', async () => {
    const { within, customerId, round, drop } = await joinery();
    expect(await round('2026-03-09')).toEqual(['gentle', 1]);
    await within(
      (work) => recordPromise(work, { customerId, payOn: day('2026-03-18') }),
      '2026-03-12',
    );
    expect(await round('2026-03-23')).toEqual(['promise-broken', 1]);
    await drop('2026-03-23');
    expect(await round('2026-03-24')).toEqual(['clear', 1]);
  });

  test('before the due day another invoice still gets its own', async () => {
    const { within, customerId, round, drop } = await joinery();
    expect(await round('2026-03-03')).toEqual(['heads-up', 1]);
    await drop('2026-03-03');
    expect(await round('2026-03-04')).toEqual(['nothing', 0]);
    await within((work) =>
      addInvoice(work, customerId, { number: 'B', amount: 20_000n, dueOn: '2026-03-07' }),
    );
    expect(await round('2026-03-05')).toEqual(['heads-up', 1]);
  });

  test('a thank-you neither comes again nor keeps the next reminder back', async () => {
    const { within, customerId, round, pay, drop } = await joinery();
    await within(
      (work) => recordPromise(work, { customerId, payOn: day('2026-03-10') }),
      '2026-03-09',
    );
    await pay(50_000n, '2026-03-10');
    expect(await round('2026-03-11')).toEqual(['thanks', 1]);
    await drop('2026-03-11');
    expect(await round('2026-03-12')).toEqual(['nothing', 0]);
  });
});

describe('a step said of money that had come', () => {
  test('leaves the next invoice its own first word', async () => {
    const { within, customerId, round, pay } = await joinery();
    expect(await round('2026-03-09')).toEqual(['gentle', 1]);
    await round('2026-03-10');
    await pay(50_000n, '2026-03-08', '2026-03-12');
    await within((work) =>
      addInvoice(work, customerId, { number: 'B', amount: 20_000n, dueOn: '2026-04-10' }),
    );
    expect(await round('2026-04-13')).toEqual(['gentle', 1]);
    expect(await round('2026-04-20')).toEqual(['clear', 1]);
  });

  test('is said anew when that money is taken back', async () => {
    const { within, round, pay } = await joinery();
    expect(await round('2026-03-09')).toEqual(['gentle', 1]);
    await round('2026-03-10');
    const { paymentId } = await pay(50_000n, '2026-03-08', '2026-03-12');
    await within((work) => reversePayment(work, paymentId, day('2026-03-20'), 'it bounced'));
    expect(await round('2026-03-23')).toEqual(['gentle', 1]);
  });
});
