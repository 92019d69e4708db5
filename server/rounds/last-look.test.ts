import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Channel, OutgoingMessage } from '../../adapters/channels/index.ts';
import { crowd, MONDAY, NOW } from '../../trials/crash/victims.ts';
import { recordReply } from '../discuss/index.ts';
import { setLive } from '../platform/business/index.ts';
import { openWork, type Work } from '../platform/index.ts';
import { type TestPlatform, testPlatform } from '../platform/testing.ts';
import { recordPayment } from '../settle/index.ts';
import { deliver, runRound } from './index.ts';

/*
 * What happens while messages are on their way to a slow mail server: claimed, worded, and not
 * handed over yet. Ten are handed over at once, so of thirty most still wait.
 */
let platform: TestPlatform;
let count = 0;

beforeAll(async () => {
  platform = await testPlatform({ now: NOW, config: { smtpUrl: 'smtp://127.0.0.1:1' } });
});

/** Thirty customers to hear today, and a mail server before whose first answer it `happens`. */
async function onTheWay(happens: (one: Business) => Promise<unknown>) {
  count += 1;
  const { id, slug } = await crowd(platform, `on-the-way-${count}`, 30, { live: { email: NOW } });
  await runRound(platform, slug);
  const within = <T>(run: (work: Work) => Promise<T>) => openWork(platform)(slug, 'the bank', run);
  const last = (
    await within((work) => work.tx.selectFrom('customer').select('id').orderBy('id').execute())
  ).at(-1)!.id;
  const handed: OutgoingMessage[] = [];
  const stopping = new AbortController();
  const states = () =>
    within(async (work) => {
      const { rows } = await sql<{ state: string; count: number }>`
        select state, count(*)::int as count from message group by 1 order by 1`.execute(work.tx);
      return Object.fromEntries(rows.map((row) => [row.state, row.count]));
    });
  const business = { id, slug, within, last, handed, stopping, states };
  const { promise: happened, resolve } = Promise.withResolvers<void>();
  const channel: Channel = {
    name: 'slow',
    async deliver(message) {
      handed.push(message);
      if (handed.length === 1) await happens(business).finally(resolve);
      await happened;
      return { outcome: 'accepted', detail: 'yes' };
    },
    check: async () => null,
    close: async () => {},
  };
  const send = () => deliver(platform, slug, { channel, stopping: stopping.signal });
  const lastMessage = () =>
    within((work) =>
      work.tx
        .selectFrom('message')
        .select(['state', 'note', 'attempts'])
        .where('customer_id', '=', last)
        .executeTakeFirstOrThrow(),
    );
  return { ...business, send, lastMessage };
}

interface Business {
  slug: string;
  last: bigint;
  stopping: AbortController;
  within: <T>(run: (work: Work) => Promise<T>) => Promise<T>;
}

const pays =
  (amount: bigint) =>
  ({ within, last }: Business) =>
    within((work) =>
      recordPayment(work, { customerId: last, amount, currency: 'GBP', on: MONDAY }),
    );

describe('what is told after the messages were claimed', () => {
  test('a payment withdraws the message, which is never handed over', async () => {
    const { send, handed, lastMessage, states } = await onTheWay(pays(50_000n));
    expect(await send()).toEqual({ sent: 29, failed: 0, held: 1, waiting: 0 });
    expect(handed.map((one) => one.to.address)).not.toContain('c30@crowd.example');
    expect(await lastMessage()).toMatchObject({ state: 'withdrawn', note: 'Nothing is open' });
    expect(await states()).toEqual({ sent: 29, withdrawn: 1 });
  });

  test('a reply keeps it in as well', async () => {
    const { send, lastMessage } = await onTheWay(({ within, last }) =>
      within((work) => recordReply(work, { customerId: last })),
    );
    expect(await send()).toMatchObject({ sent: 29, held: 1 });
    expect(await lastMessage()).toMatchObject({ state: 'withdrawn' });
  });

  test('a part payment has it written anew, with what is left', async () => {
    const { send, handed, lastMessage } = await onTheWay(pays(10_000n));
    expect(await send()).toMatchObject({ sent: 30, held: 0 });
    const mine = handed.filter((one) => one.to.address === 'c30@crowd.example');
    expect(mine).toHaveLength(1);
    expect(mine[0]!.text).toContain('£400.00');
    expect(mine[0]!.attempt).toBe(1);
    expect(await lastMessage()).toMatchObject({ state: 'sent', attempts: 1 });
  });
});

test('whoever loses the lock stops; the next one sends the rest, each once', async () => {
  const { send, handed, states } = await onTheWay(() =>
    sql`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'duly deliverer' and datname = current_database()`.execute(
      platform.database.system,
    ),
  );
  await expect(send()).rejects.toMatchObject({ code: 'delivery-lock-lost' });
  expect(handed.length).toBeLessThanOrEqual(10);
  expect(await states()).toEqual({ sent: handed.length, sending: 30 - handed.length });
  expect(await send()).toMatchObject({ sent: 20, failed: 0, held: 0, waiting: 0 });
  expect(new Set(handed.map((one) => one.headerId)).size).toBe(30);
  expect(handed).toHaveLength(30);
});

describe('email switched to safe mode on the way', () => {
  test('gives back what was not handed over, to be captured', async () => {
    const { send, handed, states } = await onTheWay(({ slug }) =>
      setLive(platform, slug, 'email', false),
    );
    expect(await send()).toEqual({ sent: 10, failed: 0, held: 0, waiting: 20 });
    expect(handed).toHaveLength(10);
    expect(await states()).toEqual({ queued: 20, sent: 10 });
    expect(await send()).toMatchObject({ sent: 20, waiting: 0 });
    expect(await states()).toEqual({ captured: 20, sent: 10 });
    expect(handed).toHaveLength(10);
  });

  test('counts as said what a dead deliverer left half-way', async () => {
    const { id, slug, send, handed, lastMessage, last } = await onTheWay(async () => {});
    await platform.database.system
      .updateTable('message')
      .set({ state: 'sending', sent_on: '2026-03-09', header_id: '<a@b.example>' })
      .where('business_id', '=', id)
      .where('customer_id', '=', last)
      .execute();
    await setLive(platform, slug, 'email', false);
    expect(await send()).toMatchObject({ sent: 29, waiting: 0 });
    expect(handed).toEqual([]);
    expect(await lastMessage()).toMatchObject({
      state: 'sent',
      note: expect.stringContaining('not repeated: email is in safe mode'),
    });
  });
});

test('asked to stop, a deliverer gives back what it has not handed over', async () => {
  const { send, handed, states } = await onTheWay(async ({ stopping }) => stopping.abort());
  expect(await send()).toMatchObject({ sent: 10, waiting: 20 });
  expect(handed).toHaveLength(10);
  expect(await states()).toEqual({ queued: 20, sent: 10 });
});
