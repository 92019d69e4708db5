/**
 * An exact number: rates and sums of interest are added up as fractions, so that one rounding at
 * the end is the only one.
 */
export interface Fraction {
  readonly top: bigint;
  /** Always positive. */
  readonly bottom: bigint;
}

export const ZERO: Fraction = { top: 0n, bottom: 1n };

/** A whole number as a fraction. */
export function whole(value: bigint | number): Fraction {
  return { top: BigInt(value), bottom: 1n };
}

/** `top ÷ bottom` in lowest terms. @throws RangeError when the bottom is zero. */
export function fraction(top: bigint, bottom: bigint): Fraction {
  if (bottom === 0n) throw new RangeError('Cannot divide by zero');
  const sign = bottom < 0n ? -1n : 1n;
  const divisor = gcd(top < 0n ? -top : top, bottom * sign) || 1n;
  return { top: (sign * top) / divisor, bottom: (sign * bottom) / divisor };
}

/** The exact value of a decimal text, such as "12.75". @throws RangeError when it is none. */
export function fractionOf(decimal: string): Fraction {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal);
  if (!match) throw new RangeError(`"${decimal}" is not a decimal`);
  const digits = match[3] ?? '';
  const size = BigInt(match[2] + digits);
  return fraction(match[1] === '-' ? -size : size, 10n ** BigInt(digits.length));
}

export function plus(a: Fraction, b: Fraction): Fraction {
  return fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return plus(a, { top: -b.top, bottom: b.bottom });
}

export function times(a: Fraction, b: Fraction): Fraction {
  return fraction(a.top * b.top, a.bottom * b.bottom);
}

export function isMore(a: Fraction, b: Fraction): boolean {
  return a.top * b.bottom > b.top * a.bottom;
}

/** The smaller of two. */
export function least(a: Fraction, b: Fraction): Fraction {
  return isMore(a, b) ? b : a;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
