import { type RawBuilder, sql } from 'kysely';
import { type Day, isoDay } from '../../core/base/index.ts';
import type { Fact } from '../../core/receivable/index.ts';
import type { Work } from '../platform/platform.ts';
import { decodeHappening } from './events.ts';

/**
 * A posting as the query gives it: a bare tuple, because a large import reads a million of them.
 */
type PostingTuple = [
  on: number,
  at: number,
  id: number,
  kind: string,
  debit: string,
  credit: string,
  currency: string,
  amount: string,
  invoiceId: string | null,
  instalment: number | null,
  number: string | null,
  issuedOn: number | null,
  dueOn: number | null,
  byPayment: boolean,
];

type EventTuple = [on: number, at: number, id: number, kind: string, data: object];

/** Everything known of a customer, in the order it took effect. */
export interface CustomerFacts {
  customerId: bigint;
  facts: Fact[];
}

/**
 * Reads the facts of customers from postings and events, one row a customer.
 * @param asOf leaves out what took effect later; null reads everything
 */
export async function readFacts(
  work: Work,
  customerIds: readonly bigint[],
  asOf: Day | null = null,
): Promise<CustomerFacts[]> {
  const until = asOf === null ? sql`true` : sql`effective_on <= ${isoDay(asOf)}::date`;
  const [postings, events] = [
    await postingsOf(work, customerIds, until),
    await eventsOf(work, customerIds, until),
  ];
  return customerIds.map((customerId) => ({
    customerId,
    facts: merge(postings.get(customerId) ?? [], events.get(customerId) ?? []),
  }));
}

async function postingsOf(work: Work, ids: readonly bigint[], until: RawBuilder<unknown>) {
  const result = await sql<{ customer_id: bigint; facts: PostingTuple[] }>`
    select p.customer_id, json_agg(json_build_array(
        p.effective_on - date '1970-01-01', extract(epoch from p.recorded_at), p.id, p.kind, p.debit, p.credit,
        p.currency, p.amount::text, p.invoice_id::text, p.instalment, v.number,
        v.issued_on - date '1970-01-01', i.due_on - date '1970-01-01', p.payment_id is not null)
        order by p.effective_on, p.id) as facts
    from posting p
    left join invoice v on v.business_id = p.business_id and v.id = p.invoice_id
    left join instalment i on i.business_id = p.business_id and i.invoice_id = p.invoice_id and i.no = p.instalment
    where p.business_id = ${work.business.id} and p.customer_id = any(${ids}::bigint[]) and ${until}
    group by p.customer_id`.execute(work.tx);
  return new Map(result.rows.map((row) => [row.customer_id, row.facts]));
}

async function eventsOf(work: Work, ids: readonly bigint[], until: RawBuilder<unknown>) {
  const result = await sql<{ customer_id: bigint; facts: EventTuple[] }>`
    select customer_id, json_agg(json_build_array(
        effective_on - date '1970-01-01', extract(epoch from recorded_at), id, kind, data) order by effective_on, id) as facts
    from event
    where business_id = ${work.business.id} and customer_id = any(${ids}::bigint[]) and ${until}
    group by customer_id`.execute(work.tx);
  return new Map(result.rows.map((row) => [row.customer_id, row.facts]));
}

function merge(postings: readonly PostingTuple[], events: readonly EventTuple[]): Fact[] {
  const facts: Fact[] = [];
  let at = 0;
  for (const event of events) {
    // Within a day what was told first comes first; money before words told at the same moment.
    for (; at < postings.length && comesBefore(postings[at]!, event); at += 1)
      pushMoney(facts, postings[at]!);
    facts.push(
      decodeHappening({
        on: event[0] as Day,
        id: String(event[2]),
        kind: event[3],
        data: event[4],
      }),
    );
  }
  for (; at < postings.length; at += 1) pushMoney(facts, postings[at]!);
  return facts;
}

function comesBefore(posting: PostingTuple, event: EventTuple): boolean {
  return posting[0] < event[0] || (posting[0] === event[0] && posting[1] <= event[1]);
}

/** What a posting means to the customer: an item issued or settled, credit on account changed. */
function pushMoney(facts: Fact[], tuple: PostingTuple): void {
  const [
    on,
    ,
    ,
    kind,
    debit,
    credit,
    currency,
    text,
    invoiceId,
    instalment,
    number,
    issuedOn,
    dueOn,
    byPayment,
  ] = tuple;
  const amount = BigInt(text);
  const base = { on: on as Day, currency };
  // A bill taken back is billed with the other sign: it is no payment, and keeps no promise.
  const takenBack = debit === 'billed' && credit === 'receivable';
  if (kind === 'issue' || kind === 'reissue' || takenBack) {
    facts.push({
      kind: 'issued',
      ...base,
      amount: takenBack ? -amount : amount,
      invoiceId: invoiceId!,
      instalment: instalment!,
      number: number!,
      issuedOn: issuedOn as Day,
      dueOn: dueOn as Day,
    });
    // Owed again, what had been paid back: it fills credit on account instead of being billed.
    if (credit === 'credit') facts.push({ kind: 'credited', ...base, amount });
    return;
  }
  if (credit === 'receivable' || debit === 'receivable') {
    const settled = credit === 'receivable' ? amount : -amount;
    facts.push({
      kind: 'settled',
      ...base,
      invoiceId: invoiceId!,
      instalment: instalment!,
      amount: settled,
      ...(debit === 'write-off' || credit === 'write-off' ? { writtenOff: true } : {}),
      ...(debit === 'credit' && !byPayment ? { fromCredit: true } : {}),
    });
  }
  if (credit === 'credit') facts.push({ kind: 'credited', ...base, amount });
  else if (debit === 'credit') facts.push({ kind: 'credited', ...base, amount: -amount });
}
