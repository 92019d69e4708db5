import type { Command } from 'commander';
import { options } from '../options.ts';
import { makeProgress } from '../progress.ts';
import { answer, count } from '../say.ts';
import { withPlatform } from '../session.ts';

/** duly backup FILE: everything into one file, while people go on working. */
export function backupVerb(program: Command): void {
  program
    .command('backup')
    .description('write everything into one file; people may go on working')
    .argument('<file>', 'where to; it must not be there yet')
    .addOption(options.json())
    .action(make);
}

/** duly restore FILE: a backup into an empty database, or in the place of what is there. */
export function restoreVerb(program: Command): void {
  program
    .command('restore')
    .description('put a backup into an empty database')
    .argument('<file>', 'the backup')
    .option('--replace', 'take the place of what is there, after a backup of it')
    .addOption(options.json())
    .action(putBack);
}

async function make(file: string, asked: { json?: boolean }): Promise<void> {
  await withPlatform(async (platform) => {
    const { backup } = await import('../../server/platform/backup/index.ts');
    const { follow, end } = following();
    const made = await backup(platform, file, follow).finally(end);
    answer(asked, { file: made.file, rows: made.rows, bytes: made.bytes }, () =>
      [
        `${count(made.rows, 'row')} are in ${made.file} (${sayBytes(made.bytes)}).`,
        "It holds the program's secret as well: keep it as you would keep the database.",
      ].join('\n'),
    );
  });
}

async function putBack(file: string, asked: { replace?: boolean; json?: boolean }): Promise<void> {
  await withPlatform(async (platform) => {
    const { restore } = await import('../../server/platform/backup/index.ts');
    const { follow, end } = following();
    const done = await restore(platform, file, {
      replace: asked.replace === true,
      progress: follow,
    }).finally(end);
    const { rows, safetyBackup, restartNeeded } = done;
    answer(asked, { file: done.file, rows, safetyBackup, restartNeeded }, () =>
      [
        `${count(rows, 'row')} are back from ${done.file}.`,
        ...(safetyBackup === null ? [] : [`What was there before is in ${safetyBackup}.`]),
        ...(restartNeeded
          ? ['Start Duly again, so that it signs with the secret of the backup.']
          : []),
      ].join('\n'),
    );
  });
}

function following() {
  const progress = makeProgress();
  let rows = 0;
  return {
    follow: (_table: string, more: number) => {
      rows += more;
      progress.show('rows moved:', rows);
    },
    end: () => progress.end(),
  };
}

function sayBytes(bytes: number): string {
  return bytes < 1024 * 1024
    ? `${Math.ceil(bytes / 1024)} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
