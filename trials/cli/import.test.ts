import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { Installation, oneLine } from './kit.ts';
import { importShape } from './shapes.ts';

/* Importing by the command line as an owner meets it, who has a file of their own making. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let duly: Installation;
beforeAll(async () => {
  duly = await new Installation().hold();
  await duly.do('business', 'add', 'Brightwood', '--country', 'GB', '--currency', 'GBP');
});
afterAll(() => duly.close());

const OWN = [
  'Who,Paper,Made,How much',
  'Alder & Finch Ltd,P-1,2026-01-05,820.00',
  'Beech Interiors,P-2,2026-01-09,99.50',
];

const proposalShape = importShape.extend({
  proposal: z.strictObject({
    columns: z.array(z.strictObject({ name: z.string(), samples: z.array(z.string()) })),
    mapping: z.record(z.string(), z.string().nullable()),
    missing: z.array(z.string()),
  }),
});

test('columns nobody knows fail with a proposal, which can be said back', async () => {
  const file = duly.file('own.csv', OWN);
  const refused = await duly.run(['import', file, '--json']);
  expect(refused.code).toBe(1);
  expect(oneLine(refused, proposalShape).proposal.mapping).toMatchObject({ Who: 'customer' });
  const map = /--map "(.*)"/.exec(refused.stderr)?.[1] ?? '';
  expect(map).toBe('Customer=Who,Invoice number=Paper,Invoice date=Made,Amount=How much');
  expect(refused.stderr).toMatch(/ {2}Who +customer +Alder & Finch Ltd · Beech Interiors/);
  const done = await duly.json(importShape, ['import', file, '--map', map]);
  expect(done.invoices.created).toBe(2);
  // The same headings are known from now on.
  const later = duly.file('later.csv', [OWN[0]!, 'Chestnut Lofts,P-3,2026-02-01,12.00']);
  expect((await duly.json(importShape, ['import', later])).invoices.created).toBe(1);
});

test('a word or a column that is not there is refused by name', async () => {
  const file = duly.file('strange.csv', OWN);
  const word = await duly.run(['import', file, '--map', 'Colour=Who']);
  expect([word.code, word.stderr]).toEqual([1, expect.stringContaining('"Colour=Who"')]);
  const column = await duly.run(['import', file, '--map', 'Customer=Whom']);
  expect(column.stderr).toContain('There is no column "Whom" in this file');
});

test('a refusal tells remarks as well as problems, and how many there are in all', async () => {
  const rows = Array.from({ length: 3_500 }, (_, n) => `A,x@,${n},2026-01-01,ten`);
  const file = duly.file('long.csv', [
    'Customer,Email,Invoice Number,Invoice Date,Amount',
    ...rows,
  ]);
  const ran = await duly.run(['import', file]);
  expect(ran.code).toBe(1);
  expect(ran.stderr).toContain('3,500 problems. Nothing of it was imported.');
  expect(ran.stderr).toContain('and 3,480 more.');
  expect(ran.stderr).toMatch(/3500 lines, the first is line 2: "x@" is not an email address/);
});

test('dates that may be two are asked about once', async () => {
  const file = duly.file('both.csv', [
    'Customer,Invoice Number,Invoice Date,Amount',
    ...Array.from({ length: 9 }, (_, n) => `A,D-${n},0${n + 1}/02/2026,5.00`),
  ]);
  const ran = await duly.run(['import', file, '--json']);
  const { problems } = oneLine(ran, importShape);
  expect(problems).toHaveLength(1);
  expect(problems[0]!.message).toContain('--dates day-first');
});
