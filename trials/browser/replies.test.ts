import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeMail } from '../../server/discuss/index.ts';
import { openWork } from '../../server/platform/index.ts';
import { faultsOf, type House, openHouse, sceneIsSound } from './harness.ts';
import { fillSample } from './sample.ts';
import { settle } from './settle.ts';

let house: House;
let page: Page;
let home: string;
let customer: string;

beforeAll(async () => {
  house = await openHouse({ now: '2026-11-24T08:10:00Z' });
  page = await house.visitor();
  home = await settle(house, page);
  await openWork(house.platform)(home.split('/')[2] ?? '', 'customer', async (work) => {
    await fillSample(work);
    const { id, email } = await work.tx
      .selectFrom('contact')
      .innerJoin('customer', 'customer.id', 'contact.customer_id')
      .select(['customer.id', 'contact.email'])
      .where('customer.name', '=', 'Casa Marchetti')
      .executeTakeFirstOrThrow();
    customer = String(id);
    const mail = {
      answers: [],
      to: [],
      sentAt: '2026-11-24T07:40:00.000Z',
      headers: new Map(),
      reports: [],
      attachments: [],
    };
    const arrived = { receivedAt: work.now, isCutOff: false };
    const file = { name: 'ricevuta.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.7') };
    const known = { name: 'Paola Marchetti', address: email!.toLowerCase() };
    await takeMail(
      work,
      {
        ...mail,
        messageId: '<1@casa.example>',
        from: known,
        subject: 'Re: Invoice',
        text: 'Buongiorno, scusate il ritardo. Pagheremo venerdì.\n\nPaola',
        attachments: [file],
      },
      arrived,
    );
    const stranger = { name: 'Jo Park', address: 'jo@elsewhere.example' };
    const words = 'We paid this yesterday.';
    const other = { ...mail, from: stranger, messageId: '<2@elsewhere.example>' };
    await takeMail(work, { ...other, subject: 'Your invoice', text: words }, arrived);
  });
});
afterAll(() => house.close());

test('a reply is read with its sentence marked, and one click records it', async () => {
  await page.goto(`${home}/discuss?show=replies`);
  await page.locator('mark', { hasText: 'Pagheremo venerdì.' }).waitFor();
  await page.getByText('They will pay all of it on Friday 27 November').waitFor();
  await sceneIsSound(page, 'replies');
  const saved = page.waitForEvent('download');
  await page.getByRole('link', { name: 'ricevuta.pdf' }).click();
  expect((await saved).suggestedFilename()).toBe('ricevuta.pdf');
  await page.goto(`${home}/customers/${customer}`);
  await page.locator('mark', { hasText: 'Pagheremo venerdì.' }).waitFor();
  await page.getByRole('button', { name: 'Yes, record it' }).click();
  await page.getByText('will pay on', { exact: true }).waitFor();
  await page.locator('mark').waitFor({ state: 'detached' });
  expect(faultsOf(page)).toEqual([]);
});

test('mail of an unknown sender waits for somebody to say whose it is', async () => {
  await page.goto(`${home}/discuss?show=unknown`);
  await page.getByText('jo@elsewhere.example').waitFor();
  await sceneIsSound(page, 'unknown-senders');
  await page.getByRole('combobox', { name: 'Whose mail it is' }).fill('Casa');
  await page.getByRole('option', { name: 'Casa Marchetti' }).click();
  await page.getByRole('button', { name: 'It is theirs' }).click();
  await page.getByText('Every mail has found its customer').waitFor();
  await page.getByText('Replies', { exact: true }).click();
  await page.getByText('They paid on Monday 23 November').waitFor();
  await page.getByText('not one of their contacts').waitFor();
  await page.getByRole('button', { name: 'it is read' }).click();
  await page.getByText('No reply waits to be read').waitFor();
  expect(faultsOf(page)).toEqual([]);
});
