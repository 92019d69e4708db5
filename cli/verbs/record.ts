import { type Command, Option } from 'commander';
import { waitingKinds } from '../../core/discuss/index.ts';
import type { Work } from '../../server/platform/index.ts';
import {
  call,
  dispute,
  type Fact,
  handled,
  lift,
  match,
  pauseChase,
  payment,
  promise,
  type Recorded,
  read,
  receipt,
  reply,
  resolve,
  setAside,
} from '../facts.ts';
import {
  BY,
  chooseBusiness,
  ofOneBusiness,
  options,
  readAmountText,
  readDay,
  readId,
} from '../options.ts';
import { answer } from '../say.ts';
import { withPlatform } from '../session.ts';

const DATE = '<YYYY-MM-DD>';

/** duly record …: tell Duly a fact by hand, as the console does. */
export function recordVerb(program: Command): void {
  const record = program
    .command('record')
    .description(
      'tell Duly a fact by hand: a payment, a receipt, a promise, a dispute, a pause, a reply, a call',
    );
  const fact = (name: string, description: string) =>
    ofOneBusiness(record.command(name))
      .description(description)
      .addOption(options.on())
      .option('--key <key>', 'the same fact told twice under one key counts once');
  const ofCustomer = (name: string, description: string) =>
    fact(name, description).requiredOption('--customer <code>', 'its code, or its name');
  const ofInvoice = (name: string, description: string) =>
    fact(name, description).requiredOption('--invoice <number>', 'its number');

  ofInvoice('payment', 'money that arrived for an invoice')
    .requiredOption('--amount <amount>', 'how much, such as 820.00', readAmountText)
    .option('--reference <text>', 'what the bank line said')
    .action((asked) => tell(asked, payment));
  ofCustomer('promise', 'the customer will pay on a day')
    .requiredOption(`--date ${DATE}`, 'the day they named', readDay)
    .option('--amount <amount>', 'how much; everything open unless said', readAmountText)
    .option('--currency <code>', 'of the amount, where they owe in several')
    .action((asked) => tell(asked, promise));
  ofInvoice('dispute', 'something is wrong with an invoice')
    .option('--amount <amount>', 'how much of it; all of it unless said', readAmountText)
    .requiredOption('--reason <text>', 'what is wrong')
    .action((asked) => tell(asked, dispute));
  ofInvoice('resolve', 'what was wrong with an invoice is settled').action((asked) =>
    tell(asked, resolve),
  );
  ofCustomer('pause', 'leave a customer in peace for a while')
    .requiredOption(`--until ${DATE}`, 'the last day of it', readDay)
    .requiredOption('--reason <text>', 'why')
    .action((asked) => tell(asked, pauseChase));
  ofCustomer('lift', 'end the pauses of a customer').action((asked) => tell(asked, lift));
  ofCustomer('reply', 'the customer wrote back; it waits to be read')
    .option('--text <text>', 'what they wrote')
    .action((asked) => tell(asked, reply));
  ofCustomer('read', 'the replies of a customer were read').action((asked) => tell(asked, read));
  fact('receipt', "money that arrived and is nobody's yet")
    .requiredOption('--amount <amount>', 'how much, such as 820.00', readAmountText)
    .requiredOption('--currency <code>', 'of the amount')
    .option('--from <text>', 'what the bank line said: who paid, and what for')
    .option('--customer <code>', 'whose it may be; found out unless said')
    .action((asked) => tell(asked, receipt));
  ofCustomer('match', 'a receipt is theirs, and becomes their payment')
    .requiredOption('--receipt <id>', 'its number', readId)
    .option('--invoice <number>', 'what it is for; the oldest due first unless said')
    .action((asked) => tell(asked, match));
  fact('set-aside', "a receipt is no customer's money")
    .requiredOption('--receipt <id>', 'its number', readId)
    .requiredOption('--reason <text>', 'what it is')
    .action((asked) => tell(asked, setAside));
  ofCustomer('handled', 'what they answered or wrote was dealt with')
    .addOption(
      new Option('--answer <kind>', 'which; all that waits unless said').choices(waitingKinds),
    )
    .option('--note <text>', 'what was done')
    .action((asked) => tell(asked, handled));
  ofCustomer('call', 'somebody rang the customer')
    .requiredOption('--outcome <text>', 'what came of it, such as "no answer"')
    .action((asked) => tell(asked, call));
}

async function tell<A extends Fact>(
  asked: A,
  run: (work: Work, asked: A) => Promise<Recorded>,
): Promise<void> {
  await withPlatform(async (platform) => {
    const { once, openWork } = await import('../../server/platform/index.ts');
    const slug = await chooseBusiness(platform, asked.business);
    const { business: _, json: __, key, ...input } = asked;
    const recorded = await openWork(platform)(
      slug,
      BY,
      async (work) => {
        if (key === undefined) return run(work, asked);
        return (await once(work, key, { fact: run.name, ...input }, () => run(work, asked))).answer;
      },
      asked.on === undefined ? {} : { today: asked.on },
    );
    answer(asked, recorded.json, () => recorded.text);
  });
}
