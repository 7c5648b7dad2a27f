import { describe, expect, it } from 'vitest'
import { ballotsOf, type Ranking } from '../ballots.ts'
import { count, type Election } from '../count.ts'
import { explain } from '../explain.ts'
import { renderCsv } from '../render/csv.ts'
import { renderFlowSvg } from '../render/flow-svg.ts'
import { renderHtml } from '../render/html.ts'
import { renderText } from '../render/text.ts'
import { scorePapers } from '../scores/score-papers.ts'
import { rules } from './registry.ts'

const election = (candidates: number, papers: Ranking[], more: Partial<Election> = {}): Election => ({
  title: 'Edge',
  seats: 1,
  candidates: Array.from({ length: candidates }, (_, i) => `C${i + 1}`),
  ballots: ballotsOf(
    candidates,
    papers.map((ranking) => ({ ranking })),
  ),
  scores: scorePapers(
    candidates,
    papers.map(() => ({ scores: Array.from({ length: candidates }, (_, i) => i % 6) })),
  ),
  ...more,
})

const EDGES: [string, Election][] = [
  ['one candidate', election(1, [[1]])],
  ['no papers', election(3, [])],
  ['only blank papers', election(3, [[], []])],
  ['only equal preferences', election(3, [[[1, 2, 3]], [[1, 2]]])],
  ['everybody level', election(3, [[1], [2], [3]])],
  ['everybody withdrawn', election(2, [[1], [2, 1]], { withdrawn: [1, 2] })],
  ['more seats than candidates', election(2, [[1, 2], [2]], { seats: 5 })],
  [
    'two who withdrew of four',
    election(
      4,
      [
        [1, 2, 3, 4],
        [4, 3],
        [[2, 3], 1],
      ],
      { withdrawn: [1, 4], seats: 2 },
    ),
  ],
]

describe.each(rules.map((rule) => rule.name))('%s', (name) => {
  it.each(EDGES)('counts or refuses in words: %s', (_, file) => {
    const record = count(file, { rules: name })
    if (!record.ok) {
      expect(record.error.message).toMatch(/^[A-Z].*\.$/s)
      return
    }
    const { elected, seats, vacant = 0, candidates, ballots } = record.value
    const standing = candidates.filter((candidate) => !candidate.withdrawn).map((candidate) => candidate.number)
    for (const number of elected) expect(standing).toContain(number)
    expect(new Set(elected).size).toBe(elected.length)
    if (!record.value.question) expect(elected.length + vacant).toBe(seats)
    expect(ballots.valid).toBeLessThanOrEqual(ballots.total)
    for (const render of [renderText, renderHtml, renderCsv, renderFlowSvg]) expect(render(record.value)).not.toBe('')
    for (const ranking of [[], [1], [[1, candidates.length]]]) {
      expect(explain(record.value, ranking).every((sentence) => sentence.endsWith('.'))).toBe(true)
    }
    expect(JSON.parse(JSON.stringify(record.value))).toEqual(record.value)
  })
})
