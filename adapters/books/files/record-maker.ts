import { type Day, isoDay } from '../../../core/base/index.ts';
import { Cells, type Settled } from './cells.ts';
import { readCountry } from './countries.ts';
import type { DateReading } from './dates.ts';
import { dueByTerms, hasTerms } from './due-terms.ts';
import type { Header } from './header.ts';
import { InvoiceLines } from './invoice-lines.ts';
import { type LineKind, plainHeader } from './layouts/index.ts';
import { currencyOf } from './lines.ts';
import type { Notes, Problems } from './problems.ts';
import type { CustomerRecord, FileRecord, InvoiceRecord, PaymentRecord } from './record.ts';
import { plainCell, type Row } from './row.ts';

/** What the lines of a file are about. */
export type Content = 'invoices' | 'payments' | 'customers';

/** What the recognised columns make of a file. */
export function contentOf(header: Header): Content {
  const has = (...fields: Parameters<typeof header.columns.has>[0][]) =>
    fields.some((field) => header.columns.has(field));
  const money = has('amount', 'open', 'lineAmount', 'unitPrice');
  if (has('paidOn') && (money || has('paid')) && !has('issued', 'due')) return 'payments';
  if (has('number', 'amount') || (money && has('issued', 'due'))) return 'invoices';
  return 'customers';
}

export interface Making {
  header: Header;
  settled: Settled;
  readDate: (text: string) => DateReading;
  problems: Problems;
  notes: Notes;
  /** Currency of the business. */
  currency: string;
  /** Counts rows that are left out on purpose, by the reason in words. */
  skipped: Map<string, number>;
}

const EMAIL = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/;
const LONGEST = { code: 200, name: 200, number: 100 };

/** Makes records of rows, one at a time, in the order of the file. */
export class RecordMaker {
  readonly #making: Making;
  readonly #cells: Cells;
  readonly #content: Content;
  readonly #width: number;
  #section: string | null = null;
  /** In layouts that have a row for each line of an invoice. */
  readonly #lines: InvoiceLines | null;

  constructor(making: Making) {
    this.#making = making;
    const { header, settled, readDate, problems } = making;
    this.#cells = new Cells(header, settled, readDate, problems);
    this.#lines = header.layout.lines === 'sum' ? new InvoiceLines(header, this.#cells) : null;
    this.#content = contentOf(header);
    this.#width = header.names.length;
  }

  /** The record of a row; null for one that says nothing, was skipped, or has a problem. */
  make(given: Row): FileRecord | null {
    if (!this.#isData(given)) return null;
    const row = this.#lines?.take(given) ?? given;
    this.#cells.row = row;
    const kind = this.#kind();
    if (kind === null) return null;
    const before = this.#making.problems.total;
    const customer = this.#customer(kind);
    const record: FileRecord = { line: row.line, customer, invoice: null, payment: null };
    if (this.#content === 'payments') record.payment = this.#told();
    else if (kind === 'payment') record.payment = this.#unapplied();
    else if (this.#content === 'invoices') record.invoice = this.#invoice(kind, row, customer);
    return this.#making.problems.total > before ? null : record;
  }

  /** Whether a row is a line of the table; headings, totals and footers of reports are not. */
  #isData(row: Row): boolean {
    const { layout } = this.#making.header;
    const filled = row.cells.filter((cell) => cell !== '' && cell.trim() !== '').length;
    if (filled === 0) return false;
    const first = plainCell(row.cells.find((cell) => cell.trim() !== '') ?? '').trim();
    if (layout.sections) {
      if (/^total\b/i.test(first)) return false;
      if (filled > 1) return true;
      if (layout.sections === 'customers') this.#section = first;
      return false;
    }
    const total = /^(grand |sub)?total\b|^(summe|gesamt|totaal)\b/i.test(first);
    if (total && this.#content === 'invoices' && this.#lacksNumber(row)) return false;
    return this.#fits(row);
  }

  #lacksNumber(row: Row): boolean {
    const column = this.#making.header.columns.get('number')?.[0];
    return column === undefined || (row.cells[column] ?? '').trim() === '';
  }

  #fits(row: Row): boolean {
    const { cells, line } = row;
    if (cells.length === this.#width) return true;
    const beyond = cells.slice(this.#width).some((cell) => cell.trim() !== '');
    // A workbook leaves out empty cells at the end of a row; a text file does not.
    if (!beyond && (cells.length > this.#width || this.#making.header.layout.sections)) return true;
    if (!beyond && this.#trailingMayBeEmpty) return true;
    this.#making.problems.add(
      line,
      null,
      cells.map(plainCell).join(' | '),
      `This line has ${cells.length} columns where the header has ${this.#width}; it may be cut, or a separator inside a text needs quotes.`,
    );
    return false;
  }

  #trailingMayBeEmpty = false;

  /** Says that rows may end before their last columns, as in workbooks. */
  allowShortRows(): this {
    this.#trailingMayBeEmpty = true;
    return this;
  }

  #kind(): LineKind | null {
    const { layout } = this.#making.header;
    const status = this.#cells.text('status');
    if (status !== '' && layout.skipStatus?.includes(plainHeader(status))) {
      return this.#skip(`${status.toLowerCase()} invoices`);
    }
    const type = this.#cells.text('type');
    if (type === '' || !layout.types) return 'invoice';
    const kind = layout.types[plainHeader(type)];
    if (kind === 'skip') return this.#skip(`lines of type ${type}`);
    if (kind !== undefined) return kind;
    if (layout.headers.length === 0) return 'invoice';
    this.#cells.fault('type', `"${type}" is no type of line that is known in this file.`);
    return null;
  }

  #skip(what: string): null {
    const { skipped } = this.#making;
    skipped.set(what, (skipped.get(what) ?? 0) + 1);
    return null;
  }

  #customer(kind: LineKind): CustomerRecord | null {
    const cells = this.#cells;
    const family = this.#section ?? cells.text('customer');
    const first = cells.text('firstName');
    const code = cells.text('code');
    const name = (first === '' ? family : `${first} ${family}`.trim()) || code;
    if (name === '') {
      const alone = this.#content === 'payments' && kind !== 'skip' && cells.text('number') !== '';
      if (!alone) cells.fault('customer', 'There is no customer on this line.');
      return null;
    }
    if (name.length > LONGEST.name)
      cells.fault('customer', `A name has at most ${LONGEST.name} characters.`);
    if (code.length > LONGEST.code)
      cells.fault('code', `A code has at most ${LONGEST.code} characters.`);
    return {
      code: code === '' ? null : code,
      name,
      emails: this.#emails(),
      phone: cells.text('phone').replace(/^phone:\s*/i, '') || null,
      contact: cells.text('contact') || null,
      country: this.#country(),
      address: cells.has('address') ? cells.texts('address').join('\n') || null : null,
    };
  }

  #emails(): readonly string[] {
    const text = this.#cells.text('email');
    if (text === '') return NO_EMAILS;
    const found: string[] = [];
    for (const part of text.split(/[,;\s]+/)) {
      const address = part.replace(/^<|>$/g, '');
      if (EMAIL.test(address)) found.push(address);
      else if (part !== '') {
        this.#making.notes.add(
          `"${part.slice(0, 80)}" is not an email address and was left out.`,
          this.#line,
        );
      }
    }
    return found;
  }

  #country(): string | null {
    const text = this.#cells.text('country');
    if (text === '') return null;
    const code = readCountry(text);
    if (code === null) {
      this.#making.notes.add(
        `"${text.slice(0, 80)}" is not a country that is known; it was left empty.`,
        this.#line,
      );
    }
    return code;
  }

  get #line(): number {
    return this.#cells.line;
  }

  #invoice(kind: LineKind, row: Row, customer: CustomerRecord | null): InvoiceRecord | null {
    const cells = this.#cells;
    const { layout } = this.#making.header;
    const currency = currencyOf(cells, layout, this.#making.currency);
    const dates = this.#dates();
    if (currency === undefined || dates === null || customer === null) return null;
    const amounts = this.#amounts(kind, currency);
    if (amounts === null) return null;
    const number = cells.text('number') || this.#nameless(amounts.kind, dates.issuedOn, customer);
    if (number === null)
      return cells.fault('number', 'There is no invoice number on this line.') ?? null;
    if (number.length > LONGEST.number) {
      return (
        cells.fault('number', `An invoice number has at most ${LONGEST.number} characters.`) ?? null
      );
    }
    return {
      number,
      ...dates,
      currency,
      ...amounts,
      reference: cells.text('reference') || null,
      description: cells.text('description') || null,
      history: this.#history(row),
    };
  }

  /** Reports leave credit without a number; day and customer name it. */
  #nameless(kind: 'invoice' | 'credit-note', on: Day, customer: CustomerRecord): string | null {
    if (kind === 'invoice') return null;
    return `Credit ${isoDay(on)} ${customer.name}`.slice(0, LONGEST.number);
  }

  #dates(): Pick<InvoiceRecord, 'issuedOn' | 'dueOn' | 'assumed' | 'paidOn'> | null {
    const cells = this.#cells;
    const [issued, due, paidOn] = [cells.date('issued'), cells.date('due'), cells.date('paidOn')];
    if (issued === undefined || due === undefined || paidOn === undefined) return null;
    if (issued === null && due === null) {
      cells.fault(
        cells.has('due') ? 'due' : 'issued',
        'There is no date on this line; an invoice needs its date or the day it is due.',
      );
      return null;
    }
    const issuedOn = issued ?? due!;
    const dueOn = due ?? dueByTerms(cells, issuedOn);
    if (issued === null)
      this.#making.notes.add(
        'there is no invoice date, so the day it is due was taken.',
        this.#line,
      );
    if (
      due === null &&
      !hasTerms(cells) &&
      this.#content === 'invoices' &&
      cells.text('type') === ''
    ) {
      this.#making.notes.add('there is no due date, so the invoice date was taken.', this.#line);
    }
    if (dueOn < issuedOn && !this.#making.settled.isAsked) {
      cells.fault(
        'due',
        `The due date ${isoDay(dueOn)} is before the invoice date ${isoDay(issuedOn)}.`,
      );
      return null;
    }
    const assumed = issued === null ? 'issued' : due === null ? 'due' : null;
    return { issuedOn, dueOn, assumed, paidOn };
  }

  #amounts(
    asked: LineKind,
    currency: string,
  ): Pick<InvoiceRecord, 'kind' | 'amount' | 'open' | 'paid'> | null {
    const cells = this.#cells;
    const given = cells.amount('amount', currency);
    const open = cells.amount('open', currency);
    const paid = cells.amount('paid', currency);
    if (given === undefined || open === undefined || paid === undefined) return null;
    const lines = this.#lines;
    const amount = lines ? lines.amount(given, currency) : given;
    if (amount === undefined) return null;
    if (amount === null && open === null) {
      cells.fault(cells.has('amount') ? 'amount' : 'open', 'There is no amount on this line.');
      return null;
    }
    const size = amount ?? open!;
    const credit =
      asked === 'credit-note' ||
      (size < 0n && this.#making.header.layout.negative === 'credit-note');
    if (credit)
      return { kind: 'credit-note', amount: positive(open ?? size), open: null, paid: null };
    if (lines) {
      if (lines.lacksTax)
        this.#making.notes.add('the file names a tax but not how much it is.', this.#line);
      return { kind: 'invoice', amount, open, paid };
    }
    if (size < 0n || (open !== null && open < 0n)) {
      const field = amount !== null && amount < 0n ? 'amount' : 'open';
      cells.fault(
        field,
        `"${cells.text(field)}" is less than nothing. An invoice is never; a credit note must say that it is one.`,
      );
      return null;
    }
    if (paid !== null && paid < 0n) {
      cells.fault(
        'paid',
        `"${cells.text('paid')}" is less than nothing; money paid back is not a payment.`,
      );
      return null;
    }
    if (size === 0n)
      this.#making.notes.add(
        'the amount is zero; the invoice is kept and nothing is owed on it.',
        this.#line,
      );
    if (amount === null)
      this.#making.notes.add(
        'only what is still open is known, so that was taken for the amount.',
        this.#line,
      );
    if (amount !== null && open !== null && open > amount) {
      cells.fault(
        'open',
        `${cells.text('open')} is still open, which is more than the amount ${cells.text('amount')}.`,
      );
      return null;
    }
    return { kind: 'invoice', amount, open, paid };
  }

  #history(row: Row): Record<string, string> | null {
    const { history } = this.#making.header;
    if (history.length === 0) return null;
    return Object.fromEntries(
      history.map(({ name, column }) => [name, plainCell(row.cells[column] ?? '').trim()]),
    );
  }

  /** A line of a list of payments. */
  #told(): PaymentRecord | null {
    const cells = this.#cells;
    const currency = currencyOf(cells, this.#making.header.layout, this.#making.currency);
    const paidOn = cells.date('paidOn');
    if (currency === undefined || paidOn === undefined) return null;
    const field = cells.text('paid') === '' ? 'amount' : 'paid';
    const amount = cells.amount(field, currency);
    if (paidOn === null)
      return cells.fault('paidOn', 'There is no payment date on this line.') ?? null;
    if (amount === undefined) return null;
    if (amount === null) return cells.fault(field, 'There is no amount on this line.') ?? null;
    if (amount <= 0n) {
      return (
        cells.fault(field, `"${cells.text(field)}" is not more than nothing; a payment is.`) ?? null
      );
    }
    const number = cells.text('number') || null;
    return {
      invoiceNumber: number,
      paidOn,
      currency,
      amount,
      reference: cells.text('reference') || null,
    };
  }

  /** Money on a customer's account that no invoice has used: an overpayment or a prepayment. */
  #unapplied(): PaymentRecord | null {
    const cells = this.#cells;
    const currency = currencyOf(cells, this.#making.header.layout, this.#making.currency);
    const paidOn = cells.date('issued') ?? cells.date('paidOn');
    if (currency === undefined || paidOn === undefined) return null;
    const amount = cells.amount(cells.text('open') === '' ? 'amount' : 'open', currency);
    if (amount === undefined) return null;
    if (paidOn === null) return cells.fault('issued', 'There is no date on this line.') ?? null;
    if (amount === null || amount === 0n) return this.#skip('payments that are used up');
    const reference = cells.text('number') || cells.text('reference') || null;
    return { invoiceNumber: null, paidOn, currency, amount: positive(amount), reference };
  }
}

const NO_EMAILS: readonly string[] = [];

function positive(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}
