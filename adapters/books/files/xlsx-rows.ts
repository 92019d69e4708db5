import { LIMITS } from './limits.ts';
import { UnreadableFileError } from './problems.ts';
import { NUMBER_MARK, type Row } from './row.ts';
import type { FileSource } from './source.ts';
import type { Workbook } from './workbook.ts';
import { attribute, type XmlHandler, XmlReader } from './xml.ts';
import { unzip } from './zip.ts';

/**
 * Reads the rows of one sheet in batches. Dates come as YYYY-MM-DD, numbers as plain decimals
 * behind NUMBER_MARK, formulas as the value that was kept with them, all else as text.
 */
export async function* xlsxRows(
  source: FileSource,
  book: Workbook,
  path: string,
): AsyncGenerator<Row[]> {
  const sheet = new SheetRows(book);
  const reader = new XmlReader(sheet);
  for await (const { bytes, last } of unzip(source, (name) => name === path)) {
    reader.take(bytes, last);
    const rows = sheet.take();
    if (rows.length > 0) yield rows;
  }
}

class SheetRows implements XmlHandler {
  readonly #book: Workbook;
  #rows: Row[] = [];
  #cells: string[] = [];
  #line = 0;
  #column = 0;
  #type = 'n';
  #style = 0;
  #value = '';
  #reading = false;

  constructor(book: Workbook) {
    this.#book = book;
  }

  take(): Row[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: string): void {
    switch (name) {
      case 'row': {
        const given = Number(attribute(attributes, 'r'));
        this.#line = given > this.#line ? given : this.#line + 1;
        this.#cells = [];
        this.#column = 0;
        return;
      }
      case 'c': {
        const reference = attribute(attributes, 'r');
        if (reference !== null) this.#column = columnOf(reference, this.#line);
        if (this.#column >= LIMITS.columns) throw tooWide(this.#line);
        this.#type = attribute(attributes, 't') ?? 'n';
        this.#style = Number(attribute(attributes, 's') ?? 0);
        this.#value = '';
        return;
      }
      case 'v':
      case 't':
        this.#reading = true;
    }
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#reading = false;
    if (name === 'c') {
      while (this.#cells.length < this.#column) this.#cells.push('');
      this.#cells[this.#column] = this.#cell();
      this.#column += 1;
    }
    if (name === 'row' && this.#cells.some((cell) => cell !== '')) {
      this.#rows.push({ line: this.#line, cells: this.#cells });
    }
  }

  text(text: string): void {
    if (!this.#reading) return;
    this.#value += text;
    if (this.#value.length > LIMITS.lineLength) throw tooWide(this.#line);
  }

  #cell(): string {
    switch (this.#type) {
      case 's':
        return this.#book.sharedStrings[Number(this.#value)] ?? '';
      case 'b':
        return this.#value === '1' ? 'TRUE' : 'FALSE';
      case 'd':
        return this.#value.slice(0, 10);
      case 'n':
        return this.#number();
      default:
        return this.#value;
    }
  }

  #number(): string {
    if (this.#value === '') return '';
    const isDate = this.#book.dateStyles[this.#style] === true;
    return isDate
      ? excelDate(this.#value, this.#book.from1904)
      : NUMBER_MARK + decimalOf(this.#value);
  }
}

function columnOf(reference: string, line: number): number {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at) & 0xdf;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
    if (column > LIMITS.columns) throw tooWide(line);
  }
  return Math.max(0, column - 1);
}

function tooWide(line: number): UnreadableFileError {
  return new UnreadableFileError(
    `Row ${line} is wider than ${LIMITS.columns} columns or has a cell longer than ${LIMITS.lineLength} characters. Nothing was imported. Remove what is outside the table and save again.`,
    line,
  );
}

const MS_PER_DAY = 86_400_000;

/**
 * The date of a workbook's day number. Counted from 1900, day 60 is 29 February 1900, which never
 * was (Excel kept that fault of Lotus 1-2-3), so later days are one less than they seem.
 */
export function excelDate(value: string, from1904: boolean): string {
  const serial = Math.floor(Number(value));
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_465) return value;
  if (!from1904 && serial === 60) return '1900-02-29';
  const base = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30);
  return new Date(base + serial * MS_PER_DAY).toISOString().slice(0, 10);
}

/** The plain decimal of a workbook's number, with the 15 digits that a spreadsheet shows. */
export function decimalOf(value: string): string {
  if (/^-?\d{1,15}(\.\d{1,6})?$/.test(value)) return value;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  const shown = number.toPrecision(15);
  if (!shown.includes('e')) return shown.includes('.') ? shown.replace(/\.?0+$/, '') : shown;
  return number.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 });
}
