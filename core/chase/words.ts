import { type Day, formatMoney, shortDay } from '../base/index.ts';
import type { OpenItem } from '../receivable/index.ts';
import type { Held } from './chaseable.ts';
import type { Reason } from './decision.ts';

/** The name of a step as it is said: "last notice". A heads-up keeps its hyphen. */
export function sayStep(id: string): string {
  return id.replaceAll('-', ' ').replace('heads up', 'heads-up');
}

/** Sums in several currencies as one phrase: "£820.00 and €300.00". */
export function sayMoney(total: ReadonlyMap<string, bigint>): string {
  if (total.size === 0) return 'Nothing';
  return [...total].map(([currency, amount]) => formatMoney({ amount, currency })).join(' and ');
}

/** Why part of an item is left in peace, for the business. */
export function sayHeld(item: OpenItem, held: Held, today: Day): Reason {
  const amount = formatMoney({ amount: held.amount, currency: item.currency });
  const what = `${amount} on ${item.number}`;
  switch (held.code) {
    case 'disputed':
      return {
        code: 'disputed',
        text: `${what} is in dispute since ${shortDay(held.on!, today)}`,
        source: 'dispute',
      };
    case 'promised':
      return {
        code: 'promised',
        text:
          `${what} is promised for ${shortDay(held.on!, today)}; ` +
          `the bank has two business days more, until ${shortDay(held.until!, today)}`,
        source: 'promise',
      };
    case 'on-plan':
      return {
        code: 'on-plan',
        text: `${what} is on the plan agreed on ${shortDay(held.on!, today)}`,
        source: 'plan',
      };
    case 'credit-covers':
      return {
        code: 'credit-covers',
        text: `${what} is covered by credit on account`,
        source: 'ledger',
      };
  }
}
