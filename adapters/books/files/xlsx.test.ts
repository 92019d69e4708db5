import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { day, isoDay } from '../../../core/base/index.ts';
import { type FileRecord, fileOf, openFile } from './index.ts';
import { decimalOf, excelDate } from './xlsx-rows.ts';

const text = (value: string) => new TextEncoder().encode(value);

/** A workbook of one sheet, as small as one can be. */
function workbook(sheet: string, more: Record<string, string> = {}, before = ''): Uint8Array {
  return zipSync({
    'xl/workbook.xml': text(
      `<?xml version="1.0"?>${before}<workbook xmlns:r="r"><workbookPr/><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': text(
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/styles.xml': text(
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>',
    ),
    'xl/sharedStrings.xml': text(
      '<sst><si><t>Customer</t></si><si><r><t>Müller </t></r><r><t>&amp; Söhne</t></r></si></sst>',
    ),
    'xl/worksheets/sheet1.xml': text(`<worksheet><sheetData>${sheet}</sheetData></worksheet>`),
    ...Object.fromEntries(Object.entries(more).map(([name, value]) => [name, text(value)])),
  });
}

const cell = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const COLUMNS = ['Invoice Number', 'Invoice Date', 'Due Date', 'Amount'].map(cell).join('');
const HEADER = `<row r="1"><c r="A1" t="s"><v>0</v></c>${COLUMNS}</row>`;

async function read(bytes: Uint8Array) {
  const file = await openFile(fileOf(bytes, 'a.xlsx'), {
    today: day('2026-03-02'),
    country: 'GB',
    currency: 'GBP',
  });
  const records: FileRecord[] = [];
  for await (const batch of file.records()) records.push(...batch);
  return { file, records, problems: file.problems.listed };
}

describe('workbooks', () => {
  it('give shared text, dates by style, and the kept value of formulas', async () => {
    const { records, problems } = await read(
      workbook(
        `${HEADER}<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><v>1001</v></c><c r="C2" s="1"><v>46054</v></c><c r="D2" s="2"><v>46084</v></c><c r="E2"><f>SUM(1,2)</f><v>1234.5</v></c></row>`,
      ),
    );
    expect(problems).toEqual([]);
    expect(records[0]).toMatchObject({
      line: 2,
      customer: { name: 'Müller & Söhne' },
      invoice: { number: '1001', amount: 123450n },
    });
    expect(isoDay(records[0]!.invoice!.issuedOn)).toBe('2026-02-01');
  });

  it('never take a number of theirs for thousands', async () => {
    const { problems } = await read(
      workbook(
        `${HEADER}<row r="2"><c t="s"><v>1</v></c><c><v>1</v></c><c s="1"><v>46054</v></c><c s="1"><v>46084</v></c><c><v>1.234</v></c></row>`,
      ),
    );
    expect(problems[0]!.message).toBe('"1.234" has 3 decimals; GBP has 2.');
  });

  it('count days from 1900 or 1904, with the day that never was', () => {
    expect(excelDate('1', false)).toBe('1900-01-01');
    expect(excelDate('59', false)).toBe('1900-02-28');
    expect(excelDate('60', false)).toBe('1900-02-29');
    expect(excelDate('61', false)).toBe('1900-03-01');
    expect(excelDate('46054.75', false)).toBe('2026-02-01');
    expect(excelDate('44592', true)).toBe('2026-02-01');
  });

  it('lose the noise of binary numbers', () => {
    expect(decimalOf('0.30000000000000004')).toBe('0.3');
    expect(decimalOf('1E3')).toBe('1000');
    expect(decimalOf('1234.5')).toBe('1234.5');
  });

  it('with entities of their own are refused', async () => {
    const bomb = workbook(HEADER, {}, '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>');
    await expect(read(bomb)).rejects.toThrow(/damaged/);
  });

  it('that are cut short or far too wide are refused', async () => {
    const whole = workbook(`${HEADER}<row r="2">${cell('x').repeat(40)}</row>`);
    await expect(read(whole.subarray(0, whole.length >> 1))).rejects.toThrow(/damaged|recognised/);
    const wide = workbook(`${HEADER}<row r="2"><c r="XFD2"><v>1</v></c></row>`);
    await expect(read(wide)).rejects.toThrow(/wider than 1000 columns/);
  });
});
