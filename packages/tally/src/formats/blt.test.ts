import { describe, expect, it } from 'vitest'
import { rankingsOf } from '../ballots.ts'
import { sha256 } from '../sha256.ts'
import { caseBytes, caseSuite, casesIn, hasCases } from '../testing/cases.ts'
import { type BallotFile, parseBlt } from './blt-parse.ts'
import { writeBlt } from './blt-write.ts'
import { describeParseError } from './text-input.ts'

const read = (source: string | Uint8Array): BallotFile => {
  const file = parseBlt(source)
  if (!file.ok) throw new Error(describeParseError(file.error))
  return file.value
}

const complaint = (source: string | Uint8Array): string => {
  const file = parseBlt(source)
  return file.ok ? 'read without complaint' : describeParseError(file.error)
}

const papers = (file: BallotFile): [string, number][] =>
  [...rankingsOf(file.ballots)].map(({ ranking, papers }) => [ranking.map((rank) => rank.join('=')).join(' '), papers])

const PLAIN = '3 2\n4 1 2 0\n2 3 0\n0\n"Castor"\n"Pollux"\n"Helen"\n"Twins"\n'

describe('a BLT file', () => {
  it('gives candidates, seats, title, papers and the digest of its bytes', () => {
    const file = read(PLAIN)
    expect(file).toMatchObject({ title: 'Twins', seats: 2, candidates: ['Castor', 'Pollux', 'Helen'], withdrawn: [] })
    expect(papers(file)).toEqual([
      ['1 2', 4],
      ['3', 2],
    ])
    expect(file.ballots.papers).toBe(6)
    expect(file.digest).toBe(sha256(PLAIN))
  })

  it('merges identical papers, also where equal preferences are written in another order', () => {
    expect(papers(read('3 1\n1 2=1 3 0\n2 1=2 3 0\n1 3 0\n1 3 0\n0\nA\nB\nC\nT\n'))).toEqual([
      ['1=2 3', 3],
      ['3', 2],
    ])
  })

  it('takes names unquoted, quoted with doubled or single inner marks, or all on one line with the title', () => {
    expect(read('2 1\n1 1 0\n0\nAnn SMITH (Ind)\nBob\nWard 3').candidates).toEqual(['Ann SMITH (Ind)', 'Bob'])
    const doubled = read('2 1\n1 1 0\n0\n"Rob ""Independent"""\n"Ann "Annie" Smith"\n"Ward"')
    expect(doubled.candidates).toEqual(['Rob "Independent"', 'Ann "Annie" Smith'])
    expect(read('2 1\n1 1 0\n0\n"1" "2" "a4"\n')).toMatchObject({ candidates: ['1', '2'], title: 'a4' })
  })

  it('does without a title, and without the closing 0 before names in quotation marks', () => {
    expect(read('2 1\n1 1 0\n0\nA\nB').title).toBe('')
    expect(read('2 1\n1 1 0\n"A" "B" "T"\n').title).toBe('T')
  })

  it('takes empty papers, comments, blank lines, CRLF and a line of withdrawn candidates', () => {
    const file = read('# a ward\r\n3 1 # three stand\r\n-2\r\n\r\n5 0\r\n1 3 1 0 # ranked\r\n0\r\nA\r\nB\r\nC\r\nT\r\n')
    expect(file.withdrawn).toEqual([2])
    expect(papers(file)).toEqual([
      ['', 5],
      ['3 1', 1],
    ])
  })

  it('takes nicknames, withdrawn, tie order and undeclared write-ins as directives', () => {
    const file = read(
      '3 2\n[nick a b c]\n[withdrawn b]\n[tie c a b]\n[undeclared c]\n[droop x=1]\n5 a c 0\n1 b=c 0\n0\nA\nB\nC\nT',
    )
    expect(file).toMatchObject({ withdrawn: [2], tieOrder: [3, 1, 2], undeclared: [3] })
    expect(papers(file)).toEqual([
      ['1 3', 5],
      ['2=3', 1],
    ])
  })

  const accented = '2 1\n1 1 0\n0\n"Zoë"\n"Łukasz"\n"Straße"\n'
  it.each([
    ['UTF-8', new TextEncoder().encode(accented)],
    ['UTF-8 with byte order mark', new TextEncoder().encode(`\uFEFF${accented}`)],
    ['UTF-16, low byte first', new Uint8Array(Buffer.from(`\uFEFF${accented}`, 'utf16le'))],
    ['UTF-16, high byte first', new Uint8Array(Buffer.from(`\uFEFF${accented}`, 'utf16le').swap16())],
    ['UTF-16 without a mark', new Uint8Array(Buffer.from(accented, 'utf16le'))],
  ])('is read in %s', (_, bytes) => {
    expect(read(bytes)).toMatchObject({ candidates: ['Zoë', 'Łukasz'], title: 'Straße' })
  })

  it('is read as Windows-1252 where it is not Unicode', () => {
    const bytes = Uint8Array.from([...'1 1\n1 1 0\n0\n"Zo\u00eb"\n"T"\n'].map((character) => character.charCodeAt(0)))
    expect(read(bytes).candidates).toEqual(['Zoë'])
  })
})

describe('a malformed BLT file is refused with line, column and what was expected', () => {
  it.each([
    ['', 'line 1, column 1: expected the number of candidates, a whole number from 1, found end of file'],
    ['<html>', 'line 1, column 1: expected the number of candidates, a whole number from 1, found "<html>"'],
    ['3\n', 'line 1, column 2: expected the number of seats, a whole number from 1, found end of line'],
    ['3 0\n', 'line 1, column 3: expected the number of seats, a whole number from 1, found "0"'],
    ['3 1\n1 1 4 0\n', 'line 2, column 5: expected a candidate number from 1 to 3 or 0 to end the paper, found "4"'],
    ['3 1\n1 2 1, 0\n', 'line 2, column 6: expected a space or "=" after a preference, found ","'],
    ['3 1\n1 1 2 1 0\n', 'line 2, column 7: expected each candidate at most once on a paper, found "1"'],
    [
      '3 1\n1 2 3\n1 1 0\n',
      'line 2, column 6: expected a candidate number from 1 to 3 or 0 to end the paper, found end of line',
    ],
    ['3 1\n1 2= 0\n', 'line 2, column 6: expected a candidate number from 1 to 3, found "0"'],
    ['3 1\n1.5 2 0\n', 'line 2, column 1: expected a number of papers, or 0 after the last paper, found "1.5"'],
    ['3 1\n1 2 0\n', 'line 3, column 1: expected a number of papers, or 0 after the last paper, found end of file'],
    ['3 1\n1 2 0\n0\n"A"\n"B"\n', 'line 6, column 1: expected the name of candidate 3 of 3, found end of file'],
    ['1 1\n1 1 0\n0\n"A\n', 'line 4, column 1: expected a closing quotation mark, found ""A"'],
    ['2 1\n-3\n', 'line 2, column 2: expected a candidate number from 1 to 2, found "3"'],
    ['2 1\n[nick a]\n', 'line 2, column 1: expected 2 different nicknames, one for each candidate, found "[nick"'],
    [
      '2 1\n[nix a]\n',
      'line 2, column 1: expected one of the directives nick, withdrawn, tie, undeclared or droop, found "[nix"',
    ],
  ])('%j', (source, message) => {
    expect(complaint(source)).toBe(message)
  })

  it('counts columns in characters and lines through every kind of line end', () => {
    expect(complaint('2 1\r[nick é ü]\r\n1 é x 0\n')).toMatch(/^line 3, column 5: expected a nickname/)
  })
})

describe.skipIf(!hasCases)(caseSuite('every ballot file among the cases'), () => {
  const files = ['scottish', 'droop', 'stv-rs', 'stv-sheets', 'constraints', 'ireland', 'irv', 'rctab'].flatMap(
    (kind) => casesIn(kind, '.blt').map((name) => [kind, `${name}.blt`]),
  )
  files.push(...casesIn('condorcet/tideman', '.HIL').map((name) => ['condorcet/tideman', `${name}.HIL`]))
  it.each(files)('%s/%s is read, and read again as written', (kind, name) => {
    const file = read(caseBytes(kind as string, name as string))
    const again = read(writeBlt(file))
    expect(papers(again)).toEqual(papers(file))
    expect({ ...again, ballots: 0, digest: 0 }).toEqual({ ...file, ballots: 0, digest: 0 })
  })
})
