import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectOwner } from '../../server/platform/connection.ts';
import { type House, openHouse, sceneIsSound } from './harness.ts';
import { settle } from './settle.ts';

let house: House;
let page: Page;
let home: string;

const HEAD = 'Customer,Email,Country,Invoice Number,Invoice Date,Due Date,Amount,Currency';

beforeAll(async () => {
  house = await openHouse({ now: '2026-11-24T08:10:00Z' });
  page = await house.visitor();
  home = await settle(house, page);
});
afterAll(() => house.close());

async function choose(name: string, lines: readonly string[]): Promise<void> {
  await page.getByLabel('File to import', { exact: true }).setInputFiles({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(`${lines.join('\n')}\n`),
  });
}

test('a file is tried, its figures said, and only then kept; twice changes nothing', async () => {
  await page.goto(`${home}/settle/import`);
  await page.getByText('Drop a file here').waitFor();
  await sceneIsSound(page, 'import');
  const lines = [
    HEAD,
    'Alder & Finch Ltd,accounts@alder.example,GB,H-1,2026-10-20,2026-11-20,820.00,GBP',
    'Casa Marchetti,giulia@marchetti.example,IT,H-2,2026-10-14,2026-11-14,"1,375.50",EUR',
    'Alder & Finch Ltd,accounts@alder.example,GB,H-3,2026-11-01,2026-12-01,99.50,GBP',
  ];
  await choose('open invoices.csv', lines);
  await page.getByRole('heading', { name: 'What it would do' }).waitFor();
  await page.getByText(/£919\.50/).waitFor();
  await page.getByText(/€1,375\.50/).waitFor();
  await sceneIsSound(page, 'import-check');
  expect(await customers()).toBe(0);
  await page.getByRole('button', { name: 'Import it' }).click();
  await page.getByRole('heading', { name: 'open invoices.csv is in' }).waitFor();
  await sceneIsSound(page, 'import-done');
  expect(await customers()).toBe(2);

  await page.getByRole('button', { name: 'Another file' }).click();
  await page.getByText('What came in before').waitFor();
  await choose('open invoices.csv', lines);
  await page.getByRole('button', { name: 'Import it' }).click();
  await page.getByRole('heading', { name: 'open invoices.csv was known already' }).waitFor();
});

test('dates that can be read both ways are asked about', async () => {
  await page.goto(`${home}/settle/import`);
  await choose('both ways.csv', [
    HEAD,
    'Wren Bakery,post@wren.example,GB,W-1,03/04/2026,05/06/2026,10.00,GBP',
  ]);
  await page.getByRole('heading', { name: 'Which day is that?' }).waitFor();
  await sceneIsSound(page, 'import-dates');
  await page.getByRole('button', { name: /as usual here/ }).click();
  await page.getByRole('button', { name: 'Import it' }).click();
  await page.getByRole('heading', { name: 'both ways.csv is in' }).waitFor();
});

test('every bad line is named by number, column and value; nothing is kept', async () => {
  const before = await customers();
  await page.goto(`${home}/settle/import`);
  await choose('bad.csv', [
    HEAD,
    'Osprey Boats,post@osprey.example,GB,O-1,2026-02-30,2026-03-30,10.00,GBP',
    'Osprey Boats,post@osprey.example,GB,O-2,2026-03-01,2026-03-30,ten pounds,GBP',
  ]);
  await page.getByText('Line 2', { exact: true }).waitFor();
  await page.getByText('Line 3', { exact: true }).waitFor();
  await page.getByRole('code').getByText('ten pounds', { exact: true }).waitFor();
  await sceneIsSound(page, 'import-problems');
  expect(await page.getByRole('button', { name: 'Import it' }).count()).toBe(0);
  expect(await customers()).toBe(before);
});

test('a heading nobody knows is put right on screen', async () => {
  await page.goto(`${home}/settle/import`);
  await choose('own headings.csv', [
    'Customer,Our word,Invoice Date,Due Date,Amount,Currency',
    'Thistle & Rye,T-1,2026-10-01,2026-10-31,388.00,GBP',
  ]);
  await page.getByText('There is no column for the invoice number.', { exact: false }).waitFor();
  const number = page.getByRole('combobox', { name: 'Invoice number' });
  expect(await number.inputValue()).toBe('Our word');
  await page.getByRole('button', { name: 'Read it this way' }).click();
  await page.getByRole('button', { name: 'Import it' }).click();
  await page.getByRole('heading', { name: 'own headings.csv is in' }).waitFor();
});

test('a table without any known heading is read as its owner says, and remembered', async () => {
  const head = 'Who,Paper,Made,Pay by,How much,Left,Post';
  const rows = (paper: string) => [
    `Thistle & Rye,${paper}-1,01/10/2026,31/10/2026,388.00,388.00,post@thistle.example`,
    `Wharf Street Deli,${paper}-2,13/10/2026,12/11/2026,75.20,20.00,deli@wharf.example`,
  ];
  await page.goto(`${home}/settle/import`);
  await choose('our book.csv', [head, ...rows('B')]);
  await page.getByRole('heading', { name: 'Which column is which?' }).waitFor();
  const chosen = (name: string) => page.getByRole('combobox', { name, exact: true }).inputValue();
  expect(await chosen('Customer')).toBe('Who');
  expect(await chosen('Due date')).toBe('Pay by');
  expect(await chosen('Amount')).toBe('How much');
  await page.getByText('Thistle & Rye · Wharf Street Deli').waitFor();
  await sceneIsSound(page, 'import-mapping');
  await page.getByRole('button', { name: 'Something else is in the file' }).click();
  await page.getByRole('combobox', { name: 'What is still open' }).click();
  await page.getByRole('option', { name: 'Left', exact: true }).click();
  await page.getByRole('button', { name: 'Read it this way' }).click();
  await page.getByRole('heading', { name: 'What it would do' }).waitFor();
  await page.getByText(/£463\.20/).waitFor();
  await sceneIsSound(page, 'import-mapped');
  await page.getByRole('button', { name: 'Import it' }).click();
  await page.getByRole('heading', { name: 'our book.csv is in' }).waitFor();
  await page.getByRole('button', { name: 'Another file' }).click();
  await choose('our book, november.csv', [head, ...rows('C')]);
  await page.getByRole('heading', { name: 'What it would do' }).waitFor();
  expect(await page.getByRole('heading', { name: 'Which column is which?' }).count()).toBe(0);
});

test('how far a long file is can be seen while the server works', async () => {
  await page.goto(`${home}/settle/import`);
  const rows = Array.from(
    { length: 20_000 },
    (_, n) => `Long Lane Mill,,GB,L-${n},2026-10-01,2026-10-31,10.00,GBP`,
  );
  // The import waits for this lock once it has read the lines.
  const owner = await connectOwner(house.platform.database.url);
  await owner.query('begin; lock table import in access exclusive mode');
  try {
    await choose('long.csv', [HEAD, ...rows]);
    await page.getByText('Trying it out, keeping nothing: long.csv').waitFor();
    await page.getByText('Comparing them with what is here').waitFor();
    await page.getByText('20,000 of 20,000').waitFor();
    await sceneIsSound(page, 'import-progress');
  } finally {
    await owner.query('rollback');
    await owner.end();
  }
  await page.getByText(/£200,000\.00/).waitFor();
});

test('a file is dropped on the page', async () => {
  await page.goto(`${home}/settle/import`);
  const transfer = await page.evaluateHandle((head) => {
    const data = new DataTransfer();
    const text = `${head}\nPepper & Co,p@pepper.example,GB,P-9,2026-10-01,2026-10-31,12.00,GBP\n`;
    data.items.add(new File([text], 'dropped.csv', { type: 'text/csv' }));
    return data;
  }, HEAD);
  await page.getByRole('region', { name: 'A file to import' }).dispatchEvent('drop', {
    dataTransfer: transfer,
  });
  await page.getByText('dropped.csv').first().waitFor();
  await page.getByRole('button', { name: 'Import it' }).waitFor();
});

async function customers(): Promise<number> {
  const rows = await house.platform.database.system.selectFrom('customer').select('id').execute();
  return rows.length;
}
