import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ORIGIN, type Reader, type TestHouse, testHouse } from '../testing/house.ts'
import type { TourRole } from './facts.ts'
import { liveDemonstration } from './live.ts'

let folder: string
let house: TestHouse
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'groundswell-demonstration-'))
  house = await testHouse({ now: '2026-11-22T12:00:00Z', dataDir: folder })
  const { database, secret, clock, chance, log } = house
  await liveDemonstration(
    {
      databaseUrl: database.url,
      password: database.password,
      secret,
      poolSize: 6,
      clock,
      chance,
      log,
      dataDir: folder,
      publicUrl: ORIGIN,
    },
    { size: { members: 1500, supporters: 100, boardBallots: 80, openBallots: 20 } },
  )
}, 120_000)
afterAll(async () => {
  await house.close()
  await rm(folder, { recursive: true, force: true })
})

/** Somebody at this machine's own browser, who chose to look around as one of the invented. */
async function lookAround(role: TourRole): Promise<Reader> {
  const reader = house.reader()
  const env = { incoming: { socket: { remoteAddress: '127.0.0.1' } } }
  const request = new Request(`${ORIGIN}/demonstration/enter?as=${role}`, {
    method: 'POST',
    headers: { origin: ORIGIN },
  })
  const entered = await house.fetch(request, env)
  expect(entered.status).toBe(303)
  for (const line of entered.headers.getSetCookie()) {
    const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
    reader.cookies.set(name, value)
  }
  return reader
}
const text = async (response: Response) => (await response.text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

describe('the demonstration', () => {
  it('has one election over, with its papers, and one that is open', async () => {
    const results = await text(await house.reader().get('/elections'))
    expect(results).toContain('80 ballot papers')
    expect(await text(await house.reader().get('/ballots'))).toContain('Ballot open')
  })

  it('lets a visitor be a member who has a vote to cast', async () => {
    expect(await text(await (await lookAround('member')).get('/me'))).toContain('You may vote until')
  })

  it('shows a group’s secretary the group’s own people, and no other group’s', async () => {
    const secretary = await lookAround('group-secretary')
    const own = (await (await secretary.get('/me')).text()).match(/\/groups\/[\w-]+\/people/)?.[0] ?? ''
    expect(await text(await secretary.get(own))).toContain('That you look is kept')
    const other = own === '/groups/york/people' ? '/groups/hull/people' : '/groups/york/people'
    expect((await secretary.get(other)).status).toBe(403)
    for (const stranger of [house.reader(), await lookAround('member')])
      expect((await stranger.get(own)).status).toBe(403)
  })

  it('lets nobody in from another machine', async () => {
    const answer = await house.reader().post('/demonstration/enter?as=returning-officer', {})
    expect(answer.status).toBe(404)
  })
})
