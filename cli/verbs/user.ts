import type { Command } from 'commander';
import { options } from '../options.ts';
import { answer } from '../say.ts';
import { withPlatform } from '../session.ts';

/** duly user link: a way back in for somebody who lost their password. */
export function userVerb(program: Command): void {
  program
    .command('user')
    .description('the people who sign in')
    .command('link')
    .description('make a link with which a user chooses a new password, once, within a week')
    .argument('<address>', 'the address they sign in with')
    .addOption(options.json())
    .action(link);
}

async function link(email: string, asked: { json?: boolean }): Promise<void> {
  await withPlatform(async (platform) => {
    const { linkForUser } = await import('../../server/platform/auth/index.ts');
    const made = await linkForUser(platform, email);
    answer(
      asked,
      { email, link: made },
      () =>
        `${made}\nWhoever opens it can choose the password of ${email}: hand it to them only. ` +
        'It works once, for a week.',
    );
  });
}
