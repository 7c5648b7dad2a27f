import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ballotsOf, type Ranking } from '../ballots.ts'
import type { Election } from '../election.ts'
import { counted } from '../testing/cases.ts'
import { elections } from '../testing/elections.ts'
import { countback } from './countback.ts'
import { recount } from './recount.ts'
import { countSections } from './sections.ts'

const RULES = ['scottish', 'ers97', 'ni', 'wigm', 'senate', 'meek', 'meek-nz', 'meek-prf', 'warren']

const election = (title: string, seats: number, candidates: string[], papers: [Ranking, number][]): Election => ({
  title,
  seats,
  candidates,
  ballots: ballotsOf(
    candidates.length,
    papers.map(([ranking, papers]) => ({ ranking, papers })),
  ),
})

const committee = election(
  'Committee',
  2,
  ['Aisha', 'Ben', 'Carys', 'Dev'],
  [
    [[1, 3], 50],
    [[2, 4], 40],
    [[3], 5],
    [[4], 15],
  ],
)

describe('a casual vacancy', () => {
  it('goes by countback to whom the supporters of the member who left prefer', () => {
    const record = counted(committee, { rules: 'scottish' })
    expect(record.elected).toEqual([1, 2])
    const filled = countback(committee, record, 1, { rules: 'wigm' })
    expect(filled).toMatchObject({ ok: true, value: { elected: [3], seats: 1 } })
  })

  it('goes by recount to whom all papers elect beside the sitting members', () => {
    const filled = recount(committee, { rules: 'scottish' }, { vacating: [1], sitting: [2] })
    expect(filled).toMatchObject({ ok: true, value: { successors: [3] } })
  })

  it('is refused where nobody left, or where somebody both sits and left', () => {
    const record = counted(committee, { rules: 'scottish' })
    expect(countback(committee, record, 4, { rules: 'wigm' })).toMatchObject({
      ok: false,
      error: { kind: 'bad-input' },
    })
    const muddled = recount(committee, { rules: 'scottish' }, { vacating: [1], sitting: [1, 2] })
    expect(muddled).toMatchObject({ ok: false, error: { kind: 'bad-input' } })
  })

  it.each(RULES)('never unseats anybody, by countback or by recount, under %s', (rules) => {
    fc.assert(
      fc.property(elections(), fc.nat(), ({ file }, pick) => {
        const record = counted(file, { rules })
        const vacating = record.elected[pick % record.elected.length] as number
        const sitting = record.elected.filter((number) => number !== vacating)
        const others = file.candidates.length - record.elected.length

        const again = recount(file, { rules }, { vacating: [vacating], sitting })
        if (!again.ok) throw new Error(again.error.message)
        expect(again.value.record.elected).toEqual(expect.arrayContaining(sitting))
        expect(again.value.successors).toHaveLength(Math.min(1, others))
        expect(again.value.successors).not.toContain(vacating)

        const back = countback(file, record, vacating, { rules: 'wigm' })
        if (back.ok) for (const number of back.value.elected) expect(record.elected).not.toContain(number)
        else expect(back.error.kind).toBe('bad-input')
      }),
      { numRuns: 60 },
    )
  })
})

describe('an election in sections', () => {
  const north = election(
    'North',
    2,
    ['Aisha', 'Ben', 'Carl'],
    [
      [[2], 50],
      [[3], 30],
      [[1], 20],
    ],
  )
  const south = election(
    'South',
    1,
    ['Dev', 'Efa'],
    [
      [[1], 70],
      [[2], 30],
    ],
  )
  const women = (min: number) => ({
    category: 'Gender',
    group: 'Women',
    min,
    candidates: [
      { section: 0, candidate: 1 },
      { section: 1, candidate: 2 },
    ],
  })
  const elected = (constraints: Parameters<typeof countSections>[1], order = [north, south]) => {
    const records = countSections(order, constraints, { rules: 'scottish' })
    return records.ok ? records.value.map((record) => record.elected) : records.error
  }

  it('elects each section’s own choice where nothing is reserved', () => {
    expect(elected([])).toEqual([[2, 3], [1]])
  })

  it('meets places reserved across sections: the last section fills what the others left', () => {
    expect(elected([women(1)])).toEqual([[2, 3], [2]])
    expect(elected([women(2)])).toEqual([[2, 1], [2]])
  })

  it('says where the sections cannot meet them', () => {
    const conflict = elected([
      women(2),
      { category: 'Place', group: 'Town', min: 1, candidates: [{ section: 1, candidate: 1 }] },
    ])
    expect(conflict).toMatchObject({ kind: 'constraints-conflict' })
  })

  it('refuses a constraint on somebody who does not stand there', () => {
    const nobody = { category: 'Gender', group: 'Women', min: 1, candidates: [{ section: 1, candidate: 3 }] }
    expect(elected([nobody])).toEqual({ kind: 'bad-input', message: 'There is no candidate 3 in section 2.' })
  })
})
