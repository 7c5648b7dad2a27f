import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { elections } from '../testing/elections.ts'
import { distributeLarge, distributeSmall } from './keeping.ts'
import { PaperTree } from './paper-tree.ts'

describe('the distribution of papers by keep values', () => {
  it.each(['meek', 'meek-up', 'warren'] as const)(
    'is the same in floating point and in big integers: %s',
    (keeping) => {
      const keeps = fc.array(fc.bigInt({ min: 0n, max: 1_000_000_000n }), { minLength: 7, maxLength: 7 })
      fc.assert(
        fc.property(elections(), keeps, fc.integer({ min: 1, max: 9 }), ({ file }, drawn, decimals) => {
          const { ballots } = file
          const one = 10n ** BigInt(decimals)
          const candidates = file.candidates.map((_, i) => i)
          const tree = new PaperTree(
            ballots,
            Uint32Array.from(ballots.weights, (_, i) => i),
            candidates,
          )
          const keep = candidates.map((c) => (c % 2 === 0 ? (drawn[c] as bigint) % (one + 1n) : one))
          for (const c of candidates) if (c % 2 === 0) tree.elect(c)
          if (candidates.length > 3) tree.exclude(1)
          expect(distributeSmall(tree, keep, decimals, keeping)).toEqual(distributeLarge(tree, keep, decimals, keeping))
        }),
        { numRuns: 300 },
      )
    },
  )
})
