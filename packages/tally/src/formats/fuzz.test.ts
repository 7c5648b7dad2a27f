import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ballotsOf, type Ranking, rankingsOf } from '../ballots.ts'
import { count } from '../count.ts'
import { parseBlt } from './blt-parse.ts'
import { writeBlt } from './blt-write.ts'
import { parseCon } from './con.ts'
import type { ParseError } from './text-input.ts'

const VALID =
  '# ward\r\n4 2\n-3\n[nick a b c d]\n[tie d c b a]\n12 1 2=4 0\n3 b c 0\n1 0\n0\n"Zoë ""Z"" Smith"\n"B"\n"C"\n"D"\n"Tïtle"\n'

/** A valid file with some bytes replaced, removed or repeated. */
const damaged = fc
  .array(
    fc.record({
      at: fc.nat({ max: VALID.length }),
      kind: fc.constantFrom('put', 'cut', 'repeat'),
      byte: fc.nat({ max: 255 }),
      length: fc.nat({ max: 20 }),
    }),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((edits) => {
    let bytes = [...new TextEncoder().encode(VALID)]
    for (const { at, kind, byte, length } of edits) {
      if (kind === 'put') bytes[at % bytes.length] = byte
      else if (kind === 'cut') bytes.splice(at, length)
      else bytes = [...bytes.slice(0, at + length), ...bytes.slice(at)]
      if (bytes.length === 0) bytes = [48]
    }
    return Uint8Array.from(bytes)
  })

const sound = (error: ParseError): void => {
  expect(error.line).toBeGreaterThanOrEqual(1)
  expect(error.column).toBeGreaterThanOrEqual(1)
  expect(error.expected).not.toBe('')
  expect(error.found).not.toBe('')
}

describe('whatever is given to read', () => {
  it.each([
    ['any bytes', fc.uint8Array({ maxLength: 300 })],
    ['any text', fc.string({ maxLength: 300, unit: 'binary' })],
    ['a damaged ballot file', damaged],
  ] as const)('%s: a ballot file or an error that says where, and a count that ends', (_, sources) => {
    fc.assert(
      fc.property(sources as fc.Arbitrary<Uint8Array | string>, (source) => {
        const file = parseBlt(source)
        if (!file.ok) return sound(file.error)
        for (const rules of ['scottish', 'meek', 'ers97', 'qpq']) {
          const record = count(file.value, { rules })
          if (record.ok) expect(record.value.elected.length).toBeLessThanOrEqual(record.value.seats)
        }
      }),
      { numRuns: 700 },
    )
  })

  it('constraints: groups, or an error that says where', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.string({ maxLength: 200 })), (source) => {
        const constraints = parseCon(source, 5)
        if (!constraints.ok) sound(constraints.error)
      }),
      { numRuns: 500 },
    )
  })
})

describe('ballots of any kind', () => {
  const CANDIDATES = 6
  const rankings = fc.array(
    fc.record({
      ranking: fc.shuffledSubarray([1, 2, 3, 4, 5, 6]).chain((order) =>
        fc.array(fc.boolean(), { minLength: order.length, maxLength: order.length }).map((joined): Ranking => {
          const ranks: number[][] = []
          for (const [i, number] of order.entries()) {
            if (joined[i] && ranks.length > 0) ranks.at(-1)?.push(number)
            else ranks.push([number])
          }
          return ranks
        }),
      ),
      papers: fc.integer({ min: 1, max: 1_000_000 }),
    }),
  )
  const names = fc.array(
    fc.string({ maxLength: 30 }).map((name) => name.replace(/[\r\n]+/g, ' ').trim()),
    {
      minLength: CANDIDATES + 1,
      maxLength: CANDIDATES + 1,
    },
  )

  it('are read again as they were written', () => {
    fc.assert(
      fc.property(rankings, names, fc.integer({ min: 1, max: 9 }), (papers, [title = '', ...candidates], seats) => {
        const ballots = ballotsOf(CANDIDATES, papers)
        const written = writeBlt({ title, seats, candidates, ballots })
        const file = parseBlt(written)
        if (!file.ok) throw new Error(JSON.stringify(file.error))
        expect(file.value).toMatchObject({ title, seats, candidates })
        expect([...rankingsOf(file.value.ballots)]).toEqual([...rankingsOf(ballots)])
        expect(writeBlt(file.value)).toBe(written)
      }),
      { numRuns: 300 },
    )
  })
})
