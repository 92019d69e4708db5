import { addDays, type Day, day, type Money } from '../base/index.ts';
import {
  ABOUT_NOTHING,
  firstNameIfSure,
  linksFor,
  type MessageView,
  type ViewLine,
} from './view.ts';

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
      note: { code: 'disputed', on: addDays(today, -21) },
    },
  ];
  return {
    locale: 'en-GB',
    address: 'formal',
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
    contact: {
      name: 'Sam Penrose',
      firstName: firstNameIfSure('Sam Penrose'),
      phone: null,
      greeting: null,
    },
    totals: totalsOf(lines),
    links: { ...linksFor('https://pay.example', 'preview'), short: 'https://pay.example/s/Ab3xY7' },
    about: {
      ...ABOUT_NOTHING,
      on: addDays(today, -1),
      total: { amount: 82_000n, currency: 'GBP' },
      number: 'H-1052',
      until: addDays(today, 6),
      answer: 'will-pay',
      outcome: 'part',
    },
    plan: [1, 2, 3].map((month) => ({
      on: addDays(today, month * 30),
      amount: { amount: 27_334n, currency: 'GBP' },
    })),
    required: [],
    claim: {
      answerBy: addDays(today, 30),
      charges: [{ amount: 7_193n, currency: 'GBP' }],
      perDay: [{ amount: 26n, currency: 'GBP' }],
      total: [{ amount: 89_193n, currency: 'GBP' }],
    },
    discreet: true,
    offersStop: true,
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
