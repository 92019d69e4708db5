import { type RawBuilder, sql } from 'kysely';
import { type Day, day, isoDay } from '../../core/base/index.ts';
import type { LateInvoice, LateTerms } from '../../core/charge/index.ts';
import type { CustomerKind } from '../../core/law/index.ts';
import type { Work } from '../platform/platform.ts';
import { type Place, placeOf, snapshotsAsOf } from '../receivable/index.ts';
import { readLine, readTerms, type StoredCharge, type StoredTerms } from './stored.ts';

/** What is done about charges: nothing, said in words, proposed to a person, or claimed. */
export type Charging = 'never' | 'threaten' | 'propose' | 'claim';

/** A late invoice with whose it is and what was agreed. */
export interface Late {
  id: bigint;
  customer: { id: bigint; name: string };
  place: Place;
  charging: Charging;
  terms: LateTerms | null;
  registered: boolean;
  invoice: LateInvoice;
}

interface Row {
  id: bigint;
  number: string;
  customer_id: bigint;
  name: string;
  kind: CustomerKind;
  country: string | null;
  region: string | null;
  zone: string | null;
  issued_on: string;
  currency: string;
  charging: Charging;
  terms: StoredTerms | null;
  registered: boolean;
  instalments: [no: number, dueOn: string, amount: string][];
  moved: [no: number, on: string, amount: string, isCredit: boolean][] | null;
  claimed: StoredCharge['lines'][] | null;
}

/** The setting that counts for customer `c`: their own word, else the business's, else never. */
const settingJoin = sql`
  left join charge_setting own on own.business_id = c.business_id and own.customer_id = c.id
  left join charge_setting whole on whole.business_id = c.business_id and whole.customer_id is null`;
const charging = sql`coalesce(own.charges, whole.charges, 'never')`;

/** Which invoices are asked for. */
export interface LateAsked {
  /** These alone, whatever the setting; left out, all that were late. */
  invoices?: readonly bigint[];
  customer?: bigint | undefined;
  charging?: readonly Charging[];
  after?: bigint;
  limit: number;
}

/**
 * Invoices that were not paid in time as at a day, by id, with all that charges are reckoned from.
 */
export async function lateInvoices(work: Work, asOf: Day, asked: LateAsked): Promise<Late[]> {
  const mine = work.business.id;
  const on = sql`${isoDay(asOf)}::date`;
  const { rows } = await sql<Row>`
    with page as (
      select v.id, v.number, v.customer_id, c.name, c.kind, c.country, c.region, c.zone,
        v.issued_on, v.currency, ${charging} as charging, coalesce(own.terms, whole.terms) as terms,
        coalesce(whole.registered, false) as registered
      from invoice v
      join customer c on c.business_id = v.business_id and c.id = v.customer_id ${settingJoin}
      where v.business_id = ${mine} and v.kind = 'invoice' and v.voided_on is null
        and v.issued_on <= ${on} and v.id > ${asked.after ?? 0n} and ${wanted(asked)}
        and ${wasLate(on)}
      order by v.id limit ${asked.limit}
    )
    select page.*,
      (select json_agg(json_build_array(i.no, i.due_on, i.amount::text) order by i.no)
        from instalment i where i.business_id = ${mine} and i.invoice_id = page.id) as instalments,
      (select json_agg(json_build_array(p.instalment, p.effective_on,
          (case when p.credit = 'receivable' then p.amount else -p.amount end)::text,
          exists (select from posting n where n.business_id = p.business_id
            and n.customer_id = p.customer_id and n.entry_id = p.entry_id
            and n.kind = 'credit-note')) order by p.effective_on, p.id)
        from posting p where p.business_id = ${mine} and p.invoice_id = page.id
          and p.kind in ('allocation', 'write-off') and p.effective_on <= ${on}
          and not exists (select from posting r where r.business_id = p.business_id
            and r.reverses = p.id)) as moved,
      (select json_agg(q.charge->'lines') from invoice q
        where q.business_id = ${mine} and q.charge_of = page.id) as claimed
    from page order by page.id`.execute(work.tx);
  const disputed = await disputesOf(work, rows, asOf);
  return rows.map((row) => lateOf(work, row, disputed.get(row.id) ?? 0n));
}

function wanted(asked: LateAsked): RawBuilder<unknown> {
  if (asked.invoices) return sql`v.id = any(${asked.invoices}::bigint[])`;
  const whose = asked.customer === undefined ? sql`true` : sql`v.customer_id = ${asked.customer}`;
  return sql`${whose} and ${charging} = any(${asked.charging ?? []}::text[])`;
}

/** What came back to an invoice is owed as before; only what is billed can be late. */
function wasLate(on: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    exists (select from instalment i where i.business_id = v.business_id and i.invoice_id = v.id
      and i.due_on < ${on} and (i.outstanding <> 0 or exists (
        select from posting p where p.business_id = i.business_id and p.invoice_id = i.invoice_id
          and p.instalment = i.no and p.kind = 'allocation' and p.effective_on > i.due_on)))
    and not exists (select from posting b where b.business_id = v.business_id
      and b.customer_id = v.customer_id and b.invoice_id = v.id and b.kind = 'issue'
      and b.credit = 'credit')`;
}

/** What of each invoice is in dispute on that day. */
async function disputesOf(
  work: Work,
  rows: readonly Row[],
  asOf: Day,
): Promise<Map<bigint, bigint | 'all'>> {
  const customers = [...new Set(rows.map((row) => row.customer_id))];
  const snapshots = await snapshotsAsOf(work, customers, asOf);
  const found = new Map<bigint, bigint | 'all'>();
  for (const { snapshot } of snapshots.values()) {
    for (const { invoiceId, amount } of snapshot.disputes) {
      const id = BigInt(invoiceId);
      const before = found.get(id) ?? 0n;
      found.set(id, amount === null || before === 'all' ? 'all' : before + amount);
    }
  }
  return found;
}

function lateOf(work: Work, row: Row, disputed: bigint | 'all'): Late {
  const moved = row.moved ?? [];
  return {
    id: row.id,
    customer: { id: row.customer_id, name: row.name },
    place: placeOf(work.business, row),
    charging: row.charging,
    terms: row.terms === null ? null : readTerms(row.terms),
    registered: row.registered,
    invoice: {
      number: row.number,
      issuedOn: day(row.issued_on),
      currency: row.currency,
      kind: row.kind,
      instalments: row.instalments.map(([no, dueOn, amount]) => {
        const here = moved.filter((one) => one[0] === no);
        const credited = here
          .filter((one) => one[3])
          .reduce((sum, one) => sum + BigInt(one[2]), 0n);
        return {
          no,
          dueOn: day(dueOn),
          amount: BigInt(amount) - credited,
          settled: here
            .filter((one) => !one[3])
            .map((one) => ({ on: day(one[1]), amount: BigInt(one[2]) })),
        };
      }),
      disputed,
      claimed: (row.claimed ?? []).flat().map(readLine),
    },
  };
}
