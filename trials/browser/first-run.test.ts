import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse, sceneIsSound } from './harness.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ now: '2026-11-24T08:10:00Z' });
});
afterAll(() => house.close());

test('a stranger starts with their own business and is shown the first step', async () => {
  const page = await house.visitor();
  await page.goto('/');
  await page.getByRole('heading', { name: 'Good to have you here' }).waitFor();
  await sceneIsSound(page, 'front-page');

  await page.getByRole('link', { name: 'Start with your own' }).click();
  await page.getByRole('heading', { name: 'Start with your own' }).waitFor();
  await sceneIsSound(page, 'start');
  await page.getByLabel('Your name').fill('Ruth Okafor');
  await page.getByLabel('Email address').fill('ruth@harbour.example');
  await page.getByLabel('Password', { exact: true }).fill('oak table by the window');
  await page.getByLabel('Name', { exact: true }).fill('Harbour & Pine');
  await page.getByRole('combobox', { name: 'Country' }).fill('ireland');
  await page.getByRole('option', { name: 'Ireland', exact: true }).click();
  expect(await page.getByRole('combobox', { name: 'Currency' }).inputValue()).toContain('EUR');
  await page.getByRole('button', { name: 'Open my business' }).click();

  await page.getByRole('heading', { name: 'Good morning, Ruth' }).waitFor();
  await page.getByRole('heading', { name: 'Who owes what will be here' }).waitFor();
  await page.getByRole('link', { name: 'Bring in your invoices' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/b/harbour-pine/today');
  await sceneIsSound(page, 'today-empty');
});

test('a stranger looks around in the demo with one click', async () => {
  const page = await house.visitor();
  await page.goto('/');
  await page.getByRole('button', { name: 'Look around in a demo business' }).click();
  await page.getByRole('heading', { name: /^Good morning, / }).waitFor();
  await page.getByRole('heading', { name: 'Ready to go out' }).waitFor();
  await sceneIsSound(page, 'demo');
});

test('whoever comes next signs in, and a wrong password says so calmly', async () => {
  const page = await house.visitor();
  await page.goto('/b/harbour-pine/today');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.getByLabel('Email address').fill('ruth@harbour.example');
  await page.getByRole('textbox', { name: 'Password' }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('That address and password do not belong together.').waitFor();
  await sceneIsSound(page, 'sign-in');
  await page.getByRole('textbox', { name: 'Password' }).fill('oak table by the window');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Good morning, Ruth' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/b/harbour-pine/today');
});
