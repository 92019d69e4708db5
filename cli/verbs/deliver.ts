import type { Command } from 'commander';
import { BY, chooseBusiness, type OneBusiness, ofOneBusiness } from '../options.ts';
import { answer } from '../say.ts';
import { withPlatform } from '../session.ts';

/** What is being handed over may come to an end when the verb is asked to stop. */
const FINISH_WITHIN_MS = 4_000;

/** duly deliver: send what is due and approved now, then come back. */
export function deliverVerb(program: Command): void {
  ofOneBusiness(program.command('deliver'))
    .description('send what is due and approved now, then come back (for cron)')
    .action(deliverNow);
}

async function deliverNow(asked: OneBusiness): Promise<void> {
  await withPlatform(
    async (platform, stopping) => {
      const { deliver } = await import('../../server/rounds/index.ts');
      const { mailChannel } = await import('../../server/main.ts');
      const slug = await chooseBusiness(platform, asked.business);
      const channel = mailChannel(platform.config);
      const report = await deliver(platform, slug, { channel, by: BY, stopping }).finally(() =>
        channel?.close(),
      );
      const { sent, failed, held, waiting } = report;
      answer(
        asked,
        { sent, failed, held, waiting },
        () =>
          `${sent} sent, ${failed} refused, ${held} turned back at the door, ${waiting} still waiting.`,
      );
    },
    { finishWithinMs: FINISH_WITHIN_MS },
  );
}
