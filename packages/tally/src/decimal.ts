/** Figures are whole numbers of the smallest unit: with 5 decimals, 1.5 votes are 150000n. */

export const unit = (decimals: number): bigint => 10n ** BigInt(decimals)

/** `decimal(150000n, 5)` is "1.50000"; with no decimals, "150000". */
export const decimal = (units: bigint, decimals: number): string => {
  if (decimals === 0) return units.toString()
  const sign = units < 0n ? '-' : ''
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0')
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** Reads what `decimal` wrote. */
export const unitsOf = (figure: string, decimals: number): bigint => {
  const [whole = '0', fraction = ''] = figure.replace('-', '').split('.')
  const units = BigInt(whole + fraction.padEnd(decimals, '0').slice(0, decimals))
  return figure.startsWith('-') ? -units : units
}

/** a × b ÷ c, what is left of the smallest unit dropped. */
export const mulDiv = (a: bigint, b: bigint, c: bigint): bigint => (a * b) / c

export const sum = (figures: Iterable<bigint>): bigint => {
  let total = 0n
  for (const figure of figures) total += figure
  return total
}
