import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSink } from '../../adapters/channels/email/sink.ts';
import { createEmailChannel } from '../../adapters/channels/index.ts';
import { Chance, isoDay } from '../../core/base/index.ts';
import { openWork } from '../../server/platform/index.ts';
import { type TestPlatform, testPlatform } from '../../server/platform/testing.ts';
import { checkSnapshots } from '../../server/receivable/index.ts';
import { deliver, runRound } from '../../server/rounds/index.ts';
import { crowd, MONDAY, NOW, until, Victim } from './victims.ts';

const KILLS = 6;
const chance = new Chance(9);
let platform: TestPlatform;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'duly-crash-'));
  platform = await testPlatform({ now: NOW });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const env = () => ({ DATABASE_URL: platform.database.url, DULY_DATA: folder });

async function sound(slug: string): Promise<void> {
  await openWork(platform)(slug, 'test', async (work) => {
    expect((await checkSnapshots(work)).faults).toEqual([]);
    const { rows } = await sql`
      select i.invoice_id from instalment i join ledger_line l on l.business_id = i.business_id
        and l.invoice_id = i.invoice_id and l.account = 'receivable'
      where i.business_id = ${work.business.id}
      group by 1, i.outstanding having i.outstanding <> sum(l.signed_amount)`.execute(work.tx);
    expect(rows).toEqual([]);
  });
}

test('a round that is killed is wholly there or not at all', { timeout: 180_000 }, async () => {
  const { id, slug } = await crowd(platform, 'killed-round', 2_500);
  const count = (table: 'decision' | 'message' | 'round') =>
    platform.database.system
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<bigint>().as('count'))
      .where('business_id', '=', id)
      .executeTakeFirstOrThrow()
      .then((row) => Number(row.count));
  let killed = 0;
  for (let round = 0; round < KILLS; round += 1) {
    const victim = new Victim('round', slug, env());
    await victim.says('ready');
    const end = performance.now() + chance.whole(1, 500);
    await until(() => performance.now() > end, 'the moment to kill');
    if (await victim.kill()) killed += 1;
    const found = [await count('round'), await count('decision'), await count('message')];
    expect([
      [0, 0, 0],
      [1, 2_500, 2_500],
    ]).toContainEqual(found);
  }
  expect(killed).toBeGreaterThan(0);
  // The queue's jobs go with the round, and a round after all that makes each message once.
  await runRound(platform, slug);
  expect([await count('decision'), await count('message')]).toEqual([2_500, 2_500]);
  const [first] = await platform.database.system
    .selectFrom('round')
    .select('as_of')
    .where('business_id', '=', id)
    .execute();
  expect(first?.as_of).toBe(isoDay(MONDAY));
  await sound(slug);
});

test('a delivery that is killed loses nothing and repeats only what was in flight', {
  timeout: 180_000,
}, async () => {
  const sink = await startSink();
  const { id, slug } = await crowd(platform, 'killed-delivery', 600, { live: { email: NOW } });
  await runRound(platform, slug);
  const inDoubt = new Set<string>();
  let killed = 0;
  while (killed < KILLS) {
    const victim = new Victim('deliver', slug, {
      ...env(),
      DULY_SMTP_URL: sink.url,
      DULY_SECRET: platform.config.secret,
    });
    await victim.says('ready');
    const enough = sink.mails.length + chance.whole(1, 60);
    await until(() => sink.mails.length >= enough, 'mail to arrive');
    await victim.kill();
    killed += 1;
    const leaving = await platform.database.system
      .selectFrom('message')
      .select('header_id')
      .where('business_id', '=', id)
      .where('state', '=', 'sending')
      .execute();
    for (const one of leaving) inDoubt.add(one.header_id!);
  }
  const last = new Victim('deliver', slug, {
    ...env(),
    DULY_SMTP_URL: sink.url,
    DULY_SECRET: platform.config.secret,
  });
  await last.ends();

  const messages = await platform.database.system
    .selectFrom('message')
    .select(['id', 'state', 'header_id', 'attempts'])
    .where('business_id', '=', id)
    .execute();
  expect(new Set(messages.map((one) => one.state))).toEqual(new Set(['sent']));
  const copies = Map.groupBy(sink.mails, (mail) => /^Message-ID: (.+?)\r?$/im.exec(mail)![1]!);
  expect(copies.size).toBe(600);
  for (const one of messages) expect(copies.has(one.header_id!)).toBe(true);
  for (const [name, mails] of copies) {
    if (mails.length > 1) expect(inDoubt.has(name)).toBe(true);
    expect(new Set(mails.map((mail) => /^To: (.+?)\r?$/im.exec(mail)![1])).size).toBe(1);
  }
  const events = await platform.database.system
    .selectFrom('event')
    .select('id')
    .where('business_id', '=', id)
    .where('kind', '=', 'chase-sent')
    .execute();
  expect(events).toHaveLength(600);
  await sound(slug);
  await sink.close();
});

test('two rounds, and two deliverers, at once do as one', { timeout: 120_000 }, async () => {
  const sink = await startSink();
  const live = { ...platform, config: { ...platform.config, smtpUrl: sink.url } };
  const { id, slug } = await crowd(platform, 'twins', 300, { live: { email: NOW } });
  const [first, second] = await Promise.all([runRound(platform, slug), runRound(platform, slug)]);
  expect(first.created + second.created).toBe(300);
  expect(second.messages).toEqual(first.messages);
  const channel = createEmailChannel({ smtpUrl: sink.url, perDomainPerMinute: 1e6, dkim: null });
  const reports = await Promise.all([1, 2, 3].map(() => deliver(live, slug, { channel })));
  expect(reports.reduce((sum, one) => sum + one.sent, 0)).toBe(300);
  expect(sink.mails).toHaveLength(300);
  const twice = await sql`
    select message_id from attempt where business_id = ${id} and outcome = 'accepted'
    group by 1 having count(*) > 1`.execute(platform.database.system);
  expect(twice.rows).toEqual([]);
  await channel.close();
  await sink.close();
  await sound(slug);
});
