import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { day } from '../core/base/index.ts';
import { ANSWER_KINDS } from '../core/wording/index.ts';
import {
  issueAnswerLink,
  recordDispute,
  recordPromise,
  revokeLinks,
} from '../server/discuss/index.ts';
import { createApp } from '../server/platform/http/index.ts';
import type { Business, Work } from '../server/platform/platform.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../server/platform/testing.ts';
import { workFor } from '../server/platform/work.ts';
import { snapshotAsOf } from '../server/receivable/index.ts';
import { recordPayment } from '../server/settle/index.ts';
import { addCustomer, addInvoice } from '../trials/kit/receivables.ts';
import { portalRoutes } from './index.ts';

let platform: TestPlatform;
let business: Business;
let app: ReturnType<typeof createApp>;

beforeAll(async () => {
  platform = await testPlatform({ now: '2026-03-12T09:00:00Z' });
  business = await testBusiness(platform, { colour: '#3b5b7a' });
});

// Each test has counters of its own.
beforeEach(() => {
  const nobody = { identify: async () => null, access: async () => null };
  app = createApp(platform, { authenticator: nobody, routers: [], portal: portalRoutes(platform) });
});

const as = <T>(run: (work: Work) => Promise<T>) => workFor(platform, business.id, 'Anna', run);

let names = 0;

interface Invoice {
  number: string;
  amount: bigint;
  dueOn: string;
  currency?: string;
}

async function linkTo(invoices?: Invoice[]) {
  names += 1;
  const mine = invoices ?? [
    { number: `P-${names}`, amount: 50_000n, dueOn: '2026-03-06' },
    { number: `Q-${names}`, amount: 30_000n, dueOn: '2026-03-30' },
  ];
  return as(async (work) => {
    const customerId = await addCustomer(work, `Penrose ${names} & Sons`);
    const ids = [];
    for (const invoice of mine) ids.push(await addInvoice(work, customerId, invoice));
    const contact = await work.tx
      .selectFrom('contact')
      .select('id')
      .where('customer_id', '=', customerId)
      .executeTakeFirstOrThrow();
    const link = { customerId, messageId: null, contactId: contact.id };
    const token = await issueAnswerLink(work, link);
    return {
      customerId,
      contactId: contact.id,
      token,
      path: `/p/${token}`,
      ids,
      numbers: mine.map((one) => one.number),
    };
  });
}

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await app.request(path, { headers });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

const wordIn = (body: string) => /name="word" value="([^"]+)"/.exec(body)![1]!;

async function post(path: string, fields: Record<string, string>) {
  const response = await app.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

/** Opens a form and sends it, as a person does. */
async function say(path: string, kind: string, fields: Record<string, string> = {}) {
  const word = wordIn((await get(`${path}/${kind}`)).body);
  return { word, ...(await post(`${path}/${kind}`, { word, ...fields })) };
}

const known = (customerId: bigint) => as((work) => snapshotAsOf(work, customerId, work.today));

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
    const { path, numbers } = await linkTo();
    const { status, body } = await get(path);
    expect(status).toBe(200);
    for (const piece of [
      'Hartley Joinery',
      `Penrose ${names} &amp; Sons, you have open`,
      '£800.00',
      `<b>${numbers[0]}</b>`,
      'was due Friday 6 March, 6 days ago',
      'due Monday 30 March',
      '12345678',
      `Please give ${numbers.join(', ')} as the reference`,
      'Anna Hartley looks after your account',
      '#3b5b7a',
    ]) {
      expect(body).toContain(piece);
    }
    for (const kind of ANSWER_KINDS) expect(body).toContain(`href="${path}/${kind}"`);
    expect(body).not.toMatch(/duly|<script|<link|<img|src=|http/i);
  });

  it('keeps to itself', async () => {
    const { path } = await linkTo();
    const { headers, body } = await get(path);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(headers.get('content-security-policy')).toContain("script-src 'none'");
    expect(body).toContain('<meta name="referrer" content="no-referrer">');
    expect(headers.get('set-cookie')).toBeNull();
  });

  it('shows several currencies, and what is left in peace and why', async () => {
    const { path, customerId } = await linkTo([
      { number: 'M-1', amount: 50_000n, dueOn: '2026-03-06' },
      { number: 'M-2', amount: 12_300n, dueOn: '2026-03-01', currency: 'EUR' },
      { number: 'M-3', amount: 9_900n, dueOn: '2026-02-01' },
    ]);
    await as(async (work) => {
      await recordDispute(work, { invoice: 'M-3', reason: 'scratched', on: day('2026-03-03') });
      await recordPromise(work, { customerId, invoices: ['M-2'], payOn: day('2026-03-20') });
    });
    const { body } = await get(path);
    expect(body).toContain('£599.00');
    expect(body).toContain('€123.00');
    expect(body).toContain('you told us on 3 Mar that something is wrong');
    expect(body).toContain('you told us that you will pay on 20 Mar');
  });

  it('thanks a customer who owes nothing, and asks nothing of them', async () => {
    const { path, customerId } = await linkTo([
      { number: 'Z-1', amount: 100n, dueOn: '2026-03-01' },
    ]);
    const word = wordIn((await get(`${path}/paid-already`)).body);
    await as((work) =>
      recordPayment(work, { customerId, amount: 100n, currency: 'GBP', on: work.today }),
    );
    for (const { status, body } of [
      await get(path),
      await get(`${path}/will-pay`),
      await post(`${path}/paid-already`, { word }),
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
    const { path } = await linkTo();
    const before = await rows();
    for (const name of ['', ...ANSWER_KINDS.map((kind) => `/${kind}`), '/nope']) {
      await get(`${path}${name}?word=x&payOn=2026-03-20`);
      await app.request(`${path}${name}`, { method: 'HEAD' });
    }
    expect(await rows()).toEqual(before);
  });
});

describe('answers', () => {
  it('"I have paid already" holds at once and is told to the bookkeeper', async () => {
    const { path, customerId } = await linkTo();
    const { status, body } = await say(path, 'paid-already', {
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
    const { path, customerId } = await linkTo();
    const { body } = await say(path, 'will-pay', {
      payOn: '2026-03-20',
      amount: '£1,00',
      note: '',
    });
    expect(body).toContain('is not an amount');
    const sent = await say(path, 'will-pay', { payOn: '2026-03-20', amount: '500.00' });
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
    const { path, customerId } = await linkTo();
    const { status, body } = await say(path, 'will-pay', { payOn, note: 'by "bank" <now>' });
    expect(status).toBe(422);
    expect(body).toContain(says);
    expect(body).toContain('aria-invalid="true"');
    expect(body).toContain('by &quot;bank&quot; &lt;now&gt;</textarea>');
    expect((await known(customerId)).promises).toEqual([]);
  });

  it('asks which currency a sum is in, where several are owed', async () => {
    const { path, customerId } = await linkTo([
      { number: 'C-1', amount: 50_000n, dueOn: '2026-03-06' },
      { number: 'C-2', amount: 12_300n, dueOn: '2026-03-01', currency: 'EUR' },
    ]);
    const first = await say(path, 'will-pay', { payOn: '2026-03-20', amount: '100' });
    expect(first.body).toContain('Please choose one.');
    await say(path, 'will-pay', { payOn: '2026-03-20', amount: '100', currency: 'EUR' });
    expect((await known(customerId)).promises).toMatchObject([
      { amount: 10_000n, currency: 'EUR' },
    ]);
  });

  it('"something is wrong" disputes an invoice or a part of it', async () => {
    const { path, customerId, ids, numbers } = await linkTo();
    const empty = await say(path, 'something-is-wrong', {});
    expect(empty.body).toContain('Please choose the invoice.');
    expect(empty.body).toContain('Please say in a few words');
    const fields = { invoice: String(ids[0]), reason: 'a shelf is scratched', amount: '120' };
    const { body } = await say(path, 'something-is-wrong', fields);
    expect(body).toContain(`what you named on ${numbers[0]}`);
    expect((await known(customerId)).disputes).toMatchObject([
      { invoiceId: String(ids[0]), amount: 12_000n, reason: 'a shelf is scratched' },
    ]);
  });

  it('cannot dispute the invoice of somebody else', async () => {
    const other = await linkTo();
    const { path, customerId } = await linkTo();
    const fields = { invoice: String(other.ids[0]), reason: 'x' };
    expect((await say(path, 'something-is-wrong', fields)).status).toBe(422);
    expect((await known(customerId)).disputes).toEqual([]);
    expect((await known(other.customerId)).disputes).toEqual([]);
  });

  it('"I need something" and "I cannot pay it all now" wait for a person', async () => {
    const { path, customerId } = await linkTo();
    expect((await say(path, 'needs-something', {})).body).toContain('Please choose one.');
    await say(path, 'needs-something', { what: 'purchase-order', note: '7731' });
    await say(path, 'cannot-pay-all', { note: '100 a month' });
    const { asks } = await known(customerId);
    expect(asks.map((ask) => ask.kind)).toEqual(['needs-something', 'cannot-pay-all']);
  });

  it('"this is not me" closes the page for that person, and no other', async () => {
    const { path, customerId, contactId } = await linkTo();
    const another = await as((work) =>
      issueAnswerLink(work, { customerId, messageId: null, contactId: null }),
    );
    const { status, word, body } = await say(path, 'not-me');
    expect(status).toBe(200);
    expect(body).toContain('will not write to this address');
    expect(body).not.toContain('See what is open');
    expect((await post(`${path}/not-me`, { word })).body).toContain(
      'will not write to this address',
    );
    expect((await get(path)).status).toBe(404);
    expect((await get(`/p/${another}`)).status).toBe(200);
    const contact = await platform.database.system
      .selectFrom('contact')
      .select('not_me_on')
      .where('id', '=', contactId)
      .executeTakeFirstOrThrow();
    expect(contact.not_me_on).toBe('2026-03-12');
  });

  it('sent twice is one answer, at the same moment too; with other words it is another', async () => {
    const { path, customerId } = await linkTo();
    const { word, body } = await say(path, 'cannot-pay-all', { note: 'one' });
    const again = await Promise.all(
      [1, 2, 3].map(() => post(`${path}/cannot-pay-all`, { word, note: 'one' })),
    );
    expect(again.map((one) => one.body)).toEqual([body, body, body]);
    expect((await known(customerId)).asks).toHaveLength(1);
    await post(`${path}/cannot-pay-all`, { word, note: 'two' });
    expect((await known(customerId)).asks).toHaveLength(2);
  });

  it('is not taken without a form of ours', async () => {
    const { path, customerId } = await linkTo();
    const other = await linkTo();
    const elsewhere = wordIn((await get(`${other.path}/not-me`)).body);
    const wrongForm = wordIn((await get(`${path}/paid-already`)).body);
    for (const word of ['', 'x', 'a.b', elsewhere, wrongForm, `${elsewhere}x`]) {
      const { status, body } = await post(`${path}/not-me`, { word });
      expect(status).toBe(422);
      expect(body).toContain('send it again');
    }
    const json = await app.request(`${path}/not-me`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ word: wordIn((await get(`${path}/not-me`)).body) }),
    });
    expect(json.status).toBe(422);
    expect((await known(customerId)).asks).toEqual([]);
  });

  it('that is too long is answered in place', async () => {
    const { path } = await linkTo();
    const { status, body } = await say(path, 'cannot-pay-all', { note: 'x'.repeat(2001) });
    expect(status).toBe(422);
    expect(body).toContain('shorten it');
  });
});

describe('a link that is not valid', () => {
  it('gets the same quiet page, whyever it is not', async () => {
    const { path, token, customerId } = await linkTo();
    await as((work) => revokeLinks(work, { customerId }));
    const flipped = `/p/${token[0] === 'A' ? 'B' : 'A'}${token.slice(1)}`;
    const pages = [];
    for (const address of [path, `${path}/will-pay`, flipped, '/p/nonsense', '/p/x/y/z']) {
      pages.push(await get(address));
    }
    pages.push(await post(`${path}/not-me`, { word: 'x' }));
    expect(new Set(pages.map((page) => page.status))).toEqual(new Set([404]));
    expect(new Set(pages.map((page) => page.body)).size).toBe(1);
    expect(pages[0]!.body).toContain('This page is closed');
    expect(pages[0]!.body).not.toMatch(/Hartley|Penrose|duly/i);
  });

  it('speaks for its own business alone', async () => {
    const other = await testBusiness(platform, {
      name: 'Other Works',
      person: 'Bo Lind',
      howToPay: 'By bank transfer',
    });
    const token = await workFor(platform, other.id, 'Bo', async (work) => {
      const customerId = await addCustomer(work, 'Theirs');
      await addInvoice(work, customerId, { number: 'T-1', amount: 700n, dueOn: '2026-03-01' });
      return issueAnswerLink(work, { customerId, messageId: null, contactId: null });
    });
    const before = await as((work) => work.tx.selectFrom('event').selectAll().execute());
    const { body } = await get(`/p/${token}`);
    expect(body).toContain('Other Works');
    expect(body).not.toContain('Hartley');
    await say(`/p/${token}`, 'cannot-pay-all', {});
    expect(await as((work) => work.tx.selectFrom('event').selectAll().execute())).toEqual(before);
  });
});

describe('limits', () => {
  it('hold per link, whoever opens it', async () => {
    const { path } = await linkTo();
    const statuses = [];
    for (let at = 0; at < 61; at += 1) statuses.push((await get(path)).status);
    expect(statuses.slice(0, 60).every((status) => status === 200)).toBe(true);
    expect(statuses[60]).toBe(429);
    const late = await get(path);
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(late.body).toContain('One moment, please');
    const other = await linkTo();
    expect((await get(other.path)).status).toBe(200);
  });

  it('hold per address, whichever link it tries', async () => {
    const statuses = [];
    for (let at = 0; at < 22; at += 1) {
      statuses.push((await post(`/p/guess-${at}/not-me`, {})).status);
    }
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  });
});
