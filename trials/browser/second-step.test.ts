import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeNow } from '../../server/platform/testing-device.ts';
import { faultsOf, type House, openHouse, sceneIsSound } from './harness.ts';
import { settle } from './settle.ts';

const PASSWORD = 'oak table by the window';

let house: House;
let page: Page;
let home: string;
let secret = '';

beforeAll(async () => {
  house = await openHouse({ now: '2026-11-24T08:10:00Z' });
  page = await house.visitor();
  home = await settle(house, page);
});
afterAll(() => house.close());

const card = () =>
  page.locator('section', { has: page.getByRole('heading', { name: 'Second step at sign-in' }) });

test('the owner sets it up with a picture for the device and its first code', async () => {
  await page.goto(`${home}/settings`);
  await card().getByRole('button', { name: 'Set it up' }).click();
  await card().getByRole('textbox', { name: 'Your password' }).fill(PASSWORD);
  await card().getByRole('button', { name: 'Go on' }).click();
  await card().getByRole('img', { name: 'QR code for your device' }).waitFor();
  await sceneIsSound(page, 'second-step');
  secret =
    (await card()
      .getByText(/^[A-Z2-7]{32,}$/)
      .textContent()) ?? '';
  await card().getByLabel('The code it shows now').fill('000000');
  await card().getByRole('button', { name: 'Switch it on' }).click();
  await card().getByText('That is not the code just now').waitFor();
  await card().getByLabel('The code it shows now').fill(codeNow(secret));
  await card().getByRole('button', { name: 'Switch it on' }).click();
  await card().getByText('on', { exact: true }).waitFor();
  await card()
    .getByRole('switch', { name: 'Everybody who works here needs' })
    .click({ force: true });
  await page.getByText('Whoever has no second step sets it up').waitFor();
});

test('then signing in asks for the code', async () => {
  const visitor = await house.visitor();
  await visitor.goto('/sign-in');
  await visitor.getByLabel('Email address').fill('ruth@harbour.example');
  await visitor.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await visitor.getByRole('button', { name: 'Sign in' }).click();
  await visitor.getByRole('heading', { name: 'The second step' }).waitFor();
  await sceneIsSound(visitor, 'code-step');
  await visitor.getByLabel('Code').fill(codeNow(secret));
  await visitor.getByRole('button', { name: 'Come in' }).click();
  await visitor.getByRole('heading', { name: 'Good morning, Ruth' }).waitFor();
  expect(faultsOf(visitor)).toEqual([]);
});

test('a colleague without one sets it up at the door', async () => {
  await page.goto(`${home}/settings`);
  const people = page.locator('section', { has: page.getByRole('heading', { name: 'People' }) });
  await people.getByRole('textbox', { name: 'Name' }).fill('Tom Reed');
  await people.getByRole('textbox', { name: 'Email address' }).fill('tom@harbour.example');
  await people.getByRole('button', { name: 'Let somebody in' }).click();
  const link = await people.getByText(/set-password#/).textContent();
  const tom = await house.visitor();
  await tom.goto(link ?? '');
  await tom.getByRole('textbox', { name: 'Password' }).fill('a chisel and a plane');
  await tom.getByRole('button', { name: 'Come in' }).click();
  await tom.getByRole('heading', { name: 'One more step' }).waitFor();
  await sceneIsSound(tom, 'step-first');
  await tom.getByRole('textbox', { name: 'Your password' }).fill('a chisel and a plane');
  await tom.getByRole('button', { name: 'Go on' }).click();
  const key = (await tom.getByText(/^[A-Z2-7]{32,}$/).textContent()) ?? '';
  await tom.getByLabel('The code it shows now').fill(codeNow(key));
  await tom.getByRole('button', { name: 'Switch it on' }).click();
  await tom.getByRole('heading', { name: 'Good morning, Tom' }).waitFor();
});
