import type { Command } from 'commander';
import { options } from '../options.ts';
import { answer, count } from '../say.ts';
import { withPlatform } from '../session.ts';

/** duly migrate: bring the database to the newest schema, which every other verb does as well. */
export function migrateVerb(program: Command): void {
  program
    .command('migrate')
    .description('bring the database to the newest schema (every verb does this as well)')
    .addOption(options.json())
    .action(async (asked: { json?: boolean }) => {
      await withPlatform(async ({ applied }) => {
        answer(asked, { applied }, () =>
          applied.length === 0
            ? 'The database had the newest schema already.'
            : `The database has the newest schema now (${count(applied.length, 'step')}: ${applied.join(', ')}).`,
        );
      });
    });
}
