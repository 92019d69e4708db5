import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWork } from '../../server/platform/index.ts';
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
  await openWork(house.platform)(home.split('/')[2] ?? '', 'Ruth Okafor', fillSample);
});
afterAll(() => house.close());

async function record(amount: string, from: string): Promise<void> {
  await page.getByRole('button', { name: 'Record money that came' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Amount').fill(amount);
  await dialog.getByLabel('What the bank line says').fill(from);
  await dialog.getByRole('button', { name: 'Record it' }).click();
  await dialog.waitFor({ state: 'detached' });
}

test('money that came holds those whose it could be, and is placed by a person', async () => {
  await page.goto(`${home}/settle/receipts`);
  await page.getByRole('heading', { name: 'All that arrived has its place' }).waitFor();
  await sceneIsSound(page, 'receipts-none');
  await record('940.00', 'KESTREL');
  await page.getByText('Kestrel Studio is left in peace meanwhile').waitFor();
  await record('25.10', 'card machine refund');
  await page.getByText('Nothing says whose it is; nobody is held for it.').waitFor();
  await sceneIsSound(page, 'receipts');

  await page.goto(`${home}/today`);
  await page.getByRole('heading', { name: 'Receipts to match' }).waitFor();
  await sceneIsSound(page, 'today-receipts');
  await page.getByRole('link', { name: 'Could be of Kestrel Studio' }).click();

  await page.getByRole('link', { name: 'Kestrel Studio' }).click();
  await page.getByText('Nothing is sent for now.').waitFor();
  await page.getByRole('link', { name: 'See what came' }).click();

  await page.getByRole('button', { name: 'Say whose £940.00 is' }).click();
  await page.getByRole('dialog').getByText('It is recorded as paid on').waitFor();
  await sceneIsSound(page, 'receipts-match');
  await page.getByRole('button', { name: 'It is theirs' }).click();
  await page.getByText('£940.00 is a payment of Kestrel Studio.').waitFor();

  await page.getByRole('button', { name: 'Set £25.10 aside' }).click();
  await page.getByLabel('What it is').fill('our own refund');
  await page.getByRole('button', { name: 'Set it aside' }).click();
  await page.getByRole('heading', { name: 'All that arrived has its place' }).waitFor();
  expect(faultsOf(page)).toEqual([]);
});
