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

test('the law of a place, and what paying late costs under it', async () => {
  await page.goto(`${home}/law/UK`);
  await page.getByRole('heading', { name: 'Not covered' }).waitFor();
  await page.getByLabel('Amount in GBP').fill('10000.00');
  await page.getByLabel('Due on').fill('2026-01-15');
  await page.getByLabel('Paid on, or until').fill('2026-03-16');
  await page.getByText('£293.15').waitFor();
  await sceneIsSound(page, 'law');
});

test('charges are off at first, then proposed, claimed and waived', async () => {
  await page.goto(`${home}/bill/charges`);
  await page.getByRole('heading', { name: 'No charges' }).waitFor();
  await page.getByLabel('What is done about charges').first().click();
  await page.getByRole('option', { name: 'Propose' }).click();
  await page
    .getByRole('button', { name: /^Claim £/ })
    .first()
    .waitFor();
  await sceneIsSound(page, 'charges');
  await page
    .getByRole('button', { name: /^Claim £/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Waive it' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Why').fill('good will');
  await dialog.getByRole('button', { name: 'Waive it' }).click();
  await page.getByText('waived: good will').waitFor();
  expect(faultsOf(page)).toEqual([]);
});
