/** Round numbers from nought up to or past the largest value, at most six of them, evenly spaced. */
export function ticks(largest: number): readonly number[] {
  if (!(largest > 0)) return [0, 1]
  const rough = largest / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((s) => s >= rough) ?? 10 * power
  const count = Math.ceil(largest / step - 1e-9)
  return Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(12)))
}

/** A share of one as an SVG length, of one decimal. */
export function across(share: number): string {
  return `${Number((share * 100).toFixed(2))}%`
}

/** A label that must not run into its neighbour; the table beside the chart has it whole. */
export function clip(label: string, most: number): string {
  const letters = [...label]
  return letters.length <= most
    ? label
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
}
