/**
 * Whether seats can still be filled so that every group of every category has its minimum and nobody's maximum is
 * passed. Candidates who are in the same groups are alike, so the search is over how many of each kind are elected;
 * it is exact, and remembers where it has failed.
 */

/** Bounds of one group; candidates of a kind belong to it or not. */
export interface Bounds {
  readonly category: number
  readonly min: number
  readonly max: number
}

/** Candidates in the same groups. */
export interface Kind {
  /** Indexes of groups. */
  readonly groups: readonly number[]
  /** How many of them must be among the elected at least (those elected already), and can be at most. */
  readonly from: number
  readonly to: number
}

/**
 * A way to fill `seats`, as the number elected of each kind; or nothing, where there is none. `vacant` of the seats stay
 * empty: each counts in whatever group of each category it is needed.
 */
export const wayToFill = (
  kinds: readonly Kind[],
  bounds: readonly Bounds[],
  seats: number,
  vacant: number,
): number[] | undefined => {
  const search: Search = {
    kinds,
    bounds,
    vacant,
    // From kind k on, how many more each group and all together can get.
    reach: suffixes(kinds, bounds.length),
    last: bounds.map((_, group) => kinds.findLastIndex((kind) => kind.groups.includes(group))),
    failed: new Set(),
    chosen: kinds.map(() => 0),
  }
  const counts = bounds.map(() => 0)
  return fill(search, 0, seats - vacant, counts) ? search.chosen : undefined
}

interface Search {
  readonly kinds: readonly Kind[]
  readonly bounds: readonly Bounds[]
  readonly vacant: number
  readonly reach: { readonly all: number[]; readonly groups: number[][] }
  /** The last kind of each group. */
  readonly last: readonly number[]
  readonly failed: Set<string>
  readonly chosen: number[]
}

const suffixes = (kinds: readonly Kind[], groups: number): Search['reach'] => {
  const all = new Array<number>(kinds.length + 1).fill(0)
  const byGroup = Array.from({ length: kinds.length + 1 }, () => new Array<number>(groups).fill(0))
  for (let k = kinds.length - 1; k >= 0; k--) {
    const kind = kinds[k] as Kind
    all[k] = (all[k + 1] as number) + kind.to
    byGroup[k] = [...(byGroup[k + 1] as number[])]
    for (const group of kind.groups)
      (byGroup[k] as number[])[group] = ((byGroup[k] as number[])[group] as number) + kind.to
  }
  return { all, groups: byGroup }
}

const fill = (search: Search, k: number, left: number, counts: number[]): boolean => {
  if (left > (search.reach.all[k] as number) || !isWithinReach(search, k, counts)) return false
  const kind = search.kinds[k]
  if (!kind) return left === 0
  const key = stateOf(search, k, left, counts)
  if (search.failed.has(key)) return false
  // More of a kind first: minima are what usually binds.
  for (let n = Math.min(kind.to, left); n >= kind.from; n--) {
    for (const group of kind.groups) counts[group] = (counts[group] as number) + n
    search.chosen[k] = n
    const isFilled = fill(search, k + 1, left - n, counts)
    for (const group of kind.groups) counts[group] = (counts[group] as number) - n
    if (isFilled) return true
  }
  search.failed.add(key)
  return false
}

/** Whether minima can still be reached and maxima are not passed, vacant seats helping where they are needed. */
const isWithinReach = (search: Search, k: number, counts: readonly number[]): boolean => {
  const short: number[] = []
  const room: number[] = []
  for (const [group, { category, min, max }] of search.bounds.entries()) {
    const count = counts[group] as number
    if (count > max) return false
    const missing = min - count - (search.reach.groups[k]?.[group] ?? 0)
    short[category] = (short[category] ?? 0) + Math.max(0, missing)
    room[category] = (room[category] ?? 0) + max - count
  }
  return short.every((missing) => missing <= search.vacant) && room.every((free) => free >= search.vacant)
}

/** What the rest of the search depends on: groups done with, and counts beyond any bound, make no difference. */
const stateOf = (search: Search, k: number, left: number, counts: readonly number[]): string => {
  let key = `${k}/${left}`
  for (const [group, { min, max }] of search.bounds.entries()) {
    const count = counts[group] as number
    const canPass = count + (search.reach.groups[k]?.[group] as number) + search.vacant > max
    key +=
      (search.last[group] as number) < k && search.vacant === 0 ? '/' : `/${canPass ? count : Math.min(count, min)}`
  }
  return key
}
