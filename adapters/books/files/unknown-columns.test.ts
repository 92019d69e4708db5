import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { day } from '../../../core/base/index.ts';
import {
  ColumnsUnknownError,
  type FileRecord,
  fileOf,
  openFile,
  type ReadOptions,
  readMappingText,
} from './index.ts';

const BRITISH: ReadOptions = { today: day('2026-03-02'), country: 'GB', currency: 'GBP' };

function open(bytes: string | Uint8Array, options: Partial<ReadOptions> = {}) {
  const source = fileOf(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, 'own.csv');
  return openFile(source, { ...BRITISH, ...options });
}

async function refused(bytes: string | Uint8Array): Promise<ColumnsUnknownError> {
  const error = await open(bytes).catch((failure: unknown) => failure);
  if (error instanceof ColumnsUnknownError) return error;
  throw new Error(`not refused for its columns: ${error}`);
}

async function recordsOf(bytes: string, options: Partial<ReadOptions>): Promise<FileRecord[]> {
  const file = await open(bytes, options);
  const records: FileRecord[] = [];
  for await (const batch of file.records()) records.push(...batch);
  expect(file.problems.listed).toEqual([]);
  return records;
}

const OWN = [
  'Who,Paper,Made,Pay by,How much,Post',
  'Alder & Finch Ltd,P-101,2026-01-05,2026-02-04,820.00,sam@alder.example',
  'Beech Interiors,P-102,2026-01-09,2026-02-08,99.50,ann@beech.example',
  'Alder & Finch Ltd,P-103,2026-01-12,2026-02-11,15.00,sam@alder.example',
].join('\n');

describe('columns that nobody recognises', () => {
  it('are refused with their values and a proposal made from names and values', async () => {
    const { message, proposal } = await refused(`${OWN}\n`);
    expect(message).toMatch(/No column names were recognised\. Nothing was imported/);
    expect(proposal.missing).toEqual([]);
    expect(proposal.mapping).toEqual({
      Who: 'customer',
      Paper: 'number',
      Made: 'issued',
      'Pay by': 'due',
      'How much': 'amount',
      Post: 'email',
    });
    expect(proposal.columns[0]).toEqual({
      name: 'Who',
      samples: ['Alder & Finch Ltd', 'Beech Interiors'],
    });
  });

  it('are read once a person has said what they are', async () => {
    const { proposal } = await refused(`${OWN}\n`);
    const records = await recordsOf(`${OWN}\n`, { mapping: proposal.mapping });
    expect(records).toHaveLength(3);
    expect(records[0]).toMatchObject({
      customer: { name: 'Alder & Finch Ltd', emails: ['sam@alder.example'] },
      invoice: { number: 'P-101', dueOn: day('2026-02-04'), amount: 82_000n },
    });
  });

  it('keep what was recognised; the rest is proposed beside it', async () => {
    const { message, proposal } = await refused(
      'Customer,Our word,Invoice Date,Amount\nA,T-1,2026-01-01,5.00\nA,T-2,2026-01-02,6.00\n',
    );
    expect(message).toMatch(/There is no column for the invoice number\. Nothing was imported/);
    expect(proposal.mapping).toMatchObject({ Customer: 'customer', 'Our word': 'number' });
  });

  it('a date never before the other one is the day things are due', async () => {
    const { proposal } = await refused(
      'A1,B1,C1,D1,E1\nAsh,2026-02-04,7001,2026-01-05,10.00\nElm,2026-02-20,7002,2026-01-21,11.00\n',
    );
    expect(proposal.mapping).toMatchObject({ B1: 'due', D1: 'issued', C1: 'number', E1: 'amount' });
  });

  it('are counted in a table that begins with values at once', async () => {
    const bare = 'Ash Ltd,7001,2026-01-05,10.00\nElm Ltd,7002,2026-01-21,11.00\n';
    const { proposal } = await refused(bare);
    expect(proposal.mapping).toEqual({
      'Column 1': 'customer',
      'Column 2': 'number',
      'Column 3': 'issued',
      'Column 4': 'amount',
    });
    const records = await recordsOf(bare, { mapping: proposal.mapping });
    expect(records.map((one) => [one.line, one.invoice?.number])).toEqual([
      [1, '7001'],
      [2, '7002'],
    ]);
  });

  it('are proposed in a workbook as well, and in another script', async () => {
    const row = (cells: string[]) =>
      `<row>${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`;
    const rows = [
      ['顧客', '番号', '日付', '金額'],
      ['青木工務店', 'A-1', '2026-01-05', '1200'],
      ['高橋商店', 'A-2', '2026-01-06', '800'],
    ];
    const text = (value: string) => new TextEncoder().encode(value);
    const book = zipSync({
      'xl/workbook.xml': text('<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>'),
      'xl/_rels/workbook.xml.rels': text(
        '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
      ),
      'xl/worksheets/sheet1.xml': text(
        `<worksheet><sheetData>${rows.map(row).join('')}</sheetData></worksheet>`,
      ),
    });
    const { proposal } = await refused(book);
    expect(proposal.mapping).toEqual({
      顧客: 'customer',
      番号: 'number',
      日付: 'issued',
      金額: 'amount',
    });
  });

  it('two columns of one name are two columns', async () => {
    const { proposal } = await refused('Thing,Date,Date,Much\nAsh,2026-01-05,2026-02-05,1.00\n');
    expect(proposal.columns.map((one) => one.name)).toEqual(['Thing', 'Date', 'Date (2)', 'Much']);
  });

  it('an amount without a number and a date is no list of customers', async () => {
    const { message } = await refused('Customer,Amount\nAsh,5.00\n');
    expect(message).toMatch(/no column for the invoice number or the invoice date or due date/);
  });

  it('a column that is not there is refused by its name', async () => {
    await expect(open(`${OWN}\n`, { mapping: { Whom: 'customer' } })).rejects.toThrow(
      /There is no column "Whom" in this file.*Who, Paper/,
    );
  });
});

describe('an assignment as people write it', () => {
  it.each([
    ['Customer=Who,Amount=How much', { Who: 'customer', 'How much': 'amount' }],
    ['Invoice number = Paper', { Paper: 'number' }],
    [
      'client name=Name, trading as,due=Pay by',
      { 'Name, trading as': 'customer', 'Pay by': 'due' },
    ],
    ['Paid date=Paid,amount paid=x', { Paid: 'paidOn', x: 'paid' }],
    ['paidOn=Paid', { Paid: 'paidOn' }],
  ])('%s', (text, mapping) => {
    expect(readMappingText(text)).toEqual({ mapping });
  });

  it('names the word that means nothing', () => {
    expect(readMappingText('Customer=Who,Colour=Paint')).toEqual({ strange: 'Colour=Paint' });
    expect(readMappingText('Customer')).toEqual({ strange: 'Customer' });
  });
});
