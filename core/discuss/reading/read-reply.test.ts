import { describe, expect, it } from 'vitest';
import { day, decimal, isoDay, minorUnitDigits } from '../../base/index.ts';
import type { Proposal, Reading } from './proposal.ts';
import { readReply } from './read-reply.ts';
import { replies } from './replies.ts';

const TUESDAY = day('2026-03-10');

function readingIn(language: string | null, currency: string): Reading {
  const whole = 10n ** BigInt(minorUnitDigits(currency));
  return {
    on: TUESDAY,
    language,
    dayFirst: true,
    open: [
      { number: 'H-1052', currency, outstanding: 500n * whole },
      { number: 'H-1060', currency, outstanding: 300n * whole },
    ],
  };
}

function said({ kind, paidOn, payOn, amount, currency, what, invoices }: Proposal): string {
  const on = paidOn ?? payOn;
  return [
    kind,
    what,
    on === null ? null : isoDay(on),
    amount === null ? null : `${decimal(amount, currency!)} ${currency}`,
    ...invoices,
  ]
    .filter((part) => part !== null)
    .join(' ');
}

describe.each(replies)('in $language', ({ language, currency, said: table }) => {
  it.each(table)('%j gives %j', (text, expected) => {
    const proposals = readReply(text, readingIn(language, currency));
    expect(proposals.map(said).join('; ')).toBe(expected);
    for (const { sentence } of proposals) expect(text).toContain(sentence);
  });

  it('is read the same, or not at all, where nobody knows the language', () => {
    for (const [text, expected] of table) {
      const proposals = readReply(text, readingIn(null, currency)).map(said).join('; ');
      expect(['', expected]).toContain(proposals);
    }
  });
});
