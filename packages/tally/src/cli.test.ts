import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { main } from './cli.ts'

const TWINS = '3 2\n4 1 2 0\n2 3 0\n0\n"Castor"\n"Pollux"\n"Helen"\n"Twins"\n'

const run = (line: string[], files: Record<string, string> = { 'twins.blt': TWINS }) => {
  let out = ''
  let complaints = ''
  const readFile = (path: string): Uint8Array => {
    const text = files[path]
    if (text === undefined) throw Object.assign(new Error('not there'), { code: 'ENOENT' })
    return new TextEncoder().encode(text)
  }
  const write = (text: string): void => {
    out += text
  }
  const writeFile = (path: string, text: string): void => {
    if (path.includes('/')) throw Object.assign(new Error('no such folder'), { code: 'ENOENT' })
    files[path] = text
  }
  const code = main(line, { readFile, write, writeFile }, (text) => {
    complaints += text
  })
  return { code, out, complaints }
}

describe('tally count', () => {
  it('prints the record as one line of JSON', () => {
    const { code, out } = run(['count', 'twins.blt', '--rules', 'scottish', '--format', 'json'])
    expect(code).toBe(0)
    expect(out.trim().split('\n')).toHaveLength(1)
    const record = JSON.parse(out)
    expect(record).toMatchObject({
      rules: 'scottish',
      title: 'Twins',
      seats: 2,
      candidates: [
        { number: 1, name: 'Castor' },
        { number: 2, name: 'Pollux' },
        { number: 3, name: 'Helen' },
      ],
      ballots: { total: 6, valid: 6 },
      quota: '3',
      elected: [1, 3],
      ties: [],
      constraints: [],
    })
    expect(record.stages[0]).toMatchObject({
      number: 1,
      kind: 'first-preferences',
      of: [],
      totals: { 1: '4.00000', 2: '0.00000', 3: '2.00000' },
      nonTransferable: '0.00000',
      elected: [1],
      excluded: [],
    })
  })

  it('prints a JSON document a line for several files', () => {
    const { out } = run(['count', '--rules=scottish', 'twins.blt', 'twins.blt', '--format=json'])
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).title),
    ).toEqual(['Twins', 'Twins'])
  })

  it.each(['text', 'csv', 'html', 'svg'])('renders %s', (format) => {
    const { code, out } = run(['count', 'twins.blt', '--rules', 'scottish', '--format', format])
    expect(code).toBe(0)
    expect(out).toContain('Castor')
  })

  it('takes seats and withdrawn candidates', () => {
    const { out } = run([
      'count',
      'twins.blt',
      '--rules',
      'scottish',
      '--seats',
      '1',
      '--withdraw',
      '1',
      '--format',
      'json',
    ])
    expect(JSON.parse(out)).toMatchObject({ seats: 1, elected: [2], ballots: { total: 6, valid: 6 } })
  })

  it.each([
    [
      ['count', 'bad.blt', '--rules', 'scottish'],
      'bad.blt: line 2, column 3: expected a candidate number from 1 to 2 or 0',
    ],
    [['count', 'gone.blt', '--rules', 'scottish'], 'gone.blt: no such file'],
    [['count', 'twins.blt', '--rules', 'nonsense'], 'There is no rule "nonsense"'],
    [['count', 'twins.blt'], 'option --rules is needed'],
    [['count', 'twins.blt', '--rules', 'scottish', '--format', 'pdf'], 'unknown format "pdf"'],
    [['count', 'twins.blt', '--rules', 'scottish', '--withdraw', '9'], 'Candidate 9 cannot be withdrawn'],
    [['count', '--rules', 'scottish'], 'count needs a ballot file'],
    [['count', 'twins.blt', '--rules', 'scottish', '--option', 'quota=hare'], 'fixes its own parameters'],
    [['frobnicate'], 'unknown command "frobnicate"'],
  ])('refuses %j with exit code 2 and one line', (line, message) => {
    const { code, complaints } = run(line, { 'twins.blt': TWINS, 'bad.blt': '2 1\n1 3 0\n0\nA\nB\nT' })
    expect(code).toBe(2)
    expect(complaints).toContain(message)
    expect(complaints.trimEnd().split('\n')).toHaveLength(1)
  })
})

describe('tally convert', () => {
  const CSV = '# title: Twins\n# seats: 2\n# columns: candidates\npapers,Castor,Pollux,Helen\n4,1,2,\n2,,,1\n'

  it('rewrites a ballot file in another format', () => {
    expect(run(['convert', 'twins.blt', '--to', 'csv']).out).toBe(CSV)
    expect(run(['convert', 'twins.csv', '--to', 'blt'], { 'twins.csv': CSV }).out).toBe(TWINS)
  })

  it('writes to a file, whose ending says which format', () => {
    const files: Record<string, string> = { 'twins.blt': TWINS }
    expect(run(['convert', 'twins.blt', 'twins.csv'], files)).toMatchObject({ code: 0, out: '' })
    expect(files['twins.csv']).toBe(CSV)
    expect(run(['convert', 'twins.blt', 'gone/twins.csv'], files).complaints).toContain('cannot be written (ENOENT)')
  })

  it.each(['csv', 'soi', 'toi', 'debian', 'cvr'])('%s can be counted as BLT can, under any name', (format) => {
    const text = run(['convert', 'twins.blt', '--to', format]).out
    const { code, out } = run(['count', 'ballots.txt', '--rules', 'schulze', '--format', 'json'], {
      'ballots.txt': text,
    })
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ elected: [1], ballots: { total: 6, valid: 6 } })
  })

  it.each([
    [['convert', 'twins.blt'], 'option --to is needed: one of blt|csv|'],
    [['convert', 'twins.blt', '--to', 'pdf'], 'option --to takes one of blt|csv|'],
    [['convert', '--to', 'csv'], 'convert needs a ballot file'],
    [['convert', 'twins.blt', '--to', 'soc'], 'twins.blt: .soc has no papers that leave candidates out: use .soi'],
    [['convert', 'bad.csv', '--to', 'blt'], 'bad.csv: line 2, column 3: expected nothing or a rank'],
  ])('refuses %j with exit code 2 and one line', (line, message) => {
    const { code, complaints } = run(line, { 'twins.blt': TWINS, 'bad.csv': 'Castor,Pollux\n1,x\n' })
    expect(code).toBe(2)
    expect(complaints).toContain(message)
    expect(complaints.trimEnd().split('\n')).toHaveLength(1)
  })
})

describe('tally count, for one place and for questions', () => {
  it.each(['text', 'csv', 'html', 'svg', 'json'])('renders a Condorcet count as %s', (format) => {
    const { code, out } = run(['count', 'twins.blt', '--rules', 'ranked-pairs', '--format', format])
    expect(code).toBe(0)
    expect(out).toContain('Castor')
  })

  it('says whether a question is carried, and by which conditions', () => {
    const files = { 'q.blt': '2 1\n5 1 0\n4 2 0\n0\nYes\nNo\nShall we?\n' }
    const { out } = run(['count', 'q.blt', '--rules', 'qualified-majority', '--option', 'share=1/2'], files)
    expect(out).toContain('Votes needed: 5')
    expect(out).toContain('\nCarried\n')
    expect(out).toContain('At least 1/2 of 9 votes cast, which is 5: 5 for: met.')
  })
})

describe('tally explain', () => {
  it('follows one paper in words', () => {
    const { out } = run(['explain', 'twins.blt', '--ballot', '1,2,3', '--rules', 'scottish'])
    expect(out).toBe(
      [
        'Stage 1: it counts as one vote for Castor, its first preference.',
        'Stage 2: Castor has more votes than needed, and the surplus moves on. It goes to Pollux at a value of 0.25000.',
        'Stage 3: Pollux is excluded. It goes to Helen at a value of 0.25000.',
        'It stays with Helen at a value of 0.25000 to the end.',
        '',
      ].join('\n'),
    )
  })
})

describe('tally rules', () => {
  it('lists each rule with its citation', () => {
    expect(run(['rules']).out).toMatch(/^scottish\s+Scottish STV\n.*SSI 2011\/399/m)
  })
})

describe('the command as a process', () => {
  const tally = (...words: string[]) =>
    spawnSync(process.execPath, [fileURLToPath(new URL('../bin/tally.js', import.meta.url)), ...words], {
      encoding: 'utf8',
    })

  it('ends with 0 and prints on the output stream', () => {
    const { status, stdout, stderr } = tally('rules')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain('Scottish STV')
  })

  it('ends with 2 and one line on the error stream', () => {
    const { status, stdout, stderr } = tally('count', '/no/such/file.blt', '--rules', 'scottish')
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: '',
      stderr: 'tally: /no/such/file.blt: no such file\n',
    })
  })
})
