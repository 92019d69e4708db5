import type { Command } from 'commander';
import { type Day, day } from '../../core/base/index.ts';
import { chooseBusiness, type OneBusiness, ofOneBusiness, options } from '../options.ts';
import { answer, count, sayDay, sayMoney, table } from '../say.ts';
import { withPlatform } from '../session.ts';

const BUCKETS = ['current', '1-30', '31-60', '61-90', '90+', 'total', 'overdue'] as const;
const TITLES = ['', 'not due', '1–30', '31–60', '61–90', '90+', 'total', 'overdue'];

/** duly aging: what is owed by how late it is, as at any day. */
export function agingVerb(program: Command): void {
  ofOneBusiness(program.command('aging'))
    .description('what is owed by how late it is, as at any day')
    .addOption(options.asOf())
    .action(aging);
}

async function aging(asked: OneBusiness & { asOf?: Day }): Promise<void> {
  await withPlatform(async (platform) => {
    const { ageing } = await import('../../server/foresee/index.ts');
    const { openWork } = await import('../../server/platform/index.ts');
    const slug = await chooseBusiness(platform, asked.business);
    const result = await openWork(platform)(
      slug,
      'duly',
      (work) => ageing(work, asked.asOf ?? work.today),
      { readOnly: true },
    );
    answer(asked, result, () => {
      const title = `Owed as at ${sayDay(day(result.asOf))}`;
      if (result.openInvoices === 0) return `${title}: nothing is open.`;
      const rows = Object.entries(result.currencies).map(([currency, sums]) => [
        currency,
        ...BUCKETS.map((bucket) => sayMoney({ amount: sums[bucket], currency })),
      ]);
      const who = `${count(result.openInvoices, 'open invoice')} of ${count(result.customers, 'customer')}, by days late`;
      return `${title}\n${who}\n\n${table([TITLES, ...rows], [1, 2, 3, 4, 5, 6, 7])}`;
    });
  });
}
