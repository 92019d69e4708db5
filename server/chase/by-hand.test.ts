import { beforeAll, expect, test } from 'vitest';
import { day } from '../../core/base/index.ts';
import { addCustomer, addInvoice } from '../../trials/kit/receivables.ts';
import { recordPromise } from '../discuss/index.ts';
import { openWork, type Work } from '../platform/index.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../platform/testing.ts';
import { deliver, runRound } from '../rounds/index.ts';
import { writeByHand } from './by-hand.ts';
import { approveMessages, dropMessage } from './outbox.ts';
import { installPolicies } from './policies.ts';
import { readMessage, readOutbox } from './queries.ts';

const WORDS = {
  subject: 'The doors we spoke of',
  text: 'Dear Sam,\n\nthe new doors are ready and come on Thursday.\nTell me if that suits you.\n\nBest wishes,',
};

let platform: TestPlatform;
let slug: string;
let customerId: bigint;

const within = <T>(run: (work: Work) => Promise<T>) => openWork(platform)(slug, 'Ruth Okafor', run);

beforeAll(async () => {
  platform = await testPlatform({ now: '2026-11-24T10:00:00Z' });
  slug = (await testBusiness(platform, {})).slug;
  await within(installPolicies);
  customerId = await within((work) => addCustomer(work, 'Penrose Garden Co'));
  await within((work) =>
    addInvoice(work, customerId, { number: 'H-1', amount: 96_000n, dueOn: '2026-11-10' }),
  );
});

test('a letter leaves in their next open hour although they have promised', async () => {
  await within((work) => recordPromise(work, { customerId, payOn: day('2026-11-27') }));
  const id = await within((work) => writeByHand(work, customerId, WORDS));
  const line = await within((work) => readMessage(work, id));
  expect(line).toMatchObject({ state: 'queued', reason: 'Written by Ruth Okafor', total: [] });
  const report = await deliver(platform, slug, { channel: null });
  expect(report).toMatchObject({ sent: 1, held: 0 });
  const [kept] = await within((work) => readOutbox(work, 'sent', null, 10));
  expect(kept).toMatchObject({ id: String(id), state: 'captured' });
  const stored = await platform.database.system
    .selectFrom('message')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  expect(stored.subject).toBe(WORDS.subject);
  expect(stored.body_text).toContain('come on Thursday.\nTell me if that suits you.');
  expect(stored.body_text).not.toContain('has arrived');
  expect(stored.body_html).toContain('Best wishes,');
});

test('it is a word to them: the next chase keeps its distance', async () => {
  const events = await within((work) =>
    work.tx
      .selectFrom('event')
      .select(['kind', 'data'])
      .where('customer_id', '=', customerId)
      .where('kind', '=', 'chase-sent')
      .execute(),
  );
  expect(events).toHaveLength(1);
  expect(events[0]?.data).toMatchObject({ purpose: 'by-hand' });
});

test('a round leaves a waiting letter alone, and both may stand on one day', async () => {
  const other = await within((work) => addCustomer(work, 'Lowe Dental'));
  await within((work) =>
    addInvoice(work, other, { number: 'H-2', amount: 50_000n, dueOn: '2026-11-19' }),
  );
  platform.clock.set('2026-11-24T18:00:00Z');
  const id = await within((work) => writeByHand(work, other, WORDS));
  const { messages } = await runRound(platform, slug);
  expect(messages.map((one) => one.customer)).toEqual(['Lowe Dental']);
  expect(await within((work) => readMessage(work, id))).toMatchObject({ state: 'queued' });
  await within((work) => approveMessages(work, { chaseOn: work.today }));
  await within((work) => dropMessage(work, id, 'rang instead'));
  expect(await within((work) => readMessage(work, id))).toMatchObject({ state: 'dropped' });
});

test('without an address nothing is written, and it says so', async () => {
  const nobody = await within((work) => addCustomer(work, 'Le Petit Bistro', { email: null }));
  const writing = within((work) => writeByHand(work, nobody, WORDS));
  await expect(writing).rejects.toMatchObject({ code: 'unreachable' });
});
