import { openPlatform, readConfig } from '../../server/platform/index.ts';
import { inboxesOf, readMailbox } from '../../server/rounds/index.ts';

/*
 * A program that reads the mailboxes of its environment once, and may be killed at any moment.
 */
const platform = await openPlatform(readConfig(process.env));
process.stdout.write('ready\n');
for (const inbox of inboxesOf(platform)) await readMailbox(platform, inbox);
await platform.close();
process.stdout.write('done\n');
