import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsOf, type House, openHouse, sceneIsSound } from './harness.ts';
import { settle } from './settle.ts';

let house: House;
let page: Page;
let home: string;

beforeAll(async () => {
  house = await openHouse({
    now: '2026-11-24T08:10:00Z',
    config: { smtpUrl: 'smtp://127.0.0.1:2525' },
  });
  page = await house.visitor();
  home = await settle(house, page);
});
afterAll(() => house.close());

test('the owner says who they are, how to be paid, and lets a colleague in', async () => {
  await page.goto(`${home}/settings`);
  await page.getByLabel('Phone').fill('+44 20 7946 0018');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await page.getByText('Saved. The next messages say it so.').waitFor();

  const pay = page.getByRole('textbox', { name: 'Words' });
  await pay.fill('By bank transfer, 00-00-00, 12345678');
  await page.getByRole('button', { name: 'Save' }).last().click();
  await page.getByText('Saved.', { exact: true }).waitFor();
  await pay.fill('By bank transfer, 11-11-11, 87654321');
  await page.getByRole('button', { name: 'Ask for these words' }).click();
  await page.getByText('You asked').waitFor();

  const people = page.locator('section', { has: page.getByRole('heading', { name: 'People' }) });
  await people.getByRole('textbox', { name: 'Name' }).fill('Tom Reed');
  await people.getByRole('textbox', { name: 'Email address' }).fill('tom@harbour.example');
  await people.getByRole('button', { name: 'Let somebody in' }).click();
  await people.getByText('Hand this link to Tom Reed').waitFor();
  const link = await people.getByText(/set-password#/).textContent();
  const tom = await house.visitor();
  await tom.goto(link ?? '');
  await tom.getByRole('textbox', { name: 'Password' }).fill('a chisel and a plane');
  await sceneIsSound(tom, 'set-password');
  await tom.getByRole('button', { name: 'Come in' }).click();
  await tom.getByRole('heading', { name: 'Good morning, Tom' }).waitFor();

  const keys = page.locator('section', { has: page.getByRole('heading', { name: 'API keys' }) });
  await keys.getByRole('textbox', { name: 'What it is for' }).fill('till');
  await keys.getByRole('button', { name: 'Make a key' }).click();
  await keys.getByText(/duly_/).first().waitFor();
  await sceneIsSound(page, 'settings');
});

test('a test mail says what the mail server answered, here that nobody is there', async () => {
  await page.goto(`${home}/settings`);
  await page.getByRole('button', { name: 'Send a test mail to yourself' }).click();
  await page.getByText('It did not go to ruth@harbour.example just now').waitFor();
  await page.getByText(/could not be reached/).waitFor();
});

test('going live says first what will happen, and can be taken back', async () => {
  await page.goto(`${home}/settings`);
  await page.getByRole('button', { name: 'Go live by email' }).click();
  const dialog = page.getByRole('dialog', { name: 'Go live by email' });
  await dialog.getByText('really leave').waitFor();
  await sceneIsSound(page, 'go-live');
  await dialog.getByRole('button', { name: 'Go live' }).click();
  await page.getByText('Messages really leave').waitFor();
  await page.getByRole('button', { name: 'Back to safe mode' }).click();
  await page.getByText('None reaches a customer until you go live').waitFor();
  expect(faultsOf(page)).toEqual([]);
});
