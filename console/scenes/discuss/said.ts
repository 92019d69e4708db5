import type { AnswerJson } from '../../../server/discuss/api.ts';
import { dateText, moneyText } from '../../parts/index.ts';

const WORDS: Record<string, string> = {
  'paid-already': 'Says it has been paid.',
  'needs-something': 'Needs something before paying.',
  'cannot-pay-all': 'Cannot pay it all now.',
  'not-me': 'Says it is not for them.',
};

const NEEDS: Record<string, string> = {
  copy: 'Asks for a copy.',
  'purchase-order': 'Asks for the order number on the invoice.',
  'other-person': 'Names another person to write to.',
};

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** What a customer said, in one sentence. */
export function isSaid({ kind, shown, on }: AnswerJson): string | null {
  const amount = text(shown.amount);
  const currency = text(shown.currency);
  const money = amount && currency ? moneyText({ amount, currency }) : null;
  switch (kind) {
    case 'will-pay': {
      const payOn = text(shown.payOn);
      return `Will pay ${money ?? 'all of it'}${payOn ? ` on ${dateText(payOn, on)}` : ''}.`;
    }
    case 'something-is-wrong': {
      const what = money ? `${money} of ` : '';
      return `Something is wrong with ${what}${text(shown.invoice) ?? 'an invoice'}.`;
    }
    case 'needs-something':
      return NEEDS[text(shown.what) ?? ''] ?? WORDS[kind] ?? null;
    default:
      return WORDS[kind] ?? null;
  }
}
