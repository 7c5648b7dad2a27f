import { type FormErrors, type FormState, typed } from '../forms/form-state.ts'

/** The box in which a candidate's number is written. */
export function rankField(candidateId: string): string {
  return `rank-${candidateId}`
}

/** Numbers in boxes for an order of preference, most preferred first: what `RankingBallot` is filled with again. */
export function rankValues(ranking: readonly string[]): Record<string, string> {
  return Object.fromEntries(ranking.map((id, index) => [rankField(id), String(index + 1)]))
}

/**
 * The order of preference that the numbers in the boxes mean. Boxes left empty are unranked, which is allowed, as is an
 * empty paper. A number twice, a gap, or anything that is no whole number from 1 is an error on its box.
 */
export function readRanking(
  form: FormState,
  candidates: readonly { id: string; name: string }[],
): { ranking: string[] } | { errors: FormErrors } {
  const boxes = candidates
    .map(({ id, name }) => ({ id, name, text: typed(form, rankField(id)).trim() }))
    .filter((box) => box.text !== '')
  const errors: { field: string; message: string }[] = []
  const byRank = new Map<number, { id: string; name: string }>()
  for (const { id, name, text } of boxes) {
    const rank = /^\d{1,4}$/.test(text) ? Number(text) : 0
    const earlier = byRank.get(rank)
    if (rank < 1) errors.push({ field: rankField(id), message: `${name}: write a whole number such as 1, 2 or 3` })
    else if (earlier) {
      errors.push({ field: rankField(id), message: `${name} and ${earlier.name} both have number ${rank}` })
    } else byRank.set(rank, { id, name })
  }
  if (errors.length > 0) return { errors }
  const ranks = [...byRank.keys()].sort((a, b) => a - b)
  const gap = ranks.findIndex((rank, index) => rank !== index + 1)
  if (gap === -1) return { ranking: ranks.map((rank) => byRank.get(rank)!.id) }
  const after = byRank.get(ranks[gap]!)!
  return {
    errors: [
      {
        field: rankField(after.id),
        message: `${after.name} has number ${ranks[gap]}, but nobody has number ${gap + 1}`,
      },
    ],
  }
}
