import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { day } from '../../core/base/index.ts';
import { openWork } from '../../server/platform/index.ts';
import { runRound } from '../../server/rounds/index.ts';
import { recordPayment } from '../../server/settle/index.ts';
import { addInvoice } from '../kit/receivables.ts';
import { faultsOf, type House, openHouse, sceneIsSound } from './harness.ts';
import { fillSample } from './sample.ts';
import { settle } from './settle.ts';

let house: House;
let page: Page;
let home: string;
let casa: string;

/** Invoices of the past year: number, days late when they were paid. */
const PAID: readonly [number: string, dueOn: string, paidOn: string][] = [
  ['H-0801', '2026-02-10', '2026-02-22'],
  ['H-0822', '2026-03-10', '2026-03-08'],
  ['H-0840', '2026-04-10', '2026-04-24'],
  ['H-0866', '2026-05-10', '2026-05-24'],
  ['H-0890', '2026-06-10', '2026-06-26'],
  ['H-0915', '2026-07-10', '2026-08-10'],
  ['H-0944', '2026-08-10', '2026-08-22'],
  ['H-0971', '2026-09-10', '2026-09-24'],
];

beforeAll(async () => {
  house = await openHouse({ now: '2026-11-24T08:10:00Z' });
  page = await house.visitor();
  home = await settle(house, page);
  const slug = home.split('/')[2] ?? '';
  const working = openWork(house.platform);
  await working(slug, 'Ruth Okafor', async (work) => {
    await fillSample(work);
    const { id } = await work.tx
      .updateTable('customer')
      .set({ country: 'IT', language: 'it', tone_ceiling: 3 })
      .where('name', '=', 'Casa Marchetti')
      .returning('id')
      .executeTakeFirstOrThrow();
    casa = String(id);
    for (const [number, dueOn, paidOn] of PAID) {
      await addInvoice(work, id, { number, amount: 41_550n, dueOn });
      const payment = { customerId: id, amount: 41_550n, currency: 'GBP', on: day(paidOn) };
      await recordPayment(work, {
        ...payment,
        method: 'bank transfer',
        towards: { invoice: number },
      });
    }
  });
  for (const asOf of ['2026-11-17', '2026-11-20'])
    await runRound(house.platform, slug, { asOf: day(asOf) });
  await runRound(house.platform, slug);
});
afterAll(() => house.close());

test('customers: search with the slash, filter, sort, walk and open by keyboard', async () => {
  await page.goto(`${home}/customers`);
  await page.getByRole('link', { name: 'Alder & Finch Ltd' }).waitFor();
  await sceneIsSound(page, 'customers');
  await page.getByText('Overdue', { exact: true }).first().click();
  await page.getByRole('link', { name: 'Osprey Boats' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /Days late/ }).click();
  const first = page.getByRole('table', { name: 'Customers' }).locator('tbody tr').first();
  await first.getByRole('link', { name: 'Marlow Interiors' }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('march');
  await page.getByRole('link', { name: 'Marlow Interiors' }).waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Casa Marchetti', level: 1 }).waitFor();
});

test('a customer is a conversation, with what happens next and how they pay', async () => {
  await page.goto(`${home}/customers/${casa}`);
  await page.getByText('If it arrives:').waitFor();
  await page.getByText('will pay on').first().waitFor();
  await page.getByText('Nothing is sent until').waitFor();
  await page.getByText('7 of the last 8 late, by 14 days as a rule. Never more than 31.').waitFor();
  await sceneIsSound(page, 'customer');
});

test('lifting a promise, pausing, and writing a payment down say what will happen', async () => {
  await page.goto(`${home}/customers/${casa}`);
  await page.getByRole('button', { name: 'Lift' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('What was promised may be asked for again.').waitFor();
  await sceneIsSound(page, 'lift-promise');
  await dialog.getByRole('button', { name: 'Take it back' }).click();
  await page.getByText('promise lifted').waitFor();
  await page.getByText('Nothing is sent until').waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await dialog.getByLabel('Last day of the pause').fill('2026-12-11');
  await dialog.getByLabel('Why, for your colleagues').fill('stocktaking until the second week');
  await dialog.getByText('Nothing is sent to them until Friday 11 December.').waitFor();
  await dialog.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.getByText('Nothing is sent until').waitFor();

  await page.getByRole('button', { name: 'Write down…' }).click();
  await page.getByRole('menuitem', { name: 'A payment that arrived' }).click();
  await dialog.getByRole('textbox', { name: 'How much' }).fill('1400.00');
  await dialog.getByText('It settles H-1048 in full. £24.50 stays as credit on account.').waitFor();
  await sceneIsSound(page, 'payment');
  await dialog.getByRole('button', { name: 'Record it' }).click();
  await page.getByText('credit on account').first().waitFor();
  await page.getByText('£1,400.00 by bank transfer for H-1048.').waitFor();
  expect(faultsOf(page)).toEqual([]);
});

test('a call, a reply and a dispute are written down where the customer is', async () => {
  await page.goto(`${home}/customers`);
  await page.getByRole('link', { name: 'Dunmore Builders' }).click();
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Record a call' }).click();
  await dialog.getByRole('button', { name: 'left a message' }).click();
  await sceneIsSound(page, 'call');
  await dialog.getByRole('button', { name: 'Write it down' }).click();
  await page.getByText('Left a message.').waitFor();
  await page.getByRole('button', { name: 'Write down…' }).click();
  await page.getByRole('menuitem', { name: 'Something is wrong' }).click();
  await dialog.getByLabel('What is wrong, in their words').fill('one stair is loose');
  await dialog.getByRole('button', { name: 'Write it down' }).click();
  await page.getByText('H-1033: one stair is loose').waitFor();
  await page.getByRole('button', { name: 'Write down…' }).click();
  await page.getByRole('menuitem', { name: 'A reply they sent' }).click();
  await dialog.getByLabel('What they wrote').fill('We will send somebody to look at it.');
  await dialog.getByRole('button', { name: 'Write it down' }).click();
  await page.getByRole('button', { name: 'I have read it' }).waitFor();
});

test('a customer and a contact are added by hand, faults beside their fields', async () => {
  await page.goto(`${home}/customers`);
  await page.getByRole('button', { name: 'Add a customer' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Harrow Books');
  await dialog.getByLabel('Their email address').fill('no-such@address');
  await dialog.getByRole('button', { name: 'Add them' }).click();
  await dialog.getByText('this is not an address mail can be sent to').waitFor();
  await sceneIsSound(page, 'add-customer');
  await dialog.getByLabel('Their email address').fill('post@harrow.example');
  await dialog.getByRole('button', { name: 'Add them' }).click();
  await page.getByRole('heading', { name: 'Harrow Books', level: 1 }).waitFor();
  await page.getByText('Nothing has happened with them yet.', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'Add a contact' }).click();
  await dialog.getByLabel('Name').fill('Ines Harrow');
  await dialog.getByLabel('Telephone').fill('+44 20 7946 0000');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await page.getByText('Ines Harrow').first().waitFor();
});

test('invoices, one with its history and why, and the statement as at any day', async () => {
  await page.goto(`${home}/bill/invoices`);
  await page.getByRole('link', { name: 'H-1071' }).waitFor();
  await sceneIsSound(page, 'invoices');
  await page.goto(`${home}/bill/invoices?state=overdue&sort=due`);
  await page.getByRole('link', { name: 'H-0921' }).click();
  await page.getByRole('heading', { name: 'H-0921' }).waitFor();
  await page.getByText('Today, and why').waitFor();
  await page.getByRole('button', { name: 'Give credit for it' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('How much, in GBP').fill('80.00');
  await dialog.getByLabel('What for').fill('one shelf was short');
  await dialog.getByRole('button', { name: 'Write the credit note' }).click();
  await page.getByText('Credit on account set against it: Credit note H-0921-C').waitFor();
  await sceneIsSound(page, 'invoice');
  await page.goto(`${home}/customers/${casa}/statement?from=2026-06-01&asOf=2026-11-20`);
  await page.getByText('Opening balance').waitFor();
  await page.getByText('Payment by bank transfer for H-0971').waitFor();
  await sceneIsSound(page, 'statement');
});

test('an invoice in three parts is written by hand and sums to the penny', async () => {
  await page.goto(`${home}/bill/invoices`);
  await page.getByRole('button', { name: 'Write an invoice' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Customer' }).click();
  await page.keyboard.type('wren');
  await page.getByRole('option', { name: 'Wren Bakery' }).click();
  await dialog.getByLabel('Number').fill('H-2001');
  await dialog.getByRole('textbox', { name: 'Amount' }).fill('100.00');
  await dialog.getByRole('button', { name: 'Due in parts' }).click();
  expect(await dialog.getByLabel('Part 1, amount').inputValue()).toBe('33.34');
  await sceneIsSound(page, 'new-invoice');
  await dialog.getByRole('button', { name: 'Write it' }).click();
  await page.getByRole('heading', { name: 'H-2001' }).waitFor();
  await page.getByText('Invoiced, part 3').waitFor();
});

test('a letter by hand says what to think of first, and can be dropped', async () => {
  await page.goto(`${home}/customers/${casa}`);
  await page.getByRole('button', { name: 'Write', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Write to Casa Marchetti' });
  await dialog.getByText('Before you write.').waitFor();
  await dialog.getByLabel('Subject').fill('Your shelves');
  await dialog.getByLabel('Words').fill('Dear Giulia,\n\nthe shelves are on their way.');
  await sceneIsSound(page, 'write');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await page.getByText('Kept in the outbox').waitFor();
  await page.goto(`${home}/chase/outbox`);
  await page.getByText('Written by Ruth Okafor').waitFor();
  await page.getByRole('button', { name: 'Read the message to Casa Marchetti' }).first().click();
  const letter = page.frameLocator('iframe');
  await letter.getByText('the shelves are on their way').waitFor();
  await page.getByRole('button', { name: 'Drop' }).click();
  await page.getByRole('dialog', { name: /^Drop/ }).getByRole('button', { name: 'Drop' }).click();
  await page.getByText('Written by Ruth Okafor').waitFor({ state: 'detached' });
  expect(faultsOf(page)).toEqual([]);
});
