import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { day } from '../../core/base/index.ts';
import { installPolicies } from '../../server/chase/index.ts';
import { examine, openWork } from '../../server/platform/index.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../../server/platform/testing.ts';
import { roomExaminations, runRound } from '../../server/rounds/index.ts';
import { recordPayment } from '../../server/settle/index.ts';
import { addCustomer, addInvoice } from '../kit/receivables.ts';

/*
 * The doctor of the ledger finds what nobody can do through the program: every harm is done as
 * the owner of the schema, past the rules that keep it out.
 */

let platform: TestPlatform;

beforeAll(async () => {
  platform = await testPlatform({ now: '2026-03-16T08:00:00Z' });
  const { slug } = await testBusiness(platform, { slug: 'joinery', name: 'Joinery' });
  await openWork(platform)(slug, 'Ruth', async (work) => {
    await installPolicies(work);
    const id = await addCustomer(work, 'Alder & Finch Ltd');
    await addInvoice(work, id, { number: 'A', amount: 50_000n, dueOn: '2026-03-06' });
    await addInvoice(work, id, { number: 'B', amount: 20_000n, dueOn: '2026-03-20' });
    const on = day('2026-03-10');
    await recordPayment(work, { customerId: id, amount: 21_000n, currency: 'GBP', on });
  });
  // The second round captures what the first one said.
  await runRound(platform, slug, { asOf: day('2026-03-09') });
  await runRound(platform, slug, { asOf: day('2026-03-16') });
});

const look = async (slug?: string) =>
  (await examine(platform, roomExaminations(slug))).filter((check) => !check.ok);

test('a sound ledger is found sound', async () => {
  expect(await look()).toEqual([]);
  expect(await look('joinery')).toEqual([]);
  expect(await look('nobody')).toHaveLength(9);
});

const harms: [name: string, harm: string, mend: string, detail: RegExp][] = [
  [
    'outstanding',
    `update instalment set outstanding = outstanding + 100`,
    `update instalment set outstanding = outstanding - 100`,
    /^joinery: A is stored as 291\.00 GBP open, its postings say 290\.00 GBP; /,
  ],
  [
    'payments',
    `update payment set amount = amount + 1`,
    `update payment set amount = amount - 1`,
    /payment \d+ of 210\.01 GBP stands in the ledger as 210\.00/,
  ],
  [
    'credit on account',
    `update posting set credit = 'write-off' where kind = 'payment'`,
    `update posting set credit = 'credit' where kind = 'payment'`,
    /^joinery: Alder & Finch Ltd has -210\.00 GBP of credit$/,
  ],
  [
    'snapshots',
    `update customer_snapshot set snapshot = replace(snapshot, '29000', '28000')`,
    `update customer_snapshot set snapshot = replace(snapshot, '28000', '29000')`,
    /^joinery: Alder & Finch Ltd differs from what is stored$/,
  ],
  [
    'outbox',
    `do $$ begin
       set local session_replication_role = replica; -- past the guard of what may leave
       update message set state = 'sending' where state = 'captured';
     end $$`,
    `update message set state = 'captured' where state = 'sending'`,
    /gentle to Alder & Finch Ltd \(message \d+\) was leaving when the program stopped/,
  ],
  [
    'sent once',
    `update event set kind = 'step-dropped' where kind = 'chase-sent'`,
    `update event set kind = 'chase-sent' where kind = 'step-dropped'`,
    /gentle to Alder & Finch Ltd \(message \d+\) is a fact 0 times/,
  ],
  [
    'last round',
    `update decision set reason = reason || '#' || message_id, message_id = null
      where message_id is not null`,
    `update decision set message_id = split_part(reason, '#', 2)::bigint,
      reason = split_part(reason, '#', 1) where reason like '%#%'`,
    /^joinery: send clear was decided for Alder & Finch Ltd on 2026-03-16, without a message$/,
  ],
  [
    'policies',
    `update policy set yaml = replace(yaml, 'tone: 2', 'tone: 9') where id = 'kind-but-clear'`,
    `update policy set yaml = replace(yaml, 'tone: 9', 'tone: 2') where id = 'kind-but-clear'`,
    /^joinery: policy kind-but-clear: Line \d+: steps\.1\.tone/,
  ],
];

test.each(harms)('%s: the difference is named', async (name, harm, mend, detail) => {
  await sql.raw(harm).execute(platform.database.system);
  const found = await look();
  expect(found).toContainEqual({ name, ok: false, detail: expect.stringMatching(detail) });
  await sql.raw(mend).execute(platform.database.system);
  expect(await look()).toEqual([]);
});
