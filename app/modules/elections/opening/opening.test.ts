import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { count, parseBlt } from '@groundswell/tally'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PersonId } from '../../../platform/ids.ts'
import { program } from '../../../platform/mandate.ts'
import { unwrap } from '../../../platform/result.ts'
import { tick } from '../../../platform/tick.ts'
import type { ContestId } from '../calling/contest.ts'
import { keepTimetable } from '../calling/keep-timetable.ts'
import { castVote } from '../casting/cast.ts'
import { paperToBytes } from '../casting/paper-bytes.ts'
import { keyPairOf, opener, sealPaper } from '../casting/seal.ts'
import {
  callTreasurer,
  openBallotNow,
  SPRING,
  type Tidewater,
  threeStand,
  tidewater,
} from '../testing/tidewater.fixture.ts'
import { closeBallot } from './close-ballot.ts'
import type { KeyKeeper } from './key-keeper.ts'
import { mix } from './mix.ts'
import { openPapers } from './open-papers.ts'

let world: Tidewater
beforeEach(async () => {
  world = await tidewater()
})
afterEach(() => world.close())

const run = (known: PersonId, contest: ContestId, ranking: number[]) =>
  world.house.runner.run(castVote, { kind: 'person', person: known }, { contest, ranking, blank: ranking.length === 0 })
const keyFile = (contest: ContestId) => join(world.keyFolder, `election-${contest}.key`)
const stages = async () => {
  const { rows } = await world.ownerQuery<{ stage: string; key_destroyed: boolean; papers: number }>(
    'select stage, key_destroyed, papers from elections.contest',
  )
  return rows[0]
}

/** A ballot of 40 voters of no name, closed by the clock and not yet by the program. */
async function fortyVote(): Promise<{ contest: ContestId; papers: number[][] }> {
  const people = await world.addMembers(40)
  const contest = await openBallotNow(world)
  const papers = people.map((_, i) => [[1, 2], [2], [3, 1, 2], [], [2, 3]][i % 5] as number[])
  for (const [i, person] of people.entries()) unwrap(await run(person, contest, papers[i] as number[]))
  world.clock.set(SPRING.closesAt)
  return { contest, papers }
}

describe('the opening', () => {
  it('stores each ranking once with its number of papers, in order, and publishes them where enough were opened', async () => {
    const { contest } = await fortyVote()
    await world.tick()
    expect(await stages()).toEqual({ stage: 'counted', key_destroyed: true, papers: 40 })
    expect(existsSync(keyFile(contest))).toBe(false)
    const { rows } = await world.ownerQuery<{ slug: string }>('select result_slug as slug from elections.contest')
    const file = await (await world.reader().get(`/elections/${rows[0]?.slug}/ballots.blt`)).arrayBuffer()
    const record = await (await world.reader().get(`/elections/${rows[0]?.slug}/record.json`)).json()
    expect(new TextDecoder().decode(file)).toBe(
      '3 1\n8 0\n8 1 2 0\n8 2 0\n8 2 3 0\n8 3 1 2 0\n0\n"Efa Rowlands"\n"Ffion Adeyemi"\n"Gareth Nwosu"\n"Treasurer 2026"\n',
    )
    // A stranger repeats the count from what is published.
    const again = unwrap(count(unwrap(parseBlt(new Uint8Array(file))), { rules: 'scottish' }))
    expect(JSON.parse(JSON.stringify(again))).toEqual(record)
  })

  it('goes on where it was stopped, whenever that was', async () => {
    const { contest } = await fortyVote()
    const { house, clock, keys } = world
    // Stopped while it read the key: nothing has happened.
    const dying: KeyKeeper = { ...keys, take: () => Promise.reject(new Error('power lost')) }
    await expect(attempt(dying)).rejects.toThrow('power lost')
    expect((await stages())?.stage).toBe('closed')
    // Stopped between the commit and the end of the key.
    await expect(attempt({ ...keys, destroy: () => Promise.reject(new Error('power lost')) })).rejects.toThrow(
      'power lost',
    )
    expect(await stages()).toMatchObject({ stage: 'opened', key_destroyed: false, papers: 40 })
    // Stopped between the end of the key and the mark that says so.
    await keys.destroy(contest)
    await world.tick()
    expect(await stages()).toEqual({ stage: 'counted', key_destroyed: true, papers: 40 })
    expect(unwrapProblem(await house.runner.run(openPapers(keys), program, { contest }))).toBe('not-due')

    async function attempt(keeper: KeyKeeper): Promise<void> {
      const failures: unknown[] = []
      await tick([keepTimetable({ keys: keeper, origin: '' })], house.runner, clock.now(), (_, problem) =>
        failures.push(problem),
      )
      if (failures.length > 0) throw failures[0]
    }
  })

  it('happens once, when two programs tick at once', async () => {
    await fortyVote()
    const chore = keepTimetable({ keys: world.keys, origin: '' })
    const failures: unknown[] = []
    const once = () => tick([chore], world.house.runner, world.clock.now(), (_, problem) => failures.push(problem))
    await Promise.all([once(), once(), once()])
    await once()
    expect(failures).toEqual([])
    expect(await stages()).toEqual({ stage: 'counted', key_destroyed: true, papers: 40 })
    const { rows } = await world.ownerQuery<{ papers: number }>(
      'select sum(papers)::int as papers from elections.paper',
    )
    expect(rows).toEqual([{ papers: 40 }])
    const results = await world.ownerQuery('select * from elections.result')
    expect(results.rows).toHaveLength(1)
  })

  it('does not happen before the close, and says so when the key is lost', async () => {
    const contest = await openBallotNow(world)
    const early = world.house.runner.run(openPapers(world.keys), program, { contest })
    expect(unwrapProblem(await early)).toBe('not-due')
    expect(unwrapProblem(await world.house.runner.run(closeBallot, program, { contest }))).toBe('not-due')
    world.clock.set(SPRING.closesAt)
    await world.keys.destroy(contest)
    await expect(world.tick()).rejects.toThrow(/key-missing/)
    expect((await stages())?.stage).toBe('closed')
  })

  it('counts what an editor of the database put in by hand as unreadable, and goes on', async () => {
    const { contest } = await fortyVote()
    const { rows } = await world.ownerQuery<{ place: string; sealed: Buffer }>(
      'select place, sealed from elections.envelope order by place limit 2',
    )
    const [mine, other] = rows as [{ place: string; sealed: Buffer }, { place: string; sealed: Buffer }]
    await world.ownerQuery(
      `update elections.envelope set sealed = '\\x${other.sealed.toString('hex')}' where place = '${mine.place}'`,
    )
    await world.tick()
    const after = await world.ownerQuery<{ papers: number; unreadable: number }>(
      `select papers, unreadable from elections.contest where id = '${contest}'`,
    )
    expect(after.rows).toEqual([{ papers: 39, unreadable: 1 }])
  })
})

describe('a vote at the moment of closing', () => {
  it('is either in the box and counted, or refused: never acknowledged and lost', async () => {
    const people = await world.addMembers(60)
    const contest = await openBallotNow(world)
    world.clock.set(new Date(Date.parse(SPRING.closesAt) - 5))
    // The clock crosses the close while votes are on their way, and the program closes the box in the midst of them.
    const closing = sleep(60).then(() => {
      world.clock.set(SPRING.closesAt)
      return world.tick()
    })
    const outcomes = await Promise.all(people.map((person, i) => sleep(2 * i).then(() => run(person, contest, [1]))))
    await closing
    await world.tick()
    const acknowledged = outcomes.filter(({ ok }) => ok).length
    expect(acknowledged).toBeGreaterThan(0)
    expect(acknowledged).toBeLessThan(60)
    expect((await stages())?.papers).toBe(acknowledged)
  })
})

describe('the mix', () => {
  it('gives the same rankings whatever the order of the envelopes', async () => {
    const keys = keyPairOf(new Uint8Array(32).fill(5))
    const ranking = fc.shuffledSubarray([1, 2, 3, 4])
    await fc.assert(
      fc.asyncProperty(fc.array(ranking, { maxLength: 30 }), fc.infiniteStream(fc.nat()), async (rankings, stream) => {
        const envelopes = rankings.map((numbers, i) => {
          const place = `place ${i}`
          const fresh = new Uint8Array(32).fill(i + 1)
          return { place, sealed: sealPaper(paperToBytes(numbers, 4), keys.publicKey, { contest: 'c', place }, fresh) }
        })
        const shuffled = envelopes
          .map((envelope) => ({ envelope, at: stream.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ envelope }) => envelope)
        const mixed = await mix(shuffled, opener(keys), 'c', 4)
        expect(mixed).toEqual(await mix(envelopes, opener(keys), 'c', 4))
        expect(mixed.papers).toBe(rankings.length)
      }),
      { numRuns: 25 },
    )
  })
})

describe('an election that is called off', () => {
  it('destroys its key, and no paper of it is ever opened', async () => {
    const contest = await threeStand(world)
    world.clock.set(SPRING.freezeAt)
    await world.tick()
    expect(existsSync(keyFile(contest))).toBe(true)
    await world.ownerQuery("update elections.contest set stage = 'called-off', stage_reason = 'a test of calling off'")
    await world.tick()
    expect(existsSync(keyFile(contest))).toBe(false)
    expect(await callTreasurer(world, futureTimes())).toBeTruthy()
  })
})

function futureTimes(): Record<string, string> {
  return {
    nominationsOpen: '2026-04-01T09:00:00Z',
    nominationsClose: '2026-04-18T17:00:00Z',
    freezeAt: '2026-04-19T12:00:00Z',
    opensAt: '2026-04-30T11:00:00Z',
    closesAt: '2026-05-20T11:00:00Z',
  }
}

function unwrapProblem(result: { ok: boolean; error?: unknown }): unknown {
  return (result.error as { problem?: unknown } | undefined)?.problem
}
