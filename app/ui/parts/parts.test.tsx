import { renderToString as render } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { BarChart } from '../charts/bar-chart.tsx'
import { LineChart } from '../charts/line-chart.tsx'
import { clip, ticks } from '../charts/scale.ts'
import { formatMoment, formatMoney, formatShare, formatTime } from '../format.ts'
import { OutsideLink, webAddress } from './outside-link.tsx'
import { Pagination, pagesShown } from './pagination.tsx'
import { Paragraphs } from './paragraphs.tsx'
import { PersonCard } from './person-card.tsx'
import { ProgressBar } from './progress-bar.tsx'
import { SummaryList } from './summary-list.tsx'
import { Table, type TableProps } from './table.tsx'
import { TaskList } from './task-list.tsx'

type Group = { name: string; members: number }

const groups: TableProps<Group> = {
  caption: 'Groups',
  columns: [
    { head: 'Group', cell: (group) => group.name },
    { head: 'Members', cell: (group) => group.members, numeric: true },
  ],
  rows: [
    { name: 'Ferry Road', members: 12 },
    { name: '<b>Lagan</b>', members: 3 },
  ],
}

describe('a table', () => {
  it('has a caption, headed columns and rows that are named by their first cell', () => {
    const html = render(<Table {...groups} />)
    expect(html).toMatch(/<caption[^>]*>Groups<\/caption>/)
    expect(html.match(/scope="col"/g)).toHaveLength(2)
    expect(html).toMatch(/<th scope="row"[^>]*>Ferry Road<\/th>/)
    expect(html).toContain('&lt;b>Lagan&lt;/b>')
  })

  it('keeps its roles, and says each heading in the row, where it is laid out as cards on a phone', () => {
    const html = render(<Table {...groups} layout="stacked" />)
    expect(html).toContain('<table class="govuk-table gs-table gs-table--stacked" role="table">')
    expect(html.match(/role="row"/g)).toHaveLength(3)
    expect(html).toContain('data-head="Members" role="cell">12</td>')
  })

  it('scrolls in a named region that the keyboard reaches, where it is wide', () => {
    expect(render(<Table {...groups} layout="scroll" />)).toMatch(
      /^<section[^>]* aria-label="Groups \(scrolls sideways\)" tabIndex="0"|^<section[^>]* aria-label="Groups \(scrolls sideways\)" tabindex="0"/,
    )
  })
})

describe('charts', () => {
  it('have every figure in a table, whole', () => {
    const long = 'A candidate whose name is longer than the drawing has room for'
    const html = render(
      <BarChart title="Votes" labelHead="Candidate" valueHead="Votes" bars={[{ label: long, value: 1204 }]} />,
    )
    expect(html).toMatch(/<svg[^>]* role="img" aria-label="Bar chart. Votes"/)
    expect(html).toMatch(new RegExp(`<th scope="row"[^>]*>${long}</th><td[^>]*>1,204</td>`))
    expect(html.match(new RegExp(long, 'g'))).toHaveLength(1)
  })

  it('draw a bar as long as its share of the scale, which begins at nought', () => {
    const html = render(
      <BarChart
        title="Votes"
        labelHead="Candidate"
        valueHead="Votes"
        bars={[
          { label: 'A', value: 100 },
          { label: 'B', value: 50 },
          { label: 'C', value: 0 },
        ]}
      />,
    )
    expect([...html.matchAll(/class="gs-chart__bar"[^>]* width="([^"]+)"/g)].map((m) => m[1])).toEqual(['100%', '50%'])
  })

  it('leave a gap in a line where there is no figure, and say so in the table', () => {
    const html = render(
      <LineChart
        title="Members"
        pointHead="Month"
        points={['Jan', 'Feb', 'Mar']}
        series={[{ label: 'Members', values: [10, null, 30] }]}
      />,
    )
    expect(html).toMatch(/ d="M[^"L]+M[^"L]+"/)
    expect(html).toMatch(/Feb<\/th><td[^>]*>none</)
  })

  it('survive having nothing to draw', () => {
    expect(render(<BarChart title="V" labelHead="C" valueHead="V" bars={[]} />)).not.toMatch(/NaN|Infinity/)
    expect(render(<LineChart title="M" pointHead="M" points={[]} series={[]} />)).not.toMatch(/NaN|Infinity/)
    expect(
      render(<LineChart title="M" pointHead="M" points={['one']} series={[{ label: 'M', values: [0] }]} />),
    ).not.toMatch(/NaN|Infinity/)
  })

  it('are scaled in round numbers', () => {
    expect(ticks(7395)).toEqual([0, 2000, 4000, 6000, 8000])
    expect(ticks(0.3)).toEqual([0, 0.1, 0.2, 0.3])
    expect(ticks(0)).toEqual([0, 1])
    for (const largest of [1, 9, 10, 99, 1001, 12_345, 0.007])
      expect(ticks(largest).at(-1)).toBeGreaterThanOrEqual(largest)
    expect(clip('Saoirse Ní Chatháin', 9)).toBe('Saoirse…')
  })
})

describe('the parts of a page', () => {
  it('page through a list by its ends and its neighbours', () => {
    expect(pagesShown(6, 12)).toEqual([1, null, 5, 6, 7, null, 12])
    expect(pagesShown(1, 2)).toEqual([1, 2])
    expect(pagesShown(3, 4)).toEqual([1, 2, 3, 4])
    const html = render(<Pagination page={1} pages={3} href={(page) => `?page=${page}`} />)
    expect(html).not.toContain('rel="prev"')
    expect(html).toContain('href="?page=2" rel="next"')
    expect(html).toMatch(/href="\?page=1" aria-label="Page 1" aria-current="page"/)
    expect(render(<Pagination page={1} pages={1} href={String} />)).toBe('')
  })

  it('name what a link changes for whoever hears it alone', () => {
    const html = render(
      <SummaryList
        rows={[{ key: 'Name', value: 'Ann', actions: [{ href: '/n', text: 'Change', of: 'your name' }] }]}
      />,
    )
    expect(html).toMatch(/Change<span class="govuk-visually-hidden"> your name<\/span>/)
  })

  it('tie a task to its state', () => {
    const html = render(<TaskList tasks={[{ title: 'Write', href: '/w', hint: 'Soon', status: { text: 'Done' } }]} />)
    expect(html).toContain('aria-describedby="tasks-1-hint tasks-1-status"')
    expect(html).toMatch(/id="tasks-1-status"[^>]*><strong[^>]*>Done/)
  })

  it('stand letters in for a face, and never repeat the name to a screen reader', () => {
    expect(render(<PersonCard name="dilys  Pryce-Okonkwo" />)).toMatch(/aria-hidden="true">dP</)
    expect(render(<PersonCard name="李 雷" />)).toContain('李雷')
    expect(render(<PersonCard name="Prince" />)).toContain('>P<')
    expect(render(<PersonCard name="Ann" picture={{ src: '/p.jpg' }} />)).toMatch(/<img[^>]* src="\/p.jpg" alt /)
  })

  it('keep the lines that people wrote, and nothing else of it', () => {
    expect(render(<Paragraphs text={'One\r\ntwo\r\n\r\n\r\n<i>three</i>\n'} />)).toBe(
      '<p class="gs-written">One\ntwo</p><p class="gs-written">&lt;i>three&lt;/i></p>',
    )
  })

  it('follow only addresses of the web', () => {
    expect(webAddress(' https://example.org/a b ')).toBe('https://example.org/a%20b')
    for (const bad of [
      'javascript:alert(1)',
      ' JaVaScRiPt:alert(1)',
      'data:text/html,x',
      '//example.org',
      'example.org',
    ]) {
      expect(webAddress(bad)).toBeUndefined()
      expect(render(<OutsideLink href={bad} />)).not.toContain('<a')
    }
  })

  it('show progress in words, its bar within its bounds', () => {
    const past = render(<ProgressBar label="Raised" value={150} target={100} text="£150 of £100" />)
    expect(past).toContain('£150 of £100')
    expect(past).toContain('width="100.0%"')
    expect(render(<ProgressBar label="Raised" value={0} target={0} text="nothing yet" />)).not.toContain(
      'gs-progress__done',
    )
  })
})

describe('figures and times', () => {
  it('are written one way, in the organisation’s zone', () => {
    expect(formatMoment(new Date('2026-09-24T16:00:00Z'))).toBe('Thursday 24 September 2026 at 5pm')
    expect(formatMoment(new Date('2026-12-24T16:05:00Z'))).toBe('Thursday 24 December 2026 at 4:05pm')
    expect(formatTime(new Date('2026-12-24T12:00:00Z'))).toBe('midday')
    expect(formatTime(new Date('2026-12-24T00:00:00Z'))).toBe('midnight')
    expect(formatTime(new Date('2026-12-24T00:30:00Z'))).toBe('12:30am')
    expect(formatMoney(120_000)).toBe('£1,200')
    expect(formatMoney(1_250)).toBe('£12.50')
    expect(formatShare(0.36936)).toBe('36.9%')
  })
})
