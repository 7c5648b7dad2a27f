import { describe, expect, it } from 'vitest'
import { ballotsOf, type Ranking } from '../ballots.ts'
import { type CountOptions, count, type Election } from '../count.ts'
import { explain } from '../explain.ts'
import { parseRankingsCsv, writeRankingsCsv } from '../formats/rankings-csv.ts'
import { describeParseError } from '../formats/text-input.ts'
import { counted } from '../testing/cases.ts'

const election = (candidates: string[], seats: number, papers: [number, Ranking][]): Election => ({
  title: 'Officers',
  seats,
  candidates,
  ballots: ballotsOf(
    candidates.length,
    papers.map(([papers, ranking]) => ({ papers, ranking })),
  ),
})

const ANN = 1
const BOB = 2
const CEM = 3
const three = (papers: [number, Ranking][], seats = 1): Election => election(['Ann', 'Bob', 'Cem'], seats, papers)

const refusal = (file: Election, how: CountOptions): string => {
  const record = count(file, how)
  return record.ok ? 'counted' : record.error.message
}

describe('a rule for one place', () => {
  it('fills one place of a file that names several seats, and refuses more asked for by hand', () => {
    const file = three([[3, [ANN]]], 2)
    expect(counted(file, { rules: 'schulze' })).toMatchObject({ seats: 1, elected: [ANN] })
    expect(refusal(file, { rules: 'schulze', seats: 2 })).toBe('Rule "schulze" fills one place, not 2.')
  })

  it('compares only those who stand', () => {
    const file = three([
      [5, [ANN, BOB, CEM]],
      [4, [BOB, CEM, ANN]],
      [3, [CEM, BOB, ANN]],
    ])
    expect(counted(file, { rules: 'schulze' }).elected).toEqual([BOB])
    const without = counted(file, { rules: 'schulze', withdrawn: [BOB] })
    expect(without.elected).toEqual([CEM])
    expect(without.ranking).toEqual([[CEM], [ANN]])
  })
})

describe('Schulze', () => {
  // A circle: Ann beats Bob 8 to 7, Bob beats Cem 11 to 4, Cem beats Ann 9 to 6.
  const circle = three([
    [4, [ANN, BOB, CEM]],
    [2, [ANN, CEM, BOB]],
    [5, [BOB, CEM, ANN]],
    [2, [CEM, ANN, BOB]],
    [2, [BOB, CEM, ANN]],
  ])

  it('breaks a circle at its weakest link, and shows pairs and paths', () => {
    const record = counted(circle, { rules: 'schulze' })
    expect(record.pairwise).toEqual([
      [0, 8, 6],
      [7, 0, 11],
      [9, 4, 0],
    ])
    expect(record.strongestPaths).toEqual([
      [0, 8, 8],
      [9, 0, 11],
      [9, 8, 0],
    ])
    expect(record.ranking).toEqual([[BOB], [CEM], [ANN]])
  })

  it('leaves a full tie to the lot, which is in the record', () => {
    const even = three([
      [1, [ANN, BOB, CEM]],
      [1, [BOB, CEM, ANN]],
      [1, [CEM, ANN, BOB]],
    ])
    const record = counted(even, { rules: 'schulze', ties: { kind: 'order', order: [CEM] } })
    expect(record.ranking).toEqual([[ANN, BOB, CEM]])
    expect(record.elected).toEqual([CEM])
    expect(record.ties).toMatchObject([{ purpose: 'election', tied: [ANN, BOB, CEM], chosen: CEM, method: 'order' }])
  })

  it('tells what one paper says in the pairs', () => {
    expect(explain(counted(circle, { rules: 'schulze' }), [ANN])).toEqual([
      'It prefers Ann to Bob and Cem: one vote in each of those 2 pairs.',
      'It does not choose between Bob and Cem, whom it does not rank.',
    ])
    expect(explain(counted(circle, { rules: 'schulze' }), [[ANN, BOB], CEM])).toEqual([
      'It does not choose between Ann and Bob, whom it ranks equal.',
      'It prefers Ann and Bob to Cem: one vote in each of those 2 pairs.',
    ])
  })
})

describe('a field too large to compare in pairs', () => {
  it('is refused in words', () => {
    const names = Array.from({ length: 501 }, (_, i) => `C${i + 1}`)
    const message = 'Rules that compare in pairs take at most 500 candidates, not 501.'
    expect(refusal(election(names, 1, [[1, [1]]]), { rules: 'schulze' })).toBe(message)
    expect(counted(election(names, 1, [[1, [1]]]), { rules: 'irv' }).elected).toEqual([1])
  })
})

describe('ranked pairs', () => {
  it('shows the majorities in order, and which one does not stand', () => {
    const record = counted(
      three([
        [8, [ANN, BOB, CEM]],
        [7, [BOB, CEM, ANN]],
        [6, [CEM, ANN, BOB]],
      ]),
      { rules: 'ranked-pairs' },
    )
    expect(record.majorities).toEqual([
      { winner: BOB, loser: CEM, votes: 15, against: 6, stands: true },
      { winner: ANN, loser: BOB, votes: 14, against: 7, stands: true },
      { winner: CEM, loser: ANN, votes: 13, against: 8, stands: false },
    ])
    expect(record.elected).toEqual([ANN])
  })
})

describe('Kemeny', () => {
  it('says plainly when it would take too long', () => {
    const names = Array.from({ length: 21 }, (_, i) => `C${i + 1}`)
    const numbers = names.map((_, i) => i + 1)
    const round = numbers.map((_, i): [number, Ranking] => [1, [...numbers.slice(i), ...numbers.slice(0, i)]])
    expect(refusal(election(names, 1, round), { rules: 'kemeny' })).toMatch(
      /21 candidates beat each other in circles.*at most 20/,
    )
  })
})

describe('the alternative vote', () => {
  it('excludes, of two lowest, the one with fewer first preferences, and draws no lot (rule 49)', () => {
    const four = election(['Ann', 'Bob', 'Cem', 'Dee'], 1, [
      [6, [1]],
      [5, [2]],
      [3, [3, 2]],
      [2, [4, 3]],
    ])
    const tied = election(['Ann', 'Bob', 'Cem', 'Dee'], 1, [
      [6, [1]],
      [5, [2, 1]],
      [3, [3]],
      [2, [4, 3]],
    ])
    expect(counted(four, { rules: 'irv' }).elected).toEqual([2])
    const record = counted(tied, { rules: 'irv' })
    expect(record.stages.map((stage) => stage.excluded)).toEqual([[], [4], [3]])
    expect(record.ties).toMatchObject([{ tied: [2, 3], chosen: 3, how: 'fewest votes at stage 1 (rule 49)' }])
  })

  it('reads a paper up to preferences that are equal', () => {
    const record = counted(
      three([
        [3, [ANN]],
        [2, [BOB]],
        [2, [CEM, [ANN, BOB]]],
      ]),
      { rules: 'irv' },
    )
    expect(record.stages.at(-1)?.nonTransferable).toBe('2')
  })
})

describe('the supplementary vote', () => {
  it('counts second preferences of all but the two who lead, and no third ones', () => {
    const record = counted(
      election(['Ann', 'Bob', 'Cem', 'Dee'], 1, [
        [6, [1]],
        [5, [2]],
        [3, [3, 2]],
        [2, [4, 3, 1]],
      ]),
      { rules: 'supplementary' },
    )
    expect(record.elected).toEqual([2])
    expect(record.stages[1]).toMatchObject({ totals: { 1: '6', 2: '8' }, nonTransferable: '2', excluded: [3, 4] })
  })

  it('keeps everyone who equals the second (paragraph 4(3))', () => {
    const record = counted(
      three([
        [4, [ANN]],
        [3, [BOB]],
        [3, [CEM]],
      ]),
      { rules: 'supplementary' },
    )
    expect(record.elected).toEqual([ANN])
    expect(record.stages).toHaveLength(1)
  })
})

describe('rules without preferences', () => {
  const papers: [number, Ranking][] = [
    [5, [ANN, BOB]],
    [4, [CEM]],
    [2, [CEM, BOB, ANN]],
  ]

  it('approval counts every mark, in whatever order', () => {
    const record = counted(three(papers, 2), { rules: 'approval' })
    expect(record.stages[0]?.totals).toEqual({ 1: '7', 2: '7', 3: '6' })
    expect(record.elected).toEqual([ANN, BOB])
    expect(record.ties).toEqual([])
  })

  it('block plurality sets aside papers that mark more than the seats', () => {
    const record = counted(three(papers, 2), { rules: 'block' })
    expect(record.stages[0]?.totals).toEqual({ 1: '5', 2: '5', 3: '4' })
    expect(record.ballots).toEqual({ total: 11, valid: 9 })
    expect(record.notes?.[0]).toContain('2 papers mark more than 2 candidates')
  })

  it('the limited vote allows one mark fewer than the seats, or as many as it is told', () => {
    expect(counted(three(papers, 2), { rules: 'limited' }).stages[0]?.totals).toEqual({ 1: '0', 2: '0', 3: '4' })
    const two = counted(three(papers, 3), { rules: 'limited', options: { votes: 2 } })
    expect(two.stages[0]?.totals).toEqual({ 1: '5', 2: '5', 3: '4' })
    expect(refusal(three(papers, 2), { rules: 'limited', options: { votes: 3 } })).toContain('from 1 to the 2 seats')
  })

  it('plurality is told by first preferences alone, a tie by lot', () => {
    const record = counted(
      three([
        [2, [ANN, BOB]],
        [2, [BOB]],
        [1, [CEM, BOB]],
      ]),
      {
        rules: 'plurality',
        ties: { kind: 'order', order: [BOB] },
      },
    )
    expect(record.elected).toEqual([BOB])
    expect(record.ties).toHaveLength(1)
  })

  it('tells what one paper does', () => {
    const record = counted(three(papers, 2), { rules: 'block' })
    expect(explain(record, [ANN, BOB])).toEqual(['It counts as one vote for Ann and Bob each.'])
    expect(explain(record, [ANN, BOB, CEM])).toEqual([
      'The paper marks 3 candidates where 2 may be marked: it is not valid.',
    ])
    expect(explain(counted(three(papers), { rules: 'borda' }), [CEM])).toEqual([
      'It gives Cem 2 points.',
      'It gives Ann 0.5 points.',
      'It gives Bob 0.5 points.',
    ])
  })
})

describe('a question', () => {
  const asked = (votesFor: number, against: number, blank = 0): Election =>
    election(['Yes', 'No'], 1, [
      [votesFor, [1]],
      [against, [2]],
      [blank, []],
    ])

  it('is carried by more for than against', () => {
    expect(counted(asked(5, 4, 3), { rules: 'simple-majority' })).toMatchObject({
      elected: [1],
      quota: '5',
      question: { carried: true, votesFor: 5, votesAgainst: 4, abstentions: 3 },
    })
    expect(counted(asked(4, 4), { rules: 'simple-majority' })).toMatchObject({
      elected: [],
      question: { carried: false },
    })
  })

  it('needs at least two thirds of the votes cast, or the share it is given, exactly', () => {
    const carried = (votesFor: number, against: number, options = {}): boolean | undefined =>
      counted(asked(votesFor, against, 10), { rules: 'qualified-majority', options }).question?.carried
    expect(carried(2, 1)).toBe(true)
    expect(carried(199, 100)).toBe(false)
    expect(carried(3, 1, { share: '75%' })).toBe(true)
    expect(carried(74, 26, { share: '0.75' })).toBe(false)
  })

  it('may need a share of all who are eligible, and a turnout, where blank papers count', () => {
    const options = { share: '40%', of: 'eligible', eligible: 100, turnout: '1/2' }
    expect(counted(asked(40, 5, 5), { rules: 'qualified-majority', options }).question).toMatchObject({
      carried: true,
      eligible: 100,
      conditions: [
        { condition: 'At least 40% of 100 eligible, which is 40: 40 for', met: true },
        { condition: 'A turnout of at least 1/2 of 100 eligible, which is 50: 50 voted', met: true },
      ],
    })
    expect(counted(asked(45, 0, 4), { rules: 'qualified-majority', options }).question?.carried).toBe(false)
    expect(counted(asked(39, 20), { rules: 'qualified-majority', options }).question?.carried).toBe(false)
  })

  it.each([
    [{ turnout: '1/2' }, 'Option "eligible" must say how many were entitled to vote'],
    [{ eligible: 3 }, 'no fewer than the 9 papers cast, not 3'],
    [{ turnout: '3/2', eligible: 20 }, 'Option "turnout" takes a share from 0 to 1, such as 2/3 or 60%, not "3/2"'],
  ])('refuses %j', (options, message) => {
    expect(refusal(asked(5, 4), { rules: 'simple-majority', options })).toContain(message)
  })

  it('has two answers, and perhaps a third for abstentions', () => {
    expect(refusal(election(['Yes'], 1, [[1, [1]]]), { rules: 'simple-majority' })).toContain(
      'A question has two answers',
    )
    const three = election(['Yes', 'No', 'Abstain'], 1, [
      [3, [1]],
      [2, [2]],
      [4, [3]],
    ])
    expect(counted(three, { rules: 'simple-majority' }).question).toMatchObject({ carried: true, abstentions: 4 })
  })
})

describe('scores', () => {
  const scored = (candidates: string[], papers: [number, number[]][]): Election => {
    const text = [
      '# columns: scores',
      ['papers', ...candidates].join(','),
      ...papers.map(([alike, scores]) => [alike, ...scores].join(',')),
    ].join('\n')
    const file = parseRankingsCsv(text)
    if (!file.ok) throw new Error(describeParseError(file.error))
    const again = parseRankingsCsv(writeRankingsCsv(file.value))
    expect(again.ok && again.value.scores).toEqual(file.value.scores)
    return file.value
  }
  const polarised = scored(
    ['Ann', 'Bob', 'Cem'],
    [
      [6, [5, 4, 0]],
      [5, [0, 4, 5]],
    ],
  )

  it('add up under score voting', () => {
    const record = counted(polarised, { rules: 'score' })
    expect(record.stages[0]?.totals).toEqual({ 1: '30', 2: '44', 3: '25' })
    expect(record.elected).toEqual([BOB])
  })

  it('choose two under STAR, of whom the one scored higher on more papers wins', () => {
    const record = counted(polarised, { rules: 'star' })
    expect(record.stages[1]).toMatchObject({
      of: [BOB, ANN],
      totals: { 1: '6', 2: '5' },
      nonTransferable: '0',
      elected: [ANN],
    })
    expect(record.elected).toEqual([ANN])
  })

  it('settle a tie of the run-off by the higher sum, and one of the sums by pairs', () => {
    const even = scored(
      ['Ann', 'Bob', 'Cem'],
      [
        [1, [5, 3, 0]],
        [1, [3, 4, 0]],
      ],
    )
    expect(counted(even, { rules: 'star' })).toMatchObject({
      elected: [ANN],
      ties: [{ tied: [ANN, BOB], chosen: ANN, method: 'rule', how: 'higher sum of scores' }],
    })
    const level = scored(
      ['Ann', 'Bob', 'Cem'],
      [
        [2, [5, 2, 1]],
        [1, [5, 0, 2]],
      ],
    )
    expect(counted(level, { rules: 'star' }).ties).toMatchObject([
      { purpose: 'precedence', tied: [BOB, CEM], chosen: BOB, how: 'preferred to more of those tied' },
    ])
  })

  it('are refused beyond five stars, and asked for where papers hold rankings', () => {
    expect(refusal(scored(['Ann', 'Bob'], [[1, [6, 0]]]), { rules: 'star' })).toBe(
      'Rule "star" takes scores from 0 to 5.',
    )
    expect(refusal(three([[1, [ANN]]]), { rules: 'score' })).toContain('give a CSV with "# columns: scores"')
    const bad = parseRankingsCsv('# columns: scores\nAnn\n101\n')
    expect(!bad.ok && describeParseError(bad.error)).toBe(
      'line 3, column 1: expected nothing or a score, a whole number from 0 to 100, found "101"',
    )
  })
})
