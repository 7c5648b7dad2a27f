import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Delimiter, delimiterOf } from './delimiter.ts'
import { type Encoding, lookAtFile } from './encoding.ts'
import { type CsvRecord, readCsv, textOf } from './records.ts'

async function* parts(...texts: string[]): AsyncGenerator<string> {
  yield* texts
}

async function read(text: string, delimiter: Delimiter = ',', pieces = [text]): Promise<CsvRecord[]> {
  const records: CsvRecord[] = []
  for await (const some of readCsv(parts(...pieces), delimiter)) records.push(...some)
  return records
}

/** Cuts a text into pieces of a length. */
const cut = (text: string, length: number): string[] => {
  const pieces: string[] = []
  for (let at = 0; at < text.length; at += length) pieces.push(text.slice(at, at + length))
  return pieces
}

describe('readCsv', () => {
  it('keeps commas, line ends and doubled marks inside quotation marks, and knows the line of each record', async () => {
    expect(await read('a,b\r\n"1,\r\n""one""",2\r\n\r\n3,4')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1,\r\n"one"', '2'] },
      { line: 5, cells: ['3', '4'] },
    ])
  })

  it('takes the line ends of every kind of computer', async () => {
    for (const end of ['\n', '\r\n', '\r'])
      expect((await read(`a,b${end}1,2${end}`)).map((one) => 'cells' in one && one.cells)).toEqual([
        ['a', 'b'],
        ['1', '2'],
      ])
  })

  it('loses only the line on which a quotation mark is never closed', async () => {
    expect(await read('a,b\n1,"open\n2,fine\n3,"fine too"\n')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1', 'open\n2,fine\n3,fine too"'] },
    ])
    expect(await read('a,b\n1,"open\n2,fine\n')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, unreadable: 'A quotation mark on this line is never closed.' },
      { line: 3, cells: ['2', 'fine'] },
    ])
  })

  it('is not held up by a file full of marks that are never closed', async () => {
    const begun = performance.now()
    const records = await read(Array.from({ length: 20_001 }, (_, at) => `${at},"x${'y'.repeat(40)}`).join('\n'))
    expect(records.length).toBeGreaterThan(10_000)
    expect(performance.now() - begun).toBeLessThan(5_000)
  })

  it('reads back whatever was written by the rules, however it arrives', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', ',', ';', '"', '\n', '\r', ' ', '😀'), maxLength: 8 })
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom<Delimiter>(',', ';', '\t'),
        fc.integer({ min: 1, max: 20 }),
        async (rows, delimiter, length) => {
          const text = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(delimiter)).join('\n')
          const records = await read('', delimiter, cut(`${text}\n`, length))
          expect(records.map((one) => ('cells' in one ? one.cells : one))).toEqual(rows)
        },
      ),
    )
  })

  it('never throws, never repeats a line, and gives the same records however the text is cut', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r\n', ' ', ';', '\u0000'), maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 7 }), async (some, length) => {
        const whole = await read(some)
        expect(await read('', ',', cut(some, length))).toEqual(whole)
        const lines = whole.map(({ line }) => line)
        expect(lines).toEqual([...new Set(lines)].sort((a, b) => a - b))
      }),
    )
  })
})

describe('lookAtFile', () => {
  const words = 'Enw;Tref\r\nSiân Ŵyn;Llŷn\r\nJörg “Joe” D’Arcy;Café\r\n'
  const swapped = (buffer: Buffer) => Buffer.from(buffer).swap16()
  const utf16 = Buffer.from(words, 'utf16le')
  const latin = Buffer.from('Name;Town\r\nJ\xf6rg \x93Joe\x94 D\x92Arcy;Caf\xe9\r\n', 'latin1')
  const files: [string, Buffer, Encoding, string][] = [
    ['UTF-8', Buffer.from(words), 'utf-8', words],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${words}`), 'utf-8', words],
    ['UTF-16 with its mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), 'utf-16le', words],
    ['UTF-16, the other way round', Buffer.concat([Buffer.from([0xfe, 0xff]), swapped(utf16)]), 'utf-16be', words],
    ['UTF-16 without a mark', utf16, 'utf-16le', words],
    ['UTF-16, the other way round, without a mark', swapped(utf16), 'utf-16be', words],
    ['Windows-1252', latin, 'windows-1252', 'Name;Town\r\nJörg “Joe” D’Arcy;Café\r\n'],
    ['plain letters', Buffer.from('a,b\n1,2\n'), 'utf-8', 'a,b\n1,2\n'],
    ['nothing', Buffer.alloc(0), 'utf-8', ''],
  ]
  it.each(files)('reads %s', async (_, bytes, encoding, text) => {
    const look = await lookAtFile(() => [bytes])
    expect(look).toMatchObject({ encoding, bytes: bytes.length })
    let read = ''
    for await (const some of textOf(() => [bytes], look.encoding)) read += some
    expect(read).toBe(text)
  })

  it('judges by the whole of the file, whatever parts it comes in', async () => {
    const late = Buffer.concat([Buffer.from('name\n'.repeat(50_000)), Buffer.from([0xe9, 0x0a])])
    expect((await lookAtFile(() => [late])).encoding).toBe('windows-1252')
    const long = Buffer.from('ŵ😀é'.repeat(1000))
    const pieces = Array.from({ length: long.length }, (_, at) => long.subarray(at, at + 1))
    expect((await lookAtFile(() => pieces)).encoding).toBe('utf-8')
  })
})

describe('delimiterOf', () => {
  it('looks at the first record only, and not inside quotation marks', () => {
    expect(delimiterOf('"a,b,c,d";e;f\n1,2,3,4,5,6')).toBe(';')
    expect(delimiterOf('a\tb\tc\nx,y,z,w')).toBe('\t')
    expect(delimiterOf('name\nAnn')).toBe(',')
  })
})
