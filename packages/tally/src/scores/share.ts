/** An exact share from 0 to 1. */
export interface Share {
  readonly numerator: bigint
  readonly denominator: bigint
  /** As it was written. */
  readonly text: string
}

/** "2/3", "60%", "66.67%" or "0.6"; nothing where it is none of these or is not from 0 to 1. */
export const parseShare = (text: string): Share | undefined => {
  const fraction = /^(\d{1,15})\/(\d{1,15})$/.exec(text)
  const decimal = /^(\d{1,15})(?:\.(\d{1,15}))?(%)?$/.exec(text)
  let numerator: bigint
  let denominator: bigint
  if (fraction) {
    numerator = BigInt(fraction[1] as string)
    denominator = BigInt(fraction[2] as string)
  } else if (decimal) {
    const digits = decimal[2] ?? ''
    numerator = BigInt((decimal[1] as string) + digits)
    denominator = 10n ** BigInt(digits.length) * (decimal[3] ? 100n : 1n)
  } else return undefined
  return denominator > 0n && numerator <= denominator ? { numerator, denominator, text } : undefined
}

/** The fewest whole votes that are at least this share of `whole`. */
export const shareOf = (share: Share, whole: bigint): bigint =>
  (share.numerator * whole + share.denominator - 1n) / share.denominator
