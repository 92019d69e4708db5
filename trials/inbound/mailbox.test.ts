import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ImapServer, startImapServer } from '../../adapters/inboxes/imap/imap-server.ts';
import { createImapInbox } from '../../adapters/inboxes/index.ts';
import { Chance } from '../../core/base/index.ts';
import { type TestPlatform, testPlatform } from '../../server/platform/testing.ts';
import { checkSnapshots } from '../../server/receivable/index.ts';
import {
  INBOUND_CRON,
  inboundExaminations,
  inboundTasks,
  readMailbox,
} from '../../server/rounds/index.ts';
import { until } from '../crash/victims.ts';
import { compose, written } from './kit.ts';
import { Reader } from './reader.ts';

const NOW = '2026-03-09T10:00:00Z';
let platform: TestPlatform;
let server: ImapServer;

beforeAll(async () => {
  platform = await testPlatform({ now: NOW });
  server = await startImapServer(['Subject: old\r\n\r\nfrom before']);
});
afterAll(() => server.close());

const inboxFor = (slug: string) => createImapInbox({ url: server.url(`/INBOX?business=${slug}`) });

describe('a mailbox', () => {
  test('is read from its first look on, and each mail once, numbered anew or not', async () => {
    const world = await written(platform, 3);
    const inbox = inboxFor(world.slug);
    expect((await readMailbox(platform, inbox)).taken).toBe(0);
    for (const one of world.customers) {
      server.deliver(await compose({ from: one.email!, inReplyTo: one.headerId!, text: 'Hm.' }));
    }
    expect(await readMailbox(platform, inbox)).toMatchObject({ taken: 3, known: 0 });
    expect(await readMailbox(platform, inbox)).toMatchObject({ taken: 0, known: 0 });
    server.renumber();
    const again = await readMailbox(platform, inbox);
    expect(again.taken).toBe(0);
    expect(again.known).toBeGreaterThanOrEqual(3);
    for (const one of world.customers) {
      expect((await world.stands(one.id)).unread).toHaveLength(1);
    }
  });

  test('of nobody in particular leaves alone what is for no business', async () => {
    const [world] = [await written(platform, 1), await written(platform, 1)];
    const url = server.url();
    const inbox = createImapInbox({ url });
    await platform.database.system.deleteFrom('mailbox').where('name', '=', inbox.name).execute();
    await readMailbox(platform, inbox);
    server.deliver(await compose({ from: 'x@y.example', to: 'z@y.example', text: 'Ho.' }));
    server.deliver(
      await compose({ inReplyTo: world!.customers[0]!.headerId!, to: 'z@y.example', text: 'Hm.' }),
    );
    expect(await readMailbox(platform, inbox)).toMatchObject({ taken: 1, unplaced: 1 });
    const open = { ...platform, config: { ...platform.config, imapUrls: [url] } };
    const [examination] = inboundExaminations;
    expect(await examination!.look(open)).toMatchObject({
      ok: false,
      detail: expect.stringContaining('one mail belongs to no business here'),
    });
    expect(await examination!.look(platform)).toMatchObject({ ok: true });
  });

  test('is read by the job that begins every minute, also beside one that is closed', async () => {
    const world = await written(platform, 1);
    const box = await startImapServer();
    const url = box.url(`/INBOX?business=${world.slug}`);
    const imapUrls = [url.replace('right', 'wrong'), url];
    const open = { ...platform, config: { ...platform.config, imapUrls } };
    const read = inboundTasks(open)['read-mailboxes']!;
    const attempt = { number: 1, last: false, stopping: undefined };
    await read({}, attempt);
    box.deliver(await compose({ inReplyTo: world.customers[0]!.headerId!, text: 'Hm.' }));
    await read({}, attempt);
    expect(await world.mail()).toHaveLength(1);
    expect(INBOUND_CRON).toEqual([{ task: 'read-mailboxes', match: '* * * * *' }]);
    await box.close();
  });

  test('that is closed says why, and is read when it is open again', async () => {
    const world = await written(platform, 1);
    const inbox = inboxFor(world.slug);
    await readMailbox(platform, inbox);
    const wrong = server.url(`/INBOX?business=${world.slug}`).replace('right', 'wrong');
    await expect(readMailbox(platform, createImapInbox({ url: wrong }))).rejects.toThrow(
      /did not let us in/,
    );
    await expect(readMailbox(platform, inboxFor('nobody'))).rejects.toThrow(/not here/);
    expect((await readMailbox(platform, inbox)).taken).toBe(0);
  });
});

test('a reader that is killed reads nothing twice and loses nothing', {
  timeout: 240_000,
}, async () => {
  const MAILS = 60;
  const world = await written(platform, MAILS);
  const box = await startImapServer();
  const url = box.url(`/INBOX?business=${world.slug}`);
  await readMailbox(platform, createImapInbox({ url }));
  const chance = new Chance(11);
  for (const one of world.customers) {
    box.deliver(await compose({ from: one.email!, inReplyTo: one.headerId!, text: 'Hm.' }));
  }
  const taken = async () => (await world.mail('all')).length;
  const count = () =>
    platform.database.system
      .selectFrom('mail')
      .select((eb) => eb.fn.countAll<bigint>().as('n'))
      .where('business_id', '=', world.business.id)
      .executeTakeFirstOrThrow()
      .then(({ n }) => Number(n));
  let kills = 0;
  while (kills < 4) {
    const reader = new Reader(url, platform);
    await reader.says('ready');
    const enough = Math.min(MAILS - 5, (await count()) + chance.whole(1, 9));
    await until(async () => (await count()) >= enough, 'mail to be taken');
    await reader.kill();
    kills += 1;
  }
  const last = new Reader(url, platform);
  await last.ends();
  expect(await count()).toBe(MAILS);
  expect(await taken()).toBe(50);
  for (const one of world.customers) {
    expect((await world.stands(one.id)).unread).toHaveLength(1);
  }
  const events = await platform.database.system
    .selectFrom('event')
    .select('id')
    .where('business_id', '=', world.business.id)
    .where('kind', '=', 'reply-received')
    .execute();
  expect(events).toHaveLength(MAILS);
  await world.within(async (work) => {
    expect((await checkSnapshots(work)).faults).toEqual([]);
  });
  await box.close();
});
