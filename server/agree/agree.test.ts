import { beforeAll, describe, expect, test } from 'vitest';
import { day } from '../../core/base/index.ts';
import { issueInvoice } from '../bill/index.ts';
import { installPolicies, loadLadders } from '../chase/index.ts';
import { pause, recordAnswer, recordPromise, recordReply } from '../discuss/index.ts';
import type { Work } from '../platform/platform.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../platform/testing.ts';
import { openWork } from '../platform/work.ts';
import { runRound } from '../rounds/index.ts';
import { recordPayment } from '../settle/index.ts';
import type { CustomersQuery } from './api.ts';
import { payingWords } from './how-they-pay.ts';
import {
  addContact,
  addCustomer,
  changeContact,
  changeCustomer,
  customerPage,
  customers,
  retireContact,
  timeline,
} from './index.ts';

const query: CustomersQuery = { limit: 50, filter: 'all', sort: 'name' };

describe('customers of a small joinery', () => {
  let platform: TestPlatform;
  let slug: string;
  const ids: Record<string, bigint> = {};
  const work = <T>(run: (work: Work) => Promise<T>) => openWork(platform)(slug, 'Ruth', run);
  const list = (part: Partial<CustomersQuery> = {}) =>
    work((w) => customers(w, { ...query, ...part }, loadLadders));
  const names = async (part: Partial<CustomersQuery>) =>
    (await list(part)).items.map((one) => one.name);
  const page = (name: string) => work((w) => customerPage(w, ids[name]!, loadLadders));

  beforeAll(async () => {
    platform = await testPlatform({ now: '2026-03-16T09:00:00Z' });
    slug = (await testBusiness(platform)).slug;
    await work(installPolicies);
    const people: [string, string | null, string, string, string, string][] = [
      ['Alder & Finch', 'accounts@alder.example', 'GB', 'A-1', '2026-03-06', '500.00'],
      ['Casa Marchetti', 'giulia@marchetti.example', 'IT', 'M-1', '2026-03-01', '960.00'],
      ['Penrose 100%', null, 'GB', 'P-1', '2026-02-20', '80.00'],
      ['Brightwell School', 'office@brightwell.example', 'GB', 'B-1', '2026-04-20', '2460.00'],
    ];
    for (const [name, email, country, number, dueOn, amount] of people) {
      const contacts = email ? [{ name: `${name} accounts`, email }] : [];
      const customer = await work((w) => addCustomer(w, { name, country, contacts }));
      ids[name] = BigInt(customer.id);
      await work((w) =>
        issueInvoice(w, {
          customer: customer.id,
          number,
          issuedOn: '2026-02-01',
          dueOn,
          amount: { amount, currency: 'GBP' },
        }),
      );
    }
    await work((w) =>
      recordPayment(w, {
        customerId: ids['Alder & Finch']!,
        amount: 20000n,
        currency: 'GBP',
        on: day('2026-03-12'),
      }),
    );
    await runRound(platform, slug, { by: 'duly' });
    await work((w) =>
      recordPromise(w, {
        customerId: ids['Casa Marchetti']!,
        payOn: day('2026-03-20'),
        note: 'by bank transfer',
      }),
    );
  });

  test('the list says what each owes, how late it is and what the round decided', async () => {
    const { items } = await list();
    expect(items.map((one) => [one.name, one.open[0]?.amount, one.daysLate, one.outcome])).toEqual([
      ['Alder & Finch', '300.00', 10, 'send'],
      ['Brightwell School', '2460.00', 0, 'hold'],
      ['Casa Marchetti', '960.00', 15, 'send'],
      ['Penrose 100%', '80.00', 24, 'hold'],
    ]);
    expect(items[0]).toMatchObject({ policy: { id: 'kind-but-clear' }, reachable: true });
    expect(items[3]).toMatchObject({
      reachable: false,
      because: 'There is no address of theirs that may be written to',
    });
    expect(items[1]?.overdue).toEqual([]);
    // The promise that came after the round is already known.
    expect(items[2]?.quietUntil).toBe('2026-03-24');
  });

  test('filters, search and orders', async () => {
    expect(await names({ filter: 'overdue' })).toHaveLength(3);
    expect(await names({ filter: 'held' })).toEqual(['Casa Marchetti', 'Penrose 100%']);
    expect(await names({ filter: 'unreachable' })).toEqual(['Penrose 100%']);
    expect(await names({ q: '100%' })).toEqual(['Penrose 100%']);
    expect(await names({ q: 'GIULIA@' })).toEqual(['Casa Marchetti']);
    expect((await names({ sort: '-late' }))[0]).toBe('Penrose 100%');
    expect((await names({ sort: '-overdue' }))[0]).toBe('Casa Marchetti');
  });

  test('pages follow one another without a gap in every order', async () => {
    for (const sort of ['name', '-name', 'late', '-late', 'overdue', '-overdue'] as const) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const found = await list({ sort, limit: 1, ...(cursor ? { cursor } : {}) });
        seen.push(...found.items.map((one) => one.name));
        cursor = found.next ?? undefined;
      } while (cursor);
      expect(seen, sort).toEqual(await names({ sort }));
    }
  });

  test('a page says what is open, what holds it and until when', async () => {
    const casa = await page('Casa Marchetti');
    expect(casa).toMatchObject({
      timeThere: '10:00',
      place: { country: 'IT', zone: 'Europe/Rome' },
      open: [{ amount: '960.00', currency: 'GBP' }],
      banner: { until: '2026-03-24' },
    });
    expect(casa.banner?.text).toBe(
      'They promised all of it for Friday 20 March; two business days are left for the bank.',
    );
    expect(casa.items[0]?.held[0]?.text).toBe('promised for Friday 20 March');
    await work((w) =>
      pause(w, {
        customerId: ids['Alder & Finch']!,
        until: day('2026-03-31'),
        reason: 'stocktaking',
      }),
    );
    const alder = await page('Alder & Finch');
    expect(alder.banner?.text).toBe('Paused until Tuesday 31 March: stocktaking.');
    expect(alder.holds).toMatchObject([{ kind: 'pause', all: true, until: '2026-03-31' }]);
  });

  test('the timeline merges what was billed, paid and said, the newest last', async () => {
    const customerId = ids['Casa Marchetti']!;
    await work((w) => recordReply(w, { customerId, text: 'Could you send it again?' }));
    await work((w) =>
      recordAnswer(w, {
        customerId,
        contactId: null,
        messageId: null,
        answer: { kind: 'needs-something', what: 'copy', note: 'with the order number' },
      }),
    );
    const told = await work((w) => timeline(w, customerId, { limit: 50 }));
    expect(told.items.map((one) => [one.side, one.pill, one.text])).toEqual([
      ['us', 'invoice', 'M-1, £960.00, due 1 Mar.'],
      ['them', 'will pay on', 'Friday 20 March, all of it.'],
      ['them', 'reply', 'Could you send it again?'],
      ['them', 'asks for something', 'Asks for a copy.'],
    ]);
    expect(told.items[3]).toMatchObject({ quote: 'with the order number', on: '2026-03-16' });
    const one = await work((w) => timeline(w, customerId, { limit: 3 }));
    const older = await work((w) => timeline(w, customerId, { limit: 3, cursor: one.next! }));
    expect([...older.items, ...one.items]).toEqual(told.items);
    const alder = await work((w) => timeline(w, ids['Alder & Finch']!, { limit: 50 }));
    expect(alder.items.find((entry) => entry.kind === 'payment')?.text).toBe('£200.00 for A-1.');
  });

  test('where somebody is and how to reach them is checked before it is kept', async () => {
    const wrong = {
      country: 'QQ',
      zone: 'Europe/Atlantis',
      language: 'xx-yy-zz',
      region: 'England',
    };
    const error = await work((w) => changeCustomer(w, ids['Penrose 100%']!, wrong)).catch((e) => e);
    expect(error.problems.map((one: { column: string }) => one.column).toSorted()).toEqual([
      'country',
      'language',
      'region',
      'zone',
    ]);
    const penrose = ids['Penrose 100%']!;
    await expect(
      work((w) => addContact(w, penrose, { email: 'not an address' })),
    ).rejects.toMatchObject({
      code: 'invalid-customer',
    });
    const added = await work((w) => addContact(w, penrose, { email: 'a@penrose.example' }));
    await expect(
      work((w) => addContact(w, penrose, { email: 'A@penrose.example' })),
    ).rejects.toMatchObject({
      code: 'contact-there',
    });
    expect(await names({ filter: 'unreachable' })).toEqual([]);
    const gone = await work((w) => retireContact(w, penrose, BigInt(added.id)));
    expect(gone.notMeOn).toBe('2026-03-16');
    expect(await names({ filter: 'unreachable' })).toEqual(['Penrose 100%']);
    const changed = await work((w) =>
      changeContact(w, penrose, BigInt(added.id), { email: 'b@penrose.example' }),
    );
    expect(changed).toMatchObject({ email: 'b@penrose.example', notMeOn: null });
    await expect(
      work((w) => changeCustomer(w, penrose, { code: 'Casa Marchetti' })),
    ).rejects.toMatchObject({ code: 'code-taken' });
  });
});

test.each([
  [[], 'Nothing of theirs was paid here yet.'],
  [[0, -3, 0], 'All of the last 3 were paid on time.'],
  [[14, 31, 9, -2], '3 of the last 4 late, by 14 days as a rule. Never more than 31.'],
  [[6], 'The only one so far was paid 6 days late.'],
  [[-1], 'The only one so far was paid on time.'],
  [[5, 5], 'All of the last 2 late, by 5 days.'],
])('%j days late: %s', (days, words) => expect(payingWords(days)).toBe(words));
