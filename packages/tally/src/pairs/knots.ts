import { beats, type Pairs } from './matrix.ts'

/**
 * Splits the candidates into the smallest parts of which everyone in one beats everyone in all later ones, best part
 * first. The first part is the Smith set.
 */
export const knots = (pairs: Pairs): number[][] => {
  const { standing } = pairs
  const beaten = (candidate: number): number => standing.filter((other) => beats(pairs, candidate, other)).length
  // Everyone in an earlier part beats more others than anyone in a later one.
  const order = [...standing].sort((a, b) => beaten(b) - beaten(a))
  const parts: number[][] = []
  let part: number[] = []
  order.forEach((candidate, i) => {
    part.push(candidate)
    const later = order.slice(i + 1)
    if (part.every((a) => later.every((b) => beats(pairs, a, b)))) {
      parts.push(part)
      part = []
    }
  })
  return parts.map((candidates) => candidates.sort((a, b) => a - b))
}
