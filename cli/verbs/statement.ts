import type { Command } from 'commander';
import { type Day, day, shortDay } from '../../core/base/index.ts';
import type { statement as statementOf } from '../../server/bill/index.ts';
import { chooseBusiness, type OneBusiness, ofOneBusiness, options, readDay } from '../options.ts';
import { answer, sayDay, sayMoney, table } from '../say.ts';
import { withPlatform } from '../session.ts';

type Statement = Awaited<ReturnType<typeof statementOf>>;

/** duly statement CUSTOMER: what changed what they owe, and the balance after each. */
export function statementVerb(program: Command): void {
  ofOneBusiness(program.command('statement'))
    .description('the statement of account of a customer, as at any day')
    .argument('<customer>', 'its code, or its name')
    .addOption(options.asOf())
    .option('--from <YYYY-MM-DD>', 'begin here, with the balance before', readDay)
    .action(show);
}

async function show(
  customer: string,
  asked: OneBusiness & { asOf?: Day; from?: Day },
): Promise<void> {
  await withPlatform(async (platform) => {
    const { statement } = await import('../../server/bill/index.ts');
    const { openWork } = await import('../../server/platform/index.ts');
    const { findCustomer } = await import('../../server/receivable/index.ts');
    const slug = await chooseBusiness(platform, asked.business);
    const result = await openWork(platform)(
      slug,
      'duly',
      async (work) => {
        const { id } = await findCustomer(work, customer, '');
        return statement(work, id, { from: asked.from, asOf: asked.asOf ?? work.today });
      },
      { readOnly: true },
    );
    answer(asked, result, () => tell(result));
  });
}

function tell(statement: Statement): string {
  const title = `${statement.customer.name}, statement as at ${sayDay(day(statement.asOf))}`;
  if (statement.currencies.length === 0) return `${title}: nothing has happened yet.`;
  return [title, ...statement.currencies.map((one) => accountInWords(one, statement.from))].join(
    '\n\n',
  );
}

function accountInWords(one: Statement['currencies'][number], from: string | null): string {
  const never = 0 as Day;
  const opening =
    from === null
      ? []
      : [['', `Balance before ${shortDay(day(from), never)}`, '', sayMoney(one.opening)]];
  const lines = one.lines.map((line) => [
    shortDay(day(line.on), never),
    line.text,
    sayMoney(line.amount),
    sayMoney(line.balance),
  ]);
  const sums = `Balance ${sayMoney(one.closing)}; overdue ${sayMoney(one.overdue)}; credit on account ${sayMoney(one.credit)}`;
  return `${table([...opening, ...lines], [2, 3])}\n${sums}`;
}
