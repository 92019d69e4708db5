import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { addCustomer, addInvoice } from '../../trials/kit/receivables.ts';
import { openWork, type Work } from '../platform/index.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../platform/testing.ts';
import { deliver, runRound } from '../rounds/index.ts';
import { recordPayment } from '../settle/index.ts';
import {
  approveMessages,
  dropMessage,
  editMessage,
  installPolicies,
  readMessage,
  readRound,
  retryMessage,
  savePolicy,
  shippedPolicies,
  undoApproval,
} from './index.ts';

/*
 * A morning with the outbox: Ruth's policy is on draft, so every word waits for her yes. It is
 * Monday 9 March, ten o'clock, and A, 500.00, was due on Friday.
 */
const NOW = '2026-03-09T10:00:00Z';
let platform: TestPlatform;
let count = 0;

beforeAll(async () => {
  platform = await testPlatform({ now: NOW });
});

async function morning() {
  count += 1;
  platform.clock.set(NOW);
  const { id, slug } = await testBusiness(platform, { slug: `morning-${count}` });
  const within = <T>(run: (work: Work) => Promise<T>) => openWork(platform)(slug, 'Ruth', run);
  const customerId = await within(async (work) => {
    await installPolicies(work);
    for (const { yaml } of shippedPolicies())
      await savePolicy(work, yaml.replace('mode: approve', 'mode: draft'));
    const customer = await addCustomer(work, 'Alder & Finch Ltd');
    await addInvoice(work, customer, { number: 'A', amount: 50_000n, dueOn: '2026-03-06' });
    return customer;
  });
  await runRound(platform, slug);
  const seen = async () =>
    (await within(readRound)).messages.map((one) => ({ ...one, id: BigInt(one.id) }));
  const [first] = await seen();
  const now = () => within((work) => readMessage(work, first!.id));
  /** Jobs that deliver this business's mail, with the seconds until they run. */
  const jobs = async () => {
    const { rows } = await sql<{ seconds: number }>`
      select round(extract(epoch from j.run_at - now()))::int as seconds
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'deliver' and j.payload->>'business' = ${String(id)}
      order by 1`.execute(platform.database.system);
    return rows.map((row) => row.seconds);
  };
  const forgetJobs = () =>
    sql`delete from graphile_worker._private_jobs`.execute(platform.database.system);
  return { id, slug, within, customerId, message: first!.id, seen, now, jobs, forgetJobs };
}

describe('a yes', () => {
  test('in the open hours has the message delivered at once, not at some later look', async () => {
    const { within, message, now, jobs, forgetJobs, slug } = await morning();
    await forgetJobs();
    await within((work) => approveMessages(work, { ids: [message] }));
    expect(await jobs()).toEqual([0]);
    expect(await now()).toMatchObject({ state: 'queued', sendAt: '2026-03-09T10:00:00Z' });
    expect(await deliver(platform, slug, { channel: null })).toMatchObject({ sent: 1 });
    expect(await now()).toMatchObject({ state: 'captured' });
  });

  test('in the evening has it delivered when the customer opens', async () => {
    const { within, message, jobs, forgetJobs } = await morning();
    await forgetJobs();
    platform.clock.set('2026-03-09T18:30:00Z');
    await within((work) => approveMessages(work, { ids: [message] }));
    // Half past nine on Tuesday.
    expect(await jobs()).toEqual([15 * 3600]);
  });

  test('that is taken back with its transaction leaves no job behind', async () => {
    const { within, message, jobs, forgetJobs } = await morning();
    await forgetJobs();
    const failed = within(async (work) => {
      await approveMessages(work, { ids: [message] });
      throw new Error('the line broke');
    });
    await expect(failed).rejects.toThrow('the line broke');
    expect(await jobs()).toEqual([]);
  });

  test('covers what was seen: what came since waits for a yes of its own', async () => {
    const { within, seen, slug } = await morning();
    const page = await seen();
    await within(async (work) => {
      const other = await addCustomer(work, 'Penrose & Sons');
      await addInvoice(work, other, { number: 'B', amount: 70_000n, dueOn: '2026-03-06' });
    });
    await runRound(platform, slug);
    expect(await within((work) => approveMessages(work, { seen: page }))).toBe(1);
    expect((await seen()).map((one) => [one.customer.name, one.state])).toEqual([
      ['Penrose & Sons', 'proposed'],
      ['Alder & Finch Ltd', 'queued'],
    ]);
  });

  test('to less than what it asks for now is refused, and says so', async () => {
    const { within, seen, customerId, slug, now } = await morning();
    const page = await seen();
    await within((work) =>
      addInvoice(work, customerId, { number: 'B', amount: 70_000n, dueOn: '2026-03-06' }),
    );
    await runRound(platform, slug);
    await expect(within((work) => approveMessages(work, { seen: page }))).rejects.toMatchObject({
      code: 'more-than-seen',
      status: 409,
      message: expect.stringMatching(/^One of these messages asks for more.*Nothing was approved/),
    });
    expect(await now()).toMatchObject({ state: 'proposed' });
    expect(await within(async (work) => approveMessages(work, { seen: await seen() }))).toBe(1);
  });

  test('to words that a colleague changed is refused; to less money it holds', async () => {
    const { within, seen, customerId, message, slug } = await morning();
    const page = await seen();
    await within((work) => editMessage(work, message, { subject: 'Now', text: 'Pay at once' }));
    const say = () => within((work) => approveMessages(work, { seen: page }));
    await expect(say()).rejects.toMatchObject({ code: 'more-than-seen' });
    await within((work) => editMessage(work, message, null));
    await within((work) =>
      recordPayment(work, { customerId, amount: 10_000n, currency: 'GBP', on: work.today }),
    );
    await runRound(platform, slug);
    expect(await say()).toBe(1);
  });

  test('can be taken back until the message has left, and only once', async () => {
    const { within, message, now, slug } = await morning();
    const undo = () => within((work) => undoApproval(work, message));
    await within((work) => approveMessages(work, { ids: [message] }));
    await undo();
    expect(await now()).toMatchObject({ state: 'proposed' });
    const report = await deliver(platform, slug, { channel: null });
    expect(report).toMatchObject({ sent: 0, waiting: 1 });
    await expect(undo()).rejects.toMatchObject({ code: 'wrong-state' });
    await within((work) => approveMessages(work, { ids: [message] }));
    await deliver(platform, slug, { channel: null });
    await expect(undo()).rejects.toThrow('This message was kept in safe mode; it cannot be taken');
  });
});

describe('words of her own', () => {
  test('go into the message, and the template comes back when she takes them out', async () => {
    const { within, message, slug } = await morning();
    const body = () =>
      within((work) =>
        work.tx
          .selectFrom('message')
          .select(['subject', 'body_text'])
          .where('id', '=', message)
          .executeTakeFirstOrThrow(),
      );
    const own = { subject: 'About the shelves', text: 'Dear Sam, did they arrive well?' };
    await within((work) => editMessage(work, message, own));
    await within((work) => editMessage(work, message, null));
    await within((work) => editMessage(work, message, own));
    await within((work) => approveMessages(work, { ids: [message] }));
    await deliver(platform, slug, { channel: null });
    const sent = await body();
    expect(sent.subject).toBe('About the shelves');
    expect(sent.body_text).toContain('did they arrive well?');
    // What is owed and the six answers stay, whatever a person writes.
    expect(sent.body_text).toContain('£500.00');
    expect(sent.body_text).toContain('/p/');
    await expect(within((work) => editMessage(work, message, null))).rejects.toThrow(
      'it cannot be edited any more',
    );
  });
});

describe('dropped', () => {
  test('counts as said: it is not proposed again, and the customer is left in peace', async () => {
    const { within, message, now, slug } = await morning();
    await within((work) => dropMessage(work, message, 'I rang them'));
    expect(await now()).toMatchObject({ state: 'dropped', note: 'I rang them' });
    expect(await runRound(platform, slug)).toMatchObject({ created: 0 });
    platform.clock.set('2026-03-10T10:00:00Z');
    expect((await runRound(platform, slug)).messages).toEqual([]);
    await expect(within((work) => dropMessage(work, message, ''))).rejects.toMatchObject({
      code: 'wrong-state',
    });
  });
});

describe('tried again', () => {
  async function bounced() {
    const one = await morning();
    await one.within((work) => approveMessages(work, { ids: [one.message] }));
    await one.within(async (work) => {
      await work.tx
        .updateTable('message')
        .set((eb) => ({
          state: 'failed',
          note: 'no such mailbox',
          contact_id: eb
            .selectFrom('contact')
            .select('id')
            .where('customer_id', '=', one.customerId),
        }))
        .where('id', '=', one.message)
        .execute();
      await work.tx.updateTable('contact').set({ unreachable_on: '2026-03-09' }).execute();
    });
    await one.forgetJobs();
    return one;
  }

  test('a message that could not be delivered leaves at once, to the address of now', async () => {
    const { within, message, now, jobs, slug } = await bounced();
    await within((work) => retryMessage(work, message));
    expect(await jobs()).toEqual([0]);
    expect(await now()).toMatchObject({ state: 'queued', note: null });
    expect(await deliver(platform, slug, { channel: null })).toMatchObject({ sent: 1 });
  });

  test('is refused where a later message took its place', async () => {
    const { within, message, slug } = await bounced();
    await within((work) => work.tx.updateTable('contact').set({ unreachable_on: null }).execute());
    expect(await runRound(platform, slug)).toMatchObject({ created: 1 });
    await expect(within((work) => retryMessage(work, message))).rejects.toThrow(
      'A later message took the place of this one.',
    );
  });
});
