import type { Command } from 'commander';
import { options } from '../options.ts';
import { answer, table } from '../say.ts';
import { withPlatform } from '../session.ts';

/** duly doctor: looks at everything that must hold, and names every difference. */
export function doctorVerb(program: Command): void {
  program
    .command('doctor')
    .description('look at everything that must hold; changes nothing')
    .option('--business <slug>', 'look into this business only; into all unless said')
    .addOption(options.json())
    .action(doctor);
}

async function doctor(asked: { business?: string; json?: boolean }): Promise<void> {
  await withPlatform(async (platform) => {
    const { examine, platformExaminations } = await import('../../server/platform/index.ts');
    const { inboundExaminations, roomExaminations, textExaminations } = await import(
      '../../server/rounds/index.ts'
    );
    const checks = await examine(platform, [
      ...platformExaminations,
      ...roomExaminations(asked.business ?? null),
      ...inboundExaminations,
      ...textExaminations,
    ]);
    const ok = checks.every((check) => check.ok);
    answer(asked, { ok, checks }, () => {
      const rows = checks.map((check) => [check.ok ? 'fine' : 'LOOK', check.name, check.detail]);
      const wrong = checks.filter((check) => !check.ok).length;
      return `${table(rows)}\n\n${ok ? 'All is well.' : `${wrong} of ${checks.length} need somebody to look.`}`;
    });
    if (!ok) process.exitCode = 1;
  });
}
