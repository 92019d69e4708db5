import { beforeAll, describe, expect, test } from 'vitest';
import { day } from '../../core/base/index.ts';
import { crowd } from '../../trials/crash/victims.ts';
import { addCustomer, addInvoice } from '../../trials/kit/receivables.ts';
import { customers as listCustomers } from '../agree/list.ts';
import {
  installPolicies,
  loadLadders,
  readRound,
  savePolicy,
  shippedPolicies,
} from '../chase/index.ts';
import { pause, recordPromise, recordReply, withdrawPromise } from '../discuss/index.ts';
import { today } from '../foresee/queries.ts';
import { openWork, type Work } from '../platform/index.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../platform/testing.ts';
import { refoldCustomers } from '../receivable/index.ts';
import { recordPayment } from '../settle/index.ts';
import { roomExaminations } from './doctor.ts';
import { decideAgain, deliver, explain, roundTasks, runRound } from './index.ts';

/*
 * The morning's round has decided; then something is told. The list, the round, Today and why say
 * the same, and say what holds now.
 */
const MORNING = '2026-03-09T07:00:00Z';
let bare: TestPlatform;
let platform: TestPlatform;
let count = 0;

beforeAll(async () => {
  bare = await testPlatform({ now: MORNING });
  platform = { ...bare, afterTold: decideAgain };
});

async function morning(on: TestPlatform = platform) {
  count += 1;
  on.clock.set(MORNING);
  const { slug } = await testBusiness(on, { slug: `morning-after-${count}` });
  const within = <T>(run: (work: Work) => Promise<T>) => openWork(on)(slug, 'Ruth', run);
  const customerId = await within(async (work) => {
    await installPolicies(work);
    const customer = await addCustomer(work, 'Alder & Finch Ltd');
    await addInvoice(work, customer, { number: 'A', amount: 50_000n, dueOn: '2026-03-06' });
    return customer;
  });
  await runRound(on, slug);
  /** What every page says of the customer, and what became of the message. */
  const said = async () => {
    const pages = await within(async (work) => {
      const query = { limit: 10, sort: 'name' } as Parameters<typeof listCustomers>[1];
      const [row] = (await listCustomers(work, query, loadLadders)).items;
      const round = await readRound(work);
      const messages = await work.tx.selectFrom('message').select(['state', 'note']).execute();
      return { row: row!, round, today: await today(work), messages };
    });
    const why = await explain(on, slug, 'A');
    return {
      list: pages.row.outcome,
      because: pages.row.because,
      round: pages.round.held.map((one) => `${one.reason} ${one.count}`),
      today: pages.today.held.reasons.map((one) => `${one.reason} ${one.count}`),
      ready: pages.today.ready.count,
      why: `${why.decision}: ${why.reasons[0]?.text}`,
      messages: pages.messages.map((one) => one.state),
    };
  };
  return { slug, within, customerId, said };
}

describe('what is told after the round is decided about at once', () => {
  test('a payment takes the message back, and every page says that nothing is open', async () => {
    const { within, customerId, said } = await morning();
    expect(await said()).toMatchObject({ list: 'send', round: [], ready: 1, messages: ['queued'] });
    await within((work) =>
      recordPayment(work, { customerId, amount: 50_000n, currency: 'GBP', on: work.today }),
    );
    expect(await said()).toEqual({
      list: 'hold',
      because: 'Nothing is open',
      round: ['nothing-open 1'],
      // Whoever owes nothing is not left in peace in the eyes of a person.
      today: [],
      ready: 0,
      why: 'none: Nothing is open on this invoice',
      messages: ['withdrawn'],
    });
  });

  test.each<[string, string, RegExp, (work: Work, customerId: bigint) => Promise<unknown>]>([
    [
      'a promise',
      'promised',
      /promised/,
      (work, customerId) => recordPromise(work, { customerId, payOn: day('2026-03-12') }),
    ],
    [
      'a pause',
      'paused',
      /^Paused until/,
      (work, customerId) =>
        pause(work, { customerId, until: day('2026-03-20'), reason: 'director ill' }),
    ],
    [
      'a reply',
      'reply-waiting',
      /^A reply of/,
      (work, customerId) => recordReply(work, { customerId }),
    ],
  ])('%s', async (_what, code, because, tell) => {
    const { within, customerId, said } = await morning();
    await within((work) => tell(work, customerId));
    const now = await said();
    expect(now).toMatchObject({
      list: 'hold',
      round: [`${code} 1`],
      today: [`${code} 1`],
      ready: 0,
      messages: ['withdrawn'],
    });
    expect(now.because).toMatch(because);
    expect(now.why).toBe(`hold: ${now.because}`);
  });

  test('a part payment leaves the message, with what is left', async () => {
    const { within, customerId, said } = await morning();
    await within((work) =>
      recordPayment(work, { customerId, amount: 10_000n, currency: 'GBP', on: work.today }),
    );
    expect(await said()).toMatchObject({ list: 'send', round: [], messages: ['queued'] });
    const [message] = (await within(readRound)).messages;
    expect(message?.total).toEqual([{ amount: '400.00', currency: 'GBP' }]);
  });

  test('a hold that ends waits for the next round; nobody is written to in between', async () => {
    const { within, customerId, said, slug } = await morning();
    const promise = await within((work) =>
      recordPromise(work, { customerId, payOn: day('2026-03-12') }),
    );
    await within((work) => withdrawPromise(work, customerId, promise));
    expect(await said()).toMatchObject({
      list: 'hold',
      because: 'The next round puts it before you',
      today: ['next-round 1'],
      messages: ['withdrawn'],
    });
    for (const { look, name } of roomExaminations(slug))
      expect(await look(platform), name).toMatchObject({ ok: true });
    expect(await runRound(platform, slug)).toMatchObject({ created: 1 });
    expect(await said()).toMatchObject({ list: 'send', today: [], ready: 1 });
  });
});

test('many at once are left to a job, which does the same', async () => {
  platform.clock.set('2026-03-09T07:00:00Z');
  const { slug, id } = await crowd(platform, 'many-at-once', 60);
  await runRound(platform, slug);
  const within = <T>(run: (work: Work) => Promise<T>) => openWork(bare)(slug, 'the bank', run);
  await within(async (work) => {
    const rows = await work.tx.selectFrom('customer').select('id').execute();
    for (const row of rows.slice(0, 30))
      await recordPayment(work, {
        customerId: row.id,
        amount: 50_000n,
        currency: 'GBP',
        on: work.today,
      });
  });
  const states = () =>
    within(async (work) => {
      const rows = await work.tx.selectFrom('message').select('state').execute();
      return rows.filter((row) => row.state === 'withdrawn').length;
    });
  expect(await states()).toBe(0);
  await openWork(platform)(slug, 'the bank', (work) => refoldCustomers(work, 'all'));
  expect(await states()).toBe(0);
  const attempt = { number: 1, last: false, stopping: undefined };
  await roundTasks(platform, null)['decide-again']!({ business: String(id) }, attempt);
  expect(await states()).toBe(30);
  expect((await within(readRound)).counts).toMatchObject({ send: 30, hold: 30 });
});

test('what the door turns back is said by the decision of that day as well', async () => {
  // Nothing was told: the policy was changed, and the door is the first to see it.
  const { within, said, slug } = await morning(bare);
  await within(async (work) => {
    for (const { yaml } of shippedPolicies())
      await savePolicy(work, yaml.replace(/minBalance: .*/, 'minBalance: "900.00"'));
  });
  bare.clock.set('2026-03-09T10:00:00Z');
  expect(await deliver(bare, slug, { channel: null })).toMatchObject({ sent: 0, held: 1 });
  const now = await said();
  expect(now).toMatchObject({ list: 'hold', today: ['below-minimum 1'], messages: ['withdrawn'] });
  expect(now.why).toBe(`hold: ${now.because}`);
});
