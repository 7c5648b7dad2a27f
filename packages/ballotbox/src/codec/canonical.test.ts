import { describe, expect, it } from 'vitest'
import { portableGroups } from '../groups/portable.ts'
import { readCanonical, textOfBytes, writeCanonical } from './canonical.ts'
import { flag, list, optional, record, smallInteger, text } from './codec.ts'
import { ciphertext, proof } from './numbers.ts'

const group = portableGroups('BELENIOS-2048')
const paper = record({ name: text(10), ranks: list(smallInteger(0, 9), 3), blank: optional(flag) })

const problemOf = (source: string): string => {
  const read = readCanonical(paper, source, 1_000)
  return read.ok ? 'none' : `${read.error.at}: ${read.error.problem}`
}

describe('canonical JSON', () => {
  it('reads what it would write', () => {
    const source = '{"name":"Anna","ranks":[1,2],"blank":true}'
    const read = readCanonical(paper, source)
    expect(read).toEqual({ ok: true, value: { name: 'Anna', ranks: [1, 2], blank: true } })
    if (read.ok) expect(writeCanonical(paper, read.value)).toBe(source)
  })

  it.each([
    ['{"name":"A","ranks":[],"ranks":[]}', 'the whole: not written canonically'],
    ['{"ranks":[],"name":"A"}', 'the whole: not written canonically'],
    ['{"name": "A","ranks":[]}', 'the whole: not written canonically'],
    ['{"name":"\\u0041","ranks":[]}', 'the whole: not written canonically'],
    ['{"name":"A","ranks":[1.0]}', 'the whole: not written canonically'],
    ['{"name":"A","ranks":[1e0]}', 'the whole: not written canonically'],
    ['{"name":"A","ranks":[01]}', 'the whole: not JSON'],
    ['{"name":"A","ranks":[-1]}', 'ranks[0]: not between 0 and 9'],
    ['{"name":"A","ranks":[1.5]}', 'ranks[0]: not a whole number'],
    ['{"name":"A","ranks":[1,2,3,4]}', 'ranks: more than 3 items'],
    ['{"name":"A"}', 'the whole: lacks the field "ranks"'],
    ['{"name":"A","ranks":[],"more":1}', 'the whole: has the unknown field "more"'],
    ['{"name":"A","ranks":[],"__proto__":1}', 'the whole: has the unknown field "__proto__"'],
    ['{"name":"ABCDEFGHIJK","ranks":[]}', 'name: longer than 10 characters'],
    ['{"name":"A","ranks":[]', 'the whole: not JSON'],
    ['{"name":"A","ranks":[]} ', 'the whole: not written canonically'],
    ['null', 'the whole: not an object'],
    ['', 'the whole: not JSON'],
    ['['.repeat(900), 'the whole: nested more than 16 deep'],
    [`"${'x'.repeat(2_000)}"`, 'the whole: longer than 1000 characters'],
  ])('refuses %s', (source, problem) => expect(problemOf(source)).toBe(problem))

  it('does not count brackets within strings as nesting', () => {
    expect(problemOf(`{"name":"${'['.repeat(20)}","ranks":[]}`)).toBe('name: longer than 10 characters')
  })

  it('refuses numbers outside their group or order', () => {
    const point = (alpha: string) => readCanonical(ciphertext(group), `{"alpha":"${alpha}","beta":"1"}`).ok
    expect([point('1'), point('0'), point('01'), point('-1')]).toEqual([true, false, false, false])
    const response = (value: bigint) => readCanonical(proof(group), `{"challenge":"0","response":"${value}"}`).ok
    expect([response(0n), response(group.q - 1n), response(group.q)]).toEqual([true, true, false])
  })

  it('refuses bytes that are not UTF-8', () => {
    expect(textOfBytes(Uint8Array.of(0xff)).ok).toBe(false)
    expect(textOfBytes(Uint8Array.of(0x41))).toEqual({ ok: true, value: 'A' })
  })
})
