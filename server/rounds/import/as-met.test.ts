import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { day, isoDay } from '../../../core/base/index.ts';
import { howTheyPay } from '../../agree/how-they-pay.ts';
import { today as todayPage } from '../../foresee/queries.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../../platform/testing.ts';
import { checkSnapshots } from '../../receivable/index.ts';
import { reversePayment } from '../../settle/index.ts';
import { importText, inImportWork } from './testing.ts';

/* Importing as an owner meets it. The day is Thursday 2 April 2026. */
let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform({ now: '2026-04-02T09:00:00Z' });
});

async function business(): Promise<bigint> {
  return (await testBusiness(platform)).id;
}

interface Paid {
  paid_on: string;
  day_known: boolean;
  amount: bigint;
}

/** The payments that stand, and what is still owed; the books are sound besides. */
function books(id: bigint): Promise<{ paid: Paid[]; owed: bigint; credit: bigint }> {
  return inImportWork(platform, id, async (work) => {
    expect((await checkSnapshots(work)).faults).toEqual([]);
    const paid = await sql<Paid>`
      select paid_on, day_known, amount from payment where business_id = ${id} and voided_on is null
      order by paid_on, amount`.execute(work.tx);
    const owed = await sql<{ owed: bigint; credit: bigint }>`
      select coalesce(sum(signed_amount) filter (where account = 'receivable'), 0)::bigint as owed,
        coalesce(-sum(signed_amount) filter (where account = 'credit'), 0)::bigint as credit
      from ledger_line where business_id = ${id}`.execute(work.tx);
    return { paid: paid.rows, ...owed.rows[0]! };
  });
}

const HEAD = 'Customer,Invoice Number,Invoice Date,Due Date,Amount,Amount Paid,Paid Date\n';

describe('columns that are not known', () => {
  const OWN =
    'Who,Paper,Made,How much\nAsh Ltd,P-1,2026-01-05,10.00\nElm Ltd,P-2,2026-01-06,5.00\n';

  it('are proposed, taken as a person says, and remembered for that header', async () => {
    const id = await business();
    const refused = await importText(platform, id, OWN);
    expect(refused).toMatchObject({ stored: false, problemsTotal: 1 });
    expect(refused.proposal?.mapping).toEqual({
      Who: 'customer',
      Paper: 'number',
      Made: 'issued',
      'How much': 'amount',
    });
    const mapping = {
      Who: 'customer',
      Paper: 'number',
      Made: 'due',
      'How much': 'amount',
    } as const;
    const done = await importText(platform, id, OWN, { mapping });
    expect(done).toMatchObject({ stored: true, proposal: null, invoices: { created: 2 } });
    const later = await importText(platform, id, OWN.replaceAll('P-', 'Q-'));
    expect(later.invoices.created).toBe(2);
    expect(later.mapping.Made).toBe('due');
  });
});

describe('one pass says all there is to correct', () => {
  it('asks about the order of dates once, beside other problems', async () => {
    const id = await business();
    const rows = Array.from(
      { length: 40 },
      (_, n) =>
        `A,${n},0${(n % 9) + 1}/02/2026,0${(n % 9) + 1}/03/2026,${n === 7 ? 'ten' : 10},,\n`,
    );
    const result = await importText(platform, id, HEAD + rows.join(''));
    expect(result.question).toMatchObject({ line: 2, column: 'Invoice Date' });
    expect(result.problems.map(({ line, column }) => [line, column])).toEqual([
      [2, 'Invoice Date'],
      [9, 'Amount'],
    ]);
    expect(result.problemsTotal).toBe(2);
  });

  it('names values that are wrong and references that lead nowhere together', async () => {
    const id = await business();
    await importText(platform, id, `${HEAD}A,1,2026-01-01,2026-02-01,100,,\n`);
    await importText(platform, id, `${HEAD}B,2,2026-01-01,2026-02-01,100,,\n`);
    const invoices = await importText(
      platform,
      id,
      `${HEAD}A,3,2026-02-30,2026-03-01,10,,\nB,1,2026-01-01,2026-02-01,100,,\nA,4,2026-01-01,2026-02-01,5,,\nA,4,2026-01-01,2026-02-01,6,,\n`,
    );
    expect(invoices.problems.map(({ line, message }) => [line, message.slice(0, 30)])).toEqual([
      [2, '30 February is not a date.'],
      [3, 'Invoice 1 belongs to A already'],
      [5, 'Invoice 4 stands in line 4 alr'],
    ]);
    const payments = await importText(
      platform,
      id,
      'Customer,Invoice Number,Payment Date,Amount\nA,1,soon,5\nNobody,9,2026-02-05,20\nA,1,2026-02-05,5\n',
    );
    expect(payments.problems.map(({ line }) => line)).toEqual([2, 3]);
    expect(payments.problems[1]!.message).toMatch(/Nobody knows whose payment this is/);
    expect((await books(id)).paid).toEqual([]);
  });

  it('names an invoice whose lines come to less than nothing', async () => {
    const id = await business();
    const result = await importText(
      platform,
      id,
      'Client Name,Invoice #,Date Issued,Invoice Status,Date Paid,Item Name,Line Total,Currency\n' +
        'A,1,2026-01-01,sent,,Door,50.00,GBP\nA,1,2026-01-01,sent,,Discount,-80.00,GBP\n' +
        'A,2,2026-01-01,sent,,Door,-5.00,GBP\nA,3,2026-01-01,sent,,Door,5.00,GBP\n',
    );
    expect(result.problems.map(({ line, value }) => [line, value])).toEqual([
      [2, '-30.00'],
      [4, '-5.00'],
    ]);
  });

  it('lists a thousand and counts the rest', async () => {
    const id = await business();
    const rows = Array.from({ length: 1_500 }, (_, n) => `A,${n},2026-01-01,2026-02-01,ten,,\n`);
    const result = await importText(platform, id, HEAD + rows.join(''));
    expect([result.problems.length, result.problemsTotal]).toEqual([1_000, 1_500]);
    await importText(platform, id, `${HEAD}A,1,2026-01-01,2026-02-01,100,,\n`);
    const strange = Array.from({ length: 1_200 }, (_, n) => `Nobody ${n},,2026-02-05,20\n`);
    const list = `Customer,Invoice Number,Payment Date,Amount\n${strange.join('')}A,1,soon,5\n`;
    const payments = await importText(platform, id, list);
    expect([payments.problems.length, payments.problemsTotal]).toEqual([1_000, 1_201]);
  });
});

describe('a payment without a date', () => {
  it('of an invoice that is new here counts on the due day, or today before that', async () => {
    const id = await business();
    const result = await importText(
      platform,
      id,
      `${HEAD}A,1,2026-01-01,2026-02-01,100,100,\nA,2,2026-03-20,2026-05-01,40,15,\nA,3,2026-01-01,2026-02-01,7,7,2026-03-31\n`,
    );
    expect(result.notes.join(' ')).toMatch(/2 payments have no date in the file/);
    expect((await books(id)).paid).toEqual([
      { paid_on: '2026-02-01', day_known: false, amount: 10_000n },
      { paid_on: '2026-03-31', day_known: true, amount: 700n },
      { paid_on: '2026-04-02', day_known: false, amount: 1_500n },
    ]);
  });

  it('stays out of what came in this week and of how they pay', async () => {
    const id = await business();
    await importText(
      platform,
      id,
      `${HEAD}A,1,2026-01-01,2026-02-01,100,100,\nA,2,2026-03-01,2026-04-01,40,40,\nA,3,2026-01-01,2026-02-01,7,7,2026-03-31\n`,
    );
    await inImportWork(platform, id, async (work) => {
      expect((await todayPage(work)).paidThisWeek).toMatchObject({
        payments: 1,
        totals: [{ amount: '7.00', currency: 'GBP' }],
      });
      const { id: customer } = await work.tx
        .selectFrom('customer')
        .select('id')
        .where('business_id', '=', id)
        .executeTakeFirstOrThrow();
      const { invoices } = await howTheyPay(work, customer);
      expect(invoices.map((one) => one.number)).toEqual(['3']);
    });
  });

  it('of an invoice that was open here counts today: the past stays as it was known', async () => {
    const id = await business();
    const open = `${HEAD}A,1,2026-01-01,2026-02-01,100,,\n`;
    await importText(platform, id, open, {}, day('2026-03-02'));
    await importText(platform, id, `${HEAD}A,1,2026-01-01,2026-02-01,100,100,\n`);
    expect((await books(id)).paid).toEqual([
      { paid_on: isoDay(day('2026-04-02')), day_known: false, amount: 10_000n },
    ]);
  });
});

describe('a newer file that no longer says it was paid', () => {
  const paid = `${HEAD}A,1,2026-01-01,2026-02-01,100,,2026-02-03\nA,2,2026-01-01,2026-02-01,50,50,2026-02-03\n`;
  const emptied = `${HEAD}A,1,2026-01-01,2026-02-01,100,,\nA,2,2026-01-01,2026-02-01,50,50,2026-02-03\n`;

  it('takes back once what its earlier version booked, and books it again', async () => {
    const id = await business();
    await importText(platform, id, paid, {}, day('2026-03-02'));
    const newer = await importText(platform, id, emptied);
    expect(newer.payments).toEqual({ created: 0, unchanged: 1, updated: 1 });
    expect(newer.notes).toEqual([
      '1 payment was taken back, because this newer file no longer says it was paid: 1.',
    ]);
    expect(await books(id)).toMatchObject({
      owed: 10_000n,
      credit: 0n,
      paid: [{ amount: 5_000n }],
    });
    const same = await importText(platform, id, emptied);
    expect(same).toMatchObject({ notes: [], payments: { created: 0, unchanged: 1, updated: 0 } });
    await importText(platform, id, paid);
    expect(await books(id)).toMatchObject({ owed: 0n, credit: 0n });
    expect((await books(id)).paid).toHaveLength(2);
  });

  it('takes back the later part only where less was paid, or something is open again', async () => {
    const id = await business();
    const said = (amount: number) => `${HEAD}A,1,2026-01-01,2026-02-01,100,${amount},2026-02-03\n`;
    await importText(platform, id, said(30));
    await importText(platform, id, said(80));
    await importText(platform, id, said(50));
    expect((await books(id)).paid.map((one) => one.amount)).toEqual([2_000n, 3_000n]);
    const open = (amount: number) =>
      `Customer,Invoice Number,Due Date,Amount,Amount Due\nB,7,2026-02-01,100,${amount}\n`;
    await importText(platform, id, open(0));
    expect((await books(id)).owed).toBe(5_000n);
    await importText(platform, id, open(60));
    expect((await books(id)).owed).toBe(11_000n);
  });

  it('takes back no payment of another list, and none that was taken back before', async () => {
    const id = await business();
    await importText(platform, id, paid, {}, day('2026-03-02'));
    const bare = 'Customer,Invoice Number,Invoice Date,Due Date,Amount\n';
    const list = await importText(platform, id, `${bare}A,1,2026-01-01,2026-02-01,100\n`);
    expect(list.payments.updated).toBe(0);
    await inImportWork(platform, id, async (work) => {
      const { id: payment } = await work.tx
        .selectFrom('payment')
        .select('id')
        .where('business_id', '=', id)
        .where('amount', '=', 10_000n)
        .executeTakeFirstOrThrow();
      await reversePayment(work, payment, day('2026-03-10'), 'it bounced');
    });
    const after = await importText(platform, id, emptied);
    expect(after).toMatchObject({ notes: [], payments: { updated: 0 } });
    // What bounced stays bounced, whatever the file says.
    await importText(platform, id, paid);
    expect((await books(id)).owed).toBe(10_000n);
  });

  it('opens again what was settled with the money that is taken back', async () => {
    const id = await business();
    const over = (amount: string) => `${HEAD}A,1,2026-01-01,2026-02-01,100,${amount}\n`;
    await importText(platform, id, over('150,2026-02-03'));
    await importText(platform, id, `${HEAD}A,2,2026-01-01,2026-02-01,50,,\n`);
    await inImportWork(platform, id, async (work) => {
      const { allocateCredit } = await import('../../settle/index.ts');
      const { id: customer } = await work.tx
        .selectFrom('customer')
        .select('id')
        .where('business_id', '=', id)
        .executeTakeFirstOrThrow();
      await allocateCredit(work, customer, 'GBP', work.today);
    });
    expect(await books(id)).toMatchObject({ owed: 0n, credit: 0n });
    await importText(platform, id, over(','));
    expect(await books(id)).toMatchObject({ owed: 15_000n, credit: 0n, paid: [] });
  });
});
