import { drawFrom } from '../app/demonstration/draw.ts'

/** A ballot file of an invented election: preferences drawn one after another in proportion to how well-liked each is. */
export function inventedElection({
  papers,
  candidates,
  seats,
  seed = 7,
}: {
  papers: number
  candidates: number
  seats: number
  seed?: number
}): string {
  const { next: random } = drawFrom(seed)
  const liking = Array.from({ length: candidates }, () => Math.exp(0.9 * (random() + random() + random() - 1.5) * 2))
  const lines = [`${candidates} ${seats}`]
  for (let paper = 0; paper < papers; paper++) {
    const keys = liking
      .map((weight, i) => [-Math.log(1 - random()) / weight, i + 1] as const)
      .sort((a, b) => a[0] - b[0])
    const length = 1 + Math.floor(random() ** 1.7 * candidates)
    lines.push(
      `1 ${keys
        .slice(0, length)
        .map(([, number]) => number)
        .join(' ')} 0`,
    )
  }
  lines.push(
    '0',
    ...Array.from({ length: candidates }, (_, i) => `"Candidate ${String.fromCharCode(65 + i)}"`),
    '"An invented board election"',
  )
  return lines.join('\n')
}
