import { sql } from 'kysely';
import { RefusedError } from '../../../core/base/index.ts';
import type { Config } from '../config.ts';
import type { Business, Platform, Work } from '../platform.ts';
import { loadBusiness, openWork } from '../work.ts';

/** The ways to reach a customer that can leave safe mode today. */
export type Channel = 'email';

const stays =
  'It stays in safe mode: every message is written and kept in the outbox, and none leaves.';

/** Whether mail goes nowhere but this machine: a sink for trials. */
export function isLoopbackMail(smtpUrl: string): boolean {
  const host = new URL(smtpUrl).hostname.replace(/^\[|\]$/g, '');
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

/**
 * The address messages come from: the business's own; on a mail server of this machine, which is
 * a trial, one made up from its short name.
 */
export function fromAddress(business: Business, config: Config): string | null {
  if (business.email) return business.email;
  if (config.smtpUrl === null || !isLoopbackMail(config.smtpUrl)) return null;
  return `${business.slug}@${new URL(config.publicUrl).hostname}`;
}

/**
 * Switches a channel of the business live, or back to safe mode (which is never refused). From
 * then on approved messages really leave. Nothing that was captured before is sent.
 * @throws RefusedError `demo-stays-safe`, `no-mail-server`, `no-from-address`, `clock-moved`.
 */
export async function switchLive(work: Work, channel: Channel, on: boolean): Promise<Business> {
  const { platform, business, tx } = work;
  const email = on ? checkReady(platform.config, business) : business.email;
  const live = { ...business.live };
  if (on) live[channel] ??= work.now.toString();
  else delete live[channel];
  await tx
    .updateTable('business')
    .set({ live: JSON.stringify(live), email })
    .where('id', '=', business.id)
    .execute();
  platform.log.info({ business: business.slug, channel, on, by: work.by }, 'safe mode switched');
  return loadBusiness(tx, business.id);
}

/** The same for a business named by its slug, for the command line. */
export function setLive(
  platform: Platform,
  slug: string,
  channel: Channel,
  on: boolean,
  by = 'duly',
): Promise<Business> {
  return openWork(platform)(slug, by, (work) => switchLive(work, channel, on));
}

function checkReady(config: Config, business: Business): string {
  if (business.demo) {
    throw new RefusedError(
      'demo-stays-safe',
      `The demo business holds invented people, so nothing of it ever leaves. ${stays}`,
    );
  }
  if (config.smtpUrl === null) {
    throw new RefusedError(
      'no-mail-server',
      `No mail server is known yet: set DULY_SMTP_URL (smtp://user:password@host:587) and start again. ${stays}`,
    );
  }
  if (config.now !== null && !isLoopbackMail(config.smtpUrl)) {
    throw new RefusedError(
      'clock-moved',
      `The program's clock was moved by DULY_NOW, which is for trials; the mail server is a real one. ${stays}`,
    );
  }
  const email = fromAddress(business, config);
  if (email !== null) return email;
  throw new RefusedError(
    'no-from-address',
    `${business.name} has no address of its own that messages could come from: add one in its settings. ${stays}`,
  );
}

/**
 * Refuses to start a moved clock beside a business that is live on a real mail server.
 * @throws RefusedError `clock-moved`.
 */
export async function checkClockIsSafe(platform: Platform): Promise<void> {
  const { config, database } = platform;
  if (config.now === null || config.smtpUrl === null || isLoopbackMail(config.smtpUrl)) return;
  const live = await database.system
    .selectFrom('business')
    .select('name')
    .where(sql<boolean>`live <> '{}'::jsonb`)
    .orderBy('name')
    .execute();
  if (live.length === 0) return;
  const names = live.map((row) => row.name).join(', ');
  throw new RefusedError(
    'clock-moved',
    `DULY_NOW moves the clock, but ${names} would really write to customers by ${new URL(config.smtpUrl).hostname}. ` +
      'Nothing was started. Leave DULY_NOW out, or switch the business back to safe mode (duly live email off).',
  );
}
