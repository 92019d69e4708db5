import type { Command } from 'commander';
import { type Day, day } from '../../core/base/index.ts';
import { holdWords } from '../../core/chase/index.ts';
import type { RoundMessage, RoundReport } from '../../server/rounds/index.ts';
import { BY, chooseBusiness, type OneBusiness, ofOneBusiness, options } from '../options.ts';
import { makeProgress } from '../progress.ts';
import { answer, count, sayDay, sayTotals, table } from '../say.ts';
import { withPlatform } from '../session.ts';

/** duly round: decide for every customer, and say what is sent, what is held, and why. */
export function roundVerb(program: Command): void {
  ofOneBusiness(program.command('round'))
    .description("the day's round: decide for every customer what is sent, what is held, and why")
    .addOption(options.asOf())
    .option('--dry-run', 'only show it; nothing is kept')
    .option('--approve', 'say yes to what the round proposes instead of waiting for a person')
    .action(round);
}

interface Asked extends OneBusiness {
  asOf?: Day;
  dryRun?: boolean;
  approve?: boolean;
}

async function round(asked: Asked): Promise<void> {
  await withPlatform(async (platform) => {
    const { runRound } = await import('../../server/rounds/index.ts');
    const slug = await chooseBusiness(platform, asked.business);
    const progress = makeProgress();
    const report = await runRound(platform, slug, {
      ...(asked.asOf === undefined ? {} : { asOf: asked.asOf }),
      dryRun: asked.dryRun === true,
      approve: asked.approve === true,
      by: BY,
      onProgress: (customers) => progress.show('customers decided:', customers),
    }).finally(() => progress.end());
    const { asOf, customers, decisions, holds } = report;
    const messages = report.messages.map(({ code: _, ...message }) => message);
    answer(asked, { asOf, customers, decisions, holds, messages }, () =>
      tell(report, asked.dryRun === true),
    );
  });
}

const MODES: Record<RoundMessage['mode'], string> = {
  send: 'will be sent',
  propose: 'waits for your yes',
  task: 'to do by a person',
};

function tell(report: RoundReport, dry: boolean): string {
  const { decisions, messages } = report;
  const parts = [
    `${dry ? 'What a round would do' : 'The round'} on ${sayDay(day(report.asOf))}`,
    `${count(report.customers, 'customer')}: ${decisions.send} to send, ` +
      `${decisions.propose} waiting for a yes, ${decisions.task} to do by a person, ` +
      `${decisions.hold} left in peace`,
  ];
  const rows = messages.map((one) => [
    one.customer,
    `${one.step} (${one.channel}, tone ${one.tone})`,
    sayTotals(one.totals),
    MODES[one.mode],
    one.invoices.join(', '),
  ]);
  if (rows.length > 0) {
    parts.push('', table([['customer', 'step', 'asks for', '', 'invoices'], ...rows], [2]));
  }
  const holds = Object.entries(report.holds).sort(([, a], [, b]) => b - a);
  if (holds.length > 0) {
    parts.push('', 'Left in peace, by reason:');
    parts.push(
      table(
        holds.map(([code, many]) => [String(many), holdWords(code)]),
        [0],
      ),
    );
  }
  if (dry) parts.push('', 'Nothing was kept.');
  return parts.join('\n');
}
