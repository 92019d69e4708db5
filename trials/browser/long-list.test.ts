import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWork, type Work } from '../../server/platform/index.ts';
import { faultsOf, type House, openHouse } from './harness.ts';
import { settle } from './settle.ts';

const INVOICES = 20_000;
/** Rows in sight and a few beside them; a list of any length keeps to this. */
const ROWS_AT_ONCE = 80;

let house: House;
let page: Page;
let home: string;

beforeAll(async () => {
  house = await openHouse({ now: '2026-11-24T08:10:00Z' });
  page = await house.visitor();
  home = await settle(house, page);
  await openWork(house.platform)(home.split('/')[2] ?? '', 'Ruth Okafor', fillMany);
});
afterAll(() => house.close());

async function fillMany(work: Work): Promise<void> {
  const id = work.business.id;
  const { tx } = work;
  await sql`insert into customer (business_id, code, name)
    select ${id}, 'C' || n, 'Customer ' || n from generate_series(1, 200) n`.execute(tx);
  await sql`insert into invoice (business_id, customer_id, number, issued_on, due_on, currency, amount)
    select ${id}, c.id, c.code || '-' || n, date '2026-01-01' + n, date '2026-01-31' + n, 'GBP', 10000 + n
    from customer c, generate_series(1, ${INVOICES / 200}::int) n where c.business_id = ${id}`.execute(
    tx,
  );
  await sql`insert into instalment
      (business_id, invoice_id, no, customer_id, due_on, currency, amount, outstanding)
    select business_id, id, 1, customer_id, due_on, currency, amount, amount
    from invoice where business_id = ${id}`.execute(tx);
  await sql`insert into posting (business_id, entry_id, effective_on, kind, debit, credit, currency,
      amount, customer_id, invoice_id, instalment)
    select business_id, id, issued_on, 'issue', 'receivable', 'billed', currency, amount,
      customer_id, id, 1
    from invoice where business_id = ${id}`.execute(tx);
}

test('twenty thousand invoices come page by page, with few rows in the document', async () => {
  await page.goto(`${home}/bill/invoices`);
  const rows = page.locator('tbody tr');
  await rows.first().waitFor();
  const heightOf = () => page.evaluate(() => document.documentElement.scrollHeight);
  for (let pages = 0; pages < 5; pages += 1) {
    const before = await heightOf();
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    await expect.poll(heightOf, { timeout: 15_000 }).toBeGreaterThan(before);
    expect(await rows.count()).toBeLessThan(ROWS_AT_ONCE);
  }
  // By keyboard from the top: the row that j reaches is in sight.
  await page.evaluate(() => window.scrollTo(0, 0));
  for (let step = 0; step < 30; step += 1) await page.keyboard.press('j');
  await page.locator('tr[data-active="true"]').waitFor();
  expect(await page.locator('tr[data-active="true"]').isVisible()).toBe(true);
  expect(faultsOf(page)).toEqual([]);
});
