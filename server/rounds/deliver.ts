import type { Channel } from '../../adapters/channels/index.ts';
import { RefusedError } from '../../core/base/index.ts';
import type { Platform, Work } from '../platform/platform.ts';
import { addJob } from '../platform/queue.ts';
import { openWork } from '../platform/work.ts';
import { captureUntil, isLive } from './capture.ts';
import { claimDue, settleLeaving } from './claim.ts';
import { withDeliveryLock } from './delivery-lock.ts';
import { type Deliverer, handOver, type Within } from './hand-over.ts';
import { noteTakenBack } from './hold-back.ts';

/** What one delivery did; the JSON of `duly deliver`. */
export interface DeliveryReport {
  /** Left, or were captured in safe mode. */
  sent: number;
  /** Refused for good; tried again only by hand. */
  failed: number;
  /** Turned back at the door: withdrawn, or put before a person again. */
  held: number;
  /** Still in the outbox: later today, later in the week, or waiting for a yes. */
  waiting: number;
}

export interface DeliverOptions {
  /** The way mail leaves; null when no mail server is set, which only safe mode can do without. */
  channel: Channel | null;
  by?: string;
  stopping?: AbortSignal;
}

/** Messages claimed at once. */
const CLAIM = 100;
const LOOK_AGAIN_SECONDS = 10;

/**
 * Sends what is due and approved now, asking again at the door for each message, and once more
 * right before it is handed over when something was told meanwhile. Safe against a
 * kill at any moment: a message is marked as leaving before it is handed over and as sent after,
 * so what a crash leaves in between is handed over again under the same Message-ID.
 * @throws RefusedError `no-mail-server` for a live business without one, `moved-clock` when the
 *   program's clock was moved and the mail server is a real one.
 */
export async function deliver(
  platform: Platform,
  slug: string,
  options: DeliverOptions,
): Promise<DeliveryReport> {
  const by = options.by ?? 'duly';
  const within: Within = (run) => openWork(platform)(slug, by, run);
  const { live, businessId } = await within(async (work) => ({
    live: isLive(work),
    businessId: work.business.id,
  }));
  // What was told since the round has taken its messages back already.
  const takenBack = await within(noteTakenBack);
  const report: DeliveryReport = { sent: 0, failed: 0, held: takenBack, waiting: 0 };
  if (!live) {
    if (await within(isAnyLeaving))
      await withDeliveryLock(platform, businessId, () => within(settleLeaving));
    const captured = await within((work) => captureUntil(work, work.now));
    report.sent = captured.captured;
    report.held += captured.withdrawn + captured.held;
  } else {
    const channel = allowed(platform, options.channel);
    const { stopping } = options;
    const done = await withDeliveryLock(platform, businessId, (lock) =>
      sendDue({ within, channel, holdsLock: lock.isHeld, stopping }, businessId, report),
    );
    if (!done) await within(lookAgainSoon);
  }
  await within(noteTakenBack);
  report.waiting = await within(countWaiting);
  return report;
}

function allowed(platform: Platform, channel: Channel | null): Channel {
  if (channel === null || platform.config.smtpUrl === null) {
    throw new RefusedError(
      'no-mail-server',
      'Email is live but no mail server is set. Nothing was sent; set DULY_SMTP_URL and start again.',
    );
  }
  if (platform.config.now !== null && !isLoopback(platform.config.smtpUrl)) {
    throw new RefusedError(
      'moved-clock',
      'The clock was moved (DULY_NOW) and the mail server is a real one. Nothing was sent.',
    );
  }
  return channel;
}

function isLoopback(smtpUrl: string): boolean {
  const host = new URL(smtpUrl).hostname.replace(/^\[|\]$/g, '');
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

async function sendDue(
  deliverer: Deliverer,
  businessId: bigint,
  report: DeliveryReport,
): Promise<void> {
  // What an earlier deliverer left half-way comes first; after that nothing is half-way but ours.
  let leftOver = true;
  while (!deliverer.stopping?.aborted) {
    if (!(await deliverer.holdsLock())) {
      throw new RefusedError(
        'delivery-lock-lost',
        `The connection that says who delivers (business ${businessId}) was lost, so nothing more ` +
          'was handed over. Nothing is lost: the next delivery sends what waits.',
      );
    }
    const claimed = await deliverer.within(async (work) =>
      isLive(work) ? claimDue(work, CLAIM, leftOver) : null,
    );
    if (claimed === null) return;
    report.held += claimed.turnedBack;
    if (claimed.messages.length > 0) {
      const { sent, failed } = await handOver(deliverer, claimed.messages);
      report.sent += sent;
      report.failed += failed;
    } else if (!leftOver && claimed.looked === 0) return;
    if (claimed.looked === 0) leftOver = false;
  }
}

/**
 * Another deliverer is at it, and may have looked for the last time before what we came for was
 * there.
 */
async function lookAgainSoon(work: Work): Promise<void> {
  const runAt = work.now.add({ seconds: LOOK_AGAIN_SECONDS });
  await addJob(work.platform, work.tx, 'deliver', {}, { runAt, key: 'deliver/after-another' });
}

async function isAnyLeaving(work: Work): Promise<boolean> {
  const one = await work.tx
    .selectFrom('message')
    .select('id')
    .where('business_id', '=', work.business.id)
    .where('state', '=', 'sending')
    .limit(1)
    .executeTakeFirst();
  return one !== undefined;
}

async function countWaiting(work: Work): Promise<number> {
  const row = await work.tx
    .selectFrom('message')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('business_id', '=', work.business.id)
    .where('state', 'in', ['queued', 'proposed', 'sending'])
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
