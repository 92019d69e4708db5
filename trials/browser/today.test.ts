import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWork } from '../../server/platform/index.ts';
import { runRound } from '../../server/rounds/index.ts';
import { type House, openHouse, sceneIsSound } from './harness.ts';
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
