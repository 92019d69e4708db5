import { sql } from 'kysely';
import { addDays, type Day, isoDay, shortDay } from '../../core/base/index.ts';
import type { ChargeLine } from '../../core/charge/index.ts';
import { issue } from '../../core/ledger/index.ts';
import type { Work } from '../platform/platform.ts';
import { postAll, refoldCustomers } from '../receivable/index.ts';
import type { Proposal } from './propose.ts';
import { type StoredCharge, storeLine } from './stored.ts';

/** Days to pay a charge in: nobody is late for what they have only now been told. */
const DAYS_TO_PAY = 14;

interface Draft {
  of: bigint;
  customerId: bigint;
  number: string;
  currency: string;
  amount: bigint;
  description: string;
  charge: StoredCharge;
}

/**
 * Books what is proposed, all at once: a document, an instalment and a posting for each invoice
 * and currency. The customers are locked by the caller.
 * @returns the numbers in the database of the charges, in the order of the proposals
 */
export async function bookCharges(work: Work, proposals: readonly Proposal[]): Promise<bigint[]> {
  const drafts = proposals.flatMap((one) => draftsOf(one, work.today));
  if (drafts.length === 0) return [];
  const numbers = await freeNumbers(work, drafts);
  const ids = await insertDocuments(work, drafts, numbers);
  await postAll(
    work,
    drafts.map(({ customerId, currency, amount }, index) => ({
      customerId,
      on: work.today,
      postings: [issue({ invoiceId: ids[index]!, instalment: 1 }, currency, amount)],
    })),
  );
  await refoldCustomers(work, [...new Set(drafts.map((one) => one.customerId))]);
  return ids;
}

/** One draft a currency: a fixed sum may be owed in another than the invoice. */
function draftsOf({ late, packId, found }: Proposal, today: Day): Draft[] {
  const { invoice, customer } = late;
  return found.totals
    .filter((total) => total.amount > 0n)
    .map(({ currency, amount }) => {
      const lines = found.lines.filter((line) => line.currency === currency);
      return {
        of: late.id,
        customerId: customer.id,
        number: invoice.number,
        ...{ currency, amount },
        description: describe(lines, invoice.number, today),
        charge: { packId, lines: lines.map(storeLine), notes: found.notes, waived: null },
      };
    });
}

/** "Interest on 1001, 16 January to 16 March; fixed sum for late payment". */
function describe(lines: readonly ChargeLine[], number: string, today: Day): string {
  const days = lines.flatMap((line) => (line.from === null ? [] : [line.from, line.to!]));
  const [first, last] = [Math.min(...days) as Day, Math.max(...days) as Day];
  const interest =
    days.length === 0 ? [] : [`interest ${shortDay(first, today)} to ${shortDay(last, today)}`];
  const once = lines.flatMap((line) =>
    line.kind === 'fixed-sum' ? ['fixed sum'] : line.kind === 'fee' ? ['late fee'] : [],
  );
  return `For late payment of ${number}: ${[...interest, ...once].join(', ')}`;
}

/** INT-1001-1 for the first charge on invoice 1001, and so on past what is taken. */
async function freeNumbers(work: Work, drafts: readonly Draft[]): Promise<string[]> {
  const stems = drafts.map((one) => `INT-${one.number.slice(0, 80)}`);
  const { rows } = await sql<{ number: string }>`
    select v.number from invoice v join unnest(${[...new Set(stems)]}::text[]) s (stem)
      on v.number like replace(replace(replace(s.stem, '\\', '\\\\'), '_', '\\_'), '%', '\\%') || '-%'
    where v.business_id = ${work.business.id} and (v.kind = 'charge' or starts_with(v.number, 'INT-'))`.execute(
    work.tx,
  );
  const taken = new Set(rows.map((row) => row.number));
  return stems.map((stem) => {
    let count = 1;
    while (taken.has(`${stem}-${count}`)) count += 1;
    taken.add(`${stem}-${count}`);
    return `${stem}-${count}`;
  });
}

async function insertDocuments(
  work: Work,
  drafts: readonly Draft[],
  numbers: readonly string[],
): Promise<bigint[]> {
  const on = isoDay(work.today);
  const dueOn = isoDay(addDays(work.today, DAYS_TO_PAY));
  const { rows } = await sql<{ id: bigint; number: string }>`
    insert into invoice (business_id, customer_id, number, kind, issued_on, due_on, currency, amount,
      reference, description, created_at, charge_of, charge_to, charge)
    select ${work.business.id}, d.customer_id, d.number, 'charge', ${on}, ${dueOn}, d.currency, d.amount,
      d.reference, d.description, ${work.now.toString()}::timestamptz, d.charge_of, ${on}, d.charge::jsonb
    from unnest(
      ${drafts.map((one) => one.customerId)}::bigint[], ${numbers}::text[],
      ${drafts.map((one) => one.currency)}::text[], ${drafts.map((one) => one.amount)}::bigint[],
      ${drafts.map((one) => one.number)}::text[], ${drafts.map((one) => one.description)}::text[],
      ${drafts.map((one) => one.of)}::bigint[], ${drafts.map((one) => JSON.stringify(one.charge))}::text[]
    ) as d (customer_id, number, currency, amount, reference, description, charge_of, charge)
    returning id, number`.execute(work.tx);
  const byNumber = new Map(rows.map((row) => [row.number, row.id]));
  const ids = numbers.map((number) => byNumber.get(number)!);
  await sql`
    insert into instalment (business_id, invoice_id, no, customer_id, due_on, currency, amount, outstanding)
    select ${work.business.id}, d.id, 1, d.customer_id, ${dueOn}, d.currency, d.amount, d.amount
    from unnest(${ids}::bigint[], ${drafts.map((one) => one.customerId)}::bigint[],
      ${drafts.map((one) => one.currency)}::text[], ${drafts.map((one) => one.amount)}::bigint[]
    ) as d (id, customer_id, currency, amount)`.execute(work.tx);
  return ids;
}
