import { addDays, type Day, day, type Money } from '../base/index.ts';
import { firstNameIfSure, linksFor, type MessageView, type ViewLine } from './view.ts';

/**
 * An invented message to try templates on: the policy screen's preview before there is a customer,
 * and the tests. One invoice due, one coming, one held.
 */
export function sampleView(
  change: Partial<MessageView> & { lines?: ViewLine[] } = {},
  today: Day = day('2026-11-24'),
): MessageView {
  const lines = change.lines ?? [
    sampleLine('H-1052', 82_000n, addDays(today, -3), 'due', today),
    sampleLine('H-1060', 41_550n, addDays(today, 7), 'soon', today),
    {
      ...sampleLine('H-1040', 1_000n, addDays(today, -23), 'held', today),
      note: 'you told us on 3 Nov that something is wrong; we are looking into it',
    },
  ];
  return {
    locale: 'en-GB',
    today,
    step: 'gentle',
    tone: 2,
    business: {
      name: 'Harbour & Pine',
      person: 'Ruth Okafor',
      phone: '+44 1326 555 014',
      email: 'ruth@harbourandpine.example',
      address: '4 Quay Street, Falmouth',
      howToPay: 'Bank transfer to Harbour & Pine\nSort code 00-00-00, account 12345678',
      colour: '#21584A',
    },
    customer: { name: 'Penrose Garden Co' },
    contact: { name: 'Sam Penrose', firstName: firstNameIfSure('Sam Penrose'), phone: null },
    totals: totalsOf(lines),
    links: linksFor('https://pay.example', 'preview'),
    about: { on: addDays(today, -1), total: { amount: 82_000n, currency: 'GBP' } },
    ...change,
    lines,
  };
}

/** One line of an invented message; the description tells what was sold. */
export function sampleLine(
  number: string,
  amount: bigint,
  dueOn: Day,
  part: ViewLine['part'],
  today: Day,
  currency = 'GBP',
): ViewLine {
  return {
    invoiceId: number,
    number,
    instalment: 1,
    currency,
    issuedOn: addDays(today, -33),
    dueOn,
    amount,
    part,
    note: null,
    description: 'Workshop shelves',
  };
}

function totalsOf(lines: readonly ViewLine[]): Money[] {
  const totals = new Map<string, bigint>();
  for (const line of lines) {
    if (line.part !== 'due') continue;
    totals.set(line.currency, (totals.get(line.currency) ?? 0n) + line.amount);
  }
  return [...totals].map(([currency, amount]) => ({ currency, amount }));
}
