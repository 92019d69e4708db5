import { day } from '../../core/base/index.ts';
import { recordAnswer, recordPromise } from '../../server/discuss/index.ts';
import type { Work } from '../../server/platform/index.ts';
import { recordPayment } from '../../server/settle/index.ts';
import { addCustomer, addInvoice } from '../kit/receivables.ts';

/** Name, number, amount in pence, due day; what a small joinery is owed on 24 November 2026. */
const OWED: readonly [name: string, number: string, amount: bigint, dueOn: string][] = [
  ['Alder & Finch Ltd', 'H-1071', 82_000n, '2026-11-20'],
  ['Brightwell School', 'H-1080', 246_000n, '2026-11-27'],
  ['Penrose Garden Co', 'H-1052', 96_000n, '2026-11-12'],
  ['Dunmore Builders', 'H-1033', 612_000n, '2026-10-20'],
  ['Kestrel Studio', 'H-0990', 94_000n, '2026-09-08'],
  ['Marlow Interiors', 'H-0921', 168_000n, '2026-07-30'],
  ['Casa Marchetti', 'H-1048', 137_550n, '2026-11-14'],
  ['Lowe Dental', 'H-1044', 288_000n, '2026-11-10'],
  ['Pepper & Co', 'H-1040', 310_000n, '2026-11-06'],
  ['Osprey Boats', 'H-1090', 1_420_000n, '2026-12-18'],
  ['Thistle & Rye', 'H-1091', 388_000n, '2026-12-11'],
];

/** Fills a business with customers at every stage of an invoice's life. */
export async function fillSample(work: Work): Promise<void> {
  const ids = new Map<string, bigint>();
  const invoices = new Map<string, bigint>();
  for (const [name, number, amount, dueOn] of OWED) {
    const id = await addCustomer(work, name);
    ids.set(name, id);
    invoices.set(number, await addInvoice(work, id, { number, amount, dueOn }));
  }
  const bistro = await addCustomer(work, 'Le Petit Bistro', { country: 'FR', email: null });
  await addInvoice(work, bistro, {
    number: 'H-1060',
    amount: 77_000n,
    dueOn: '2026-11-04',
    currency: 'EUR',
  });
  const paid = await addCustomer(work, 'Wren Bakery');
  await addInvoice(work, paid, { number: 'H-1001', amount: 931_500n, dueOn: '2026-11-20' });
  await recordPayment(work, {
    customerId: paid,
    amount: 931_500n,
    currency: 'GBP',
    on: day('2026-11-23'),
  });
  await recordPromise(work, { customerId: of(ids, 'Casa Marchetti'), payOn: day('2026-11-27') });
  await recordAnswer(work, {
    customerId: of(ids, 'Lowe Dental'),
    contactId: null,
    messageId: null,
    answer: {
      kind: 'something-is-wrong',
      invoiceId: of(invoices, 'H-1044'),
      amount: 48_000n,
      reason: 'two of the six doors are the old colour',
    },
  });
  await recordAnswer(work, {
    customerId: of(ids, 'Pepper & Co'),
    contactId: null,
    messageId: null,
    answer: { kind: 'cannot-pay-all', note: 'could we pay it in three parts?' },
  });
}

function of(ids: ReadonlyMap<string, bigint>, name: string): bigint {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`${name} is not in the sample`);
  return id;
}
