import { type Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { type Day, isCurrency, parseDay, parseDecimal, RefusedError } from '../core/base/index.ts';
import type { CustomerKind } from '../core/law/index.ts';
import type { Platform } from '../server/platform/index.ts';

/** Who is named as the one who did what a verb does. */
export const BY = 'the command line';

/** Reads a date option. @throws InvalidArgumentError with words when it is none. */
export function readDay(text: string): Day {
  const value = parseDay(text);
  if (value !== null) return value;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    throw new InvalidArgumentError(`There is no ${text} in the calendar.`);
  }
  throw new InvalidArgumentError('A date is written YYYY-MM-DD, such as 2026-03-16.');
}

/** Reads the number of something Duly has recorded. */
export function readId(text: string): bigint {
  if (/^[1-9]\d{0,17}$/.test(text)) return BigInt(text);
  throw new InvalidArgumentError('It is the whole number that Duly gave when it was recorded.');
}

/** Reads an amount as text; its currency is known only once the business is. */
export function readAmountText(text: string): string {
  if (/^\d{1,15}(\.\d+)?$/.test(text.trim())) return text.trim();
  throw new InvalidArgumentError(
    'An amount is a plain number with a point, such as 820.00: no sign, comma or currency.',
  );
}

/** An amount in minor units. @throws RefusedError when its currency is none or has fewer digits. */
export function amountIn(text: string, currency: string): bigint {
  if (!isCurrency(currency)) {
    const message = `${currency} is not a currency. Nothing was recorded.`;
    throw new RefusedError('bad-currency', message);
  }
  const amount = parseDecimal(text, currency);
  if (amount !== null) return amount;
  throw new RefusedError(
    'bad-amount',
    `${text} has more digits after the point than ${currency} knows. Nothing was recorded.`,
  );
}

export const options = {
  json: () => new Option('--json', 'answer with one line of JSON'),
  business: () => new Option('--business <slug>', 'which business; not needed while there is one'),
  asOf: () =>
    new Option('--as-of <YYYY-MM-DD>', 'as at this day instead of today').argParser(readDay),
  on: () =>
    new Option('--on <YYYY-MM-DD>', 'the day it happened; today unless said').argParser(readDay),
};

const KINDS: Record<string, CustomerKind> = {
  company: 'company',
  'sole-trader': 'sole-trader',
  consumer: 'consumer',
  public: 'public-body',
};

/** What --debtor says is the customer's kind. */
class CustomerKindOption extends Option {
  override attributeName(): string {
    return 'kind';
  }
}

/** --debtor, as people who look the law up call a customer. */
export function customerKind(): Option {
  return new CustomerKindOption('--debtor <kind>', `who owes: ${Object.keys(KINDS).join(', ')}`)
    .argParser((value: string): CustomerKind => {
      const kind = KINDS[value];
      if (kind !== undefined) return kind;
      throw new InvalidArgumentError(`One of ${Object.keys(KINDS).join(', ')}.`);
    })
    .default('company');
}

/** Adds --business and --json to a verb that speaks of one business. */
export function ofOneBusiness(command: Command): Command {
  return command.addOption(options.business()).addOption(options.json());
}

/** What every verb that speaks of one business is told. */
export interface OneBusiness {
  business?: string;
  json?: boolean;
}

/**
 * The slug of the business that is meant: the one named, or the only one there is.
 * @throws RefusedError `no-business`; CommanderError (wrong usage) when there are several.
 */
export async function chooseBusiness(platform: Platform, named?: string): Promise<string> {
  if (named !== undefined) return named;
  const { listBusinesses } = await import('../server/platform/business/index.ts');
  const all = await listBusinesses(platform);
  if (all.length === 1) return all[0]!.slug;
  if (all.length === 0) {
    throw new RefusedError(
      'no-business',
      'There is no business yet. Add one first: duly business add NAME --country GB --currency GBP',
    );
  }
  const slugs = all.map((one) => one.slug).join(', ');
  const message = `There are several businesses; say which with --business: ${slugs}`;
  process.stderr.write(`${message}\n`);
  throw new CommanderError(2, 'duly.whichBusiness', message);
}
