import { createEmailChannel } from '../../adapters/channels/index.ts';
import { openPlatform, readConfig } from '../../server/platform/index.ts';
import { deliver, runRound } from '../../server/rounds/index.ts';

/*
 * A program that does one thing to a business and may be killed at any moment of it:
 * node child.ts round|deliver SLUG, with DATABASE_URL and the rest in the environment.
 */
const [what, slug] = process.argv.slice(2);
const platform = await openPlatform(readConfig(process.env));
process.stdout.write('ready\n');
if (what === 'round') {
  await runRound(platform, slug!, { withoutMessages: true });
} else {
  const { smtpUrl } = platform.config;
  const channel = createEmailChannel({ smtpUrl: smtpUrl!, perDomainPerMinute: 1e6, dkim: null });
  await deliver(platform, slug!, { channel });
  await channel.close();
}
await platform.close();
process.stdout.write('done\n');
