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
