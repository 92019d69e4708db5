import { sql } from 'kysely';
import { decimal } from '../../../core/base/index.ts';
import type { Work } from '../../platform/index.ts';
import type { Faults } from './faults.ts';

interface Repeat {
  number: string;
  line: number;
  customer: string;
  kind: string;
  issued_on: string;
  due_on: string;
  currency: string;
  amount: bigint | null;
  open: bigint | null;
  paid: bigint | null;
  paid_on: string | null;
}

/**
 * Makes one row of each invoice number. Lines that say the same count once; lines of one invoice
 * are added where the layout has one row per line (`sum`); lines that contradict each other are a
 * problem that names both.
 * @returns how many lines said the same as another
 */
export async function mergeRepeated(
  work: Work,
  lines: 'sum' | 'repeat' | null,
  faults: Faults,
): Promise<number> {
  await sql`
    create temp table repeated on commit drop as
    select number from staged_item where kind <> 'p' group by number having count(*) > 1`.execute(
    work.tx,
  );
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from repeated`.execute(
    work.tx,
  );
  if (rows[0]!.n === 0) return lines === 'sum' ? findNegative(work, faults) : 0;
  await sql`analyze repeated`.execute(work.tx);
  await findContradictions(work, lines, faults);
  if (lines === 'sum') {
    await sql`
      update staged_item s set amount = m.amount, open = m.open, paid = m.paid, paid_on = m.paid_on
      from (
        select number, min(line) as line, sum(amount) as amount, max(open) as open, max(paid) as paid, max(paid_on) as paid_on
        from staged_item join repeated using (number) where kind <> 'p' group by number
      ) m where s.number = m.number and s.line = m.line`.execute(work.tx);
  }
  await sql`
    update staged_item s set reference = m.reference, description = m.description
    from (
      select number, min(line) as line, min(reference) as reference, min(description) as description
      from staged_item join repeated using (number) where kind <> 'p' group by number
    ) m where s.number = m.number and s.line = m.line`.execute(work.tx);
  const removed = await sql`
    delete from staged_item s using (
      select number, min(line) as line from staged_item join repeated using (number) where kind <> 'p' group by number
    ) m where s.kind <> 'p' and s.number = m.number and s.line <> m.line`.execute(work.tx);
  if (lines === 'sum') return findNegative(work, faults);
  return lines === null ? Number(removed.numAffectedRows ?? 0n) : 0;
}

/** Lines may take something off an invoice, but never more than there is. */
async function findNegative(work: Work, faults: Faults): Promise<0> {
  const { rows } = await sql<{ line: number; number: string; amount: bigint; currency: string }>`
    select line, number, amount, currency from staged_item where kind = 'i' and amount < 0
    order by line limit 1000`.execute(work.tx);
  for (const { line, number, amount, currency } of rows) {
    const sum = decimal(amount, currency);
    faults.add(
      line,
      'amount',
      sum,
      `The lines of invoice ${number} come to ${sum}, which is less than nothing. An invoice is never; leave out what is a credit note.`,
    );
  }
  return 0;
}

async function findContradictions(
  work: Work,
  lines: 'sum' | 'repeat' | null,
  faults: Faults,
): Promise<void> {
  const whole = lines === 'sum' ? sql`` : sql`, amount, open, paid, paid_on`;
  const { rows } = await sql<Repeat>`
    select i.number, i.line, coalesce(c.name, '') as customer, i.kind, i.issued_on, i.due_on, i.currency, i.amount,
      i.open, i.paid, i.paid_on
    from staged_item i left join staged_customer c on c.n = i.customer
    where i.kind <> 'p' and i.number in (
      select number from staged_item join repeated using (number) where kind <> 'p'
      group by number having count(distinct (customer, kind, issued_on, due_on, currency ${whole})::text) > 1
    ) order by i.number, i.line limit 20000`.execute(work.tx);
  const first = new Map<string, Repeat>();
  for (const row of rows) {
    const before = first.get(row.number);
    if (before) contradiction(before, row, lines, faults);
    else first.set(row.number, row);
  }
}

const NAMES: readonly [keyof Repeat, string][] = [
  ['customer', 'customer'],
  ['kind', 'kind'],
  ['issued_on', 'invoice date'],
  ['due_on', 'due date'],
  ['currency', 'currency'],
  ['amount', 'amount'],
  ['open', 'open amount'],
  ['paid', 'amount paid'],
  ['paid_on', 'paid date'],
];

function contradiction(
  before: Repeat,
  row: Repeat,
  lines: 'sum' | 'repeat' | null,
  faults: Faults,
): void {
  const compared = lines === 'sum' ? NAMES.slice(0, 5) : NAMES;
  const found = compared.find(([field]) => before[field] !== row[field]);
  if (!found) return;
  const [field, name] = found;
  faults.add(
    row.line,
    name,
    shown(row, field),
    `Invoice ${row.number} stands in line ${before.line} already, with another ${name} (${shown(before, field) ?? 'none'} there, ${shown(row, field) ?? 'none'} here). Keep the one that is right.`,
  );
}

function shown(row: Repeat, field: keyof Repeat): string | null {
  const value = row[field];
  if (field === 'kind') return value === 'c' ? 'credit note' : 'invoice';
  return typeof value === 'bigint'
    ? decimal(value, row.currency)
    : value === null
      ? null
      : String(value);
}
