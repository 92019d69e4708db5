import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { issueAnswerLink, revokeLinks } from '../server/discuss/index.ts';
import type { Business } from '../server/platform/platform.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../server/platform/testing.ts';
import { workFor } from '../server/platform/work.ts';
import { payerOf } from '../trials/kit/payer.ts';
import { addCustomer, addInvoice } from '../trials/kit/receivables.ts';

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

describe('a link that is not valid', () => {
  it('gets the same quiet page, whyever it is not', async () => {
    const { path, token, customerId } = await payer.linkTo();
    await payer.as((work) => revokeLinks(work, { customerId }));
    const flipped = `/p/${token[0] === 'A' ? 'B' : 'A'}${token.slice(1)}`;
    const pages = [];
    for (const address of [path, `${path}/will-pay`, flipped, '/p/nonsense', '/p/x/y/z']) {
      pages.push(await payer.get(address));
    }
    pages.push(await payer.post(`${path}/not-me`, { word: 'x' }));
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
    const before = await payer.as((work) => work.tx.selectFrom('event').selectAll().execute());
    const { body } = await payer.get(`/p/${token}`);
    expect(body).toContain('Other Works');
    expect(body).not.toContain('Hartley');
    await payer.say(`/p/${token}`, 'cannot-pay-all', {});
    expect(await payer.as((work) => work.tx.selectFrom('event').selectAll().execute())).toEqual(
      before,
    );
  });
});

describe('limits', () => {
  it('hold per link, whoever opens it', async () => {
    const { path } = await payer.linkTo();
    const statuses = [];
    for (let at = 0; at < 61; at += 1) statuses.push((await payer.get(path)).status);
    expect(statuses.slice(0, 60).every((status) => status === 200)).toBe(true);
    expect(statuses[60]).toBe(429);
    const late = await payer.get(path);
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(late.body).toContain('One moment, please');
    const other = await payer.linkTo();
    expect((await payer.get(other.path)).status).toBe(200);
  });

  it('hold per address, whichever link it tries', async () => {
    const statuses = [];
    for (let at = 0; at < 22; at += 1) {
      statuses.push((await payer.post(`/p/guess-${at}/not-me`, {})).status);
    }
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  });
});
