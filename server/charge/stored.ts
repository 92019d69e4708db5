import { day, isoDay } from '../../core/base/index.ts';
import type { ChargeLine, LateTerms } from '../../core/charge/index.ts';

/** What is kept with a charge: where it comes from, line by line. */
export interface StoredCharge {
  packId: string;
  lines: StoredLine[];
  notes: string[];
  waived: { on: string; because: string; by: string; amount: string; creditNote: string } | null;
}

type StoredLine = Omit<ChargeLine, 'from' | 'to' | 'base' | 'amount'> & {
  from: string | null;
  to: string | null;
  base: string | null;
  amount: string;
};

/** A line as JSON keeps it: days in ISO 8601, minor units as text. */
export function storeLine(line: ChargeLine): StoredLine {
  return {
    ...line,
    from: line.from === null ? null : isoDay(line.from),
    to: line.to === null ? null : isoDay(line.to),
    base: line.base === null ? null : String(line.base),
    amount: String(line.amount),
  };
}

/** A line as it was kept. */
export function readLine(line: StoredLine): ChargeLine {
  return {
    ...line,
    from: line.from === null ? null : day(line.from),
    to: line.to === null ? null : day(line.to),
    base: line.base === null ? null : BigInt(line.base),
    amount: BigInt(line.amount),
  };
}

/** Late terms as JSON keeps them. */
export type StoredTerms = Omit<LateTerms, 'agreedOn' | 'fee'> & {
  agreedOn: string;
  fee: { flat: { amount: string; currency: string } } | { percent: string } | null;
};

export function storeTerms({ agreedOn, rate, fee }: LateTerms): StoredTerms {
  const flat = fee !== null && 'flat' in fee ? fee.flat : null;
  return {
    agreedOn: isoDay(agreedOn),
    rate,
    fee: flat ? { flat: { ...flat, amount: String(flat.amount) } } : (fee as StoredTerms['fee']),
  };
}

export function readTerms({ agreedOn, rate, fee }: StoredTerms): LateTerms {
  const known =
    fee !== null && 'flat' in fee
      ? { flat: { ...fee.flat, amount: BigInt(fee.flat.amount) } }
      : fee;
  return { agreedOn: day(agreedOn), rate, fee: known };
}
