import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { day } from '../core/base/index.ts';
import { ANSWER_KINDS } from '../core/wording/index.ts';
import { issueAnswerLink, recordDispute, recordPromise } from '../server/discuss/index.ts';
import type { Business } from '../server/platform/platform.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../server/platform/testing.ts';
import { snapshotAsOf } from '../server/receivable/index.ts';
import { recordPayment } from '../server/settle/index.ts';
import { payerOf, wordIn } from '../trials/kit/payer.ts';

let platform: TestPlatform;
let business: Business;
let payer: ReturnType<typeof payerOf>;

beforeAll(async () => {
  platform = await testPlatform({ now: '2026-03-12T09:00:00Z' });
  business = await testBusiness(platform, { colour: '#3b5b7a' });
});

beforeEach(() => {
  payer = payerOf(platform, business);
});

const known = (customerId: bigint) =>
  payer.as((work) => snapshotAsOf(work, customerId, work.today));

async function rows() {
  const { system } = platform.database;
  const count = async (table: 'event' | 'task' | 'command' | 'answer_link' | 'contact') =>
    JSON.stringify(
      await system.selectFrom(table).selectAll().orderBy('business_id').execute(),
      (_, value) => (typeof value === 'bigint' ? String(value) : value),
    );
  return [
    await count('event'),
    await count('task'),
    await count('command'),
    await count('answer_link'),
    await count('contact'),
  ];
}

describe('what is open', () => {
  it('says it in words, with how to pay and the six answers', async () => {
    const { path, numbers, name } = await payer.linkTo();
    const { status, body } = await payer.get(path);
    expect(status).toBe(200);
    for (const piece of [
      'Hartley Joinery',
      `${name.replace('&', '&amp;')}, you have open`,
      '£800.00',
      `<b>${numbers[0]}</b>`,
      'was due Friday 6 March, 6 days ago',
      'due Monday 30 March',
      '12345678',
      `Please give ${numbers[0]} as the reference`,
      'Anna Hartley looks after your account',
      '#3b5b7a',
    ]) {
      expect(body).toContain(piece);
    }
    for (const kind of ANSWER_KINDS) expect(body).toContain(`href="${path}/${kind}"`);
    expect(body).not.toMatch(/duly|<script|<link|<img|src=|http/i);
  });

  it('keeps to itself', async () => {
    const { path } = await payer.linkTo();
    const { headers, body } = await payer.get(path);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(headers.get('content-security-policy')).toContain("script-src 'none'");
    expect(body).toContain('<meta name="referrer" content="no-referrer">');
    expect(headers.get('set-cookie')).toBeNull();
  });

  it('shows several currencies, and what is left in peace and why', async () => {
    const { path, customerId } = await payer.linkTo([
      { number: 'M-1', amount: 50_000n, dueOn: '2026-03-06' },
      { number: 'M-2', amount: 12_300n, dueOn: '2026-03-01', currency: 'EUR' },
      { number: 'M-3', amount: 9_900n, dueOn: '2026-02-01' },
    ]);
    await payer.as(async (work) => {
      await recordDispute(work, { invoice: 'M-3', reason: 'scratched', on: day('2026-03-03') });
      await recordPromise(work, { customerId, invoices: ['M-2'], payOn: day('2026-03-20') });
    });
    const { body } = await payer.get(path);
    expect(body).toContain('£599.00');
    expect(body).toContain('€123.00');
    expect(body).toContain('you told us on 3 Mar that something is wrong');
    expect(body).toContain('you told us that you will pay on 20 Mar');
  });

  it('thanks a customer who owes nothing, and asks nothing of them', async () => {
    const { path, customerId } = await payer.linkTo([
      { number: 'Z-1', amount: 100n, dueOn: '2026-03-01' },
    ]);
    const word = wordIn((await payer.get(`${path}/paid-already`)).body);
    await payer.as((work) =>
      recordPayment(work, { customerId, amount: 100n, currency: 'GBP', on: work.today }),
    );
    for (const { status, body } of [
      await payer.get(path),
      await payer.get(`${path}/will-pay`),
      await payer.post(`${path}/paid-already`, { word }),
    ]) {
      expect(status).toBe(200);
      expect(body).toContain('nothing is open. Thank you.');
      expect(body).not.toContain('<form');
    }
    expect((await known(customerId)).asks).toEqual([]);
  });
});

describe('opening', () => {
  it('changes nothing, whatever is opened and however', async () => {
    const { path } = await payer.linkTo();
    const before = await rows();
    for (const name of ['', ...ANSWER_KINDS.map((kind) => `/${kind}`), '/nope']) {
      await payer.get(`${path}${name}?word=x&payOn=2026-03-20`);
      await payer.app.request(`${path}${name}`, { method: 'HEAD' });
    }
    expect(await rows()).toEqual(before);
  });
});

describe('answers', () => {
  it('"I have paid already" holds at once and is told to the bookkeeper', async () => {
    const { path, customerId } = await payer.linkTo();
    const { status, body } = await payer.say(path, 'paid-already', {
      paidOn: '2026-03-10',
      note: 'ref 7',
    });
    expect(status).toBe(200);
    expect(body).toContain('Nobody writes to you about it until Thursday 19 March');
    expect((await known(customerId)).asks).toMatchObject([{ kind: 'paid-already' }]);
    const task = await platform.database.system
      .selectFrom('task')
      .selectAll()
      .where('customer_id', '=', customerId)
      .executeTakeFirstOrThrow();
    expect(task).toMatchObject({ kind: 'look-for-payment', role: 'bookkeeper', detail: 'ref 7' });
  });

  it('"I will pay on" is a promise, of all or of a sum', async () => {
    const { path, customerId } = await payer.linkTo();
    const { body } = await payer.say(path, 'will-pay', {
      payOn: '2026-03-20',
      amount: '£1,00',
      note: '',
    });
    expect(body).toContain('is not an amount');
    const sent = await payer.say(path, 'will-pay', { payOn: '2026-03-20', amount: '500.00' });
    expect(sent.body).toContain('We expect it on Friday 20 March');
    expect((await known(customerId)).promises).toMatchObject([
      { amount: 50_000n, currency: 'GBP', payOn: day('2026-03-20'), confirmed: false },
    ]);
  });

  it.each([
    ['', 'Please choose the day.'],
    ['27/11/2026', '“27/11/2026” is not a date'],
    ['2026-02-30', '“2026-02-30” is not a date'],
    ['2026-03-11', 'Please choose a day from Thursday 12 March to'],
    ['2028-01-01', 'Please choose a day from Thursday 12 March to'],
    ['<b>', '“&lt;b&gt;” is not a date'],
  ])('a day like %j is answered in place, and what was typed stays', async (payOn, says) => {
    const { path, customerId } = await payer.linkTo();
    const { status, body } = await payer.say(path, 'will-pay', { payOn, note: 'by "bank" <now>' });
    expect(status).toBe(422);
    expect(body).toContain(says);
    expect(body).toContain('aria-invalid="true"');
    expect(body).toContain('by &quot;bank&quot; &lt;now&gt;</textarea>');
    expect((await known(customerId)).promises).toEqual([]);
  });

  it('asks which currency a sum is in, where several are owed', async () => {
    const { path, customerId } = await payer.linkTo([
      { number: 'C-1', amount: 50_000n, dueOn: '2026-03-06' },
      { number: 'C-2', amount: 12_300n, dueOn: '2026-03-01', currency: 'EUR' },
    ]);
    const first = await payer.say(path, 'will-pay', { payOn: '2026-03-20', amount: '100' });
    expect(first.body).toContain('Please choose one.');
    await payer.say(path, 'will-pay', { payOn: '2026-03-20', amount: '100', currency: 'EUR' });
    expect((await known(customerId)).promises).toMatchObject([
      { amount: 10_000n, currency: 'EUR' },
    ]);
  });

  it('"something is wrong" disputes an invoice or a part of it', async () => {
    const { path, customerId, ids, numbers } = await payer.linkTo();
    const empty = await payer.say(path, 'something-is-wrong', {});
    expect(empty.body).toContain('Please choose the invoice.');
    expect(empty.body).toContain('Please say in a few words');
    const fields = { invoice: String(ids[0]), reason: 'a shelf is scratched', amount: '120' };
    const { body } = await payer.say(path, 'something-is-wrong', fields);
    expect(body).toContain(`what you named on ${numbers[0]}`);
    expect((await known(customerId)).disputes).toMatchObject([
      { invoiceId: String(ids[0]), amount: 12_000n, reason: 'a shelf is scratched' },
    ]);
  });

  it('cannot dispute the invoice of somebody else', async () => {
    const other = await payer.linkTo();
    const { path, customerId } = await payer.linkTo();
    const fields = { invoice: String(other.ids[0]), reason: 'x' };
    expect((await payer.say(path, 'something-is-wrong', fields)).status).toBe(422);
    expect((await known(customerId)).disputes).toEqual([]);
    expect((await known(other.customerId)).disputes).toEqual([]);
  });

  it('"I need something" and "I cannot pay it all now" wait for a person', async () => {
    const { path, customerId } = await payer.linkTo();
    expect((await payer.say(path, 'needs-something', {})).body).toContain('Please choose one.');
    await payer.say(path, 'needs-something', { what: 'purchase-order', note: '7731' });
    await payer.say(path, 'cannot-pay-all', { note: '100 a month' });
    const { asks } = await known(customerId);
    expect(asks.map((ask) => ask.kind)).toEqual(['needs-something', 'cannot-pay-all']);
  });

  it('"this is not me" closes the page for that person, and no other', async () => {
    const { path, customerId, contactId } = await payer.linkTo();
    const another = await payer.as((work) =>
      issueAnswerLink(work, { customerId, messageId: null, contactId: null }),
    );
    const { status, word, body } = await payer.say(path, 'not-me');
    expect(status).toBe(200);
    expect(body).toContain('will not write to this address');
    expect(body).not.toContain('See what is open');
    expect((await payer.post(`${path}/not-me`, { word })).body).toContain(
      'will not write to this address',
    );
    expect((await payer.get(path)).status).toBe(404);
    expect((await payer.get(`/p/${another}`)).status).toBe(200);
    const contact = await platform.database.system
      .selectFrom('contact')
      .select('not_me_on')
      .where('id', '=', contactId)
      .executeTakeFirstOrThrow();
    expect(contact.not_me_on).toBe('2026-03-12');
  });

  it('sent twice is one answer, at one moment too; with other words another', async () => {
    const { path, customerId } = await payer.linkTo();
    const { word, body } = await payer.say(path, 'cannot-pay-all', { note: 'one' });
    const again = await Promise.all(
      [1, 2, 3].map(() => payer.post(`${path}/cannot-pay-all`, { word, note: 'one' })),
    );
    expect(again.map((one) => one.body)).toEqual([body, body, body]);
    expect((await known(customerId)).asks).toHaveLength(1);
    await payer.post(`${path}/cannot-pay-all`, { word, note: 'two' });
    expect((await known(customerId)).asks).toHaveLength(2);
  });

  it('is not taken without a form of ours', async () => {
    const { path, customerId } = await payer.linkTo();
    const other = await payer.linkTo();
    const elsewhere = wordIn((await payer.get(`${other.path}/not-me`)).body);
    const wrongForm = wordIn((await payer.get(`${path}/paid-already`)).body);
    for (const word of ['', 'x', 'a.b', elsewhere, wrongForm, `${elsewhere}x`]) {
      const { status, body } = await payer.post(`${path}/not-me`, { word });
      expect(status).toBe(422);
      expect(body).toContain('send it again');
    }
    const json = await payer.app.request(`${path}/not-me`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ word: wordIn((await payer.get(`${path}/not-me`)).body) }),
    });
    expect(json.status).toBe(422);
    expect((await known(customerId)).asks).toEqual([]);
  });

  it('that is too long is answered in place', async () => {
    const { path } = await payer.linkTo();
    const { status, body } = await payer.say(path, 'cannot-pay-all', { note: 'x'.repeat(2001) });
    expect(status).toBe(422);
    expect(body).toContain('shorten it');
  });
});
