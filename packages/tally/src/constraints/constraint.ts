/** So many places are reserved for a group: at least `min`, at most `max` of those elected belong to it. */
export interface Constraint {
  readonly category: string
  readonly group: string
  readonly min: number
  /** Absent where there is no maximum. */
  readonly max?: number
  /** Candidate numbers, from 1. Nobody is in two groups of one category. */
  readonly candidates: readonly number[]
}

/** "Gender: Women, at least 3". */
export const constraintInWords = (
  constraint: Pick<Constraint, 'category' | 'group'>,
  bound: 'min' | 'max',
  n: number,
): string => `${constraint.category}: ${constraint.group}, at ${bound === 'min' ? 'least' : 'most'} ${n}`
