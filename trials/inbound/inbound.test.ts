import { beforeAll, describe, expect, test } from 'vitest';
import { confirmProposals, placeMail, setMailAside } from '../../server/discuss/index.ts';
import { type TestPlatform, testPlatform } from '../../server/platform/testing.ts';
import { takeRaw } from '../../server/rounds/inbound/take-raw.ts';
import { decideAgain, runRound } from '../../server/rounds/index.ts';
import { crowd } from '../crash/victims.ts';
import { compose, written } from './kit.ts';

const NOON = '2026-03-09T12:00:00Z';
const TUESDAY = '2026-03-10T09:00:00Z';
let platform: TestPlatform;

beforeAll(async () => {
  platform = await testPlatform({ now: '2026-03-09T10:00:00Z' });
});

const decided = (world: Awaited<ReturnType<typeof written>>, customer: bigint, asOf: string) =>
  world.within(async (work) => {
    const row = await work.tx
      .selectFrom('decision')
      .select(['outcome', 'reason'])
      .where('business_id', '=', work.business.id)
      .where('customer_id', '=', customer)
      .where('as_of', '=', asOf)
      .executeTakeFirstOrThrow();
    return row;
  });

describe('a reply', () => {
  test('holds the chase at once, until somebody says yes to what it means', async () => {
    const world = await written(platform);
    const [sam] = world.customers;
    const taken = await world.take({
      inReplyTo: sam!.headerId!,
      text: 'Sorry! We will pay on Friday 20 March.\n\nOn Mon, 9 Mar 2026, Anna <anna@hartley.example> wrote:\n> please pay on Tuesday',
    });
    expect(taken).toMatchObject({ result: 'taken', kind: 'reply', customerId: sam!.id });
    expect((await world.stands(sam!.id)).unread).toHaveLength(1);
    const [mail] = await world.mail();
    expect(mail).toMatchObject({
      foundBy: 'message',
      messageId: String(sam!.messageId),
      knownSender: true,
      words: 'Sorry! We will pay on Friday 20 March.',
      proposedBy: 'rules',
      proposals: [
        {
          kind: 'will-pay',
          sentence: 'We will pay on Friday 20 March.',
          says: 'They will pay all of it on Friday 20 March',
        },
      ],
    });
    expect((await world.tasks(sam!.id)).map(({ kind, role }) => [kind, role])).toContainEqual([
      'read-reply',
      'collector',
    ]);
    await world.within((work) => confirmProposals(work, { mailId: BigInt(mail!.id) }));
    const after = await world.stands(sam!.id);
    expect(after.unread).toEqual([]);
    expect(after.promises).toHaveLength(1);
    expect((await world.mail()).length).toBe(0);
    await expect(
      world.within((work) => confirmProposals(work, { mailId: BigInt(mail!.id) })),
    ).rejects.toMatchObject({ code: 'dealt-with' });
  });

  test('keeps what is decided next from leaving', async () => {
    const world = await written(platform, 2);
    const [sam, jo] = world.customers;
    await world.take({ inReplyTo: sam!.headerId!, text: 'Let me see.' });
    platform.clock.set('2026-03-16T09:45:00Z');
    await runRound(platform, world.slug);
    platform.clock.set('2026-03-09T10:00:00Z');
    expect(await decided(world, sam!.id, '2026-03-16')).toMatchObject({ outcome: 'hold' });
    expect(await decided(world, jo!.id, '2026-03-16')).not.toMatchObject({ outcome: 'hold' });
  });

  test('takes back at once what waits in the outbox', async () => {
    const telling = { ...platform, afterTold: decideAgain };
    const { slug, id } = await crowd(platform, 'inbound-outbox', 2, { live: { email: NOON } });
    await runRound(platform, slug);
    const raw = await compose({ from: 'c1@crowd.example', text: 'Let me see.' });
    const mail = { raw, isCutOff: false, receivedAt: platform.clock.now(), businessId: id };
    expect((await takeRaw(telling, mail, async () => {})).result).toBe('taken');
    const states = await platform.database.system
      .selectFrom('message')
      .select('state')
      .where('business_id', '=', id)
      .orderBy('customer_id')
      .execute();
    expect(states.map(({ state }) => state)).toEqual(['withdrawn', 'queued']);
  });

  test('is found by the tag of our address, a link of ours, or its sender', async () => {
    const world = await written(platform);
    const [sam, jo, max] = world.customers;
    const tag = sam!.headerId!.slice(1, 33);
    const letter = await world.within((work) =>
      work.tx
        .selectFrom('message')
        .select('body_text')
        .where('id', '=', jo!.messageId)
        .executeTakeFirstOrThrow(),
    );
    const link = /https?:\/\/\S+?\/p\/[A-Za-z0-9_-]{65}/.exec(letter.body_text!)![0];
    const stranger = 'Accounts <accounts@elsewhere.example>';
    await world.take({ from: stranger, to: `replies+${tag}@hartley.example`, text: 'Hm.' });
    await world.take({ from: stranger, text: `Hm.\n\n> see ${link}` });
    await world.take({ from: max!.email!.toUpperCase(), text: 'Hm.' });
    const found = (await world.mail()).map(({ customer, foundBy, knownSender }) => [
      customer!.id,
      foundBy,
      knownSender,
    ]);
    expect(found).toEqual([
      [String(sam!.id), 'message', false],
      [String(jo!.id), 'link', false],
      [String(max!.id), 'sender', true],
    ]);
  });

  test('comes to an address of its own where the mail server knows plus-addresses', async () => {
    const config = { ...platform.config, replyTo: 'replies@hartley.example' };
    const world = await written({ ...platform, config }, 1);
    const { headerId } = world.customers[0]!;
    const address = `replies+${headerId!.slice(1, 33)}@hartley.example`;
    expect(/^Reply-To: (.*?)\r?$/im.exec(world.sent[0]!)![1]).toBe(address);
    await world.take({ from: 'x@elsewhere.example', to: address, text: 'Hm.' });
    expect(await world.mail()).toMatchObject([{ foundBy: 'message' }]);
  });

  test('comes once, however often it is told, and never from ourselves', async () => {
    const world = await written(platform, 1);
    const raw = await compose({ inReplyTo: world.customers[0]!.headerId!, text: 'Hm.' });
    expect((await world.take(raw)).result).toBe('taken');
    expect((await world.take(raw)).result).toBe('known');
    expect((await world.take({ from: 'anna@hartley.example', text: 'Mine.' })).result).toBe('own');
    expect(await world.mail('all')).toHaveLength(1);
    expect((await world.stands(world.customers[0]!.id)).unread).toHaveLength(1);
  });

  test('that says something is wrong waits for the invoice it is about', async () => {
    const world = await written(platform, 1);
    const [sam] = world.customers;
    await world.take({ inReplyTo: sam!.headerId!, text: 'The amount is wrong.' });
    const [mail] = await world.mail();
    expect(mail!.proposals).toMatchObject([{ kind: 'something-is-wrong', choose: [] }]);
    await world.within((work) => confirmProposals(work, { mailId: BigInt(mail!.id) }));
    expect((await world.stands(sam!.id)).disputes).toHaveLength(1);
  });

  test('confirmed days later counts from the day it was written', async () => {
    const world = await written(platform, 1);
    const [sam] = world.customers;
    platform.clock.set(TUESDAY);
    await world.take({
      inReplyTo: sam!.headerId!,
      date: new Date('2026-03-09T16:00:00Z'),
      text: 'I will pay tomorrow.',
    });
    platform.clock.set('2026-03-12T09:00:00Z');
    const [mail] = await world.mail();
    expect(mail!.proposals[0]).toMatchObject({ payOn: '2026-03-10' });
    await world.within((work) => confirmProposals(work, { mailId: BigInt(mail!.id) }));
    platform.clock.set('2026-03-09T10:00:00Z');
    expect((await world.stands(sam!.id)).promises).toHaveLength(1);
  });
});

describe('mail of nobody we know', () => {
  test('waits for a person, who says whose it is or puts it aside', async () => {
    const world = await written(platform, 2);
    const [sam] = world.customers;
    const from = 'stranger@elsewhere.example';
    await world.take({ from, subject: 'Invoice', text: 'We paid yesterday.' });
    await world.take({ from, subject: 'Offer', text: 'Buy our pens.' });
    const [first, second] = await world.mail('unknown');
    expect([first!.customer, first!.proposals]).toEqual([null, []]);
    expect((await world.stands(sam!.id)).unread).toEqual([]);
    await world.within((work) =>
      placeMail(work, { mailId: BigInt(first!.id), customerId: sam!.id }),
    );
    await world.within((work) => setMailAside(work, BigInt(second!.id)));
    expect(await world.mail('unknown')).toEqual([]);
    expect((await world.stands(sam!.id)).unread).toHaveLength(1);
    expect((await world.mail())[0]!.proposals[0]!.kind).toBe('paid-already');
    await expect(
      world.within((work) => placeMail(work, { mailId: BigInt(first!.id), customerId: sam!.id })),
    ).rejects.toMatchObject({ code: 'dealt-with' });
  });

  test('is not guessed where two customers share the address', async () => {
    const world = await written(platform, 2);
    const [sam, jo] = world.customers;
    await world.within((work) =>
      work.tx
        .insertInto('contact')
        .values({ business_id: world.business.id, customer_id: jo!.id, email: sam!.email })
        .execute(),
    );
    await world.take({ from: sam!.email!, text: 'Hm.' });
    expect(await world.mail('unknown')).toHaveLength(1);
  });
});

describe('what a machine writes', () => {
  test('holds nothing, and is kept', async () => {
    const world = await written(platform, 1);
    const [sam] = world.customers;
    await world.take({
      inReplyTo: sam!.headerId!,
      subject: 'Automatic reply: your invoice',
      headers: { 'Auto-Submitted': 'auto-replied' },
      text: 'I am away until Friday. We will pay tomorrow.',
    });
    const stands = await world.stands(sam!.id);
    expect([stands.unread, stands.promises]).toEqual([[], []]);
    expect(await world.mail('all')).toMatchObject([{ kind: 'auto-reply', proposals: [] }]);
    expect(await world.tasks(sam!.id)).toEqual([]);
  });

  const bounce = (headerId: string, status: string, said: string) =>
    Buffer.from(
      [
        'From: MAILER-DAEMON@mx.example',
        'To: anna@hartley.example',
        `Message-ID: <${status}.${headerId.slice(1, 9)}@mx.example>`,
        'Subject: Undelivered Mail Returned to Sender',
        'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
        '',
        '--b',
        'Content-Type: text/plain',
        '',
        'I am sorry to have to inform you.',
        '--b',
        'Content-Type: message/delivery-status',
        '',
        'Reporting-MTA: dns; mx.example',
        '',
        'Final-Recipient: rfc822; c1@crowd.example',
        'Action: failed',
        `Status: ${status}`,
        `Diagnostic-Code: smtp; ${said}`,
        '--b',
        'Content-Type: text/rfc822-headers',
        '',
        `Message-ID: ${headerId}`,
        '--b--',
        '',
      ].join('\r\n'),
    );

  test('about an address that is no good, writes to it no more', async () => {
    const world = await written(platform, 2);
    const [sam, jo] = world.customers;
    await world.take(bounce(sam!.headerId!, '5.1.1', '550 5.1.1 no such user'));
    await world.take(bounce(jo!.headerId!, '5.2.2', '552 5.2.2 mailbox full'));
    const contacts = await world.within((work) =>
      work.tx
        .selectFrom('contact')
        .select(['customer_id', 'unreachable_on'])
        .where('business_id', '=', world.business.id)
        .orderBy('customer_id')
        .execute(),
    );
    expect(contacts).toEqual([
      { customer_id: sam!.id, unreachable_on: '2026-03-09' },
      { customer_id: jo!.id, unreachable_on: null },
    ]);
    for (const one of [sam!, jo!]) {
      expect((await world.tasks(one.id)).map(({ kind }) => kind)).toEqual(['undelivered']);
      expect((await world.stands(one.id)).unread).toEqual([]);
    }
    expect((await world.mail('all'))[1]!.note).toBe('Came back: 550 5.1.1 no such user');
  });

  test('counts only with our own Message-ID in it', async () => {
    const world = await written(platform, 1);
    const forged = `<${'0'.repeat(32)}@hartley.example>`;
    await world.take(bounce(forged, '5.1.1', '550 no such user'));
    const [contact] = await world.within((work) =>
      work.tx
        .selectFrom('contact')
        .select('unreachable_on')
        .where('business_id', '=', world.business.id)
        .execute(),
    );
    expect(contact!.unreachable_on).toBeNull();
    expect(await world.mail('all')).toMatchObject([{ note: 'It is about no message of ours.' }]);
  });
});

test('whatever bytes a stranger sends, it is kept', async () => {
  const world = await written(platform, 1);
  const id = world.customers[0]!.headerId!;
  const nasty = '\0\x01\ud800\u202e\ufffe';
  const lines = [
    `Message-ID: <a${nasty}b@x.example>`,
    `From: "${nasty}" <s${nasty}am@x.example>`,
    `To: ${nasty}@x.example`,
    `Date: ${nasty}`,
    `Subject: ${nasty}`,
    `In-Reply-To: ${id} <${nasty}@x.example>`,
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    `Final-Recipient: rfc822; ${nasty}`,
    'Action: failed',
    `Status: 5.1.1${nasty}`,
    `Diagnostic-Code: smtp; 550 5.1.1 ${nasty}`,
    '--b',
    `Content-Type: application/pdf; name="${nasty}.pdf"`,
    '',
    nasty,
    '--b--',
    '',
  ];
  const bounced = Buffer.from(lines.join('\r\n'));
  expect(await world.take(bounced)).toMatchObject({ result: 'taken', kind: 'bounce' });
  const plain = Buffer.from(lines.slice(0, 6).concat('', nasty).join('\r\n'), 'latin1');
  expect((await world.take(plain)).result).toMatch(/taken|known/);
  expect((await world.take(Buffer.from(''))).result).toBe('taken');
});

test('one business never takes the mail of another', async () => {
  const [mine, theirs] = [await written(platform, 1), await written(platform, 1)];
  await mine.take({ inReplyTo: theirs.customers[0]!.headerId!, from: 'x@y.example', text: 'Hm.' });
  expect(await mine.mail('unknown')).toHaveLength(1);
  expect(await theirs.mail('all')).toEqual([]);
  // A mailbox that may be anybody's finds the business by what only we could have written.
  const taken = await mine.take(
    { inReplyTo: theirs.customers[0]!.headerId!, from: 'x@y.example', text: 'Ha.' },
    null,
  );
  expect(taken.result).toBe('taken');
  expect(await theirs.mail()).toHaveLength(1);
  const nobody = { from: 'x@y.example', to: 'z@y.example', text: 'Ho.' };
  expect((await mine.take(nobody, null)).result).toBe('unplaced');
});
