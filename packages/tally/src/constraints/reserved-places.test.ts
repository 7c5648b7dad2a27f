import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCon } from '../formats/con.ts'
import { describeParseError } from '../formats/text-input.ts'
import { caseJson, caseSuite, caseText, hasCases } from '../testing/cases.ts'
import type { Constraint } from './constraint.ts'
import { wayToFill } from './feasibility.ts'
import { reservedPlaces } from './reserved-places.ts'

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i)

/** Every set of `seats` candidates that meets the constraints, by trying them all. */
const allWays = (constraints: readonly Constraint[], candidates: number, seats: number): number[][] =>
  range(2 ** candidates)
    .map((set) => range(candidates).filter((c) => set & (1 << c)))
    .filter((elected) => elected.length === seats)
    .filter((elected) =>
      constraints.every(({ min, max, candidates }) => {
        const n = elected.filter((c) => candidates.includes(c + 1)).length
        return n >= min && n <= (max ?? seats)
      }),
    )

const CANDIDATES = 8

/** Categories that divide eight candidates into two or three groups each, with random bounds. */
const categories = fc.array(
  fc.record({
    groupOf: fc.array(fc.nat({ max: 2 }), { minLength: CANDIDATES, maxLength: CANDIDATES }),
    bounds: fc.array(fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 3 })), { minLength: 3, maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 3 },
)

const constraintsOf = (drawn: typeof categories extends fc.Arbitrary<infer T> ? T : never): Constraint[] =>
  drawn.flatMap(({ groupOf, bounds }, category) =>
    bounds.map(([min, more], group) => ({
      category: `category ${category}`,
      group: `group ${group}`,
      min,
      max: min + more,
      candidates: range(CANDIDATES)
        .filter((c) => groupOf[c] === group)
        .map((c) => c + 1),
    })),
  )

describe('reserved places', () => {
  it('doom exactly those in no remaining way, and guard exactly those in every one', () => {
    fc.assert(
      fc.property(categories, fc.integer({ min: 1, max: 5 }), fc.nat(), (drawn, seats, pick) => {
        const constraints = constraintsOf(drawn)
        const places = reservedPlaces(constraints, range(CANDIDATES), seats)
        const ways = allWays(constraints, CANDIDATES, seats)
        fc.pre(ways.length > 0)
        expect(places.ok).toBe(true)
        if (!places.ok) return
        // Some way is under way: half of it elected, and one who is not in it excluded.
        const way = ways[pick % ways.length] as number[]
        const elected = way.slice(0, Math.floor(way.length / 2))
        const excluded = range(CANDIDATES).find((c) => !way.includes(c))
        const continuing = range(CANDIDATES).filter((c) => !elected.includes(c) && c !== excluded)
        const left = ways.filter((one) => elected.every((c) => one.includes(c)) && !one.includes(excluded as number))
        const found = places.value.findings(elected, continuing)
        expect([...found.doomed.keys()].sort()).toEqual(continuing.filter((c) => left.every((one) => !one.includes(c))))
        expect([...found.guarded.keys()].sort()).toEqual(continuing.filter((c) => left.every((one) => one.includes(c))))
      }),
      { numRuns: 300 },
    )
  })

  it('say which constraints conflict where there are candidates enough and still no way', () => {
    const places = reservedPlaces(
      [
        { category: 'Gender', group: 'Women', min: 1, candidates: [1] },
        { category: 'Gender', group: 'Men', min: 0, candidates: [2, 3] },
        { category: 'Age', group: 'Under 30', min: 1, candidates: [2] },
        { category: 'Age', group: '30 and over', min: 0, candidates: [1, 3] },
      ],
      [0, 1, 2],
      1,
    )
    expect(places).toMatchObject({
      ok: false,
      error: {
        kind: 'constraints-conflict',
        message:
          'No way to fill 1 seats meets these constraints together: Gender: Women, at least 1; Age: Under 30, at least 1.',
      },
    })
  })

  it('leave seats vacant that are reserved for more than stand', () => {
    const places = reservedPlaces(
      [
        { category: 'Gender', group: 'Women', min: 2, candidates: [1] },
        { category: 'Gender', group: 'Men', min: 0, candidates: [2, 3, 4] },
      ],
      [0, 1, 2, 3],
      3,
    )
    if (!places.ok) throw new Error(places.error.message)
    expect(places.value.fillable).toBe(2)
    const found = places.value.findings([1], [0, 2, 3])
    expect([...found.guarded.keys()]).toEqual([0])
    expect([...found.doomed.keys()]).toEqual([2, 3])
    expect(found.doomed.get(2)).toBe('cannot be elected any more: Gender: Women, at least 2')
  })

  it('refuse a candidate in two groups of one category', () => {
    const twice = [
      { category: 'Gender', group: 'Women', min: 1, candidates: [1, 2] },
      { category: 'Gender', group: 'Men', min: 1, candidates: [2] },
    ]
    expect(reservedPlaces(twice, [0, 1], 2)).toMatchObject({ ok: false, error: { kind: 'bad-input' } })
  })
})

describe('a file of constraints', () => {
  it.each([
    ['"A" "x" 1 2 1 9\n', 'line 1, column 15: expected a candidate number from 1 to 3, found "9"'],
    ['"A" "x" 2 1 1 2 3\n', 'line 1, column 11: expected a greatest number of places from 2, found "1"'],
    [
      '"A" "x" 1 2 1 2\n"A" "y" 0 2 2 3\n',
      'line 2, column 13: expected candidate 2 in one group of "A" only, found "2"',
    ],
    ['"A" "x" 1 2 1 2\n', 'line 2, column 1: expected candidate 3 in a group of "A", found end of file'],
    ['A "x" 1 2 1 2 3\n', 'line 1, column 1: expected the name of a category in quotation marks, found "A"'],
    ['"A" "x" 1\n', 'line 1, column 10: expected the greatest number of places, a whole number, found end of line'],
  ])('%j is refused', (source, message) => {
    const constraints = parseCon(source, 3)
    expect(constraints.ok ? '' : describeParseError(constraints.error)).toBe(message)
  })
})

describe.skipIf(!hasCases)(caseSuite('reserved places, published'), () => {
  it('reads the example of the format', () => {
    const constraints = parseCon(caseText('constraints', 'opentally-con-format-example.con'), 7)
    expect(constraints).toMatchObject({
      ok: true,
      value: [
        { category: 'Gender', group: 'Men', min: 0, candidates: [2, 3, 4, 6] },
        { category: 'Gender', group: 'Women', min: 2, candidates: [1, 5, 7] },
        { category: 'District', group: 'District 1', min: 2, max: 2, candidates: [1, 2, 3] },
        { category: 'District', group: 'District 2', min: 2, max: 2, candidates: [4, 5, 6, 7] },
      ],
    })
  })

  it('finds the compositions that Otten prints, and what he deduces from a state of the count', () => {
    const example = caseJson<{ seats: number; feasible_compositions: number[][] }>('constraints', 'otten-hill-1.json')
    // Groups: E, S, W of the nations, then M and W; kinds in the printed order EM EW SM SW WM WW.
    const bounds = [7, 6, 1]
      .map((n) => ({ category: 0, min: n, max: n }))
      .concat([7, 7].map((n) => ({ category: 1, min: n, max: n })))
    const groups = [
      [0, 3],
      [0, 4],
      [1, 3],
      [1, 4],
      [2, 3],
      [2, 4],
    ]
    const standing = [14, 14, 6, 3, 14, 14]
    const kinds = (exactly: readonly number[]) =>
      exactly.map((n, k) => ({ groups: groups[k] as number[], from: n, to: n }))
    const isWay = (composition: readonly number[]): boolean =>
      composition.every((n, k) => n <= (standing[k] as number)) &&
      wayToFill(kinds(composition), bounds, example.seats, 0) !== undefined
    for (const printed of example.feasible_compositions) expect(isWay(printed)).toBe(true)

    // Two English men and the Welsh man elected, no Scot, and only two Scottish women still in play.
    const state = [
      [2, 14],
      [0, 14],
      [0, 6],
      [0, 2],
      [1, 14],
      [0, 14],
    ].map(([from, to], k) => ({ groups: groups[k] as number[], from: from as number, to: to as number }))
    expect(wayToFill(state, bounds, example.seats, 0)).toEqual([2, 5, 4, 2, 1, 0])
    const change = (k: number, by: { from?: number; to?: number }) =>
      state.with(k, { ...state[k], ...by } as (typeof state)[number])
    expect(wayToFill(change(3, { to: 1 }), bounds, example.seats, 0)).toBeUndefined()
    expect(wayToFill(change(0, { from: 3 }), bounds, example.seats, 0)).toBeUndefined()
    expect(wayToFill(change(5, { from: 1 }), bounds, example.seats, 0)).toBeUndefined()
  })
})
