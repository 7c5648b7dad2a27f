import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ballotsOf, rankingsOf } from '../ballots.ts'
import { caseBytes, caseElection, caseJson, caseSuite, casesIn, counted, hasCases } from '../testing/cases.ts'
import { ballotFormats, formatNamed, formatOfContent, parseBallots } from './ballot-formats.ts'
import type { BallotFile } from './blt-parse.ts'
import type { BltContent } from './blt-write.ts'
import { describeParseError } from './text-input.ts'

/** Names as forms give them: any text of one line without blanks at its ends. */
const name = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
    fc.constantFrom('1', 'rank 2', '#3', 'Ann "Annie" Smith', 'Ruiz, José', 'a;b', 'V: 12', '{', '0', 'Option 1: x'),
  )
  .map((words) => words.replaceAll(/[\p{C}\s]+/gu, ' ').trim())
  .filter((words) => words !== '')

const election = fc.integer({ min: 1, max: 6 }).chain((candidates) =>
  fc.record({
    candidates: fc.array(name, { minLength: candidates, maxLength: candidates }),
    title: name,
    seats: fc.integer({ min: 1, max: 9 }),
    papers: fc.array(
      fc.record({
        order: fc.shuffledSubarray(Array.from({ length: candidates }, (_, i) => i + 1)),
        joins: fc.array(fc.boolean(), { minLength: candidates, maxLength: candidates }),
        papers: fc.integer({ min: 1, max: 5 }),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  }),
)

type Drawn = typeof election extends fc.Arbitrary<infer T> ? T : never

const contentOf = (drawn: Drawn, equal: boolean): BltContent => ({
  title: drawn.title,
  seats: drawn.seats,
  candidates: drawn.candidates,
  ballots: ballotsOf(
    drawn.candidates.length,
    drawn.papers.map(({ order, joins, papers }) => {
      const ranking: number[][] = []
      for (const number of order) {
        const last = ranking.at(-1)
        if (equal && last && joins[number - 1]) last.push(number)
        else ranking.push([number])
      }
      return { ranking, papers }
    }),
  ),
})

const papersOf = (content: Pick<BltContent, 'ballots'>): string[] =>
  [...rankingsOf(content.ballots)].map(({ ranking, papers }) => `${papers}: ${JSON.stringify(ranking)}`).sort()

const said = (content: BltContent) => ({
  title: content.title,
  seats: content.seats,
  candidates: content.candidates,
  withdrawn: content.withdrawn ?? [],
  tieOrder: content.tieOrder,
  undeclared: content.undeclared,
  papers: papersOf(content),
})

const read = (source: string, format?: string): BallotFile => {
  const file = format ? formatNamed(format)?.parse(source) : parseBallots(source)
  if (!file) throw new Error('no such format')
  if (!file.ok) throw new Error(`${describeParseError(file.error)} in:\n${source}`)
  return file.value
}

const complaint = (source: string, format: string): string => {
  const file = formatNamed(format)?.parse(source)
  return file && !file.ok ? describeParseError(file.error) : 'no complaint'
}

describe('every format', () => {
  it.each(['blt', 'csv', 'toi', 'debian', 'cvr'])('%s gives back what was written', (format) => {
    fc.assert(
      fc.property(election, fc.boolean(), (drawn, equal) => {
        const content = contentOf(drawn, equal)
        const text = formatNamed(format)?.write(content)
        if (!text?.ok) throw new Error(text?.error)
        expect(said(read(text.value, format))).toEqual(said(content))
      }),
      { numRuns: 300 },
    )
  })

  it.each(['blt', 'csv', 'toi', 'debian'])('%s keeps who has withdrawn, the order for ties and write-ins', (format) => {
    const content: BltContent = {
      title: 'Board',
      seats: 2,
      candidates: ['Ann', 'Bob', 'Cem'],
      withdrawn: [2],
      tieOrder: [3, 1, 2],
      undeclared: [3],
      ballots: ballotsOf(3, [{ ranking: [1, 3], papers: 2 }]),
    }
    const text = formatNamed(format)?.write(content)
    expect(text?.ok && said(read(text.value, format))).toEqual(said(content))
  })

  it.each(ballotFormats.map((format) => format.name))('%s is recognised by its content', (format) => {
    const content: BltContent = {
      title: 'Board',
      seats: 2,
      candidates: ['Ann', 'Bob'],
      ballots: ballotsOf(2, [{ ranking: [2, 1], papers: 3 }]),
    }
    const text = formatNamed(format)?.write(content)
    if (!text?.ok) throw new Error(text?.error)
    const found = formatOfContent(text.value).name
    expect(found === format || (found === 'toi' && /^[st]o[ci]$/.test(format))).toBe(true)
    expect(papersOf(read(text.value))).toEqual(papersOf(content))
  })

  it.each(ballotFormats.map((format) => format.name))('%s: any text is read or refused, and never throws', (name) => {
    const format = formatNamed(name)
    const parts = fc.constantFrom(
      '1',
      '2',
      ' ',
      ',',
      '\n',
      ':',
      '{',
      '}',
      '"',
      '[',
      ']',
      '-',
      'V: ',
      '#',
      '0',
      '\r',
      'Option 1: a\n',
      '# ALTERNATIVE NAME 1: a\n',
      '# NUMBER ALTERNATIVES: 2\n',
      '{"CVR":[',
      'papers,',
      '=',
      '\\',
      'é',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(parts).map((words) => words.join('')),
          fc.uint8Array(),
        ),
        (source) => {
          const file = format?.parse(source)
          if (file && !file.ok) {
            expect(file.error.line).toBeGreaterThan(0)
            expect(file.error.column).toBeGreaterThan(0)
          }
        },
      ),
      { numRuns: 1000 },
    )
  })

  it.each(ballotFormats.map((format) => format.name))('%s: a damaged file is read or refused', (name) => {
    const format = formatNamed(name)
    fc.assert(
      fc.property(election, fc.nat(), fc.nat({ max: 3 }), fc.string({ maxLength: 3 }), (drawn, at, cut, words) => {
        const text = format?.write(contentOf(drawn, name.startsWith('t')))
        if (!text?.ok) return
        const place = at % text.value.length
        const file = format?.parse(text.value.slice(0, place) + words + text.value.slice(place + cut))
        if (file && !file.ok)
          expect(describeParseError(file.error)).toMatch(/^line \d+, column \d+: expected .+, found /s)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a CSV of rankings', () => {
  it('has a column for each candidate, with ranks; equal and missing ranks and gaps are fine', () => {
    const file = read('Ann,Bob,"Cem, jr"\n1,2,\n2,2,7\n,,1\n', 'csv')
    expect(file.candidates).toEqual(['Ann', 'Bob', 'Cem, jr'])
    expect(papersOf(file)).toEqual(['1: [[1,2],[3]]', '1: [[1],[2]]', '1: [[3]]'])
  })

  it('or a column for each rank, with names; repeated names and skipped ranks are passed over', () => {
    const file = read(
      'ballots,rank1,rank2,rank3\n4,Bob,undervote,Ann\n2,Ann,Ann,Bob\n1,Ann,overvote,Bob\n3,,,\n',
      'csv',
    )
    expect(file.candidates).toEqual(['Ann', 'Bob'])
    expect(papersOf(file)).toEqual(['1: [[1]]', '2: [[1],[2]]', '3: []', '4: [[2],[1]]'])
  })

  it('passes over what a form puts before the answers', () => {
    const file = read('Timestamp,First choice,Second choice\n2026-05-01 10:00,Bob,Ann\n2026-05-01 10:01,Ann,\n', 'csv')
    expect(file.candidates).toEqual(['Ann', 'Bob'])
    expect(papersOf(file)).toEqual(['1: [[1]]', '1: [[2],[1]]'])
  })

  it('takes title, seats and candidates before the header, and semicolons as spreadsheets write them', () => {
    const file = read(
      '# title: Board\n# seats: 2\n# candidate: Cem\n# candidate: Ann\n1st choice;2nd choice\nAnn;Cem\n',
      'csv',
    )
    expect(file).toMatchObject({ title: 'Board', seats: 2, candidates: ['Cem', 'Ann'] })
    expect(papersOf(file)).toEqual(['1: [[2],[1]]'])
  })

  it.each([
    ['', 'line 1, column 1: expected a header row, found end of file'],
    ['Ann,Bob\n1,x\n', 'line 2, column 3: expected nothing or a rank, a whole number from 1, found "x"'],
    ['Ann,Bob\n1,2,3\n', 'line 2, column 5: expected no more than 2 cells in a row, found "3"'],
    ['papers,Ann\n-1,1\n', 'line 2, column 1: expected a number of papers, found "-1,1"'],
    ['Ann,"Bob\n', 'line 1, column 5: expected a closing quotation mark, found ""Bob"'],
    ['# seats: none\nAnn\n1\n', 'line 1, column 1: expected the number of seats, a whole number from 1, found "#"'],
    ['# withdrawn: 4\nAnn\n1\n', 'line 1, column 1: expected candidate numbers from 1 to 1, found "#"'],
  ])('%j', (source, message) => {
    expect(complaint(source, 'csv')).toBe(message)
  })
})

describe('PrefLib', () => {
  it('is read as written since 2022', () => {
    const file = read(
      '# FILE NAME: a.toi\n# TITLE: Dublin\n# NUMBER ALTERNATIVES: 3\n# NUMBER VOTERS: 9\n# ALTERNATIVE NAME 1: Ann\n# ALTERNATIVE NAME 2: Bob\n# ALTERNATIVE NAME 3: Cem: jr\n5: 1,{2, 3}\n4: 3\n',
    )
    expect(file).toMatchObject({ title: 'Dublin', seats: 1, candidates: ['Ann', 'Bob', 'Cem: jr'] })
    expect(papersOf(file)).toEqual(['4: [[3]]', '5: [[1],[2,3]]'])
  })

  it('and as written before', () => {
    const file = read('3\n1,Ann\n2,Bob, jr\n3,Cem\n9,9,2\n5,1,{2,3}\n4,3\n')
    expect(file.candidates).toEqual(['Ann', 'Bob, jr', 'Cem'])
    expect(papersOf(file)).toEqual(['4: [[3]]', '5: [[1],[2,3]]'])
  })

  const head = '# NUMBER ALTERNATIVES: 2\n# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n'
  it.each([
    [`${head}3: 1,3\n`, 'line 4, column 6: expected an alternative from 1 to 2, found "3"'],
    [`${head}3: 1,1\n`, 'line 4, column 6: expected each alternative at most once in an order, found "1"'],
    [`${head}3: 1,{2\n`, 'line 4, column 8: expected "}" to close a group, found end of line'],
    [`${head}3: 1 2\n`, 'line 4, column 6: expected a comma between alternatives, found "2"'],
    [`${head}x: 1\n`, 'line 4, column 1: expected a number of papers, found "x:"'],
    [head, 'line 4, column 1: expected at least one order, found end of file'],
    ['# TITLE: x\n1: 1\n', 'line 1, column 1: expected a line "# NUMBER ALTERNATIVES: …", found "#"'],
    ['2\n1,A\n', 'line 3, column 1: expected "2," and the name of alternative 2 of 2, found end of file'],
  ])('%j', (source, message) => {
    expect(complaint(source, 'toi')).toBe(message)
  })

  it('says why a type cannot hold the papers', () => {
    const content = (ranking: number[][]): BltContent => ({
      title: '',
      seats: 1,
      candidates: ['A', 'B', 'C'],
      ballots: ballotsOf(3, [{ ranking }]),
    })
    expect(formatNamed('soc')?.write(content([[1, 2], [3]]))).toMatchObject({
      ok: false,
      error: expect.stringContaining('.toc'),
    })
    expect(formatNamed('soc')?.write(content([[1]]))).toMatchObject({
      ok: false,
      error: expect.stringContaining('.soi'),
    })
  })
})

describe('a Debian tally sheet', () => {
  const head = '  Tally Sheet\n   Option 1: Ann\n   | Option 2: Bob\n'
  it('ranks a column for each option; a dash is not ranked', () => {
    const file = read(`${head}V: 21 \t\tabc\nV: -1\tdef\nV: 11\n`)
    expect(file.candidates).toEqual(['Ann', 'Bob'])
    expect(papersOf(file)).toEqual(['1: [[1,2]]', '1: [[2],[1]]', '1: [[2]]'])
  })

  it.each([
    [`${head}V: 2 abc\n`, 'line 4, column 4: expected 2 marks, one for each option named above, found "2"'],
    [`${head}V: 2? abc\n`, 'line 4, column 5: expected a rank or "-", found "?"'],
    ['V: 12\n', 'line 1, column 4: expected 0 marks, one for each option named above, found "12"'],
    [head, 'line 4, column 1: expected a line "V: …" for each paper, found end of file'],
    ['  Option 2: Bob\n', 'line 1, column 1: expected option 1, found ""'],
  ])('%j', (source, message) => {
    expect(complaint(source, 'debian')).toBe(message)
  })
})

describe('cast vote records', () => {
  const record = (selections: object[], contest = 'k1'): object => ({
    CurrentSnapshotId: 'b',
    CVRSnapshot: [
      { '@id': 'a', CVRContest: [] },
      { '@id': 'b', CVRContest: [{ ContestId: contest, CVRContestSelection: selections }] },
    ],
  })
  const chosen = (id: string, rank?: number, more: object = {}): object => ({
    ContestSelectionId: id,
    SelectionPosition: [{ HasIndication: 'yes', NumberVotes: 1, ...(rank && { Rank: rank }), ...more }],
  })
  const report = (records: object[], election?: object): string =>
    JSON.stringify({ CVR: records, ...(election && { Election: [election] }) })

  it('are read from the current snapshot, names and seats from the election', () => {
    const file = read(
      report([record([chosen('x', 2), chosen('y', 1)]), record([chosen('x', 1, { HasIndication: 'no' })])], {
        Candidate: [
          { '@id': 'c1', Name: 'Ann' },
          { '@id': 'c2', Name: 'Bob' },
        ],
        Contest: [
          {
            '@id': 'k1',
            Name: 'Board',
            NumberElected: 2,
            ContestSelection: [
              { '@id': 'x', CandidateIds: ['c1'] },
              { '@id': 'y', CandidateIds: ['c2'] },
            ],
          },
        ],
      }),
    )
    expect(file).toMatchObject({ title: 'Board', seats: 2, candidates: ['Ann', 'Bob'] })
    expect(papersOf(file)).toEqual(['1: [[2],[1]]', '1: []'])
  })

  it('need word of which contest where they hold several', () => {
    const source = report([record([chosen('x', 1)], 'k1'), record([chosen('y')], 'k2')])
    expect(complaint(source, 'cvr')).toContain('one contest, or word of which of k1, k2')
    const file = formatNamed('cvr')?.parse(source, 'k2')
    expect(file?.ok && [file.value.candidates, papersOf(file.value)]).toEqual([['y'], ['1: [[1]]']])
  })

  it.each([
    ['{', 'line 1, column 2: expected a name in quotation marks, found end of file'],
    [
      '{"CVR": [\n  {"CVRSnapshot": []}]}',
      'line 2, column 3: expected a snapshot in every record, found "{"CVRSnapshot":"',
    ],
    ['{"CVR": 1}', 'line 1, column 9: expected a list of "CVR", found "1}"'],
    ['[1, 2', 'line 1, column 6: expected "," or "]", found end of file'],
    ['{"a": tru}', 'line 1, column 7: expected a JSON value, found "tru}"'],
    [`${'['.repeat(200)}`, 'line 1, column 102: expected at most 100 levels, found "[[[[[[[[[[[[[[[[[[[[…"'],
  ])('%j', (source, message) => {
    expect(complaint(source, 'cvr')).toBe(message)
  })
})

describe.skipIf(!hasCases)(caseSuite('files of others'), () => {
  it.each(casesIn('condorcet/debian', '.debian_votes'))('%s: pairs and leader as Debian counted them', (name) => {
    const expected = caseJson<{
      options_in_column_order: string[]
      ballots: number
      pairwise_row_over_col: number[][]
      official_winner: string
    }>('condorcet/debian', `${name}.expected.json`)
    const file = parseBallots(caseBytes('condorcet/debian', `${name}.debian_votes`))
    if (!file.ok) throw new Error(describeParseError(file.error))
    const record = counted(file.value, { rules: 'schulze' })
    expect(file.value.candidates).toEqual(expected.options_in_column_order)
    expect(record.ballots.total).toBe(expected.ballots)
    expect(record.pairwise).toEqual(expected.pairwise_row_over_col)
    expect(file.value.candidates[(record.elected[0] ?? 0) - 1]).toBe(expected.official_winner)
  })

  it('RCTab’s table of rankings gives the first preferences of the ballot file made from it', () => {
    const table = parseBallots(caseBytes('rctab', '2015_portland_mayor.rankings.csv'))
    if (!table.ok) throw new Error(describeParseError(table.error))
    const firstPreferences = (file: BallotFile): Record<string, string> => {
      const record = counted(file, { rules: 'irv' })
      const totals = Object.entries(record.stages[0]?.totals ?? {}).filter(([, votes]) => votes !== '0')
      return Object.fromEntries(totals.map(([number, votes]) => [file.candidates[Number(number) - 1] ?? '', votes]))
    }
    expect(table.value.ballots.papers).toBe(99)
    expect(firstPreferences(table.value)).toEqual(firstPreferences(caseElection('rctab', '2015_portland_mayor.blt')))
  })
})
