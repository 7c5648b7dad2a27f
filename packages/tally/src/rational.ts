/** Exact fractions, in lowest terms, with a positive denominator. */
export interface Rational {
  readonly n: bigint
  readonly d: bigint
}

const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

export const rational = (n: bigint | number, d: bigint | number = 1n): Rational => {
  const [top, bottom] = [BigInt(n), BigInt(d)]
  if (bottom === 0n) throw new Error('A fraction over nothing')
  const common = gcd(top, bottom < 0n ? -bottom : bottom) * (bottom < 0n ? -1n : 1n)
  return common === 0n ? { n: 0n, d: 1n } : { n: top / common, d: bottom / common }
}

export const plus = (a: Rational, b: Rational): Rational => rational(a.n * b.d + b.n * a.d, a.d * b.d)
export const minus = (a: Rational, b: Rational): Rational => rational(a.n * b.d - b.n * a.d, a.d * b.d)
export const times = (a: Rational, b: Rational): Rational => rational(a.n * b.n, a.d * b.d)
export const over = (a: Rational, b: Rational): Rational => rational(a.n * b.d, a.d * b.n)

/** Below, equal or above: negative, 0, positive. */
export const compare = (a: Rational, b: Rational): number => {
  const difference = a.n * b.d - b.n * a.d
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** In whole units of 10^-decimals, rounded to the nearest. */
export const inUnits = (a: Rational, decimals: number): bigint => {
  const doubled = (2n * a.n * 10n ** BigInt(decimals)) / a.d
  return (doubled + (doubled < 0n ? -1n : 1n)) / 2n
}
