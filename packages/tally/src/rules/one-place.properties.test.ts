import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { counted } from '../testing/cases.ts'
import { elections } from '../testing/elections.ts'

const drawn = elections({ most: 6 })

describe('the alternative vote', () => {
  it('keeps every vote at every stage: with a candidate or not transferable', () => {
    fc.assert(
      fc.property(drawn, fc.constantFrom('irv', 'supplementary'), ({ file }, rules) => {
        const record = counted(file, { rules, seats: 1 })
        for (const stage of record.stages) {
          const votes = Object.values(stage.totals).reduce((sum, figure) => sum + Number(figure), 0)
          expect(votes + Number(stage.nonTransferable)).toBe(record.ballots.valid)
        }
      }),
    )
  })

  it('elects whom counting paper by paper elects', () => {
    fc.assert(
      fc.property(drawn, ({ file, papers }) => {
        const record = counted(file, { rules: 'irv', seats: 1 })
        fc.pre(record.ties.length === 0)
        let left = file.candidates.map((_, i) => i + 1)
        for (;;) {
          const votes = new Map(left.map((number) => [number, 0]))
          for (const paper of papers) {
            const first = paper.ranking.find((number) => left.includes(number))
            if (first !== undefined) votes.set(first, (votes.get(first) ?? 0) + paper.papers)
          }
          const all = [...votes.values()].reduce((sum, one) => sum + one, 0)
          const [most] = [...votes].sort((a, b) => b[1] - a[1])
          if (most && (most[1] * 2 > all || left.length === 1)) {
            expect(record.elected).toEqual([most[0]])
            return
          }
          const fewest = Math.min(...votes.values())
          left = left.filter((number) => votes.get(number) !== fewest)
        }
      }),
    )
  })
})

describe('a candidate whom more than half put first', () => {
  it.each(['irv', 'supplementary', 'plurality', 'schulze', 'ranked-pairs', 'minimax', 'copeland', 'kemeny'])(
    'is elected by %s',
    (rules) => {
      fc.assert(
        fc.property(drawn, ({ file, papers }) => {
          const record = counted(file, { rules, seats: 1 })
          const all = papers.reduce((sum, paper) => sum + paper.papers, 0)
          const favourite = file.candidates.findIndex(
            (_, i) => papers.reduce((sum, paper) => sum + (paper.ranking[0] === i + 1 ? paper.papers : 0), 0) * 2 > all,
          )
          if (favourite >= 0) expect(record.elected).toEqual([favourite + 1])
        }),
      )
    },
  )
})

describe('rules that add up marks', () => {
  it.each(['plurality', 'approval', 'block', 'limited', 'borda'])(
    '%s: nobody elected has less than anybody not',
    (rules) => {
      fc.assert(
        fc.property(drawn, ({ file }) => {
          const record = counted(file, { rules, seats: rules === 'plurality' || rules === 'borda' ? 1 : file.seats })
          const totals = record.stages[0]?.totals ?? {}
          const least = Math.min(...record.elected.map((number) => Number(totals[number])))
          for (const { number } of record.candidates) {
            if (!record.elected.includes(number)) expect(Number(totals[number])).toBeLessThanOrEqual(least)
          }
          expect(record.elected).toHaveLength(record.seats)
        }),
      )
    },
  )
})
