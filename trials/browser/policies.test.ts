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

test('the policies, whom each covers and its ladder, by keyboard', async () => {
  await page.goto(`${home}/chase/policies`);
  await page.getByRole('link', { name: 'Kind but clear' }).waitFor();
  await page.getByText('13 customers').waitFor();
  await sceneIsSound(page, 'policies');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Kind but clear', level: 1 }).waitFor();
});

test('a step changed on screen changes its text, is tried, and is saved', async () => {
  await page.goto(`${home}/chase/policies/kind-but-clear`);
  await page.getByRole('heading', { name: 'For Marlow Interiors, today' }).waitFor();
  await page.frameLocator('iframe').getByText('H-0921').first().waitFor();
  await sceneIsSound(page, 'policy');

  await page.getByRole('button', { name: /gentle · email/ }).click();
  await page.getByLabel('Days after due').fill('5');
  await page.getByRole('button', { name: /\+5.*gentle/ }).waitFor();
  await sceneIsSound(page, 'policy-step');
  await page.getByLabel('Days between messages').fill('8');
  await page.getByText('never twice in 8 days').waitFor();
  await page.getByText('Text (YAML)').click();
  const text = page.getByLabel('The policy as YAML');
  const yaml = await text.inputValue();
  expect(yaml).toContain('minGapDays: 8');
  expect(yaml).toContain('# yaml-language-server');
  expect(yaml).toContain('id: gentle, offset: 5');

  await page.getByRole('button', { name: 'Save' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Nothing leaves at once. From the next round on 13 customers').waitFor();
  await dialog.getByRole('button', { name: 'Save it' }).click();
  await page.getByText('Version 2.').waitFor();
});

test('faults stand at their line and at their field, and keep it from being saved', async () => {
  await page.goto(`${home}/chase/policies/kind-but-clear`);
  await page.getByRole('heading', { name: 'For Marlow Interiors, today' }).waitFor();
  await page.getByText('Text (YAML)').click();
  const text = page.getByLabel('The policy as YAML');
  const yaml = await text.inputValue();
  await text.fill(yaml.replace('minGapDays: 8', 'minGapDays: 0').replace('tone: 4', 'tone: 9'));
  await page.getByText('2 things are not right yet.').waitFor();
  await page.getByText('minGapDays', { exact: true }).waitFor();
  await page.getByText('steps.4.tone', { exact: true }).waitFor();
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
  await sceneIsSound(page, 'policy-faults');
  await text.fill(`${yaml}\n  - ]`);
  await page.getByText('Not YAML', { exact: false }).first().waitFor();
  await page.getByRole('button', { name: 'Leave as it was' }).click();
  await page.getByText('not right yet').waitFor({ state: 'detached' });
  expect(faultsOf(page)).toEqual([]);
});

test('a step that asks for a score says that it is asleep while there are none', async () => {
  await page.goto(`${home}/chase/policies/kind-but-clear`);
  await page.getByText('Text (YAML)').click();
  const text = page.getByLabel('The policy as YAML');
  const yaml = await text.inputValue();
  await text.fill(yaml.replace('template: clear', 'template: clear, when: { minScore: 60 }'));
  await page.getByText('Steps', { exact: true }).click();
  await page.getByRole('button', { name: /clear · email.*asleep until scores exist/ }).waitFor();
  await page.getByRole('button', { name: 'Leave as it was' }).click();
  await page.getByText('asleep until scores exist').waitFor({ state: 'detached' });
});

test('a draft is tried on somebody found by a search', async () => {
  await page.goto(`${home}/chase/policies/kind-but-clear`);
  await page.getByRole('combobox', { name: 'Try it on' }).click();
  await page.getByRole('combobox', { name: 'Try it on' }).fill('march');
  await page.getByRole('option', { name: 'Casa Marchetti' }).click();
  await page.getByRole('heading', { name: 'For Casa Marchetti, today' }).waitFor();
  await page
    .getByText('next would be: by email, a word that the promised day has passed')
    .waitFor();
});
