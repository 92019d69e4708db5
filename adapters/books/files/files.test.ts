import { describe, expect, it } from 'vitest';
import { day, isoDay } from '../../../core/base/index.ts';
import { type FileRecord, fileAt, fileOf, openFile, type ReadOptions } from './index.ts';

const BRITISH: ReadOptions = { today: day('2026-03-02'), country: 'GB', currency: 'GBP' };

async function read(bytes: string | Uint8Array, options: Partial<ReadOptions> = {}) {
  const source = fileOf(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, 'test.csv');
  const file = await openFile(source, { ...BRITISH, ...options });
  const records: FileRecord[] = [];
  for await (const batch of file.records()) records.push(...batch);
  return { file, records, problems: file.problems.listed };
}

async function refusal(bytes: string | Uint8Array): Promise<string> {
  return read(bytes).then(
    () => 'read without a fault',
    (error: Error) => error.message,
  );
}

const PLAIN =
  'Customer,Email,Country,Invoice Number,Invoice Date,Due Date,Amount,Currency,Paid Date\n';

describe('plain files', () => {
  it('reads the usual names untouched', async () => {
    const { file, records, problems } = await read(
      `${PLAIN}Old Mill,ap@mill.example,United Kingdom,A-1,2026-02-01,2026-03-03,"1,234.50",GBP,2026-03-01\n`,
    );
    expect(problems).toEqual([]);
    expect(file.format).toBe('plain');
    expect(records[0]).toMatchObject({
      line: 2,
      customer: { name: 'Old Mill', emails: ['ap@mill.example'], country: 'GB' },
      invoice: { number: 'A-1', currency: 'GBP', amount: 123450n, paidOn: day('2026-03-01') },
    });
  });

  it.each([
    [
      'semicolons',
      'Kunde;Rechnungsnummer;Rechnungsdatum;Fälligkeitsdatum;Betrag\nMüller;R-1;01.02.2026;15.03.2026;1.234,50\n',
    ],
    [
      'tabs',
      'Client\tFacture\tDate facture\tÉchéance\tMontant TTC\nMüller\tR-1\t01/02/2026\t15/03/2026\t1 234,50\n',
    ],
    [
      'bars',
      'Klant|Factuurnummer|Factuurdatum|Vervaldatum|Bedrag\nMüller|R-1|1-2-2026|15-3-2026|1234,50\n',
    ],
  ])('reads %s and other languages', async (_, text) => {
    const { records, problems } = await read(text);
    expect(problems).toEqual([]);
    expect(records[0]).toMatchObject({
      customer: { name: 'Müller' },
      invoice: {
        number: 'R-1',
        issuedOn: day('2026-02-01'),
        dueOn: day('2026-03-15'),
        amount: 123450n,
      },
    });
  });

  it.each<[string, BufferEncoding, string]>([
    ['utf-8', 'utf8', ''],
    ['utf-8', 'utf8', '\ufeff'],
    ['utf-16le', 'utf16le', '\ufeff'],
    ['windows-1252', 'latin1', ''],
  ])('reads %s', async (encoding, written, mark) => {
    const text = `${mark}Customer;Invoice No;Date;Due;Total\nMüller & Söhne;7;2026-01-01;2026-02-01;10\n`;
    const { file, records } = await read(Buffer.from(text, written));
    expect(file.encoding).toBe(encoding);
    expect(records[0]!.customer!.name).toBe('Müller & Söhne');
  });

  it('keeps text that a spreadsheet would run as it stands', async () => {
    const { records } = await read(
      'Customer,Email\n"=cmd|\' /C calc\'!A0",a@b.example\n+44,\n@SUM(A1),\n',
    );
    expect(records.map((one) => one.customer!.name)).toEqual([
      "=cmd|' /C calc'!A0",
      '+44',
      '@SUM(A1)',
    ]);
  });
});

describe('dates', () => {
  const dated = (...dates: string[]) =>
    `Customer,Invoice,Invoice Date,Amount\n${dates.map((date, n) => `C,${n},${date},5\n`).join('')}`;

  it('are decided by the whole column', async () => {
    const { records, file } = await read(dated('02/03/2026', '04/05/2026', '25/02/2026'));
    expect(file.dates).toBe('day-first');
    expect(isoDay(records[0]!.invoice!.issuedOn)).toBe('2026-03-02');
  });

  it('are asked for when nothing decides, with what is usual there', async () => {
    const { file, problems } = await read(dated('02/03/2026', '05/06/2026'));
    expect(problems).toEqual([]);
    expect(file.question).toMatchObject({ line: 2, column: 'Invoice Date', proposed: 'day-first' });
    expect((await read(dated('02/03/2026'), { country: 'US' })).file.question!.proposed).toBe(
      'month-first',
    );
    const told = await read(dated('02/03/2026'), { dates: 'month-first' });
    expect(isoDay(told.records[0]!.invoice!.issuedOn)).toBe('2026-02-03');
  });

  it('that contradict each other are named with both lines', async () => {
    const { problems } = await read(dated('25/02/2026', '02/25/2026'));
    expect(problems).toEqual([
      {
        line: 3,
        column: 'Invoice Date',
        value: '02/25/2026',
        message:
          '"02/25/2026" has the month first, but "25/02/2026" in line 2 has the day first. Write all dates one way.',
      },
    ]);
  });

  it.each([
    ['30 February 2026', '30 February is not a date.'],
    ['2026-02-30', '30 February is not a date.'],
    ['31/02/2026', '31 February is not a date.'],
    [
      '46023',
      '"46023" looks like the number by which Excel counts days. Format the column as a date and export it again.',
    ],
    ['soon', '"soon" is not a date; write it like 2026-02-24.'],
  ])('refuses %s', async (text, message) => {
    const { problems } = await read(dated(text));
    expect(problems).toEqual([{ line: 2, column: 'Invoice Date', value: text, message }]);
  });

  it.each([
    '01 Feb 2026',
    '"Feb 1, 2026"',
    '1. Februar 2026',
    '1 févr. 2026',
    '2026-02-01T00:00:00',
    '20260201',
    '1-Feb-26',
    '"Sunday, 1 February 2026"',
  ])('reads %s', async (text) => {
    const { records, problems } = await read(dated(text));
    expect(problems).toEqual([]);
    expect(isoDay(records[0]!.invoice!.issuedOn)).toBe('2026-02-01');
  });
});

describe('amounts', () => {
  const priced = (amounts: string[], currency = 'GBP') =>
    `Customer;Invoice;Date;Amount;Currency\n${amounts.map((amount, n) => `C;${n};2026-01-01;${amount};${currency}\n`).join('')}`;

  it.each([
    ['1,234.50', 123450n],
    ['1.234,50', 123450n],
    ['1 234,50', 123450n],
    ["1'234.50", 123450n],
    ['£1,234.50', 123450n],
    ['GBP 1234.5', 123450n],
    ['1234', 123400n],
    ['1,234', 123400n],
    ['12,34,567.00', 123456700n],
  ])('reads %s', async (text, minor) => {
    const { records, problems } = await read(priced([text]));
    expect(problems).toEqual([]);
    expect(records[0]!.invoice!.amount).toBe(minor);
  });

  it.each([
    ['12.345.6', 'GBP', /not an amount/],
    ['ten', 'GBP', /not an amount/],
    ['1.5', 'JPY', /1 decimals; JPY has 0/],
    ['12.3456', 'GBP', /4 decimals; GBP has 2/],
    ['-5.00', 'GBP', /less than nothing/],
    ['(5.00)', 'GBP', /less than nothing/],
    ['5.00', 'GBQ', /not a currency/],
  ])('refuses %s %s', async (text, currency, message) => {
    const { problems } = await read(priced([text], currency));
    expect(problems).toHaveLength(1);
    expect(problems[0]!.message).toMatch(message);
  });

  it('name both lines when their decimals contradict', async () => {
    const { problems } = await read(priced(['1.234,50', '1,234.50']));
    expect(problems[0]!.message).toMatch(/in line 2 has them after ","/);
  });
});

describe('malformed files', () => {
  it('a folder or a device is no file', async () => {
    await expect(fileAt(import.meta.dirname, 'files')).rejects.toThrow('is not a file');
    await expect(fileAt('/dev/zero', 'zero')).rejects.toThrow('is not a file');
  });

  it('names lines that are cut, and a quote that never closes', async () => {
    const cut = await read(`${PLAIN}Old Mill,ap@mill.exa\n`);
    expect(cut.problems[0]).toMatchObject({ line: 2 });
    expect(cut.problems[0]!.message).toMatch(/2 columns where the header has 9/);
    expect(await refusal(`${PLAIN}Old Mill,"never closed,GB,1,2026-01-01\nmore\n`)).toMatch(
      /opens a quote that is never closed/,
    );
  });

  it('names bytes that are no text', async () => {
    const bad = Buffer.concat([Buffer.from(PLAIN), Buffer.from([0x4d, 0x81, 0x8d, 0x2c, 0x0a])]);
    expect(await refusal(bad)).toMatch(
      /Line 2 holds bytes that are neither UTF-8 nor Windows-1252/,
    );
    expect(await refusal(Buffer.from('a\0b\0c\0'))).toMatch(/zero bytes/);
  });

  it.each([
    ['', /empty/],
    ['%PDF-1.7 …', /PDF/],
    ['<html><table>', /web page/],
    ['Foo,Bar\n1,2\n', /No column names were recognised/],
    ['Customer,Invoice Number\nA,1\n', /no column for the invoice date or due date or the amount/],
  ])('refuses %j with words', async (text, message) => {
    expect(await refusal(text)).toMatch(message);
  });

  it('refuses an old Excel file with words', async () => {
    expect(await refusal(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toMatch(/save it as XLSX/);
  });

  it('names a due date before the invoice, and lists at most a thousand problems', async () => {
    const row = 'A,,,N,2026-02-01,2026-01-01,5,GBP,\n';
    const { file, problems } = await read(PLAIN + row.repeat(1_500));
    expect(problems[0]!.message).toBe(
      'The due date 2026-01-01 is before the invoice date 2026-02-01.',
    );
    expect([problems.length, file.problems.total]).toEqual([1_000, 1_500]);
  });
});
