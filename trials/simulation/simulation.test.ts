import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sink, startSink } from '../../adapters/channels/email/sink.ts';
import { createEmailChannel } from '../../adapters/channels/index.ts';
import type { Snapshot } from '../../core/receivable/index.ts';
import { testPlatform } from '../../server/platform/testing.ts';
import { type Simulated, simulate } from './simulate.ts';

const SEED = 20_261_122;
let sink: Sink;

beforeAll(async () => {
  sink = await startSink();
});
afterAll(() => sink.close());

function report({ seed, days, sent, wrong }: Simulated): string {
  const again = `npm run simulate -- --customers 32 --days 80 --seed ${seed}`;
  return `seed ${seed}, day ${days}, ${sent} messages\n${wrong.slice(0, 12).join('\n')}\nrun it again: ${again}`;
}

describe('a business lives from a seed', { timeout: 240_000 }, () => {
  test('and nothing that must hold is ever broken', async () => {
    const platform = await testPlatform({ config: { smtpUrl: sink.url } });
    const channel = createEmailChannel({
      smtpUrl: sink.url,
      perDomainPerMinute: 100_000,
      dkim: null,
    });
    const result = await simulate(platform, { customers: 32, days: 80, seed: SEED, channel });
    await channel.close();
    expect(result.wrong, report(result)).toEqual([]);
    expect(result.days).toBe(80);
    expect(result.sent).toBeGreaterThan(60);
    expect(result.world.book.crashes).toBeGreaterThan(3);
    const ids = sink.mails.map((mail) => /^Message-ID: (.+)$/im.exec(mail)?.[1]);
    const sent = await platform.database.system
      .selectFrom('message')
      .select('header_id')
      .where('state', '=', 'sent')
      .execute();
    expect(sent.length).toBeGreaterThan(10);
    expect(sent.filter((one) => !ids.includes(one.header_id!))).toEqual([]);
  });

  test.each([
    ['promises', 'a promise'],
    ['pauses', 'a pause'],
    ['unread', 'an unread reply'],
  ] as const)('and a program that forgets %s is found out', async (forgotten, because) => {
    const platform = await testPlatform();
    const spoil = (snapshot: Snapshot) => ({ ...snapshot, [forgotten]: [] });
    const options = { customers: 20, days: 60, seed: SEED, spoil, talkative: 6 };
    const { wrong } = await simulate(platform, options);
    expect(wrong.join('\n')).toContain(`in spite of ${because}`);
  });
});
