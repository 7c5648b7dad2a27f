import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rankedPapers } from './ranked-papers.ts'

describe('opened papers', () => {
  it('become rankings with counts, blanks and papers set aside apart', () => {
    expect(
      rankedPapers([
        [1, 2, 3],
        [0, 0, 0],
        [2, 1, 0],
        [1, 2, 3],
        [1, 1, 2],
        [0, 0, 4],
        [1, 0, 3],
      ]),
    ).toEqual({
      papers: [
        { weight: 2, ranking: [0, 1, 2] },
        { weight: 1, ranking: [0, 2] },
        { weight: 1, ranking: [1, 0] },
      ],
      blank: 1,
      setAside: [
        { weight: 1, ranks: [0, 0, 4], reason: 'a rank beyond the number of candidates' },
        { weight: 1, ranks: [1, 1, 2], reason: 'a rank given twice' },
      ],
    })
  })

  it('are all accounted for, and come out alike in whatever order they were opened', () => {
    const paper = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(fc.array(paper), (papers) => {
        const out = rankedPapers(papers)
        const weights = [...out.papers, ...out.setAside].map(({ weight }) => weight)
        expect(weights.reduce((sum, weight) => sum + weight, out.blank)).toBe(papers.length)
        expect(rankedPapers([...papers].reverse())).toEqual(out)
      }),
    )
  })
})
