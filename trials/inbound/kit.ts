import { createTransport } from 'nodemailer';
import { startSink } from '../../adapters/channels/email/sink.ts';
import { createEmailChannel } from '../../adapters/channels/index.ts';
import { listMail, listTasks } from '../../server/discuss/index.ts';
import type { Work } from '../../server/platform/platform.ts';
import type { TestPlatform } from '../../server/platform/testing.ts';
import { openWork } from '../../server/platform/work.ts';
import { snapshotAsOf } from '../../server/receivable/index.ts';
import { deliver } from '../../server/rounds/deliver.ts';
import { takeRaw } from '../../server/rounds/inbound/take-raw.ts';
import { runRound } from '../../server/rounds/round.ts';
import { crowd, NOW } from '../crash/victims.ts';

const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

/** What a test says a mail is like; the rest is as a person's mail program has it. */
export type MailOptions = Parameters<typeof composer.sendMail>[0];

/** A mail as it comes over the wire, of 9 March 2026 unless said. */
export async function compose(options: MailOptions): Promise<Uint8Array> {
  const { message } = await composer.sendMail({
    from: 'Sam Finch <c1@crowd.example>',
    to: 'anna@hartley.example',
    subject: 'Re: your invoice',
    date: new Date('2026-03-09T09:55:00Z'),
    ...options,
  });
  return message as unknown as Uint8Array;
}

let worlds = 0;

/** A live business whose customers each were sent a message, on Monday 9 March 2026. */
export async function written(platform: TestPlatform, count = 3) {
  worlds += 1;
  const slug = `inbound-${worlds}`;
  const business = await crowd(platform, slug, count, { live: { email: NOW } });
  const sink = await startSink();
  const live = { ...platform, config: { ...platform.config, smtpUrl: sink.url } };
  const channel = createEmailChannel({ smtpUrl: sink.url, perDomainPerMinute: 1e6, dkim: null });
  await runRound(platform, slug);
  await deliver(live, slug, { channel });
  await channel.close();
  const sent = [...sink.mails];
  await sink.close();
  const within = <T>(run: (work: Work) => Promise<T>) => openWork(platform)(slug, 'Anna', run);
  const customers = await within((work) =>
    work.tx
      .selectFrom('customer as c')
      .innerJoin('contact as k', (join) =>
        join.onRef('k.business_id', '=', 'c.business_id').onRef('k.customer_id', '=', 'c.id'),
      )
      .innerJoin('message as m', (join) =>
        join.onRef('m.business_id', '=', 'c.business_id').onRef('m.customer_id', '=', 'c.id'),
      )
      .select([
        'c.id',
        'c.code',
        'k.id as contactId',
        'k.email',
        'm.id as messageId',
        'm.header_id as headerId',
      ])
      .where('c.business_id', '=', business.id)
      .orderBy('c.id')
      .execute(),
  );
  const take = async (options: MailOptions | Uint8Array, businessId: bigint | null = business.id) =>
    takeRaw(
      platform,
      {
        raw: options instanceof Uint8Array ? options : await compose(options),
        isCutOff: false,
        receivedAt: platform.clock.now(),
        businessId,
      },
      async () => {},
    );
  const stands = (customerId: bigint) =>
    within((work) => snapshotAsOf(work, customerId, work.today));
  const tasks = (customer: bigint) =>
    within(async (work) => (await listTasks(work, { customer, limit: 50 })).items);
  const mail = (show: 'waiting' | 'unknown' | 'all' = 'waiting') =>
    within(async (work) => (await listMail(work, { show, limit: 50 })).items);
  return { business, slug, sent, customers, within, take, stands, tasks, mail };
}
