import { beforeAll, describe, expect, it } from 'vitest';
import { day } from '../../core/base/index.ts';
import { owing, refusal } from '../../trials/kit/discussion.ts';
import type { Work } from '../platform/platform.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../platform/testing.ts';
import { workFor } from '../platform/work.ts';
import { checkSnapshots } from '../receivable/index.ts';
import {
  closeTask,
  findAnswerLink,
  handleAsk,
  handleWaiting,
  issueAnswerLink,
  listAnswers,
  recordAnswer,
  recordDispute,
  recordReply,
  revokeLinks,
} from './index.ts';

let platform: TestPlatform;
let businessId: bigint;

beforeAll(async () => {
  platform = await testPlatform({ now: '2026-03-12T09:00:00Z' });
  businessId = (await testBusiness(platform)).id;
});

const as = <T>(run: (work: Work) => Promise<T>, by = 'Anna Hartley') =>
  workFor(platform, businessId, by, run);

describe('the six answers', () => {
  const through = { contactId: null, messageId: null };

  it.each([
    [
      { kind: 'paid-already', paidOn: day('2026-03-10'), note: 'from the old bank' },
      'look-for-payment',
      'bookkeeper',
    ],
    [{ kind: 'needs-something', what: 'copy', note: '' }, 'send-copy', 'collector'],
    [{ kind: 'needs-something', what: 'purchase-order', note: '7731' }, 'add-order', 'collector'],
    [{ kind: 'needs-something', what: 'other-person', note: 'Jo' }, 'other-person', 'collector'],
    [{ kind: 'cannot-pay-all', note: '' }, 'hardship', 'owner'],
    [{ kind: 'not-me', note: '' }, 'wrong-contact', 'collector'],
  ] as const)('%j puts %s before the %s', (answer, kind, role) =>
    as(async (work) => {
      const { customerId, known, tasks } = await owing(work);
      const id = await recordAnswer(work, { customerId, answer, ...through });
      expect((await known()).asks).toMatchObject([{ id: String(id), kind: answer.kind }]);
      expect(await tasks()).toMatchObject([{ kind, role, eventId: String(id) }]);
      await handleAsk(work, { customerId, askId: id, note: 'done it' });
      expect((await known()).asks[0]?.handledOn).toBe(work.today);
      expect(await tasks()).toEqual([]);
      expect(await refusal(handleAsk(work, { customerId, askId: id }))).toBe('no-ask');
    }, 'customer'),
  );

  it('all that waits is dealt with at once, or what waits of one kind', () =>
    as(async (work) => {
      const { customerId, known, tasks } = await owing(work);
      const copy = { kind: 'needs-something', what: 'copy', note: '' } as const;
      await recordAnswer(work, { customerId, answer: copy, ...through });
      const paid = { kind: 'paid-already', paidOn: null, note: '' } as const;
      await recordAnswer(work, { customerId, answer: paid, ...through });
      await recordReply(work, { customerId, text: 'see attached' });
      expect(await handleWaiting(work, { customerId, kind: 'needs-something' })).toEqual([
        'needs-something',
      ]);
      expect((await known()).unread).toHaveLength(1);
      expect(await handleWaiting(work, { customerId })).toEqual(['paid-already', 'reply']);
      const { asks, unread } = await known();
      expect(asks.map((ask) => ask.handledOn)).toEqual([work.today, work.today]);
      expect(unread).toEqual([]);
      expect(await tasks()).toEqual([]);
      expect(await refusal(handleWaiting(work, { customerId }))).toBe('no-answer');
    }));

  it('a date is a promise, a fault is a dispute, and more words about it are read', () =>
    as(async (work) => {
      const { customerId, aId, known, tasks } = await owing(work);
      const date = {
        kind: 'will-pay',
        payOn: day('2026-03-20'),
        amount: null,
        currency: null,
        note: '',
      } as const;
      await recordAnswer(work, { customerId, answer: date, ...through });
      expect((await known()).promises).toHaveLength(1);
      expect(await tasks()).toEqual([]);
      const wrong = {
        kind: 'something-is-wrong',
        invoiceId: aId,
        amount: null,
        reason: 'never came',
      } as const;
      await recordAnswer(work, { customerId, answer: wrong, ...through });
      await recordAnswer(work, {
        customerId,
        answer: { ...wrong, reason: 'and late' },
        ...through,
      });
      const { disputes, unread } = await known();
      expect([disputes.length, unread.length]).toEqual([1, 1]);
      expect(
        (await listAnswers(work, { limit: 500 })).items.filter(
          (one) => one.customer.id === String(customerId),
        ),
      ).toMatchObject([
        { kind: 'something-is-wrong', by: 'customer' },
        { kind: 'reply', by: 'customer' },
      ]);
    }, 'customer'));

  it('"not me" closes the contact and its links', () =>
    as(async (work) => {
      const { customerId } = await owing(work);
      const contact = await work.tx
        .selectFrom('contact')
        .select('id')
        .where('customer_id', '=', customerId)
        .executeTakeFirstOrThrow();
      const link = { customerId, messageId: null, contactId: contact.id };
      await issueAnswerLink(work, link);
      const answer = { kind: 'not-me', note: '' } as const;
      await recordAnswer(work, { customerId, answer, contactId: contact.id, messageId: null });
      const row = await work.tx
        .selectFrom('contact')
        .select('not_me_on')
        .where('id', '=', contact.id)
        .executeTakeFirstOrThrow();
      expect(row.not_me_on).toBe('2026-03-12');
      expect(await revokeLinks(work, { customerId })).toBe(0);
    }, 'customer'));
});

describe('closing a task does what it asked for', () => {
  it('for replies, answers, disputes and whatever else waits', () =>
    as(async (work) => {
      const { customerId, a, known, tasks } = await owing(work);
      await recordReply(work, { customerId, text: 'hello' });
      await recordDispute(work, { invoice: a, reason: 'wrong' });
      const answer = { kind: 'paid-already', paidOn: null, note: '' } as const;
      await recordAnswer(work, { customerId, answer, contactId: null, messageId: null });
      for (const task of await tasks()) await closeTask(work, BigInt(task.id), 'seen to');
      const { unread, disputes, asks } = await known();
      expect([unread, disputes]).toEqual([[], []]);
      expect(asks[0]?.handledOn).toBe(work.today);
      expect(await tasks()).toEqual([]);
      expect(await refusal(closeTask(work, 10n ** 9n, 'x'))).toBe('unknown-task');
    }));
});

describe('answer links', () => {
  it('are found by their token alone, and only when we signed it', async () => {
    const token = await as(async (work) => {
      const { customerId } = await owing(work);
      return issueAnswerLink(work, { customerId, messageId: null, contactId: null });
    });
    expect(token).toMatch(/^[A-Za-z0-9_-]{65}$/);
    const stored = await platform.database.system.selectFrom('answer_link').selectAll().execute();
    expect(
      JSON.stringify(stored, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toContain(token);
    expect(await findAnswerLink(platform, token)).toMatchObject({ businessId, revoked: false });
    const flipped = (token[0] === 'A' ? 'B' : 'A') + token.slice(1);
    for (const forged of [flipped, `${token}A`, token.slice(0, 43), '', 'x'.repeat(65)]) {
      expect(await findAnswerLink(platform, forged)).toBeNull();
    }
  });
});

it('every snapshot is what its events give when folded again', () =>
  as(async (work) => {
    const { checked, faults } = await checkSnapshots(work);
    expect(checked).toBeGreaterThan(5);
    expect(faults).toEqual([]);
  }));
