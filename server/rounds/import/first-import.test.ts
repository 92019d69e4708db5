import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { fileOf } from '../../../adapters/books/files/index.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../../platform/testing.ts';
import { checkSnapshots } from '../../receivable/index.ts';
import type { ImportResult } from './api.ts';
import { importFile } from './import-file.ts';
import { importText, inImportWork } from './testing.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform({ now: '2026-04-02T09:00:00Z' });
});

interface Told {
  /** Whether the file was stored while it was read. */
  first: boolean;
  result: ImportResult;
  stored: string[];
}

/** Imports into a business that has nothing, or into one that somebody else is in already. */
async function imported(text: string, begun: boolean): Promise<Told> {
  const { id } = await testBusiness(platform);
  if (begun) await importText(platform, id, 'Customer,Email\nSomebody Else,\n');
  const stages = new Set<string>();
  const result = await inImportWork(platform, id, (work) =>
    importFile(work, fileOf(Buffer.from(text), 'a.csv'), {}, ({ stage }) => stages.add(stage)),
  );
  return { first: !stages.has('matching'), result, stored: await storedIn(id) };
}

/** Everything an import writes, in words, without the numbers the database gave. */
function storedIn(id: bigint): Promise<string[]> {
  return inImportWork(platform, id, async (work) => {
    expect((await checkSnapshots(work)).faults).toEqual([]);
    // What was just written has no statistics yet, and a join of each row with each takes minutes.
    await sql`set local enable_nestloop = off`.execute(work.tx);
    const { rows } = await sql<{ text: string }>`
      select concat_ws('|', 'customer', code, name, country, phone, address, created_at) as text
      from customer where business_id = ${id} and name <> 'Somebody Else'
      union all select concat_ws('|', 'contact', c.name, k.name, k.email, k.phone, k.position)
      from contact k join customer c on c.business_id = ${id} and c.id = k.customer_id where k.business_id = ${id}
      union all select concat_ws('|', 'invoice', c.name, v.number, v.kind, v.issued_on, v.due_on, v.currency, v.amount,
        v.reference, v.description, v.history, v.created_at, v.import_id is not null, i.no, i.due_on, i.currency,
        i.amount, i.outstanding, i.customer_id = v.customer_id)
      from invoice v join customer c on c.business_id = ${id} and c.id = v.customer_id
      left join instalment i on i.business_id = ${id} and i.invoice_id = v.id where v.business_id = ${id}
      union all select concat_ws('|', 'posting', v.number, p.effective_on, p.kind, p.debit, p.credit, p.currency,
        p.amount, p.instalment, p.recorded_at, p.customer_id = v.customer_id,
        count(*) over (partition by p.entry_id))
      from posting p join invoice v on v.business_id = ${id} and v.id = p.invoice_id where p.business_id = ${id}
      union all select concat_ws('|', 'snapshot', c.name, s.latest_on, s.quiet_until, s.refreshed_at)
      from customer_snapshot s join customer c on c.business_id = ${id} and c.id = s.customer_id
      where s.business_id = ${id} and c.name <> 'Somebody Else'
      union all select concat_ws('|', 'import', file_name, counts) from import
      where business_id = ${id} and file_name = 'a.csv'
      order by 1`.execute(work.tx);
    return rows.map((row) => row.text);
  });
}

/** What both ways must answer alike; only the number of the import is each one's own. */
function answered({ result }: Told): Partial<ImportResult> {
  const { importId: _, ...same } = result;
  return same;
}

const HEAD =
  'Customer,Code,Contact,Email,Phone,Country,Invoice Number,Invoice Date,Due Date,Amount,Currency,Reference\n';

const line = fc.record({
  customer: fc.constantFrom('Oak', 'oak', 'OAK & Co', 'İzmir', 'i̇zmir', 'Tab\\bed', 'Ash'),
  code: fc.constantFrom('', '', '', 'A1', 'a1', 'B2'),
  email: fc.constantFrom('', 'a@oak.example', 'A@oak.example;b@oak.example'),
  phone: fc.constantFrom('', '1', '2'),
  number: fc.nat(30),
  day: fc.integer({ min: 10, max: 28 }),
  amount: fc.constantFrom('0.00', '0.01', '99.90', '1200'),
  currency: fc.constantFrom('GBP', 'EUR'),
  reference: fc.constantFrom('', 'PO 7', 'C:\\new'),
});
interface Line {
  customer: string;
  code: string;
  email: string;
  phone: string;
  number: number;
  day: number;
  amount: string;
  currency: string;
  reference: string;
}

function csv(lines: readonly Line[]): string {
  const rows = lines.map(
    ({ customer, code, email, phone, number, day, amount, currency, reference }) =>
      `${customer},${code},Pat,${email},${phone},GB,N${number},2026-01-${day},2026-02-${day},${amount},${currency},${reference}\n`,
  );
  return HEAD + rows.join('');
}

describe('a first import', () => {
  it('gives what the staged way gives, whatever the file holds', async () => {
    const seen = { first: 0, staged: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        async (lines, plain) => {
          const made = plain ? lines.map((one, at) => ({ ...one, code: '', number: at })) : lines;
          const straight = await imported(csv(made), false);
          const staged = await imported(csv(made), true);
          expect(staged.first).toBe(false);
          seen[straight.first ? 'first' : 'staged'] += 1;
          expect(answered(straight)).toEqual(answered(staged));
          expect(straight.stored).toEqual(staged.stored);
        },
      ),
      { numRuns: 25, seed: 20_260_402 },
    );
    expect(seen.first).toBeGreaterThan(5);
    expect(seen.staged).toBeGreaterThan(5);
  }, 120_000);

  it('spans several parts, in the order of customers within each', async () => {
    const rows = Array.from(
      { length: 21_000 },
      (_, at) => `C${at % 700},N${at},2026-01-0${1 + (at % 9)},2026-02-01,${at % 50}.25\n`,
    );
    const text = `Customer,Invoice Number,Invoice Date,Due Date,Amount\n${rows.join('')}`;
    const straight = await imported(text, false);
    expect(straight.first).toBe(true);
    expect(straight.result).toMatchObject({
      customers: { created: 700 },
      invoices: { created: 21_000 },
      totals: [{ amount: '519750.00', currency: 'GBP' }],
    });
    expect(straight.stored).toEqual((await imported(text, true)).stored);
  }, 120_000);

  it.each([
    [
      'a number that stands twice',
      'A,,,,,,1,2026-01-01,2026-02-01,5,GBP,\nA,,,,,,1,2026-01-01,2026-02-01,5,GBP,\n',
    ],
    [
      'customers with a code beside some without',
      'A,1,,,,,1,2026-01-01,2026-02-01,5,GBP,\nA,,,,,,2,2026-01-01,2026-02-01,5,GBP,\n',
    ],
    [
      'names that only the database folds alike',
      'İzmir,,,,,,1,2026-01-01,2026-02-01,5,GBP,\ni̇zmir,,,,,,2,2026-01-01,2026-02-01,5,GBP,\n',
    ],
    [
      'a line with a problem',
      'A,,,,,,1,2026-01-01,2026-02-01,5,GBP,\nA,,,,,,2,never,2026-02-01,5,GBP,\n',
    ],
    [
      'a credit note',
      'A,,,,,,1,2026-01-01,2026-02-01,5,GBP,\nA,,,,,,2,2026-01-01,2026-02-01,-5,GBP,\n',
    ],
  ])('goes the whole way for %s, with the same answer', async (_, rows) => {
    const straight = await imported(HEAD + rows, false);
    const staged = await imported(HEAD + rows, true);
    expect(answered(straight)).toEqual(answered(staged));
    expect(straight.stored).toEqual(staged.stored);
  });

  it('leaves nothing of what was stored before the first problem', async () => {
    const rows = Array.from({ length: 20_100 }, (_, at) => `A,N${at},2026-01-01,2026-02-01,5.00\n`);
    const head = 'Customer,Invoice Number,Invoice Date,Due Date,Amount\n';
    const { result, stored } = await imported(`${head}${rows.join('')}A,last,soon,,5.00\n`, false);
    expect(result).toMatchObject({ stored: false, problemsTotal: 1, importId: null });
    expect(stored).toEqual([]);
  });
});
