import { existsSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Sink, startSink } from '../../adapters/channels/email/sink.ts';
import { Installation, oneLine } from './kit.ts';
import {
  agingShape,
  businessesShape,
  deliverShape,
  doctorShape,
  importShape,
  recordedShape,
  roundShape,
  whyShape,
} from './shapes.ts';

/*
 * From a file to mail on a real SMTP server, by the command line alone. The clock is moved by
 * DULY_NOW. Monday 16 March 2026: London opens at 09:30 (UTC), New York, on summer time since the
 * 8th, at 13:30 UTC.
 */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let duly: Installation;
let sink: Sink;
beforeAll(async () => {
  sink = await startSink();
  duly = await new Installation().hold();
});
afterAll(async () => {
  await duly.close();
  await sink.close();
});

const at = (moment: string) => ({ DULY_NOW: moment, DULY_SMTP_URL: sink.url });
const MORNING = '2026-03-16T08:00:00Z';
const deliver = (moment: string) => duly.json(deliverShape, ['deliver'], at(moment));

const HEADER =
  'Customer,Email,Country,Invoice Number,Invoice Date,Due Date,Amount,Currency,Paid Date';

describe('from a file to mail', () => {
  test('a business is added with its policies, in safe mode', async () => {
    await duly.do(
      ...['business', 'add', 'Brightwood Joinery', '--slug', 'brightwood', '--country', 'GB'],
      ...['--currency', 'GBP', '--person', 'Anna Hart', '--email', 'anna@brightwood.example'],
    );
    const { items } = await duly.json(businessesShape, ['business', 'list']);
    expect(items).toMatchObject([{ slug: 'brightwood', currency: 'GBP', live: [], demo: false }]);
  });

  const rows = [
    'Alder & Finch Ltd,sam@alder.example,GB,1001,2026-02-04,2026-03-06,500.00,GBP,',
    'Beech Interiors,ann@beech.example,GB,1002,2026-02-04,2026-03-06,320.50,GBP,',
    'Chestnut Lofts,joe@chestnut.example,US,1003,2026-02-04,2026-03-06,800.00,USD,',
    'Dogwood & Co,kim@dogwood.example,GB,1004,2026-01-05,2026-02-04,90.00,GBP,2026-02-10',
  ];

  test('a file with a fault is refused whole, the fault named', async () => {
    const file = duly.file('faulty.csv', [
      HEADER,
      rows[0]!,
      rows[1]!.replace('2026-03-06', '30/02/2026'),
    ]);
    const ran = await duly.run(['import', file, '--json']);
    expect(ran.code).toBe(1);
    const { problems, invoices } = oneLine(ran, importShape);
    expect(invoices).toEqual({ created: 0, unchanged: 0, updated: 0 });
    expect(problems).toMatchObject([{ line: 3, column: 'Due Date', value: '30/02/2026' }]);
    expect(ran.stderr).toContain('Nothing of it was imported');
    expect(await duly.json(agingShape, ['aging'])).toMatchObject({ openInvoices: 0 });
  });

  test('a good one is imported, and a second time changes nothing', async () => {
    const file = duly.file('invoices.csv', [HEADER, ...rows]);
    const four = { created: 4, unchanged: 0, updated: 0 };
    const dry = await duly.json(importShape, ['import', file, '--dry-run']);
    expect(dry.invoices).toEqual(four);
    const first = await duly.json(importShape, ['import', file]);
    expect(first).toMatchObject({ customers: four, invoices: four, problems: [] });
    expect(first.payments.created).toBe(1);
    const again = await duly.json(importShape, ['import', file]);
    const same = { created: 0, unchanged: 4, updated: 0 };
    expect(again).toMatchObject({ customers: same, invoices: same });
    expect(again.payments).toEqual({ created: 0, unchanged: 1, updated: 0 });
  });

  test('what is owed is told by currency, as at any day', async () => {
    const on = (day: string) => duly.json(agingShape, ['aging', '--as-of', day]);
    expect(await on('2026-03-16')).toEqual({
      asOf: '2026-03-16',
      currencies: {
        GBP: buckets('0.00', '820.50'),
        USD: buckets('0.00', '800.00'),
      },
      openInvoices: 3,
      customers: 3,
    });
    expect((await on('2026-02-09')).currencies.GBP?.['1-30']).toBe('90.00');
    expect(await on('2026-01-04')).toMatchObject({ currencies: {}, openInvoices: 0 });
  });

  const buckets = (current: string, late: string) => ({
    ...{ current, '1-30': late, '31-60': '0.00', '61-90': '0.00', '90+': '0.00' },
    ...{ total: late, overdue: late },
  });

  test('going live needs a mail server, then it is on', async () => {
    expect((await duly.run(['live', 'email', 'on'])).code).toBe(1);
    await duly.run(['live', 'email', 'on'], at(MORNING));
    const { items } = await duly.json(businessesShape, ['business', 'list']);
    expect(items[0]?.live).toEqual(['email']);
  });

  test('the round of the day proposes nothing and sends three first words', async () => {
    const done = await duly.json(roundShape, ['round'], at(MORNING));
    expect(done).toMatchObject({ asOf: '2026-03-16', decisions: { send: 3, propose: 0, task: 0 } });
    expect(done.messages.map((one) => [one.customer, one.step, one.mode, one.invoices])).toEqual([
      ['Alder & Finch Ltd', 'gentle', 'send', ['1001']],
      ['Beech Interiors', 'gentle', 'send', ['1002']],
      ['Chestnut Lofts', 'gentle', 'send', ['1003']],
    ]);
    expect(await duly.json(roundShape, ['round'], at(MORNING))).toEqual(done);
  });

  test('21. paid in the morning: withdrawn at the door; none leaves before its hour', async () => {
    expect(await deliver(MORNING)).toEqual({ sent: 0, failed: 0, held: 0, waiting: 3 });
    const pay = ['record', 'payment', '--invoice', '1002', '--amount', '330.00'];
    expect(await duly.json(recordedShape, [...pay, '--on', '2026-03-16'])).toMatchObject({
      recorded: 'payment',
      on: '2026-03-16',
      allocated: { amount: '320.50', currency: 'GBP' },
      credit: { amount: '9.50', currency: 'GBP' },
    });
    expect(await deliver('2026-03-16T09:31:00Z')).toEqual({
      ...{ sent: 1, failed: 0, held: 1, waiting: 1 },
    });
    const mails = await Promise.all(sink.mails.map((raw) => PostalMime.parse(raw)));
    expect(mails.map((mail) => mail.to?.[0]?.address)).toEqual(['sam@alder.example']);
    expect(mails[0]?.from?.address).toBe('anna@brightwood.example');
    expect(mails[0]?.text).toContain('£500.00');
  });

  test('24. a customer in New York hears of it in the morning there', async () => {
    expect(await deliver('2026-03-16T13:25:00Z')).toMatchObject({ sent: 0, waiting: 1 });
    expect(await deliver('2026-03-16T13:31:00Z')).toEqual({
      ...{ sent: 1, failed: 0, held: 0, waiting: 0 },
    });
    expect(sink.mails).toHaveLength(2);
    expect(await deliver('2026-03-16T13:40:00Z')).toMatchObject({ sent: 0, waiting: 0 });
    expect(sink.mails).toHaveLength(2);
  });

  test('why speaks of what was done that day', async () => {
    const why = await duly.json(whyShape, ['why', '1001'], at('2026-03-16T15:00:00Z'));
    expect(why).toMatchObject({ decision: 'send', step: 'gentle', daysOverdue: 10 });
    const paid = await duly.json(whyShape, ['why', '1002'], at('2026-03-16T15:00:00Z'));
    expect(paid).toMatchObject({ decision: 'none', open: { amount: '0.00', currency: 'GBP' } });
  });

  test('a fact told twice under one key counts once', async () => {
    const pay = [
      'record',
      'payment',
      '--invoice',
      '1001',
      '--on',
      '2026-03-17',
      '--key',
      'bank-77',
    ];
    await duly.do(...pay, '--amount', '100.00');
    await duly.do(...pay, '--amount', '100.00');
    const other = await duly.run([...pay, '--amount', '200.00']);
    expect(other.code).toBe(1);
    expect(other.stderr).toContain('used before with other input');
    const why = await duly.json(whyShape, ['why', '1001', '--as-of', '2026-03-18']);
    expect(why.open).toEqual({ amount: '400.00', currency: 'GBP' });
  });

  test('the doctor finds nothing, and a backup comes back elsewhere as it was', async () => {
    const doctor = await duly.json(doctorShape, ['doctor']);
    expect(doctor.checks.filter((check) => !check.ok)).toEqual([]);
    const file = join(duly.folder, 'backup.zst');
    await duly.do('backup', file);
    expect(existsSync(file)).toBe(true);
    const other = new Installation();
    try {
      await other.do('restore', file);
      const aging = ['aging', '--as-of', '2026-03-20'];
      expect(await other.json(agingShape, aging)).toEqual(await duly.json(agingShape, aging));
      expect((await other.run(['restore', file])).code).toBe(1);
      expect((await other.json(doctorShape, ['doctor'])).ok).toBe(true);
    } finally {
      await other.close();
    }
  });
});
