import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { project } from '../../tools/install.mjs';
import { Installation } from './kit.ts';
import { agingShape, doctorShape, importShape, roundShape } from './shapes.ts';

/*
 * Public receivables of a real firm: 2,466 invoices of 100 customers with the days on which they
 * were settled. The file is not part of the project; what Duly makes of it must equal what a few
 * independent lines make of the CSV.
 */
const FILE = join(project, '../shared/data/ibm_accounts_receivable.csv');
const isThere = existsSync(FILE);
if (!isThere) console.log('The receivables of 100 customers are absent: their trial is left out.');

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

interface Row {
  customer: string;
  issued: number;
  due: number;
  settled: number;
  cents: number;
}

/** Month/day/year as days since 1970. */
function daysOf(text: string): number {
  const [month = 0, day = 0, year = 0] = text.split('/').map(Number);
  return Date.UTC(year, month - 1, day) / 86_400_000;
}

function readRows(): Row[] {
  const lines = readFileSync(FILE, 'utf8').trim().split(/\r?\n/).slice(1);
  return lines.map((line) => {
    const [, customer = '', , , issued = '', due = '', amount = '', , settled = ''] =
      line.split(',');
    const [whole = '0', part = ''] = amount.split('.');
    const cents = Number(whole) * 100 + Number(part.padEnd(2, '0'));
    return { customer, issued: daysOf(issued), due: daysOf(due), settled: daysOf(settled), cents };
  });
}

/** Ageing as at a day, straight from the rows. */
function ageingOf(rows: readonly Row[], iso: string) {
  const day = Date.parse(iso) / 86_400_000;
  const open = rows.filter((row) => row.issued <= day && row.settled > day);
  const sum = (from: number, to: number) =>
    open
      .filter((row) => day - row.due >= from && day - row.due <= to)
      .reduce((cents, row) => cents + row.cents, 0);
  const money = (cents: number) => (cents / 100).toFixed(2);
  const ever = Number.POSITIVE_INFINITY;
  const buckets = {
    current: money(sum(-ever, 0)),
    '1-30': money(sum(1, 30)),
    '31-60': money(sum(31, 60)),
    '61-90': money(sum(61, 90)),
    '90+': money(sum(91, ever)),
    total: money(sum(-ever, ever)),
    overdue: money(sum(1, ever)),
  };
  return {
    asOf: iso,
    currencies: open.length > 0 ? { USD: buckets } : {},
    openInvoices: open.length,
    customers: new Set(open.map((row) => row.customer)).size,
  };
}

describe.skipIf(!isThere)('receivables of 100 customers', () => {
  let duly: Installation;
  let rows: Row[];
  beforeAll(async () => {
    rows = readRows();
    duly = await new Installation().hold();
    await duly.do('business', 'add', 'Trial', '--country', 'US', '--currency', 'USD');
  });
  afterAll(() => duly.close());

  test('are imported whole, known by their layout; a second time changes nothing', async () => {
    const first = await duly.json(importShape, ['import', FILE]);
    expect(first).toMatchObject({
      format: 'ibm-accounts-receivable',
      customers: { created: 100, unchanged: 0, updated: 0 },
      invoices: { created: 2466, unchanged: 0, updated: 0 },
      payments: { created: 2466, unchanged: 0, updated: 0 },
      problems: [],
    });
    const again = await duly.json(importShape, ['import', FILE]);
    expect(again).toMatchObject({
      customers: { created: 0, unchanged: 100, updated: 0 },
      invoices: { created: 0, unchanged: 2466, updated: 0 },
      payments: { created: 0, unchanged: 2466, updated: 0 },
    });
  });

  test.each([
    '2011-12-31',
    '2012-01-31',
    '2012-06-30',
    '2012-12-31',
    '2013-05-15',
    '2013-12-31',
    '2014-12-31',
  ])('are aged as at %s as the file itself has it', async (day) => {
    expect(await duly.json(agingShape, ['aging', '--as-of', day])).toEqual(ageingOf(rows, day));
  });

  test('get one decision each on a past day', async () => {
    const round = await duly.json(roundShape, ['round', '--as-of', '2013-03-13', '--dry-run']);
    const { send, task, propose, hold, charge } = round.decisions;
    expect([round.customers, send + task + propose + hold + charge]).toEqual([100, 100]);
    expect(new Set(round.messages.map((one) => one.customer)).size).toBe(round.messages.length);
  });

  test('leave a sound ledger', async () => {
    const { checks } = await duly.json(doctorShape, ['doctor']);
    expect(checks.filter((check) => !check.ok)).toEqual([]);
  });
});
