import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PersonId } from '../../../platform/ids.ts'
import { unwrap } from '../../../platform/result.ts'
import type { ContestId } from '../calling/contest.ts'
import { openBallotNow, type Tidewater, tidewater } from '../testing/tidewater.fixture.ts'
import { castVote } from './cast.ts'
import { paperFromBytes } from './paper-bytes.ts'
import { opener, receiptCode } from './seal.ts'

let world: Tidewater
let contest: ContestId
beforeAll(async () => {
  world = await tidewater()
  contest = await openBallotNow(world)
})
afterAll(() => world.close())

const VOTERS = ['ama', 'bethan', 'callum', 'delyth', 'efa', 'ffion', 'gareth', 'hana'] as const
const cast = (known: (typeof VOTERS)[number], ranking: number[]) =>
  world.house.runner.run(castVote, world.actor(known), { contest, ranking, blank: ranking.length === 0 })

/** What lies in the box, opened with the key as nobody may before the close. */
async function inTheBox(): Promise<Map<PersonId, { ranking: number[]; code: string }>> {
  const keys = await world.keys.take(contest)
  if (!keys) throw new Error('the key is gone')
  const open = opener(keys)
  const { rows } = await world.ownerQuery<{ person: PersonId; place: string; sealed: Buffer; code: string }>(
    'select p.person, e.place, e.sealed, e.code from elections.envelope e join elections.place p on p.id = e.place',
  )
  return new Map(
    rows.map(({ person, place, sealed, code }) => [
      person,
      { ranking: unwrap(paperFromBytes(unwrap(open(sealed, { contest, place })), 3)), code },
    ]),
  )
}

describe('the box', () => {
  const ranking = fc.shuffledSubarray([1, 2, 3])
  const votes = fc.array(fc.record({ voter: fc.constantFrom(...VOTERS), ranking }), { minLength: 1, maxLength: 25 })

  it('holds for each voter the last paper they cast, and one only, whatever they cast before', async () => {
    await fc.assert(
      fc.asyncProperty(votes, async (all) => {
        await world.ownerQuery('delete from elections.envelope')
        const last = new Map<PersonId, { ranking: number[]; code: string }>()
        for (const { voter, ranking } of all) {
          const { code } = unwrap(await cast(voter, ranking))
          last.set(world.person(voter), { ranking, code })
        }
        expect(await inTheBox()).toEqual(last)
      }),
      { numRuns: 30 },
    )
  })

  it('holds one paper for each voter when all vote at once and again, and it is one of those they were told of', async () => {
    await world.ownerQuery('delete from elections.envelope')
    const told = new Map<PersonId, Set<string>>()
    await Promise.all(
      VOTERS.flatMap((voter) =>
        [[1], [2], [3], [1, 2], [2, 3]].map(async (ranking) => {
          const { code } = unwrap(await cast(voter, ranking))
          const codes = told.get(world.person(voter)) ?? new Set()
          told.set(world.person(voter), codes.add(code))
        }),
      ),
    )
    const box = await inTheBox()
    expect(box.size).toBe(VOTERS.length)
    for (const [person, { code }] of box) expect(told.get(person)?.has(code)).toBe(true)
  })

  it('shows every envelope under the reference that its voter was given', async () => {
    const { rows } = await world.ownerQuery<{ sealed: Buffer; code: string }>(
      'select sealed, code from elections.envelope',
    )
    for (const { sealed, code } of rows) expect(receiptCode(sealed)).toBe(code)
    expect(new Set(rows.map(({ sealed }) => sealed.length)).size).toBe(1)
  })

  it('takes no envelope for another place, even from a program that has lost its way', async () => {
    const { rows } = await world.ownerQuery<{ id: string }>(
      `select id from elections.place where person = '${world.person('hana')}'`,
    )
    const row = { place: rows[0]?.id as string, contest, sealed: Buffer.from('x'), code: 'AAAAA-AAAAA' }
    const write = (power: string, known: 'efa' | 'ama') =>
      world.as(
        power,
        (tx) =>
          tx
            .insertInto('elections.envelope')
            .values(row)
            .onConflict((again) => again.column('place').doUpdateSet({ sealed: row.sealed }))
            .execute(),
        world.actor(known),
      )
    await expect(write('elections.vote', 'efa')).rejects.toThrow(/row-level security/)
    await expect(write('elections.run', 'ama')).rejects.toThrow(/row-level security/)
    await expect(write('elections.keep-timetable', 'ama')).rejects.toThrow(/row-level security/)
  })
})
