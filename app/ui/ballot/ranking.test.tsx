import fc from 'fast-check'
import { renderToString as render } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import type { FormState } from '../forms/form-state.ts'
import { rankValues, readRanking } from './rank-values.ts'
import { RankingBallot } from './ranking-ballot.tsx'

const candidates = [
  { id: 'a', name: 'Morag Adeyemi', description: 'Ferry Road', href: '/statements/a' },
  { id: 'b', name: 'Tom Brightwater' },
  { id: 'c', name: 'Saoirse Ní Chatháin' },
]

const paper = (values: Record<string, string>): FormState => ({ values, errors: [] })

describe('reading a ranking', () => {
  it('takes the numbers as an order, however few', () => {
    expect(readRanking(paper({ 'rank-a': '2', 'rank-b': ' 1 ', 'rank-c': '' }), candidates)).toEqual({
      ranking: ['b', 'a'],
    })
    expect(readRanking(paper({}), candidates)).toEqual({ ranking: [] })
  })

  it('names both of two that share a number', () => {
    expect(readRanking(paper({ 'rank-a': '1', 'rank-c': '1' }), candidates)).toEqual({
      errors: [{ field: 'rank-c', message: 'Saoirse Ní Chatháin and Morag Adeyemi both have number 1' }],
    })
  })

  it('names the first number after a gap', () => {
    expect(readRanking(paper({ 'rank-a': '1', 'rank-c': '3' }), candidates)).toEqual({
      errors: [{ field: 'rank-c', message: 'Saoirse Ní Chatháin has number 3, but nobody has number 2' }],
    })
  })

  it('takes whole numbers from 1 and nothing else', () => {
    for (const wrong of ['0', '-1', '1.5', 'x', '1e1', '99999', '١']) {
      expect(readRanking(paper({ 'rank-b': wrong }), candidates)).toEqual({
        errors: [{ field: 'rank-b', message: 'Tom Brightwater: write a whole number such as 1, 2 or 3' }],
      })
    }
  })

  it('reads back every order that it fills in', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(['a', 'b', 'c']), (ranking) => {
        expect(readRanking(paper(rankValues(ranking)), candidates)).toEqual({ ranking })
      }),
    )
  })
})

describe('a ballot paper', () => {
  const form: FormState = {
    values: { 'rank-a': '1', 'rank-b': '1' },
    errors: [{ field: 'rank-b', message: 'Tom Brightwater and Morag Adeyemi both have number 1' }],
  }
  const html = render(<RankingBallot form={form} candidates={candidates} seats={2} />)

  it('has a box for each candidate in the order of this paper, labelled by name, filled as typed', () => {
    expect([...html.matchAll(/<label[^>]* for="([^"]+)">([^<]+)/g)].map((m) => [m[1], m[2]])).toEqual([
      ['rank-a', 'Morag Adeyemi'],
      ['rank-b', 'Tom Brightwater'],
      ['rank-c', 'Saoirse Ní Chatháin'],
    ])
    expect(html).toMatch(/<input[^>]* id="rank-a" name="rank-a"[^>]* value="1"/)
    expect(html).toMatch(/<input[^>]* id="rank-b"[^>]* aria-describedby="rank-b-error" aria-invalid/)
  })

  it('needs no script: its other buttons are hidden until an island shows them', () => {
    expect(html.match(/<button type="submit"/g)).toHaveLength(1)
    expect(html.match(/data-moves[^>]* hidden/g)).toHaveLength(3)
  })
})
