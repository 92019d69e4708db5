import type { Channel, Delivery } from '../../adapters/channels/index.ts';
import { RefusedError } from '../../core/base/index.ts';
import type { Platform, Work } from '../platform/platform.ts';
import { openWork } from '../platform/work.ts';
import { captureUntil, isLive } from './capture.ts';
import { type Claimed, claimDue } from './claim.ts';
import { withDeliveryLock } from './delivery-lock.ts';
import { recordOutcomes } from './outcomes.ts';

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

/** Messages claimed at once, and handed over at once within a claim. */
const CLAIM = 100;
const AT_ONCE = 10;

/**
 * Sends what is due and approved now, asking again at the door for each message. Safe against a
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
  const within = <T>(run: (work: Work) => Promise<T>) => openWork(platform)(slug, by, run);
  const { live, businessId } = await within(async (work) => ({
    live: isLive(work),
    businessId: work.business.id,
  }));
  const report: DeliveryReport = { sent: 0, failed: 0, held: 0, waiting: 0 };
  if (!live) {
    const captured = await within((work) => captureUntil(work, work.now));
    report.sent = captured.captured;
    report.held = captured.withdrawn + captured.held;
  } else {
    const channel = allowed(platform, options.channel);
    await withDeliveryLock(platform, businessId, () =>
      sendDue(within, channel, report, options.stopping),
    );
  }
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

type Within = <T>(run: (work: Work) => Promise<T>) => Promise<T>;

async function sendDue(
  within: Within,
  channel: Channel,
  report: DeliveryReport,
  stopping?: AbortSignal,
): Promise<void> {
  // What an earlier deliverer left half-way comes first; after that nothing is half-way but ours.
  let leftOver = true;
  while (!stopping?.aborted) {
    const claimed = await within((work) => claimDue(work, CLAIM, leftOver));
    report.held += claimed.turnedBack;
    if (claimed.messages.length > 0) await handOver(within, channel, claimed.messages, report);
    else if (!leftOver && claimed.looked === 0) return;
    if (claimed.looked === 0) leftOver = false;
  }
}

async function handOver(
  within: Within,
  channel: Channel,
  messages: readonly Claimed[],
  report: DeliveryReport,
): Promise<void> {
  const waiting = [...messages];
  let finished: { claimed: Claimed; delivery: Delivery }[] = [];
  let recording: Promise<void> = Promise.resolve();
  // Outcomes are written as they come, several together while one write is under way, so that a
  // crash leaves as little as possible in doubt.
  const record = () => {
    recording = recording.then(async () => {
      const batch = finished;
      finished = [];
      if (batch.length > 0) await within((work) => recordOutcomes(work, batch, report));
    });
    return recording;
  };
  const lane = async () => {
    for (let claimed = waiting.shift(); claimed; claimed = waiting.shift()) {
      // Awaited first: `finished` must be the list of the moment after, not of the moment before.
      const delivery = await channel.deliver(claimed.outgoing);
      finished.push({ claimed, delivery });
      // A lane takes its next message when this one is written: a crash repeats AT_ONCE at most.
      await record();
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, messages.length) }, lane));
  await record();
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
