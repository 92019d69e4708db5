import { Argument, type Command } from 'commander';
import { BY, chooseBusiness, type OneBusiness, ofOneBusiness } from '../options.ts';
import { answer } from '../say.ts';
import { withPlatform } from '../session.ts';

/** duly live email on|off: leave safe mode for a channel, or go back to it. */
export function liveVerb(program: Command): void {
  ofOneBusiness(program.command('live'))
    .description('leave safe mode for a channel, or go back to it')
    .addArgument(new Argument('<channel>', 'the channel').choices(['email']))
    .addArgument(new Argument('<switch>', 'on lets messages leave').choices(['on', 'off']))
    .action(live);
}

async function live(channel: 'email', position: 'on' | 'off', asked: OneBusiness): Promise<void> {
  await withPlatform(async (platform) => {
    const { setLive } = await import('../../server/platform/business/index.ts');
    const slug = await chooseBusiness(platform, asked.business);
    const business = await setLive(platform, slug, channel, position === 'on', BY);
    const json = { business: slug, channel, live: channel in business.live };
    answer(asked, json, () =>
      position === 'on'
        ? `${business.name} is live: approved messages leave by email, from ${business.email}. ` +
          'What was kept in safe mode stays there.'
        : `${business.name} is in safe mode: every message is written and kept in the outbox, and none leaves.`,
    );
  });
}
