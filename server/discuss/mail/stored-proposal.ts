import { z } from '@hono/zod-openapi';
import {
  type Day,
  day,
  decimal,
  formatMoney,
  isoDay,
  parseDecimal,
  spokenDay,
} from '../../../core/base/index.ts';
import type { Proposal } from '../../../core/discuss/index.ts';

const isoDate = z.iso.date().nullable();

/** A proposal as it is kept, and as it goes over HTTP: days and amounts in words of JSON. */
export const storedProposal = z.object({
  kind: z.enum([
    'paid-already',
    'will-pay',
    'needs-something',
    'something-is-wrong',
    'cannot-pay-all',
    'not-me',
  ]),
  sentence: z.string().min(1).max(2000),
  paidOn: isoDate,
  payOn: isoDate,
  amount: z.string().nullable(),
  currency: z.string().nullable(),
  what: z.enum(['copy', 'purchase-order', 'other-person']).nullable(),
  invoices: z.array(z.string()).max(100),
});
export type StoredProposal = z.infer<typeof storedProposal>;

const LONGEST_SENTENCE = 1000;

/** A proposal for the database. */
export function storeProposal(proposal: Proposal): StoredProposal {
  const { amount, currency, paidOn, payOn } = proposal;
  return {
    ...proposal,
    sentence: proposal.sentence.slice(0, LONGEST_SENTENCE),
    paidOn: paidOn === null ? null : isoDay(paidOn),
    payOn: payOn === null ? null : isoDay(payOn),
    amount: amount === null || currency === null ? null : decimal(amount, currency),
    invoices: [...proposal.invoices],
  };
}

/** The same from the database; what is no proposal is none. */
export function readProposals(json: unknown): StoredProposal[] {
  const read = z.array(storedProposal).safeParse(json);
  return read.success ? read.data : [];
}

/** Minor units of a proposal's amount. */
export function amountOf({ amount, currency }: StoredProposal): bigint | null {
  return amount === null || currency === null ? null : parseDecimal(amount, currency);
}

const NEEDS = {
  copy: 'They ask for a copy',
  'purchase-order': 'They ask for the order number on the invoice',
  'other-person': 'They name somebody else to write to',
} as const;

/** What a yes to a proposal would record, in words. */
export function sayProposal(one: StoredProposal, today: Day): string {
  const amount = amountOf(one);
  const sum = amount === null ? 'all of it' : formatMoney({ amount, currency: one.currency! });
  const about = one.invoices.length === 0 ? '' : ` (${one.invoices.join(', ')})`;
  switch (one.kind) {
    case 'will-pay':
      return `They will pay ${sum} on ${spokenDay(day(one.payOn!), today)}${about}`;
    case 'paid-already':
      return one.paidOn === null
        ? `They have paid already${about}`
        : `They paid on ${spokenDay(day(one.paidOn), today)}${about}`;
    case 'needs-something':
      return `${NEEDS[one.what ?? 'copy']}${about}`;
    case 'something-is-wrong':
      return one.invoices.length === 0
        ? 'Something is wrong with an invoice'
        : `Something is wrong with ${one.invoices.join(', ')}`;
    case 'cannot-pay-all':
      return `They cannot pay it all now${about}`;
    case 'not-me':
      return 'It is not for whoever wrote';
  }
}

/** Whether a proposal of a stranger's making stands in the words, and its days can be. */
export function isSound(one: StoredProposal, words: string, on: Day): boolean {
  if (!words.includes(one.sentence)) return false;
  if (one.kind === 'will-pay') {
    return one.payOn !== null && day(one.payOn) >= on && day(one.payOn) <= on + 365;
  }
  if (one.kind === 'needs-something' && one.what === null) return false;
  return one.paidOn === null || day(one.paidOn) <= on;
}
