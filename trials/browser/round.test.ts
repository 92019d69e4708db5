import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { savePolicy, shippedPolicies } from '../../server/chase/index.ts';
import { openWork } from '../../server/platform/index.ts';
import { runRound } from '../../server/rounds/index.ts';
import { faultsOf, type House, openHouse, sceneIsSound } from './harness.ts';
import { fillSample } from './sample.ts';
import { settle } from './settle.ts';

let house: House;
let page: Page;
let home: string;

beforeAll(async () => {
  const now = '2026-11-24T08:10:00Z';
  house = await openHouse({ now, config: { now: Temporal.Instant.from(now) } });
  page = await house.visitor();
  home = await settle(house, page);
  const slug = home.split('/')[2] ?? '';
  await openWork(house.platform)(slug, 'Ruth Okafor', async (work) => {
    await fillSample(work);
    // Everything waits for a yes.
    const kind = shippedPolicies().find((policy) => policy.id === 'kind-but-clear');
    await savePolicy(work, kind?.yaml.replace('mode: approve', 'mode: draft') ?? '');
  });
  await runRound(house.platform, slug);
});
afterAll(() => house.close());

/** Messages of the business by state, as the database has them. */
async function states(): Promise<Record<string, string>> {
  const rows = await house.platform.database.system
    .selectFrom('message as m')
    .innerJoin('customer as c', 'c.id', 'm.customer_id')
    .select(['c.name', 'm.state'])
    .execute();
  return Object.fromEntries(rows.map((row) => [row.name, row.state]));
}

test('the round shows every message with why, and opens it as it arrives', async () => {
  await page.goto(`${home}/chase/round`);
  await page.getByText('7 wait for your yes').waitFor();
  await page
    .getByText('The clock was moved for a trial: for Duly it is Tuesday 24 November, 08:10')
    .waitFor();
  await sceneIsSound(page, 'round');
  await page.getByRole('button', { name: 'Read the message to Penrose Garden Co' }).click();
  const dialog = page.getByRole('dialog', { name: 'Message' });
  const body = dialog.frameLocator('iframe');
  await body.getByText('H-1052').first().waitFor();
  await dialog.getByText('penrose.garden.co@customer.example').waitFor();
  await sceneIsSound(page, 'message');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
});

test('by keyboard: walk, approve, take back, write other words, drop', async () => {
  await page.goto(`${home}/chase/round`);
  await page.getByText('7 wait for your yes').waitFor();
  const rows = page.getByRole('list').locator('li[data-row]');
  const first = await rows.nth(0).getByRole('link').first().textContent();
  await page.keyboard.press('j');
  expect(await rows.nth(0).getAttribute('data-active')).toBe('true');
  await page.keyboard.press('a');
  await page.getByText('6 wait for your yes, 1 would leave at its hour').waitFor();
  expect((await states())[first ?? '']).toBe('queued');

  await page.getByRole('button', { name: `Take back the message to ${first}` }).click();
  await page.getByText('7 wait for your yes').waitFor();
  expect((await states())[first ?? '']).toBe('proposed');

  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog', { name: 'Message' });
  await dialog.getByLabel('Words').fill('Dear all, a small note from the workshop.');
  await sceneIsSound(page, 'message-edit');
  await dialog.getByRole('button', { name: 'Keep these words' }).click();
  await dialog.frameLocator('iframe').getByText('a small note from the workshop').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });

  await page.keyboard.press('x');
  const drop = page.getByRole('dialog', { name: /Drop the message/ });
  await drop.getByRole('button', { name: 'Drop it' }).click();
  await page.getByText('6 wait for your yes').waitFor();
  expect(Object.values(await states()).filter((state) => state === 'dropped')).toHaveLength(1);
});

test('approving all says first who receives what', async () => {
  await page.goto(`${home}/chase/round`);
  await page.getByRole('button', { name: 'Approve all 6' }).click();
  const dialog = page.getByRole('dialog', { name: 'Approve 6 messages' });
  await dialog.getByText('Dunmore Builders').waitFor();
  await dialog.getByText('none leaves').waitFor();
  await sceneIsSound(page, 'approve-all');
  await dialog.getByRole('button', { name: 'Approve 6' }).click();
  await page.getByText('6 would leave at their hour').waitFor();
  expect(Object.values(await states()).filter((state) => state === 'queued')).toHaveLength(6);
});

test('the held ones say why, customer by customer', async () => {
  await page.goto(`${home}/chase/round?show=held`);
  // What is out of the ordinary stands first, and is open.
  await page.getByRole('button', { name: /promised/, expanded: true }).waitFor();
  await page.getByRole('link', { name: 'Casa Marchetti' }).waitFor();
  await page.getByText(/is promised for 27 Nov/).waitFor();
  await sceneIsSound(page, 'held');
});

test('the outbox keeps what is upcoming and what was dropped', async () => {
  await page.goto(`${home}/chase/outbox`);
  await page
    .getByRole('button', { name: /^Read the message/ })
    .first()
    .waitFor();
  expect(await page.getByRole('button', { name: /^Read the message/ }).count()).toBe(6);
  await sceneIsSound(page, 'outbox');
  await page.getByText('Held', { exact: true }).click();
  await page.getByText('dropped').first().waitFor();
  await page.getByText('Not delivered', { exact: true }).click();
  await page.getByText('Everything arrived').waitFor();
  expect(faultsOf(page)).toEqual([]);
});
