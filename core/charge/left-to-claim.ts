import type { InterestLine } from '../law/index.ts';
import type { ChargeLine } from './late-invoice.ts';

/** What is left of accrued interest when what was claimed before is taken off. */
export interface LeftToClaim {
  lines: ChargeLine[];
  /** Claimed before and not owed any more, minor units. */
  tooMuch: bigint;
}

/**
 * Takes what was claimed off what accrued, days by days: what is left is new days, and days whose
 * claim had left out a part that was then in dispute. The claims sum to what accrued.
 */
export function leftToClaim(
  accrued: readonly InterestLine[],
  claimed: readonly ChargeLine[],
  about: { instalment: number; currency: string },
): LeftToClaim {
  const left: LeftToClaim = { lines: [], tooMuch: 0n };
  const stretches = new Map<string, { base: bigint; amount: bigint }>();
  for (const { from, to, base, amount } of claimed) {
    const before = stretches.get(`${from} ${to}`) ?? { base: 0n, amount: 0n };
    const sum = { base: before.base + (base ?? 0n), amount: before.amount + amount };
    stretches.set(`${from} ${to}`, sum);
  }
  const last = claimed.reduce((day, line) => Math.max(day, line.to ?? 0), Number.NEGATIVE_INFINITY);
  let otherwise = 0n;
  let unlike: InterestLine | null = null;
  for (const line of accrued) {
    const key = `${line.from} ${line.to}`;
    const before = stretches.get(key);
    stretches.delete(key);
    if (before === undefined && line.from <= last) {
      otherwise += line.amount;
      unlike = line;
      continue;
    }
    const amount = line.amount - (before?.amount ?? 0n);
    if (amount < 0n) left.tooMuch -= amount;
    if (amount > 0n) left.lines.push(lineOf(line, about, amount, line.base - (before?.base ?? 0n)));
  }
  // Stretches that were claimed and no longer fall on the same days are weighed all together.
  for (const { amount } of stretches.values()) otherwise -= amount;
  if (otherwise < 0n) left.tooMuch -= otherwise;
  if (otherwise > 0n && unlike !== null) left.lines.unshift(lineOf(unlike, about, otherwise, null));
  return left;
}

function lineOf(
  line: InterestLine,
  { instalment, currency }: { instalment: number; currency: string },
  amount: bigint,
  base: bigint | null,
): ChargeLine {
  const { from, to, days, ratePercent, source } = line;
  return {
    ...{ kind: 'interest', instalment, from, to, days, ratePercent },
    ...{ base: base ?? line.base, amount, currency, source },
  };
}
