import type { Command } from 'commander';
import { type Day, day } from '../../core/base/index.ts';
import type { Why } from '../../server/rounds/index.ts';
import { chooseBusiness, type OneBusiness, ofOneBusiness, options } from '../options.ts';
import { answer, count, sayDay, sayMoney } from '../say.ts';
import { withPlatform } from '../session.ts';

/** duly why INVOICE: why it is, or is not, asked for on a day. */
export function whyVerb(program: Command): void {
  ofOneBusiness(program.command('why'))
    .description('why an invoice is, or is not, asked for on a day')
    .argument('<invoice>', 'its number')
    .addOption(options.asOf())
    .action(why);
}

async function why(invoice: string, asked: OneBusiness & { asOf?: Day }): Promise<void> {
  await withPlatform(async (platform) => {
    const { explain } = await import('../../server/rounds/index.ts');
    const slug = await chooseBusiness(platform, asked.business);
    const found = await explain(platform, slug, invoice, asked.asOf);
    const { customer, open, daysOverdue, decision, step, reasons } = found;
    const json = { invoice: found.invoice, customer, open, daysOverdue, decision, step, reasons };
    answer(asked, json, () => tell(found));
  });
}

const SAYS: Record<Why['decision'], string> = {
  send: 'A message is sent',
  propose: 'A message is proposed and waits for a yes',
  task: 'Something is to be done by a person',
  charge: 'A charge is made',
  hold: 'Left in peace',
  none: 'Nothing to do',
};

/** What became of the day's decision, where it was carried out. */
const BECAME: Partial<Record<NonNullable<Why['became']>, string>> = {
  sending: 'A message is leaving right now',
  sent: 'A message was sent',
  captured: 'A message was kept in safe mode',
  worked: 'It was done by a person',
  dropped: 'The message was dropped',
};

function tell(found: Why): string {
  const late =
    found.dueOn === null
      ? ''
      : found.daysOverdue > 0
        ? `, ${count(found.daysOverdue, 'day')} late`
        : `, due ${sayDay(day(found.dueOn))}`;
  const step =
    found.step === null
      ? ''
      : found.decision === 'hold'
        ? `; next step: ${found.step}`
        : `: ${found.step}`;
  const next = found.nextOn === null ? '' : `, not before ${sayDay(day(found.nextOn))}`;
  return [
    `${found.invoice} of ${found.customer}: ${sayMoney(found.open)} open${late}`,
    `${(found.became && BECAME[found.became]) ?? SAYS[found.decision]}${step}${next}.`,
    '',
    ...found.reasons.map((reason) => `  ${reason.text} (${reason.source})`),
  ].join('\n');
}
