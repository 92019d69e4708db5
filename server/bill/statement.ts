import { sql } from 'kysely';
import { type Day, day, isoDay, moneyJson, RefusedError, shortDay } from '../../core/base/index.ts';
import type { Account, PostingKind } from '../../core/ledger/index.ts';
import type { Work } from '../platform/platform.ts';
import { snapshotAsOf } from '../receivable/index.ts';
import type { Statement } from './api.ts';

/** What to show: the lines from a day (from the beginning when left out) up to and with another. */
export interface StatementPeriod {
  from?: Day | undefined;
  asOf?: Day | undefined;
}

/**
 * The statement of account of a customer, currency by currency: the balance before `from`, every
 * posting that changed what they owe in the order it took effect, and the balance after each.
 * The balance is what is receivable less credit on account; positive is owed to the business.
 * @param period `asOf` is the work's day when left out
 * @throws RefusedError `unknown-customer`, `bad-period`
 */
export async function statement(
  work: Work,
  customerId: bigint,
  period: StatementPeriod = {},
): Promise<Statement> {
  const asOf = period.asOf ?? work.today;
  const from = period.from ?? null;
  if (from !== null && from > asOf) {
    throw new RefusedError(
      'bad-period',
      `The statement cannot begin on ${isoDay(from)} and end on ${isoDay(asOf)}. Choose an earlier beginning.`,
    );
  }
  const customer = await customerRef(work, customerId);
  const moved = await readMoved(work, customerId, asOf);
  const snapshot = await snapshotAsOf(work, customerId, asOf);
  const currencies = [...new Set(moved.map((one) => one.currency))].toSorted();
  return {
    customer,
    from: from === null ? null : isoDay(from),
    asOf: isoDay(asOf),
    currencies: currencies.map((currency) => {
      const overdue = snapshot.items
        .filter((item) => item.currency === currency && item.dueOn < asOf)
        .reduce((sum, item) => sum + item.outstanding, 0n);
      return {
        currency,
        ...accountOf(moved, currency, from, asOf),
        overdue: moneyJson({ amount: overdue, currency }),
        credit: moneyJson({ amount: snapshot.credit[currency] ?? 0n, currency }),
      };
    }),
  };
}

async function customerRef(work: Work, id: bigint): Promise<Statement['customer']> {
  const row = await work.tx
    .selectFrom('customer')
    .select(['id', 'name', 'code'])
    .where('business_id', '=', work.business.id)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row) return { id: String(row.id), name: row.name, code: row.code };
  throw new RefusedError('unknown-customer', 'There is no such customer here.', { status: 404 });
}

interface Moved {
  id: bigint;
  effective_on: string;
  kind: PostingKind;
  debit: Account;
  credit: Account;
  currency: string;
  amount: bigint;
  number: string | null;
  document: string | null;
  instalment: number | null;
  due_on: string | null;
  memo: string | null;
  method: string | null;
  reference: string | null;
  settles: string[] | null;
}

/** Every posting of the customer that changes what they owe, until the day, in order. */
async function readMoved(work: Work, customerId: bigint, asOf: Day): Promise<Moved[]> {
  const result = await sql<Moved>`
    select p.id, p.effective_on, p.kind, p.debit, p.credit, p.currency, p.amount, v.number, v.kind as document, p.instalment,
      i.due_on, p.memo, y.method, y.reference, settled.numbers as settles
    from posting p
    left join invoice v on v.business_id = p.business_id and v.id = p.invoice_id
    left join instalment i on i.business_id = p.business_id and i.invoice_id = p.invoice_id and i.no = p.instalment
    left join payment y on y.business_id = p.business_id and y.id = p.payment_id
    left join lateral (
      select array_agg(distinct w.number) as numbers from posting a
      join invoice w on w.business_id = a.business_id and w.id = a.invoice_id
      where p.kind = 'payment' and a.business_id = p.business_id and a.customer_id = p.customer_id
        and a.payment_id = p.payment_id and a.kind = 'allocation'
    ) settled on true
    where p.business_id = ${work.business.id} and p.customer_id = ${customerId}
      and p.effective_on <= ${isoDay(asOf)}::date
      and (p.debit in ('receivable', 'credit')) <> (p.credit in ('receivable', 'credit'))
    order by p.effective_on, p.id`.execute(work.tx);
  return result.rows;
}

/**
 * What a posting adds to what the customer owes; both accounts of theirs count, with credit taken
 * off.
 */
function changeOf(moved: Moved): bigint {
  const isTheirs = (account: Account) => account === 'receivable' || account === 'credit';
  return isTheirs(moved.debit) ? moved.amount : -moved.amount;
}

function accountOf(moved: readonly Moved[], currency: string, from: Day | null, asOf: Day) {
  let balance = 0n;
  let opening = 0n;
  const lines: Statement['currencies'][number]['lines'] = [];
  for (const one of moved) {
    if (one.currency !== currency) continue;
    const change = changeOf(one);
    balance += change;
    if (from !== null && day(one.effective_on) < from) {
      opening = balance;
      continue;
    }
    lines.push({
      id: String(one.id),
      on: one.effective_on,
      kind: one.kind,
      text: lineInWords(one, asOf),
      invoice: one.number,
      amount: moneyJson({ amount: change, currency }),
      balance: moneyJson({ amount: balance, currency }),
    });
  }
  return {
    opening: moneyJson({ amount: opening, currency }),
    lines,
    closing: moneyJson({ amount: balance, currency }),
  };
}

function lineInWords(moved: Moved, asOf: Day): string {
  const { number, memo } = moved;
  const why = memo ? `: ${memo}` : '';
  const part =
    moved.instalment !== null && moved.instalment > 1 ? `, part ${moved.instalment}` : '';
  const due = moved.due_on === null ? '' : `, due ${shortDay(day(moved.due_on), asOf)}`;
  switch (moved.kind) {
    case 'issue':
      return `${moved.document === 'charge' ? 'Charge' : 'Invoice'} ${number}${part}${due}`;
    case 'reissue':
      return `Invoice ${number}${part} as changed${due}`;
    case 'void-issue':
      return `Invoice ${number}${part} taken back${why}`;
    case 'payment': {
      const how = moved.method ? ` by ${moved.method}` : '';
      const what = moved.settles?.length ? ` for ${moved.settles.join(', ')}` : '';
      return `Payment${how}${what}${moved.reference ? ` (${moved.reference})` : ''}`;
    }
    case 'credit-note':
      return memo ?? 'Credit note';
    case 'write-off':
      return `Given up on ${number}${why}`;
    case 'refund':
      return `Paid back${why}`;
    default:
      return `${number ? `Invoice ${number} changed` : 'Payment taken back'}${why}`;
  }
}
