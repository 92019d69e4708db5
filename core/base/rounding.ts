/** The named ways to round a quotient to a whole number of minor units. */
export type Rounding = 'half-up' | 'half-even' | 'up' | 'down';

/**
 * Divides two integers and rounds by name. `half-up` and `up` round away from zero, `down`
 * toward zero, `half-even` to the even neighbour at exactly one half.
 * @throws RangeError when the denominator is zero.
 */
export function divideRounded(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  if (denominator === 0n) throw new RangeError('Cannot divide by zero');
  const negative = numerator < 0n !== denominator < 0n;
  const top = numerator < 0n ? -numerator : numerator;
  const bottom = denominator < 0n ? -denominator : denominator;
  const quotient = top / bottom;
  const twice = (top % bottom) * 2n;
  const size = quotient + (roundsAway(twice, bottom, quotient, rounding) ? 1n : 0n);
  return negative ? -size : size;
}

function roundsAway(twice: bigint, bottom: bigint, quotient: bigint, rounding: Rounding): boolean {
  switch (rounding) {
    case 'down':
      return false;
    case 'up':
      return twice > 0n;
    case 'half-up':
      return twice >= bottom;
    case 'half-even':
      return twice > bottom || (twice === bottom && quotient % 2n === 1n);
  }
}
