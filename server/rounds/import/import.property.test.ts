import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { day, decimal, isoDay } from '../../../core/base/index.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../../platform/testing.ts';
import { checkSnapshots } from '../../receivable/index.ts';
import { importText, inImportWork } from './testing.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform({ now: '2026-04-02T09:00:00Z' });
});

interface Line {
  customer: number;
  number: number;
  issued: number;
  days: number;
  amount: number;
  paid: number;
  phone: string;
}

const line = fc.record({
  customer: fc.nat(4),
  number: fc.nat(1_000_000),
  issued: fc.nat(60),
  days: fc.nat(40),
  amount: fc.nat(100_000),
  paid: fc.nat(120_000),
  phone: fc.constantFrom('', '1', '2'),
});

const lines = fc.uniqueArray(line, { minLength: 1, maxLength: 12, selector: (one) => one.number });
const START = day('2026-01-01');

function csv(rows: readonly Line[]): string {
  const head = 'Customer,Phone,Invoice Number,Invoice Date,Due Date,Amount,Amount Paid,Paid Date\n';
  return head + rows.map(row).join('');
}

function row({ customer, phone, number, issued, days, amount, paid }: Line): string {
  const on = (offset: number) => isoDay((START + offset) as typeof START);
  const cents = (value: number) => decimal(BigInt(value), 'GBP');
  const told = paid % 3 === 0 ? '' : cents(paid);
  return `C${customer},${phone},N${number},${on(issued)},${on(issued + days)},${cents(amount)},${told},${told === '' ? '' : on(issued + 5)}\n`;
}

/** Everything that counts, without the numbers the database gave. Also: the books must be sound. */
function stateOf(id: bigint): Promise<string[]> {
  return inImportWork(platform, id, async (work) => {
    expect((await checkSnapshots(work)).faults).toEqual([]);
    const { rows } = await sql<{ text: string }>`
      select concat_ws(' ', c.name, c.phone, v.number, v.issued_on, i.due_on, i.amount, i.outstanding, i.outstanding =
          (select coalesce(sum(case when debit = 'receivable' then amount else -amount end), 0) from posting p
           where p.business_id = ${id} and p.invoice_id = v.id and p.instalment = 1)) as text
      from customer c join invoice v on v.business_id = c.business_id and v.customer_id = c.id
      join instalment i on i.business_id = v.business_id and i.invoice_id = v.id where c.business_id = ${id}
      union all select concat_ws(' ', c.name, 'holds', l.account, sum(l.signed_amount)) from ledger_line l
      join customer c on c.business_id = l.business_id and c.id = l.customer_id where c.business_id = ${id} group by c.name, l.account
      having sum(l.signed_amount) <> 0
      union all select concat_ws(' ', 'sum', sum(signed_amount)) from ledger_line where business_id = ${id}
      order by 1`.execute(work.tx);
    return rows.map((one) => one.text);
  });
}

async function importAll(...files: string[]): Promise<string[]> {
  const { id } = await testBusiness(platform);
  for (const file of files) expect((await importText(platform, id, file)).problems).toEqual([]);
  const state = await stateOf(id);
  expect(state.filter((text) => text.endsWith(' f'))).toEqual([]);
  return state;
}

const RUNS = { numRuns: 8, endOnFailure: true };

it('a file twice is the file once, whole or in two parts, in any order of its lines', async () => {
  const shuffled = lines.chain((rows) =>
    fc.tuple(
      fc.constant(rows),
      fc.shuffledSubarray(rows, { minLength: rows.length }),
      fc.nat(rows.length),
    ),
  );
  await fc.assert(
    fc.asyncProperty(shuffled, async ([rows, mixed, cut]) => {
      const once = await importAll(csv(rows));
      expect(await importAll(csv(rows), csv(rows))).toEqual(once);
      expect(await importAll(csv(mixed))).toEqual(once);
      // A phone number is the latest that was told, so parts agree only where all say the same.
      const same = rows.every((one) => one.phone === rows[0]!.phone);
      if (same)
        expect(await importAll(csv(mixed.slice(0, cut)), csv(mixed.slice(cut)))).toEqual(once);
    }),
    RUNS,
  );
}, 120_000);

it('a newer file gives what it says, whatever was there before', async () => {
  const change = fc.record({ amount: fc.nat(100_000), days: fc.nat(40) });
  const both = lines.chain((rows) =>
    fc.tuple(
      fc.constant(rows),
      fc.array(change, { minLength: rows.length, maxLength: rows.length }),
    ),
  );
  await fc.assert(
    fc.asyncProperty(both, async ([rows, changes]) => {
      const newer = rows.map((one, at) => ({
        ...one,
        days: changes[at]!.days,
        amount: changes[at]!.amount,
      }));
      const owed = (state: string[]) =>
        state
          .filter((text) => / N\d/.test(text))
          .map((text) => text.split(' ').slice(0, -1).join(' '));
      const direct = await importAll(csv(newer));
      const late = await importAll(csv(rows), csv(newer));
      expect(owed(late)).toEqual(owed(direct));
      expect(late).toContain('sum 0');
    }),
    RUNS,
  );
}, 120_000);
