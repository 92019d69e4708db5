import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { day, isoDay } from '../../../core/base/index.ts';
import { type FileRecord, fileOf, openFile } from './index.ts';

/* Small files of our own, each in the columns that its product publishes for them. */

async function read(bytes: Uint8Array | string, country = 'GB', currency = 'GBP') {
  const source = fileOf(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, 'export');
  const file = await openFile(source, { today: day('2026-03-02'), country, currency });
  const records: FileRecord[] = [];
  for await (const batch of file.records()) records.push(...batch);
  return { file, records, problems: file.problems.listed, notes: file.notes.sentences() };
}

/** What each line adds to its invoice, with its dates. */
function told(records: readonly FileRecord[]) {
  return records.map(({ customer, invoice }) => [
    customer?.name,
    invoice?.number,
    invoice && isoDay(invoice.issuedOn),
    invoice && isoDay(invoice.dueOn),
    invoice?.amount,
  ]);
}

/** The same table as a workbook: numbers as numbers, the rest as text. */
function workbook(rows: readonly (readonly string[])[]): Uint8Array {
  const text = (value: string) => new TextEncoder().encode(value);
  const safe = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const cell = (value: string) =>
    /^-?\d+(\.\d+)?$/.test(value)
      ? `<c><v>${value}</v></c>`
      : `<c t="inlineStr"><is><t>${safe(value)}</t></is></c>`;
  return zipSync({
    'xl/workbook.xml': text('<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>'),
    'xl/_rels/workbook.xml.rels': text(
      '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': text(
      `<worksheet><sheetData>${rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('')}</sheetData></worksheet>`,
    ),
  });
}

const lines = (rows: readonly (readonly string[])[], delimiter = ',') =>
  rows.map((row) => `${row.join(delimiter)}\n`).join('');

describe('MYOB item sales', () => {
  const HEAD = (
    'Co./Last Name;First Name;Addr 1 - Line 1;           - Line 2;Invoice #;Date' +
    ';Customer PO;Item Number;Quantity;Description;Price;Discount;Total;Journal Memo' +
    ';Tax Code;Tax Amount;Freight Amount;Freight Tax Amount;Sale Status;Currency Code' +
    ';Terms - Payment is Due;           - Discount Days;           - Balance Due Days' +
    ';Amount Paid'
  ).split(';');
  const line = (cells: Record<string, string>) => HEAD.map((name) => cells[name] ?? '');
  const sale = {
    'Co./Last Name': 'Wattle Cafe',
    'Invoice #': '00000123',
    Date: '28/01/2026',
    'Customer PO': 'PO 7',
    'Item Number': 'T-1',
    Total: '$1,000.00',
    'Tax Amount': '$100.00',
    'Freight Amount': '$20.00',
    'Freight Tax Amount': '$2.00',
    'Sale Status': 'I',
    'Currency Code': 'AUD',
    'Terms - Payment is Due': '2',
    '           - Balance Due Days': '14',
    'Amount Paid': '$0.00',
  };
  const rows = [
    HEAD,
    line(sale),
    line({ ...sale, Total: '$50.00', 'Tax Amount': '$5.00' }),
    [],
    line({
      ...sale,
      'Co./Last Name': 'Ngo',
      'First Name': 'Kim',
      'Invoice #': '124',
      Total: '$9.00',
    }),
    line({ ...sale, 'Invoice #': '125', 'Sale Status': 'Q' }),
  ];

  it('adds the lines of an invoice with their tax, and its freight once', async () => {
    const { file, records, problems } = await read(lines(rows, '\t'), 'AU', 'AUD');
    expect([file.format, problems]).toEqual(['myob-item-sales', []]);
    expect(told(records)).toEqual([
      ['Wattle Cafe', '00000123', '2026-01-28', '2026-02-11', 112_200n],
      ['Wattle Cafe', '00000123', '2026-01-28', '2026-02-11', 5_500n],
      ['Kim Ngo', '124', '2026-01-28', '2026-02-11', 13_100n],
    ]);
    expect(Object.fromEntries(file.skipped)).toEqual({ 'q invoices': 1 });
  });

  it.each([
    ['0', '30', '2026-01-28'],
    ['2', '30', '2026-02-27'],
    ['3', '15', '2026-02-15'],
    ['3', '31', '2026-01-31'],
    ['4', '30', '2026-03-02'],
    ['5', '31', '2026-02-28'],
  ])('terms %s with %s are due %s', async (terms, days, due) => {
    const one = {
      ...sale,
      'Terms - Payment is Due': terms,
      '           - Balance Due Days': days,
    };
    const { records } = await read(lines([HEAD, line(one)], '\t'), 'AU', 'AUD');
    expect(isoDay(records[0]!.invoice!.dueOn)).toBe(due);
  });

  it('reads the same as a workbook', async () => {
    const { records, problems } = await read(workbook(rows), 'AU', 'AUD');
    expect(problems).toEqual([]);
    expect(records.map((one) => one.invoice?.amount)).toEqual([112_200n, 5_500n, 13_100n]);
  });
});

describe('QuickBooks invoice import', () => {
  const HEAD = (
    'InvoiceNo,Customer,InvoiceDate,DueDate,Terms,Location,Memo,Item(Product/Service)' +
    ',ItemDescription,ItemQuantity,ItemRate,ItemAmount,Taxable,TaxRate,TaxAmount' +
    ',Service Date,Currency'
  ).split(',');
  const rows = [
    HEAD,
    '1001,Old Mill,01/15/2026,02/14/2026,Net 30,,,Oak,Treads,2,300,600.00,Y,20%,120.00,,USD'.split(
      ',',
    ),
    // A further line leaves empty what the first one says.
    '1001,,,,,,,Labour,Fitting,1.5,80,,N,,,,'.split(','),
    '1002,Pepper & Co,01/20/2026,,Net 15,,,Door,,1,99.5,99.50,Y,20%,,,USD'.split(','),
  ];

  it.each([
    ['CSV', () => read(lines(rows), 'US', 'USD')],
    ['XLSX', () => read(workbook(rows), 'US', 'USD')],
  ])('adds lines, with their tax, and counts terms from %s', async (_, reading) => {
    const { file, records, problems, notes } = await reading();
    expect([file.format, problems]).toEqual(['quickbooks-invoice-import', []]);
    expect(told(records)).toEqual([
      ['Old Mill', '1001', '2026-01-15', '2026-02-14', 72_000n],
      ['Old Mill', '1001', '2026-01-15', '2026-02-14', 12_000n],
      ['Pepper & Co', '1002', '2026-01-20', '2026-02-04', 9_950n],
    ]);
    expect(notes).toEqual(['Line 4: the file names a tax but not how much it is.']);
  });
});

describe('Xero sales invoice template', () => {
  const HEAD = (
    '*ContactName,EmailAddress,POAddressLine1,POAddressLine2,POAddressLine3' +
    ',POAddressLine4,POCity,PORegion,POPostalCode,POCountry,*InvoiceNumber,Reference' +
    ',*InvoiceDate,*DueDate,Total,InventoryItemCode,*Description,*Quantity,*UnitAmount' +
    ',Discount,*AccountCode,*TaxType,TaxAmount,TrackingName1,TrackingOption1' +
    ',TrackingName2,TrackingOption2,Currency,BrandingTheme'
  ).split(',');
  const row = (
    number: string,
    [total, quantity, price, discount, tax]: readonly [string, string, string, string, string],
    name = 'Quay Cafe',
  ) =>
    [
      `${name},ap@quay.example,1 Quay St,,,,Leith,,EH6 1AA,UK,${number},PO 8,14/01/2026,13/02/2026`,
      `${total},,Fit-out,${quantity},${price},${discount},200,20% (VAT on Income),${tax},,,,,GBP,`,
    ].flatMap((part) => part.split(','));
  const rows = [
    HEAD,
    row('INV-1', ['', '2', '100.00', '10', '36.00']),
    row('INV-1', ['', '1', '50.00', '', '10.00']),
    // Who fills in the total does so on every line: it counts once.
    row('INV-2', ['276.00', '2', '100.00', '', '40.00']),
    row('INV-2', ['276.00', '1', '30.00', '', '6.00']),
    row('INV-3', ['', '1', '10.005', '', '']),
  ];

  it.each([
    ['CSV', () => read(lines(rows))],
    ['XLSX', () => read(workbook(rows))],
  ])('multiplies, takes the discount off, adds the tax, from %s', async (_, reading) => {
    const { file, records, problems, notes } = await reading();
    expect([file.format, problems]).toEqual(['xero-sales-invoice-template', []]);
    expect(records.map(({ invoice }) => [invoice?.number, invoice?.amount])).toEqual([
      ['INV-1', 21_600n],
      ['INV-1', 6_000n],
      ['INV-2', 27_600n],
      ['INV-2', 0n],
      ['INV-3', 1_001n],
    ]);
    expect(records[0]).toMatchObject({
      customer: { name: 'Quay Cafe', emails: ['ap@quay.example'], country: 'GB' },
      invoice: { issuedOn: day('2026-01-14'), dueOn: day('2026-02-13'), reference: 'PO 8' },
    });
    expect(notes).toEqual(['Line 6: the file names a tax but not how much it is.']);
  });
});
