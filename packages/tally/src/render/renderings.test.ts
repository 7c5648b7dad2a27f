import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ballotsOf } from '../ballots.ts'
import { counted } from '../testing/cases.ts'
import { elections } from '../testing/elections.ts'
import { renderCsv } from './csv.ts'
import { renderFlowSvg } from './flow-svg.ts'
import { renderHtml } from './html.ts'
import { renderJson } from './json.ts'
import { renderText } from './text.ts'

const HOSTILE = '</title><script>alert(1)</script> & "Zoë"'

const record = counted(
  {
    title: HOSTILE,
    seats: 2,
    candidates: ['=HYPERLINK("x")', HOSTILE, 'Helen, of Troy'],
    ballots: ballotsOf(3, [
      { ranking: [1, 2], papers: 4 },
      { ranking: [3], papers: 2 },
    ]),
  },
  { rules: 'scottish' },
)

/** Whether every tag that is opened is closed, in order. */
const isBalanced = (markup: string): boolean => {
  const open: string[] = []
  for (const [, close, name, selfClosing] of markup.matchAll(/<(\/?)([a-zA-Z0-9]+)[^<>]*?(\/?)>/g)) {
    if (close) {
      if (open.pop() !== name) return false
    } else if (!selfClosing) open.push(name as string)
  }
  return open.length === 0
}

describe('the CSV sheet', () => {
  it('has candidates down and two columns a stage, and is safe to open in a spreadsheet', () => {
    const lines = renderCsv(record).split('\r\n')
    const header = lines.findIndex((line) => line.startsWith('Number,'))
    expect(lines[header]).toBe(
      `Number,Candidate,,First preferences,,"Surplus of =HYPERLINK(""x"")",,"Exclusion of ${HOSTILE.replaceAll('"', '""')}",Outcome`,
    )
    expect(lines[header + 1]).toBe(`1,"'=HYPERLINK(""x"")",,4.00000,-1.00000,3.00000,,3.00000,Elected at stage 1`)
    expect(lines[header + 3]).toBe('3,"Helen, of Troy",,2.00000,,2.00000,,2.00000,Elected at stage 3')
    expect(lines[header + 4]).toBe(',Non-transferable,,0.00000,,0.00000,+1.00000,1.00000,')
    expect(lines[header + 5]).toBe(',Total,,6.00000,,6.00000,,6.00000,')
  })
})

describe('the HTML fragment', () => {
  it('has a table with caption and scopes, in a region that the keyboard reaches', () => {
    const html = renderHtml(record)
    expect(html).toContain('<caption>Votes at the end of each stage, and how they changed</caption>')
    expect(html).toContain('role="region"')
    expect(html).toContain('tabindex="0"')
    expect(html.match(/<th scope="col">/g)).toHaveLength(5)
    expect(html.match(/<th scope="row">/g)).toHaveLength(5)
  })
})

describe('the picture of the flow of votes', () => {
  it('says what it shows, and carries no style or script that a page might forbid', () => {
    const svg = renderFlowSvg(record)
    expect(svg).toMatch(/role="img" aria-labelledby="(tally-\S+)-title \1-desc"/)
    expect(svg).toContain('Stage 2: Surplus of =HYPERLINK')
    expect(svg).not.toMatch(/<style|<script|style=/)
  })

  it('draws a bar for each candidate with votes at each stage', () => {
    const bars = renderFlowSvg(record).match(/<rect /g)?.length
    // Stage 1: two candidates; stage 2: three; stage 3: two, and the non-transferable.
    expect(bars).toBe(2 + 3 + 3)
  })
})

describe('the text', () => {
  it('gives each stage its reasons with the clause', () => {
    const text = renderText(record)
    expect(text).toContain('has reached the quota of 3.00000 (rule 48)')
    expect(text).toContain('passes on a surplus of 1.00000 (rule 49)')
    expect(text).toContain('is elected to a last vacancy (rule 53)')
  })
})

describe('every rendering', () => {
  it('keeps what names and titles contain from becoming markup', () => {
    for (const markup of [renderHtml(record), renderFlowSvg(record)]) {
      expect(markup).not.toContain('<script')
      expect(isBalanced(markup)).toBe(true)
    }
  })

  it('renders any count under any rule without a gap in its figures', () => {
    const rules = ['scottish', 'ers97', 'ni', 'wigm', 'meek', 'meek-nz', 'meek-prf', 'warren', 'qpq', 'senate']
    fc.assert(
      fc.property(elections(), fc.constantFrom(...rules), ({ file }, rule) => {
        const counted_ = counted(file, { rules: rule })
        for (const output of [renderText, renderCsv, renderHtml, renderFlowSvg, renderJson].map((render) =>
          render(counted_),
        )) {
          expect(output).not.toMatch(/NaN|undefined|\[object|Infinity/)
        }
        expect(isBalanced(renderHtml(counted_)) && isBalanced(renderFlowSvg(counted_))).toBe(true)
      }),
      { numRuns: 80 },
    )
  })
})
