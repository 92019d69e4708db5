import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Day, decimal, isoDay, minorUnitDigits, RefusedError } from '../../core/base/index.ts';
import { type CustomerKind, type LateInterest, lateInterest } from '../../core/law/index.ts';
import { amountIn, customerKind, options, readAmountText, readDay } from '../options.ts';
import { answer, count, sayDay, sayMoney, table } from '../say.ts';

interface Asked {
  pack: string;
  amount: string;
  currency?: string;
  due: Day;
  paid: Day;
  kind: CustomerKind;
  agreedRate?: string;
  agreedMonthly?: string;
  yearlyStated?: boolean;
  dayCount?: 'act/365' | 'act/act' | 'act/360' | '30/360' | '30E/360';
  part: { on: Day; amount: string }[];
  allocation: 'principal' | 'law';
  registered: boolean;
  json?: boolean;
}

/** duly interest: what late payment costs under the law of a place, line by line. */
export function interestVerb(program: Command): void {
  program
    .command('interest')
    .description('what late payment costs under the law of a place, line by line')
    .requiredOption('--pack <id>', 'the law of which place, such as UK or US-CA (see duly law)')
    .addOption(
      new Option('--amount <sum>', 'the gross amount of the invoice')
        .argParser(readAmountText)
        .makeOptionMandatory(),
    )
    .option('--currency <code>', "its currency; the place's own unless said")
    .addOption(
      new Option('--due <YYYY-MM-DD>', 'the day it was due')
        .argParser(readDay)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--paid <YYYY-MM-DD>', 'the day it was paid, or until when to reckon')
        .argParser(readDay)
        .makeOptionMandatory(),
    )
    .addOption(customerKind())
    .addOption(
      new Option('--agreed-rate <percent>', 'percent a year that was agreed before').argParser(
        readPercent,
      ),
    )
    .addOption(
      new Option('--agreed-monthly <percent>', 'percent a month that was agreed before').argParser(
        readPercent,
      ),
    )
    .option('--yearly-stated', 'the monthly rate was agreed with the rate by the year beside it')
    .addOption(
      new Option('--day-count <way>', 'how an agreed rate counts days').choices([
        'act/365',
        'act/act',
        'act/360',
        '30/360',
        '30E/360',
      ]),
    )
    .option('--part <D:AMOUNT>', 'money that came in part (may be said again)', readPart, [])
    .addOption(
      new Option('--allocation <how>', 'what parts are set against first')
        .choices(['principal', 'law'])
        .default('principal'),
    )
    .option('--no-registered', 'the supplier is not registered as the law there wants (IN)')
    .addOption(options.json())
    .action(interest);
}

function readPercent(text: string): string {
  if (/^\d{1,3}(\.\d{1,6})?$/.test(text)) return text;
  throw new InvalidArgumentError('A percentage is a plain number, such as 10 or 8.5.');
}

function readPart(text: string, before: Asked['part']): Asked['part'] {
  const at = text.indexOf(':');
  if (at < 0) throw new InvalidArgumentError('A part is written D:AMOUNT, 2026-03-16:250.00.');
  return [
    ...before,
    { on: readDay(text.slice(0, at)), amount: readAmountText(text.slice(at + 1)) },
  ];
}

async function interest(asked: Asked): Promise<void> {
  const { lawBook } = await import('../../law/index.ts');
  const book = lawBook();
  const pack = book.packs.get(asked.pack.toUpperCase());
  const currency = (asked.currency ?? pack?.currency ?? 'EUR').toUpperCase();
  minorUnitsKnown(currency);
  const percent = asked.agreedRate ?? asked.agreedMonthly;
  const found = lateInterest(book, asked.pack, {
    amount: { amount: amountIn(asked.amount, currency), currency },
    dueOn: asked.due,
    until: asked.paid,
    kind: asked.kind,
    agreed:
      percent === undefined
        ? null
        : {
            percent,
            per: asked.agreedRate === undefined ? 'month' : 'year',
            yearlyStated: asked.yearlyStated === true,
            dayCount: asked.dayCount ?? null,
          },
    parts: asked.part.map((part) => ({ on: part.on, amount: amountIn(part.amount, currency) })),
    registered: asked.registered,
    allocation: asked.allocation === 'law' ? 'as-by-law' : 'principal',
  });
  const json = toJson(found);
  answer(asked, json, () => tell(json, found, currency));
}

function minorUnitsKnown(currency: string): void {
  try {
    minorUnitDigits(currency);
  } catch {
    throw new RefusedError('bad-currency', `There is no currency ${currency} in ISO 4217.`);
  }
}

type InterestJson = ReturnType<typeof toJson>;

/** The answer as it goes to programs; dates of lines are within the line. */
function toJson(found: LateInterest) {
  const { currency } = found.interest;
  const same = found.fixedSum?.currency === currency;
  const total = found.interest.amount + (same ? found.fixedSum!.amount : 0n);
  const notes = [...found.notes];
  if (found.fixedSum && !same) {
    notes.push(`The total is in ${currency} and leaves out the sum in ${found.fixedSum.currency}.`);
  }
  return {
    days: found.days,
    lines: found.lines.map((line) => ({
      from: isoDay(line.from),
      to: isoDay(line.to),
      days: line.days,
      ratePercent: line.ratePercent,
      base: decimal(line.base, currency),
      amount: decimal(line.amount, currency),
      source: line.source,
    })),
    interest: decimal(found.interest.amount, currency),
    fixedSum: found.fixedSum ? decimal(found.fixedSum.amount, found.fixedSum.currency) : null,
    fixedSumCurrency: found.fixedSum?.currency ?? null,
    total: decimal(total, currency),
    notes,
  };
}

function tell(json: InterestJson, found: LateInterest, currency: string): string {
  const rows = found.lines.map((line, at) => [
    `${sayDay(line.from)} to ${sayDay(line.to)}`,
    count(line.days, 'day'),
    `${line.ratePercent} %`,
    sayMoney({ amount: json.lines[at]!.base, currency }),
    sayMoney({ amount: json.lines[at]!.amount, currency }),
  ]);
  const fixed =
    json.fixedSum === null || json.fixedSumCurrency === null
      ? []
      : [`Fixed sum: ${sayMoney({ amount: json.fixedSum, currency: json.fixedSumCurrency })}`];
  return [
    `${count(json.days, 'day')} late`,
    ...(rows.length > 0 ? ['', table(rows, [1, 2, 3, 4]), ''] : []),
    `Interest: ${sayMoney({ amount: json.interest, currency })}`,
    ...fixed,
    `Together, beside the invoice: ${sayMoney({ amount: json.total, currency })}`,
    '',
    ...json.notes.map((note) => `  ${note}`),
    ...found.lines.slice(0, 1).map((line) => `  Source: ${line.source}`),
  ].join('\n');
}
