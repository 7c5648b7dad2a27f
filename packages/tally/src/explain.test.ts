import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ballotsOf } from './ballots.ts'
import { explain } from './explain.ts'
import { followTransfers } from './follow/transfers.ts'
import { counted } from './testing/cases.ts'
import { elections } from './testing/elections.ts'

const twins = {
  title: 'Twins',
  seats: 2,
  candidates: ['Castor', 'Pollux', 'Helen'],
  ballots: ballotsOf(3, [
    { ranking: [1, 2], papers: 4 },
    { ranking: [3], papers: 2 },
  ]),
}

describe('the story of a ballot paper', () => {
  it('tells how a surplus and an exclusion move it', () => {
    expect(explain(counted(twins, { rules: 'scottish' }), [1, 2])).toEqual([
      'Stage 1: it counts as one vote for Castor, its first preference.',
      'Stage 2: Castor has more votes than needed, and the surplus moves on. It goes to Pollux at a value of 0.25000.',
      'Stage 3: Pollux is excluded. No further preference can be used: it is non-transferable.',
    ])
  })

  it('tells how keep values share it out', () => {
    expect(explain(counted(twins, { rules: 'meek-nz' }), [1, 2])).toEqual([
      'Stage 1: it counts 1 for Castor.',
      'Stage 2: it counts 0.5 for Castor and 0.5 for nobody.',
    ])
  })

  it('tells for whom it stands in a rule of rounds', () => {
    expect(explain(counted(twins, { rules: 'qpq' }), [1, 2])).toEqual([
      'Stage 1: it stands for Castor.',
      'Stage 2: it stands for Pollux.',
    ])
  })

  it('tells its way since the last start, where a rule starts anew after each exclusion', () => {
    const record = counted({ ...twins, seats: 1 }, { rules: 'wright' })
    expect(explain(record, [1, 2])).toEqual([
      'Stage 1: it counts as one vote for Castor, its first preference.',
      'It stays with Castor at a value of 1 to the end.',
    ])
    const three = {
      ...twins,
      ballots: ballotsOf(3, [
        { ranking: [1], papers: 4 },
        { ranking: [2, 3], papers: 3 },
        { ranking: [3], papers: 4 },
      ]),
      seats: 1,
    }
    expect(explain(counted(three, { rules: 'wright' }), [2, 3])).toEqual([
      'Stage 2, from which the count started anew: it counts as one vote for Helen, its first preference.',
      'It stays with Helen at a value of 1 to the end.',
    ])
  })

  it('says so where nothing on it can be counted', () => {
    const record = counted({ ...twins, withdrawn: [2] }, { rules: 'scottish' })
    expect(explain(record, [2])).toEqual(['The paper expresses no preference that can be counted.'])
    expect(explain(record, [[1, 3], 2])).toEqual(['The paper expresses no preference that can be counted.'])
  })

  // Not ERS97: a share of the active vote elects below the quota there, and a surplus can exceed its last batch.
  it.each(['scottish', 'wigm', 'ni'])('agrees under %s with the votes that every candidate ends with', (rules) => {
    fc.assert(
      fc.property(elections(), (election) => {
        const record = counted(election.file, { rules })
        const held = new Map<number, number>()
        for (const { ranking, papers } of election.papers) {
          const { kept } = followTransfers(record, ranking)
          for (const [number, value] of kept)
            held.set(number, (held.get(number) ?? 0) + (Number(value) / 1e18) * papers)
        }
        const last = record.stages.at(-1)
        for (const { number } of record.candidates) {
          const votes = Number(last?.totals[number] ?? 0)
          // A surplus is cut to decimals: what is lost stays with nobody, and the paper seems to keep it.
          expect((held.get(number) ?? 0) - votes).toBeLessThan(record.ballots.valid * 0.011 + 1e-9)
          expect((held.get(number) ?? 0) - votes).toBeGreaterThan(-1e-9)
        }
      }),
      { numRuns: 60 },
    )
  })
})
