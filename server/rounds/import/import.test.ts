import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { day } from '../../../core/base/index.ts';
import {
  type TestPlatform,
  testBusiness,
  testMembership,
  testPlatform,
} from '../../platform/testing.ts';
import { signedIn, testApp, testUser } from '../../platform/testing-http.ts';
import { checkSnapshots } from '../../receivable/index.ts';
import { reversePayment } from '../../settle/index.ts';
import { importRoutes } from './routes.ts';
import { importText, inImportWork } from './testing.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform({ now: '2026-04-02T09:00:00Z' });
});

async function business(): Promise<bigint> {
  return (await testBusiness(platform)).id;
}

/** What is owed and held, as plain text, whatever the numbers of the rows. */
function state(id: bigint): Promise<unknown> {
  return inImportWork(platform, id, async (work) => {
    const { faults } = await checkSnapshots(work);
    expect(faults).toEqual([]);
    const { rows } = await sql<{ text: string }>`
      select concat_ws(' ', c.name, v.number, v.kind, v.issued_on, i.due_on, v.currency, v.amount, i.outstanding) as text
      from invoice v join customer c on c.business_id = v.business_id and c.id = v.customer_id
      left join instalment i on i.business_id = v.business_id and i.invoice_id = v.id
      where v.business_id = ${id}
      union all select concat_ws(' ', 'payment', c.name, p.paid_on, p.currency, p.amount, p.source_key)
      from payment p join customer c on c.business_id = p.business_id and c.id = p.customer_id
      where p.business_id = ${id} and p.voided_on is null
      union all select trim(concat_ws(' ', 'contact', c.name, c.country, k.email, k.name))
      from contact k join customer c on c.business_id = k.business_id and c.id = k.customer_id where k.business_id = ${id}
      union all select concat_ws(' ', account, currency, sum(signed_amount)) from ledger_line
      where business_id = ${id} group by account, currency
      order by 1`.execute(work.tx);
    return rows.map((row) => row.text);
  });
}

const HEAD = 'Customer,Email,Invoice Number,Invoice Date,Due Date,Amount,Amount Paid,Paid Date\n';

describe('importing', () => {
  it('stores nothing when one line is wrong, and names every wrong line', async () => {
    const id = await business();
    const result = await importText(
      platform,
      id,
      `${HEAD}A,,1,2026-01-01,2026-02-01,10,,\nB,,2,2026-02-30,2026-03-01,10,,\nC,,3,2026-01-01,2026-02-01,ten,,\n`,
    );
    expect(result.problems.map(({ line, column, value }) => [line, column, value])).toEqual([
      [3, 'Invoice Date', '2026-02-30'],
      [4, 'Amount', 'ten'],
    ]);
    expect(result).toMatchObject({
      stored: false,
      customers: { created: 0 },
      invoices: { created: 0 },
    });
    expect(await state(id)).toEqual([]);
  });

  it('keeps nothing of a dry run, and says what it would have done', async () => {
    const id = await business();
    const text = `${HEAD}A,,1,2026-01-01,2026-02-01,10,,\n`;
    const result = await importText(platform, id, text, { dryRun: true });
    expect(result).toMatchObject({ stored: false, problems: [], invoices: { created: 1 } });
    expect(await state(id)).toEqual([]);
  });

  it('names both lines of a number that stands twice with other content', async () => {
    const id = await business();
    const row = 'A,,1,2026-01-01,2026-02-01,10,,\n';
    const twice = await importText(platform, id, HEAD + row + row);
    expect(twice).toMatchObject({ problems: [], duplicates: 1, invoices: { created: 1 } });
    const torn = await importText(platform, id, `${HEAD + row}A,,1,2026-01-01,2026-02-01,12,,\n`);
    expect(torn.problems).toEqual([
      {
        line: 3,
        column: 'amount',
        value: '12.00',
        message:
          'Invoice 1 stands in line 2 already, with another amount (10.00 there, 12.00 here). Keep the one that is right.',
      },
    ]);
  });

  it('brings changes up to date by reversal', async () => {
    const id = await business();
    await importText(platform, id, `${HEAD}A,a@a.example,1,2026-01-01,2026-02-01,100,,\n`);
    const newer = await importText(
      platform,
      id,
      `${HEAD}A,new@a.example,1,2026-01-01,2026-03-01,80,30,\n`,
    );
    expect(newer).toMatchObject({
      customers: { updated: 1 },
      invoices: { created: 0, updated: 1 },
      payments: { created: 1 },
    });
    expect(await state(id)).toEqual([
      'A 1 invoice 2026-01-01 2026-03-01 GBP 8000 5000',
      'bank GBP 3000',
      'billed GBP -8000',
      'contact A a@a.example',
      'contact A new@a.example',
      'credit GBP 0',
      'payment A 2026-04-02 GBP 3000 file:1:3000',
      'receivable GBP 5000',
    ]);
    const kinds = await inImportWork(platform, id, (work) =>
      sql<{ kind: string }>`select kind from posting where business_id = ${id} order by id`.execute(
        work.tx,
      ),
    );
    expect(kinds.rows.map((row) => row.kind)).toEqual([
      'issue',
      'reversal',
      'reissue',
      'payment',
      'allocation',
    ]);
  });

  it('moves what was paid too much to credit on account, once', async () => {
    const id = await business();
    const text = `${HEAD}A,,1,2026-01-01,2026-02-01,100,120,2026-02-03\n`;
    await importText(platform, id, text);
    const before = await state(id);
    expect(before).toContain('credit GBP -2000');
    expect((await importText(platform, id, text)).payments).toEqual({
      created: 0,
      unchanged: 1,
      updated: 0,
    });
    expect(await state(id)).toEqual(before);
    await importText(platform, id, `${HEAD}A,,1,2026-01-01,2026-02-01,60,120,2026-02-03\n`);
    expect(await state(id)).toContain('credit GBP -6000');
  });

  it('does not pay again what a person recorded, nor what a person took back', async () => {
    const id = await business();
    const text = `${HEAD}A,,1,2026-01-01,2026-02-01,100,100,2026-02-03\n`;
    await importText(platform, id, text);
    await inImportWork(platform, id, async (work) => {
      const { id: payment } = await work.tx
        .selectFrom('payment')
        .select('id')
        .where('business_id', '=', id)
        .executeTakeFirstOrThrow();
      await reversePayment(work, payment, day('2026-02-10'), 'it bounced');
    });
    expect((await importText(platform, id, text)).payments).toMatchObject({
      created: 0,
      unchanged: 1,
    });
    expect(await state(id)).toContain('A 1 invoice 2026-01-01 2026-02-01 GBP 10000 10000');
  });

  it('reads a list of payments against invoices and the oldest', async () => {
    const id = await business();
    await importText(
      platform,
      id,
      `${HEAD}A,,1,2026-01-01,2026-02-01,100,,\nA,,2,2026-01-02,2026-02-02,50,,\n`,
    );
    const list =
      'Customer,Invoice Number,Payment Date,Amount\nA,2,2026-02-05,20\nA,,2026-02-06,110\n';
    expect((await importText(platform, id, list)).payments).toEqual({
      created: 2,
      unchanged: 0,
      updated: 0,
    });
    expect((await importText(platform, id, list)).payments).toEqual({
      created: 0,
      unchanged: 2,
      updated: 0,
    });
    expect(await state(id)).toContain('A 1 invoice 2026-01-01 2026-02-01 GBP 10000 0');
    expect(await state(id)).toContain('A 2 invoice 2026-01-02 2026-02-02 GBP 5000 2000');
    const unknown = await importText(
      platform,
      id,
      'Customer,Invoice Number,Payment Date,Amount\nNobody,9,2026-02-05,20\n',
    );
    expect(unknown.problems[0]).toMatchObject({ line: 2 });
    expect(unknown.problems[0]!.message).toMatch(/Nobody knows whose payment this is/);
  });

  it('keeps two customers of one name apart by their codes, and asks if both fit', async () => {
    const id = await business();
    const coded =
      'Code,Customer,Invoice Number,Due Date,Amount\nX1,Smith,1,2026-02-01,5\nX2,smith,2,2026-02-01,5\n';
    expect((await importText(platform, id, coded)).customers.created).toBe(2);
    const bare = await importText(
      platform,
      id,
      'Customer,Invoice Number,Due Date,Amount\nSMITH,3,2026-02-01,5\n',
    );
    expect(bare.problems[0]!.message).toMatch(/Several customers are called "SMITH".*X1, X2/);
  });

  it('remembers a mapping for the same header', async () => {
    const id = await business();
    const text = (n: number) => `Customer,Paper,Date,Amount\nA,N-${n},2026-01-01,5\n`;
    expect((await importText(platform, id, text(1))).problems[0]!.message).toMatch(
      /no column for the invoice number/,
    );
    const mapped = await importText(platform, id, text(1), { mapping: { Paper: 'number' } });
    expect(mapped.invoices.created).toBe(1);
    expect((await importText(platform, id, text(2))).invoices.created).toBe(1);
  });
});

describe('over HTTP', () => {
  it('previews, imports, answers 422 with problems, and lists what was kept', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'duly-import-'));
    const own = { ...platform, config: { ...platform.config, dataFolder: folder } };
    const app = testApp(own, [importRoutes(own)]);
    const owner = await testBusiness(platform);
    const user = await testUser(platform, 'Bo', 'bo@hartley.example');
    await testMembership(platform, owner, user, 'bookkeeper');
    const ask = await signedIn(app, 'bo@hartley.example');
    const base = `/api/v1/businesses/${owner.slug}/imports`;
    const send = (path: string, text: string) =>
      ask('POST', path, undefined, {}, { text, contentType: 'application/octet-stream' });
    const preview = await send(
      `${base}/preview?name=a.csv`,
      'Customer,Invoice,Date,Amount\nA,1,02/03/2026,5\n',
    );
    expect(preview.status).toBe(200);
    expect(preview.body).toMatchObject({
      format: 'plain',
      question: { proposed: 'day-first', dayFirst: '2026-03-02' },
    });
    const refused = await send(
      `${base}?name=a.csv`,
      'Customer,Invoice,Date,Amount\nA,1,02/03/2026,5\n',
    );
    expect(refused.status).toBe(422);
    const done = await send(
      `${base}?name=a.csv&dates=month-first`,
      'Customer,Invoice,Date,Amount\nA,1,02/03/2026,5\n',
    );
    expect(done.status).toBe(200);
    expect(done.body).toMatchObject({
      file: 'a.csv',
      invoices: { created: 1 },
      problems: [],
      stored: true,
    });
    const { body } = await ask('GET', base);
    expect(body.items).toMatchObject([
      { file: 'a.csv', invoices: { created: 1 }, importedBy: 'Bo' },
    ]);
    rmSync(folder, { recursive: true, force: true });
  });
});
