import {
  addDays,
  type Day,
  formatMoney,
  isoDay,
  parseDay,
  parseDecimal,
} from '../core/base/index.ts';
import { type Answer, promiseRange } from '../core/discuss/index.ts';
import { type AnswerKind, fill, sayDay } from '../core/wording/index.ts';
import type { Sight } from './standing-page.ts';

/** What was typed into a form, as it came. */
export type Fields = Readonly<Record<string, string>>;

/** What is wrong with a form, by field. */
export type Faults = Readonly<Record<string, string>>;

export type Read = { answer: Answer; faults: null } | { answer: null; faults: Faults };

const LONGEST = 2000;

/** Reads a form into an answer, or says field by field what would be right. */
export function readForm(kind: AnswerKind, fields: Fields, sight: Sight): Read {
  const faults: Record<string, string> = {};
  const answer = READERS[kind](fields, sight, faults);
  for (const name of ['note', 'reason']) {
    if ((fields[name] ?? '').length > LONGEST) faults[name] = sight.words.pages.faults.tooLong;
  }
  return answer === null || Object.keys(faults).length > 0
    ? { answer: null, faults }
    : { answer, faults: null };
}

type Reader = (fields: Fields, sight: Sight, faults: Record<string, string>) => Answer | null;

const text = (fields: Fields, name: string) => (fields[name] ?? '').trim();

const READERS: Readonly<Record<AnswerKind, Reader>> = {
  'paid-already': (fields, sight, faults) => ({
    kind: 'paid-already',
    paidOn: readPaidOn(fields, sight, faults),
    note: text(fields, 'note'),
  }),
  'will-pay': readWillPay,
  'needs-something': (fields, { words }, faults) => {
    const what = text(fields, 'what');
    if (what === 'copy' || what === 'purchase-order' || what === 'other-person') {
      return { kind: 'needs-something', what, note: text(fields, 'note') };
    }
    faults.what = words.pages.faults.choose;
    return null;
  },
  'something-is-wrong': readWrong,
  'cannot-pay-all': (fields) => ({ kind: 'cannot-pay-all', note: text(fields, 'note') }),
  'not-me': (fields) => ({ kind: 'not-me', note: text(fields, 'note') }),
};

function readPaidOn(fields: Fields, sight: Sight, faults: Record<string, string>): Day | null {
  const said = text(fields, 'paidOn');
  if (said === '') return null;
  const { today } = sight.work;
  const on = parseDay(said);
  if (on !== null && on <= today && on >= addDays(today, -366)) return on;
  faults.paidOn = fill(sight.words.pages.faults.paidOn, {
    today: sayDay(today, today, sight.locale, sight.words.weekday),
  });
  return null;
}

function readWillPay(fields: Fields, sight: Sight, faults: Record<string, string>): Answer | null {
  const payOn = readPayOn(fields, sight, faults);
  const { open } = sight.standing;
  const currency = open.length > 1 ? text(fields, 'currency') : (open[0]?.currency ?? '');
  const total = open.find((one) => one.currency === currency);
  let amount: bigint | null = null;
  if (text(fields, 'amount') !== '') {
    if (total === undefined) faults.currency = sight.words.pages.faults.choose;
    else amount = readAmount(fields, total, sight, faults);
  }
  if (payOn === null) return null;
  const note = text(fields, 'note');
  return { kind: 'will-pay', payOn, amount, currency: amount === null ? null : currency, note };
}

function readPayOn(fields: Fields, sight: Sight, faults: Record<string, string>): Day | null {
  const { words, work, locale } = sight;
  const { faults: wrong } = words.pages;
  const said = text(fields, 'payOn');
  const { first, last } = promiseRange(work.today);
  const payOn = parseDay(said);
  if (said === '') faults.payOn = wrong.payOnMissing;
  else if (payOn === null) faults.payOn = fill(wrong.payOnNoDate, { text: said.slice(0, 40) });
  else if (payOn < first || payOn > last) {
    const say = (day: Day) => sayDay(day, work.today, locale, words.weekday);
    faults.payOn = fill(wrong.payOnRange, { first: say(first), last: say(last) });
  }
  return payOn;
}

function readAmount(
  fields: Fields,
  open: { amount: bigint; currency: string },
  sight: Sight,
  faults: Record<string, string>,
): bigint | null {
  const { faults: wrong } = sight.words.pages;
  const said = text(fields, 'amount');
  const plain = said.replace(/^[£$€¥]\s?/, '');
  const grouped = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(',', '') : plain;
  const amount = parseDecimal(grouped, open.currency);
  if (amount === null) {
    faults.amount = fill(wrong.amount, { text: said.slice(0, 40) });
  } else if (amount <= 0n || amount > open.amount) {
    faults.amount = fill(wrong.amountRange, { open: formatMoney(open, sight.locale) });
  }
  return amount;
}

/** What may be said to be wrong: invoices with something open that is not in dispute already. */
export function invoicesOf({ standing }: Sight): {
  id: string;
  number: string;
  amount: bigint;
  currency: string;
}[] {
  const invoices = new Map<
    string,
    { id: string; number: string; amount: bigint; currency: string }
  >();
  for (const line of standing.lines) {
    if (line.held?.code === 'disputed') continue;
    const id = String(line.invoiceId);
    const known = invoices.get(id);
    if (known) known.amount += line.amount;
    else
      invoices.set(id, { id, number: line.number, amount: line.amount, currency: line.currency });
  }
  // All in dispute already: more words about any of them are still welcome.
  if (invoices.size > 0) return [...invoices.values()];
  return standing.lines.map(({ invoiceId, number, amount, currency }) => ({
    id: String(invoiceId),
    number,
    amount,
    currency,
  }));
}

function readWrong(fields: Fields, sight: Sight, faults: Record<string, string>): Answer | null {
  const choices = invoicesOf(sight);
  const said = text(fields, 'invoice');
  const invoice = choices.length === 1 ? choices[0] : choices.find((one) => one.id === said);
  const reason = text(fields, 'reason');
  if (!invoice) faults.invoice = sight.words.pages.faults.invoice;
  if (reason === '') faults.reason = sight.words.pages.faults.reason;
  if (!invoice) return null;
  const amount = text(fields, 'amount') === '' ? null : readAmount(fields, invoice, sight, faults);
  const whole = amount === invoice.amount ? null : amount;
  return { kind: 'something-is-wrong', invoiceId: BigInt(invoice.id), amount: whole, reason };
}

/** The dates that the browser offers for a field. */
export function dateBounds(kind: AnswerKind, today: Day): { min: string; max: string } {
  const { first, last } = promiseRange(today);
  return kind === 'will-pay'
    ? { min: isoDay(first), max: isoDay(last) }
    : { min: isoDay(addDays(today, -366)), max: isoDay(today) };
}
