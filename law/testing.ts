import { day, parseDecimal } from '../core/base/index.ts';
import { type CustomerKind, type LateInterest, lateInterest } from '../core/law/index.ts';
import { lawBook } from './index.ts';

/** A late invoice in few words, for tests. */
export interface Late {
  pack: string;
  amount: string;
  due: string;
  paid: string;
  kind?: CustomerKind;
  /** Percent a year that was agreed. */
  agreed?: string;
  /** Percent a month that was agreed, with or without the rate by the year. */
  monthly?: { percent: string; yearlyStated: boolean };
  registered?: boolean;
  currency?: string;
  parts?: readonly (readonly [string, string])[];
}

/** What a late invoice costs under the packs that come with the program. */
export function reckon(late: Late): LateInterest {
  const currency = late.currency ?? lawBook().packs.get(late.pack)!.currency;
  const amountOf = (text: string) => parseDecimal(text, currency)!;
  const agreed = late.agreed
    ? { percent: late.agreed, per: 'year' as const, yearlyStated: true, dayCount: null }
    : late.monthly
      ? { ...late.monthly, per: 'month' as const, dayCount: null }
      : null;
  return lateInterest(lawBook(), late.pack, {
    amount: { amount: amountOf(late.amount), currency },
    dueOn: day(late.due),
    until: day(late.paid),
    kind: late.kind ?? 'company',
    agreed,
    parts: (late.parts ?? []).map(([on, amount]) => ({ on: day(on), amount: amountOf(amount) })),
    registered: late.registered ?? true,
    allocation: 'principal',
  });
}
