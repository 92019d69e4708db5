import {
  type Day,
  day,
  decimal,
  fieldProblem,
  formatMoney,
  isCurrency,
  isoDay,
  type MoneyJson,
  moneyJson,
  parseDecimal,
  RefusedError,
  spokenDay,
} from '../../core/base/index.ts';
import { allocate, allocateOldestFirst, giveCredit, issue } from '../../core/ledger/index.ts';
import type { Work } from '../platform/platform.ts';
import { lockCustomer, post, refoldCustomers } from '../receivable/index.ts';
import type { CreditNoteGiven, Invoice, NewCreditNote, NewInvoice } from './api.ts';
import { invoiceById } from './invoice.ts';

const NOTHING = 'Nothing was billed.';

function refused(field: string, value: unknown, message: string): RefusedError {
  const text = `${message.charAt(0).toUpperCase()}${message.slice(1)}. ${NOTHING}`;
  return new RefusedError('bad-invoice', text, {
    problems: [fieldProblem(field, value, message)],
  });
}

function amountOf(field: string, { amount, currency }: MoneyJson): bigint {
  if (!isCurrency(currency)) throw refused(field, currency, `${currency} is not a currency`);
  const value = parseDecimal(amount, currency);
  if (value === null) throw refused(field, amount, `"${amount}" is not an amount in ${currency}`);
  if (value <= 0n) throw refused(field, amount, 'an amount is more than zero');
  return value;
}

/**
 * Issues an invoice by hand: it is owed from its day on, in one part or several.
 * @throws RefusedError `bad-invoice` with the field, `number-taken`, `unknown-customer`.
 */
export async function issueInvoice(work: Work, input: NewInvoice): Promise<Invoice> {
  const { id: customerId } = await lockCustomer(work, BigInt(input.customer), NOTHING);
  const amount = amountOf('amount', input.amount);
  const { currency } = input.amount;
  const issuedOn = day(input.issuedOn);
  if (issuedOn > work.today)
    throw refused('issuedOn', input.issuedOn, 'an invoice is issued today or earlier');
  const parts = partsOf(input, amount, currency, issuedOn);
  await refuseTakenNumber(work, input.number);
  const { id } = await work.tx
    .insertInto('invoice')
    .values({
      business_id: work.business.id,
      customer_id: customerId,
      number: input.number,
      issued_on: input.issuedOn,
      due_on: isoDay(parts.at(-1)!.dueOn),
      currency,
      amount,
      reference: input.reference || null,
      description: input.description || null,
      history: null,
      import_id: null,
      voided_on: null,
      created_at: work.now.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await work.tx
    .insertInto('instalment')
    .values(
      parts.map((part, index) => ({
        business_id: work.business.id,
        invoice_id: id,
        no: index + 1,
        customer_id: customerId,
        due_on: isoDay(part.dueOn),
        currency,
        amount: part.amount,
        outstanding: part.amount,
      })),
    )
    .execute();
  await post(
    work,
    customerId,
    issuedOn,
    parts.map((part, index) =>
      issue({ invoiceId: id, instalment: index + 1 }, currency, part.amount),
    ),
  );
  await refoldCustomers(work, [customerId]);
  return invoiceById(work, id);
}

function partsOf(
  input: NewInvoice,
  amount: bigint,
  currency: string,
  issuedOn: Day,
): { dueOn: Day; amount: bigint }[] {
  const given = input.instalments ?? [{ dueOn: input.dueOn, amount: decimal(amount, currency) }];
  const parts = given
    .map((part, index) => ({
      dueOn: day(part.dueOn),
      amount: amountOf(`instalments.${index}.amount`, { amount: part.amount, currency }),
    }))
    .toSorted((a, b) => a.dueOn - b.dueOn);
  const sum = parts.reduce((total, part) => total + part.amount, 0n);
  if (sum !== amount) {
    const [parted, whole] = [sum, amount].map((one) => formatMoney({ amount: one, currency }));
    throw refused('instalments', parted, `the parts come to ${parted}, the invoice to ${whole}`);
  }
  if (parts[0]!.dueOn < issuedOn)
    throw refused('dueOn', isoDay(parts[0]!.dueOn), 'nothing is due before it is issued');
  return parts;
}

async function refuseTakenNumber(work: Work, number: string): Promise<void> {
  if (!(await isTaken(work, number))) return;
  throw new RefusedError(
    'number-taken',
    `There is an invoice ${number} already. Give another number. ${NOTHING}`,
    { status: 409, problems: [fieldProblem('number', number, 'is taken already')] },
  );
}

async function isTaken(work: Work, number: string): Promise<boolean> {
  const taken = await work.tx
    .selectFrom('invoice')
    .select('id')
    .where('business_id', '=', work.business.id)
    .where('number', '=', number)
    .executeTakeFirst();
  return taken !== undefined;
}

/**
 * Gives credit for all or a part of an invoice: less was billed. It settles what is open there
 * first; what is more stays as credit on account.
 * @throws RefusedError `bad-invoice`, `number-taken`, `unknown-invoice`.
 */
export async function giveCreditNote(
  work: Work,
  invoiceId: bigint,
  input: NewCreditNote,
): Promise<CreditNoteGiven> {
  const invoice = await work.tx
    .selectFrom('invoice')
    .selectAll()
    .where('business_id', '=', work.business.id)
    .where('id', '=', invoiceId)
    .executeTakeFirst();
  if (!invoice) {
    const text = `There is no such invoice here. ${NOTHING}`;
    throw new RefusedError('unknown-invoice', text, { status: 404 });
  }
  const { currency, customer_id: customerId } = invoice;
  await lockCustomer(work, customerId, NOTHING);
  const on = input.on === undefined ? work.today : day(input.on);
  const amount = amountOf('amount', { amount: input.amount, currency });
  checkCredit(invoice, amount, on, work.today);
  const number = await creditNumber(work, invoice.number, input.number);
  const open = await openOf(work, invoice);
  const { allocations, left } = allocateOldestFirst(open, amount);
  const memo = `Credit note ${number} for ${invoice.number}: ${input.reason}`;
  const { id } = await work.tx
    .insertInto('invoice')
    .values({
      business_id: work.business.id,
      customer_id: customerId,
      number,
      kind: 'credit-note',
      issued_on: isoDay(on),
      due_on: isoDay(on),
      currency,
      amount,
      reference: invoice.number,
      description: input.reason,
      history: null,
      import_id: null,
      voided_on: null,
      created_at: work.now.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await post(work, customerId, on, [
    giveCredit(currency, amount, memo),
    ...allocations.map((one) => ({
      ...allocate(one, currency, one.amount),
      memo: `Credit note ${number}`,
    })),
  ]);
  await refoldCustomers(work, [customerId]);
  const money = (value: bigint) => moneyJson({ amount: value, currency });
  return {
    id: String(id),
    number,
    amount: money(amount),
    settled: money(amount - left),
    credit: money(left),
  };
}

function checkCredit(
  invoice: { kind: string; number: string; amount: bigint; currency: string; issued_on: string },
  amount: bigint,
  on: Day,
  today: Day,
): void {
  if (invoice.kind === 'credit-note')
    throw refused('amount', invoice.number, `${invoice.number} is a credit note itself`);
  if (amount > invoice.amount) {
    const most = formatMoney({ amount: invoice.amount, currency: invoice.currency });
    throw refused('amount', null, `${invoice.number} was ${most}; more cannot be credited`);
  }
  if (on > today || on < day(invoice.issued_on)) {
    const since = spokenDay(day(invoice.issued_on), today);
    throw refused('on', isoDay(on), `credit is given between ${since} and today`);
  }
}

async function openOf(work: Work, invoice: { id: bigint; number: string }) {
  const rows = await work.tx
    .selectFrom('instalment')
    .select(['invoice_id', 'no', 'due_on', 'outstanding'])
    .where('business_id', '=', work.business.id)
    .where('invoice_id', '=', invoice.id)
    .forUpdate()
    .execute();
  return rows.map((row) => ({
    invoiceId: row.invoice_id,
    instalment: row.no,
    number: invoice.number,
    dueOn: day(row.due_on),
    outstanding: row.outstanding,
  }));
}

/** The number asked for, else the invoice's own with C, C2, C3… */
async function creditNumber(work: Work, invoice: string, asked?: string): Promise<string> {
  if (asked !== undefined) {
    await refuseTakenNumber(work, asked);
    return asked;
  }
  for (let index = 1; ; index += 1) {
    const number = `${invoice}-C${index === 1 ? '' : index}`;
    if (!(await isTaken(work, number))) return number;
  }
}
