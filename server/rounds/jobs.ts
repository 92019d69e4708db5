import type { Channel } from '../../adapters/channels/index.ts';
import { dayInZone, isoDay } from '../../core/base/index.ts';
import type { Platform } from '../platform/platform.ts';
import { workFor } from '../platform/work.ts';
import type { Attempt, Task } from '../platform/worker.ts';
import { ROUND_HOUR } from '../receivable/index.ts';
import { decideAgainPage } from './decide-again.ts';
import { deliver } from './deliver.ts';
import { runRound } from './round.ts';

/** What runs by itself, by the names that jobs use. */
export function roundTasks(platform: Platform, channel: Channel | null): Record<string, Task> {
  return {
    /**
     * Every quarter of an hour: starts the round of each business whose day has come and not been
     * decided.
     */
    'rounds-due': async (_payload, attempt) => {
      const due = await businessesDue(platform);
      await inTurn(platform, due, attempt, (slug) => runAndReport(platform, slug));
    },
    /** One business's due messages; jobs for it are added where messages are decided. */
    deliver: async (payload, attempt) => {
      const slug = await slugOf(platform, BigInt(String(payload.business)));
      if (slug) await deliver(platform, slug, { channel, stopping: attempt.stopping });
    },
    /** Decides again for those of whom something was told after the round of the day. */
    'decide-again': async ({ business, customers }, attempt) => {
      const ids = Array.isArray(customers) ? customers.map((id) => BigInt(String(id))) : null;
      let after: bigint | null = 0n;
      while (after !== null && !attempt.stopping?.aborted) {
        const from: bigint = after;
        after = await workFor(platform, BigInt(String(business)), 'duly', (work) =>
          decideAgainPage(work, ids, from),
        );
      }
    },
    /** Every few minutes: whatever is due anywhere, should a job of its own have been lost. */
    'deliver-due': async (_payload, attempt) => {
      const due = await businessesWithDue(platform);
      await inTurn(platform, due, attempt, (slug) =>
        deliver(platform, slug, { channel, stopping: attempt.stopping }),
      );
    },
  };
}

/** When the tasks above begin by themselves. */
export const ROUND_CRON = [
  { task: 'rounds-due', match: '*/15 * * * *' },
  { task: 'deliver-due', match: '*/5 * * * *' },
] as const;

/**
 * One business after another. What goes wrong in one is logged and keeps no other from its turn;
 * it is due still, and tried again the next time.
 */
async function inTurn(
  platform: Platform,
  slugs: readonly string[],
  attempt: Attempt,
  run: (slug: string) => Promise<unknown>,
): Promise<void> {
  for (const slug of slugs) {
    if (attempt.stopping?.aborted) return;
    try {
      await run(slug);
    } catch (error) {
      platform.log.error({ err: error, business: slug }, 'a business was not served');
    }
  }
}

async function runAndReport(platform: Platform, slug: string): Promise<void> {
  const report = await runRound(platform, slug, { withoutMessages: true });
  platform.log.info(
    { business: slug, asOf: report.asOf, customers: report.customers, ...report.decisions },
    'round',
  );
}

/**
 * Due means on or after the hour and not yet done: a day missed while the program was off is
 * today's round.
 */
async function businessesDue(platform: Platform): Promise<string[]> {
  const now = platform.clock.now();
  const all = await platform.database.system
    .selectFrom('business')
    .select(['id', 'slug', 'zone'])
    .execute();
  const due: string[] = [];
  for (const business of all) {
    if (now.toZonedDateTimeISO(business.zone).hour < ROUND_HOUR) continue;
    const today = dayInZone(now, business.zone);
    const done = await platform.database.system
      .selectFrom('round')
      .select('as_of')
      .where('business_id', '=', business.id)
      .where('as_of', '=', isoDay(today))
      .executeTakeFirst();
    if (!done) due.push(business.slug);
  }
  return due;
}

async function businessesWithDue(platform: Platform): Promise<string[]> {
  const rows = await platform.database.system
    .selectFrom('message as m')
    .innerJoin('business as b', 'b.id', 'm.business_id')
    .select('b.slug')
    .distinct()
    .where((eb) =>
      eb.or([
        eb('m.state', '=', 'sending'),
        eb.and([
          eb('m.state', '=', 'queued'),
          eb('m.send_at', '<=', platform.clock.now().toString()),
        ]),
      ]),
    )
    .execute();
  return rows.map((row) => row.slug);
}

async function slugOf(platform: Platform, id: bigint): Promise<string | null> {
  const row = await platform.database.system
    .selectFrom('business')
    .select('slug')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.slug ?? null;
}
