import { sql } from 'kysely';
import {
  day,
  formatMoney,
  isoDay,
  type MoneyJson,
  moneyJson,
  RefusedError,
} from '../../core/base/index.ts';
import type { PostingKind } from '../../core/ledger/index.ts';
import type { Work } from '../platform/platform.ts';
import type { Invoice } from './api.ts';
import { type InvoiceRead, invoiceRow, openLateral, readColumns } from './list.ts';

/**
 * An invoice with all that happened to it.
 * @throws RefusedError `unknown-invoice`
 */
export async function invoiceById(work: Work, id: bigint): Promise<Invoice> {
  const found = await sql<InvoiceRead & { history: Record<string, unknown> | null }>`
    select ${readColumns}, v.history from invoice v
    join customer c on c.business_id = v.business_id and c.id = v.customer_id ${openLateral}
    where v.business_id = ${work.business.id} and v.id = ${id}`.execute(work.tx);
  const row = found.rows[0];
  if (!row)
    throw new RefusedError('unknown-invoice', 'There is no such invoice here.', { status: 404 });
  const money = (amount: bigint) => moneyJson({ amount, currency: row.currency });
  return {
    ...invoiceRow(work, row),
    instalments: await instalmentsOf(work, id, money),
    history: await historyOf(work, row),
    payments: await paymentsOf(work, id, money),
    disputes: await disputesOf(work, row, money),
    sourceFacts: row.history,
  };
}

type Write = (amount: bigint) => MoneyJson;

async function instalmentsOf(
  work: Work,
  id: bigint,
  money: Write,
): Promise<Invoice['instalments']> {
  const rows = await work.tx
    .selectFrom('instalment')
    .select(['no', 'due_on', 'amount', 'outstanding'])
    .where('business_id', '=', work.business.id)
    .where('invoice_id', '=', id)
    .orderBy('no')
    .execute();
  return rows.map((row) => ({
    no: row.no,
    dueOn: row.due_on,
    amount: money(row.amount),
    outstanding: money(row.outstanding),
    daysLate: row.outstanding === 0n ? 0 : Math.max(0, work.today - day(row.due_on)),
  }));
}

interface Moved {
  id: bigint;
  effective_on: string;
  kind: PostingKind;
  change: string;
  instalment: number;
  memo: string | null;
  payment: string | null;
  method: string | null;
}

async function historyOf(work: Work, invoice: InvoiceRead): Promise<Invoice['history']> {
  const { id, currency } = invoice;
  const result = await sql<Moved>`
    select p.id, p.effective_on, p.kind, p.instalment, p.memo, y.amount::text as payment, y.method,
      (case when p.debit = 'receivable' then p.amount else -p.amount end)::text as change
    from posting p
    left join payment y on y.business_id = p.business_id and y.id = p.payment_id
    where p.business_id = ${work.business.id} and p.customer_id = ${invoice.customer_id}
      and p.invoice_id = ${id} and p.effective_on <= ${isoDay(work.today)}::date
    order by p.effective_on, p.id`.execute(work.tx);
  let open = 0n;
  return result.rows.map((row) => {
    open += BigInt(row.change);
    return {
      id: String(row.id),
      on: row.effective_on,
      kind: row.kind,
      text: movedInWords(row, currency),
      change: moneyJson({ amount: BigInt(row.change), currency }),
      open: moneyJson({ amount: open, currency }),
    };
  });
}

function movedInWords(row: Moved, currency: string): string {
  const why = row.memo ? `: ${row.memo}` : '';
  switch (row.kind) {
    case 'issue':
      if (row.memo !== null) return `Owed again${why}`;
      return row.instalment > 1 ? `Invoiced, part ${row.instalment}` : 'Invoiced';
    case 'reissue':
      return `Issued again as changed${why}`;
    case 'void-issue':
      return `Taken back${why}`;
    case 'allocation': {
      if (row.payment === null) return `Credit on account set against it${why}`;
      const whole = formatMoney({ amount: BigInt(row.payment), currency });
      return `Paid, from ${whole}${row.method ? ` by ${row.method}` : ''}`;
    }
    case 'write-off':
      return `Given up${why}`;
    case 'reversal':
      return row.payment === null ? `Taken back${why}` : `Payment taken back${why}`;
    default:
      return row.kind.replace(/-/g, ' ') + why;
  }
}

async function paymentsOf(work: Work, id: bigint, money: Write): Promise<Invoice['payments']> {
  const result = await sql<{
    id: bigint;
    paid_on: string;
    day_known: boolean;
    amount: bigint;
    here: string;
    method: string | null;
    reference: string | null;
    voided_on: string | null;
  }>`
    select y.id, y.paid_on, y.day_known, y.amount, y.method, y.reference, y.voided_on, sum(p.amount)::text as here
    from payment y join posting p on p.business_id = y.business_id and p.payment_id = y.id
    where y.business_id = ${work.business.id} and p.invoice_id = ${id} and p.kind = 'allocation'
      and p.effective_on <= ${isoDay(work.today)}::date
    group by y.business_id, y.id order by y.paid_on, y.id`.execute(work.tx);
  return result.rows.map((row) => ({
    id: String(row.id),
    on: row.paid_on,
    dayKnown: row.day_known,
    amount: money(row.amount),
    here: money(BigInt(row.here)),
    method: row.method,
    reference: row.reference,
    takenBackOn: row.voided_on,
  }));
}

async function disputesOf(
  work: Work,
  row: InvoiceRead,
  money: Write,
): Promise<Invoice['disputes']> {
  const events = await work.tx
    .selectFrom('event')
    .select(['id', 'kind', 'effective_on', 'data'])
    .where('business_id', '=', work.business.id)
    .where('customer_id', '=', row.customer_id)
    .where('kind', 'in', ['disputed', 'dispute-resolved'])
    .where('effective_on', '<=', isoDay(work.today))
    .where(sql<boolean>`data->>'invoiceId' = ${String(row.id)}`)
    .orderBy('effective_on')
    .orderBy('id')
    .execute();
  const disputes: Invoice['disputes'] = [];
  for (const event of events) {
    if (event.kind === 'dispute-resolved') {
      for (const one of disputes) one.resolvedOn ??= event.effective_on;
      continue;
    }
    const { amount, reason } = event.data as { amount: string | null; reason: string };
    disputes.push({
      id: String(event.id),
      on: event.effective_on,
      amount: amount === null ? null : money(BigInt(amount)),
      reason,
      resolvedOn: null,
    });
  }
  return disputes;
}
