import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fileAt } from '../../../adapters/books/files/index.ts';
import { addDays, day, isoDay } from '../../../core/base/index.ts';
import { ageing } from '../../foresee/ageing.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../../platform/testing.ts';
import { checkSnapshots } from '../../receivable/index.ts';
import type { ImportResult } from './api.ts';
import { importText, inImportWork } from './testing.ts';

const SHARED = resolve(import.meta.dirname, '../../../../shared');
const IBM = resolve(SHARED, 'data/ibm_accounts_receivable.csv');
const BOOKS = resolve(SHARED, 'fixtures/accounting');

const present = existsSync(IBM) && existsSync(BOOKS);
if (!present) console.warn(`The shared files are absent (${SHARED}); their tests are left out.`);

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform({ now: '2026-04-02T09:00:00Z' });
});

function brief({ format, customers, invoices, payments, problems }: ImportResult) {
  return { format, customers, invoices, payments, problems };
}

const none = { created: 0, unchanged: 0, updated: 0 };

describe.skipIf(!present)('the accounts receivable file', () => {
  let businessId: bigint;
  beforeAll(async () => {
    businessId = (await testBusiness(platform)).id;
  });

  it('is known by name, stored whole, and changes nothing a second time', async () => {
    const file = await fileAt(IBM, 'ibm.csv');
    expect(brief(await importText(platform, businessId, file))).toEqual({
      format: 'ibm-accounts-receivable',
      customers: { created: 100, unchanged: 0, updated: 0 },
      invoices: { created: 2466, unchanged: 0, updated: 0 },
      payments: { created: 2466, unchanged: 0, updated: 0 },
      problems: [],
    });
    expect(brief(await importText(platform, businessId, file))).toEqual({
      format: 'ibm-accounts-receivable',
      customers: { created: 0, unchanged: 100, updated: 0 },
      invoices: { created: 0, unchanged: 2466, updated: 0 },
      payments: { created: 0, unchanged: 2466, updated: 0 },
      problems: [],
    });
  });

  it('ages as a few independent lines over the file say, at any past day', async () => {
    const [, ...lines] = readFileSync(IBM, 'utf8').trim().split(/\r?\n/);
    const american = (text: string) => {
      const [month, date, year] = text.split('/').map(Number);
      return Date.UTC(year!, month! - 1, date!) / 86_400_000;
    };
    for (let at = day('2012-02-10'); at < day('2014-01-20'); at = addDays(at, 61)) {
      const cents = { current: 0, '1-30': 0, '31-60': 0, '61-90': 0, '90+': 0 };
      let open = 0;
      for (const line of lines) {
        const cells = line.split(',');
        if (american(cells[4]!) > at || american(cells[8]!) <= at) continue;
        const late = at - american(cells[5]!);
        const bucket =
          late <= 0
            ? 'current'
            : late <= 30
              ? '1-30'
              : late <= 60
                ? '31-60'
                : late <= 90
                  ? '61-90'
                  : '90+';
        cents[bucket] += Math.round(Number(cells[6]) * 100);
        open += 1;
      }
      const got = await inImportWork(platform, businessId, (work) => ageing(work, at));
      expect(got.openInvoices, isoDay(at)).toBe(open);
      if (open === 0) continue;
      for (const [bucket, sum] of Object.entries(cents)) {
        expect(got.currencies.USD?.[bucket as 'current'], `${isoDay(at)} ${bucket}`).toBe(
          (sum / 100).toFixed(2),
        );
      }
    }
  });

  it('leaves snapshots that equal a rebuild', async () => {
    const { checked, faults } = await inImportWork(platform, businessId, checkSnapshots);
    expect(checked).toBe(100);
    expect(faults).toEqual([]);
  });
});

describe.skipIf(!present)('files of other products', () => {
  const cases: [string, object][] = [
    [
      'xero/SalesInvoices-export.synthetic.csv',
      {
        format: 'xero-sales-invoices',
        customers: { ...none, created: 2 },
        invoices: { ...none, created: 3 },
        payments: { ...none, created: 2 },
        problems: [],
      },
    ],
    [
      'xero/SalesInvoiceTemplate.header.csv',
      {
        format: 'xero-sales-invoice-template',
        customers: none,
        invoices: none,
        payments: none,
        problems: [],
      },
    ],
    [
      'xero/AgedReceivablesDetail.synthetic.csv',
      {
        format: 'xero-aged-receivables-detail',
        customers: { ...none, created: 2 },
        invoices: { ...none, created: 2 },
        payments: none,
        problems: [],
      },
    ],
    [
      'quickbooks/ARAgingDetail.synthetic.csv',
      {
        format: 'quickbooks-ar-aging-detail',
        customers: { ...none, created: 4 },
        invoices: { ...none, created: 4 },
        payments: { ...none, created: 2 },
        problems: [],
      },
    ],
    [
      'quickbooks/OpenInvoices.synthetic.csv',
      {
        format: 'quickbooks-open-invoices',
        customers: { ...none, created: 2 },
        invoices: { ...none, created: 2 },
        payments: none,
        problems: [],
      },
    ],
    [
      'quickbooks/CustomerContactList.synthetic.csv',
      {
        format: 'quickbooks-customer-contact-list',
        customers: { ...none, created: 2 },
        invoices: none,
        payments: none,
        problems: [],
      },
    ],
    [
      'quickbooks/InvoiceImport.header.csv',
      {
        format: 'quickbooks-invoice-import',
        customers: none,
        invoices: none,
        payments: none,
        problems: [],
      },
    ],
    [
      'freshbooks/InvoiceDetails.synthetic.csv',
      {
        format: 'freshbooks-invoice-details',
        customers: { ...none, created: 2 },
        invoices: { ...none, created: 2 },
        payments: { ...none, created: 1 },
        problems: [],
      },
    ],
    [
      'myob/ItemSales-import.header.txt',
      { format: 'myob-item-sales', customers: none, invoices: none, payments: none, problems: [] },
    ],
  ];
  it.each(cases)('%s', async (path, expected) => {
    const { id } = await testBusiness(platform);
    const file = await fileAt(resolve(BOOKS, path), path);
    expect(brief(await importText(platform, id, file))).toEqual(expected);
    const again = brief(await importText(platform, id, file));
    for (const counts of [again.customers, again.invoices, again.payments]) {
      expect(counts).toMatchObject({ created: 0, updated: 0 });
    }
    const { faults } = await inImportWork(platform, id, checkSnapshots);
    expect(faults).toEqual([]);
  });

  it.each([
    'xero/AgedReceivablesSummary.synthetic.csv',
    'quickbooks/ARAgingSummary.synthetic.csv',
    'myob/AgedReceivablesSummary.synthetic.csv',
    'xero/BillTemplate.header.csv',
  ])('%s is refused with words that say what to export instead', async (path) => {
    const { id } = await testBusiness(platform);
    const file = await fileAt(resolve(BOOKS, path), path);
    const result = await importText(platform, id, file);
    expect(result.stored).toBe(false);
    expect(result.problems).toHaveLength(1);
    expect(result.problems[0]!.message).toMatch(/instead/);
  });
});
