import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildServer } from '../../../../scripts/build/server.ts'
import { urlAs } from '../../../platform/database/roles.ts'
import { projectRoot } from '../../../platform/project-root.ts'
import type { ContestId } from '../calling/contest.ts'
import { openBallotNow, type Tidewater, tidewater } from '../testing/tidewater.fixture.ts'

let world: Tidewater
let contest: ContestId
let voters: string[]
/** Node reads no JSX: the program is bundled as the real one is, inside the project so that it finds its packages. */
const built = join(projectRoot(), 'node_modules/.cache/groundswell-killed')
beforeAll(async () => {
  await buildServer(projectRoot(), built, { killed: 'app/modules/elections/casting/killed.fixture.ts' })
  world = await tidewater()
  await world.addMembers(30)
  contest = await openBallotNow(world)
  const { rows } = await world.ownerQuery<{ person: string }>('select person from elections.place where may_vote')
  voters = rows.map(({ person }) => person)
})
afterAll(() => world.close())

interface Heard {
  /** The last reference that each voter was given. */
  readonly acknowledged: Map<string, string>
  /** Those with a vote under way when the end came: it may have landed, or not. */
  readonly underWay: Set<string>
}

/** Starts the casting program, lets `strike` end its work in the midst of it, and returns what it had said. */
async function castUntil(strike: (pid: number) => Promise<void>): Promise<Heard> {
  const orders = {
    url: urlAs(world.database.url, 'app', world.database.password),
    contest,
    voters,
    now: world.clock.now(),
  }
  const child = spawn(process.execPath, [join(built, 'killed.js'), JSON.stringify(orders)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  let complaints = ''
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString()
  })
  const ended = once(child, 'close')
  while (child.exitCode === null && said.split('\n').filter((line) => line.includes(' ')).length < 40) await sleep(5)
  if (child.exitCode !== null) throw new Error(`the program ended by itself: ${complaints}`)
  await sleep(Math.random() * 60)
  await strike(child.pid as number)
  await ended
  const heard: Heard = { acknowledged: new Map(), underWay: new Set() }
  for (const line of said.split('\n').slice(0, -1)) {
    const [voter = '', code] = line.split(' ')
    if (line.startsWith('?')) heard.underWay.add(line.slice(1))
    else if (code) {
      heard.acknowledged.set(voter, code)
      heard.underWay.delete(voter)
    }
  }
  return heard
}

/** Nothing acknowledged is missing; no voter has two; whoever had a vote under way has that or the one before. */
async function expectKept(heard: Heard, before: Map<string, string>): Promise<void> {
  const { rows } = await world.ownerQuery<{ person: string; code: string }>(
    'select p.person, e.code from elections.envelope e join elections.place p on p.id = e.place',
  )
  const box = new Map(rows.map(({ person, code }) => [person, code]))
  expect(box.size).toBe(rows.length)
  for (const [voter, code] of new Map([...before, ...heard.acknowledged])) {
    expect(box.has(voter)).toBe(true)
    if (!heard.underWay.has(voter)) expect(box.get(voter)).toBe(code)
  }
  before.clear()
  for (const [voter, code] of box) before.set(voter, code)
}

describe('while votes are being cast', () => {
  it('twenty kills of the program lose no acknowledged vote, and double none', async () => {
    const before = new Map<string, string>()
    for (let round = 0; round < 20; round++) {
      const heard = await castUntil(async (pid) => void process.kill(pid, 'SIGKILL'))
      expect(heard.acknowledged.size).toBeGreaterThan(0)
      await expectKept(heard, before)
    }
  }, 240_000)

  it('losing every connection to the database loses no acknowledged vote, and doubles none', async () => {
    const before = new Map<string, string>()
    for (let round = 0; round < 5; round++) {
      const heard = await castUntil(async () => {
        await world.ownerQuery(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'groundswell_app'",
        )
      })
      await expectKept(heard, before)
    }
  }, 120_000)
})
