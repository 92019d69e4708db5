import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWork } from '../../server/platform/index.ts';
import { runRound } from '../../server/rounds/index.ts';
import { faultsOf, type House, openHouse, sceneIsSound } from './harness.ts';
import { fillSample } from './sample.ts';
import { settle } from './settle.ts';

let house: House;
let page: Page;
let home: string;

beforeAll(async () => {
  house = await openHouse({ now: '2026-11-24T08:10:00Z' });
  page = await house.visitor();
  home = await settle(house, page);
  const slug = home.split('/')[2] ?? '';
  await openWork(house.platform)(slug, 'Ruth Okafor', fillSample);
  await runRound(house.platform, slug);
});
afterAll(() => house.close());

test('Today says what is owed, what is ready and why, and what waits', async () => {
  await page.goto(`${home}/today`);
  await page.getByRole('heading', { name: 'Good morning, Ruth' }).waitFor();
  await page.getByRole('heading', { name: 'Ready to go out' }).waitFor();
  const owed = page.getByRole('region', { name: 'Owed to you' });
  expect(await owed.textContent()).toContain('£38,415.50');
  expect(await owed.textContent()).toContain('€770.00');
  await page.getByText('Casa Marchetti').first().waitFor();
  await sceneIsSound(page, 'today');
});

test('what waits opens, and saying what came of it lets the chase go on', async () => {
  await page.goto(`${home}/discuss`);
  await page.getByText('something is wrong', { exact: true }).waitFor();
  await sceneIsSound(page, 'discuss');
  await page.getByRole('button', { name: /^Say what came of it: Lowe Dental/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What came of it').fill('two new doors delivered');
  await sceneIsSound(page, 'close-task');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByText('something is wrong', { exact: true }).waitFor({ state: 'detached' });
  await page.getByText('Promises near their day').click();
  await page.getByRole('link', { name: 'Casa Marchetti' }).waitFor();
  await page.getByText('£1,375.50').waitFor();
});

test('every figure opens the list behind it, and a past day its figures', async () => {
  const opens: [region: string, heading: string, search: string][] = [
    ['Owed to you', 'Invoices', 'state=open'],
    ['Overdue', 'Invoices', 'state=overdue'],
    ['Paid this week', 'Invoices', 'state=paid'],
  ];
  for (const [region, heading, search] of opens) {
    await page.goto(`${home}/today`);
    await page.getByRole('region', { name: region, exact: true }).getByRole('link').click();
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
    expect(page.url()).toContain(search);
  }
  await page.goto(`${home}/today`);
  await page.getByRole('link', { name: '1 customer cannot be written to' }).click();
  await page.getByRole('heading', { name: 'Customers', level: 1 }).waitFor();
  await page.getByRole('link', { name: 'Le Petit Bistro' }).waitFor();

  await page.goto(`${home}/today`);
  await page.getByRole('button', { name: 'how it is counted' }).click();
  await page.getByText('divided by what was billed in the last 90 days').waitFor();
  await page.keyboard.press('Escape');
  await page.getByLabel('as at').fill('2026-11-10');
  await page.getByText('Tuesday 10 November').waitFor();
  // Wren Bakery had not paid by then; Osprey and Thistle were not billed yet.
  await page.getByRole('link', { name: /^£29,650\.50/ }).waitFor();
  expect(faultsOf(page)).toEqual([]);
});
