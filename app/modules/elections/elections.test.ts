import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Scope } from '../../platform/ids.ts'
import { visitor } from '../../platform/mandate.ts'
import { unwrap } from '../../platform/result.ts'
import { holdersOf } from '../constitution/index.ts'
import { type ContestId, contestById } from './calling/contest.ts'
import { castVote } from './casting/cast.ts'
import { ballotPaper, board } from './casting/queries.ts'
import { EFA, FFION, GARETH, openBallotNow, type Tidewater, tidewater } from './testing/tidewater.fixture.ts'

describe('an election from the call to the declaration', () => {
  let world: Tidewater
  let contest: ContestId
  beforeAll(async () => {
    world = await tidewater()
    contest = await openBallotNow(world)
  })
  afterAll(() => world.close())

  const now = () => world.clock.now()
  const look = () =>
    world.as(
      'public.read',
      async (tx) => (await contestById(tx, contest, now())) as NonNullable<Awaited<ReturnType<typeof contestById>>>,
    )
  const cast = (known: Parameters<Tidewater['actor']>[0], ranking: number[], blank = false) =>
    world.house.runner.run(castVote, world.actor(known), { contest, ranking, blank })

  it('has a frozen roll with a reason for everybody who was considered', async () => {
    const { rows } = await world.ownerQuery<{ name: string; reason: string }>(
      'select p.name, v.reason from elections.place v join people.person p on p.id = v.person order by p.name',
    )
    expect(Object.fromEntries(rows.map(({ name, reason }) => [name.split(' ')[0], reason]))).toEqual({
      Ama: 'eligible',
      Bethan: 'eligible',
      Callum: 'eligible',
      Delyth: 'eligible',
      Efa: 'eligible',
      Ffion: 'eligible',
      Gareth: 'eligible',
      Hana: 'eligible',
      Idris: 'lapsed',
      Juno: 'suspended',
      Kofi: 'ended',
    })
    expect((await look()).roll).toMatchObject({ voters: 8, others: 3, hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
  })

  it('keeps its key in a file that only the program can read, and not in the database', () => {
    const { mode } = statSync(join(world.keyFolder, `election-${contest}.key`))
    expect(mode & 0o777).toBe(0o600)
  })

  it('has invited every voter once, by mail, however often the program looks', async () => {
    await world.tick()
    const { rows } = await world.ownerQuery<{ count: number }>(
      "select count(*)::int from platform.letter where purpose = 'elections.invitation'",
    )
    expect(rows[0]?.count).toBe(8)
  })

  it('takes votes, of which the last counts, and gives a reference that is on the board', async () => {
    const first = unwrap(await cast('hana', [GARETH as number]))
    const second = unwrap(await cast('hana', [EFA as number, FFION as number]))
    expect(first.code).not.toBe(second.code)
    unwrap(await cast('ama', [EFA as number, GARETH as number]))
    unwrap(await cast('bethan', [FFION as number]))
    unwrap(await cast('callum', [FFION as number, EFA as number]))
    unwrap(await cast('delyth', [EFA as number]))
    unwrap(await cast('gareth', [], true))
    const { codes = [] } = unwrap(await world.house.runner.ask(board, visitor, { contest })) ?? {}
    expect(codes).toHaveLength(6)
    expect(codes).toContain(second.code)
    expect(codes).not.toContain(first.code)
    expect(codes).toEqual([...codes].sort())
    const paper = unwrap(await world.house.runner.ask(ballotPaper, world.actor('hana'), { contest }))
    expect(paper?.code).toBe(second.code)
    const own = async (known: 'hana' | 'efa' | 'idris') => (await (await world.signedIn(known)).get('/me')).text()
    expect(await own('hana')).toContain('You have voted, and can change your paper until')
    expect(await own('efa')).toContain('You may vote until')
    expect(await own('idris')).not.toContain('Treasurer 2026')
  })

  it('is refused to whoever is not on the roll, with the reason there', async () => {
    const reasons = { idris: 'lapsed', juno: 'suspended', kofi: 'ended', lowri: 'not-on-the-roll' } as const
    for (const [known, reason] of Object.entries(reasons)) {
      expect(await cast(known as keyof typeof reasons, [EFA as number])).toMatchObject({
        error: { problem: { kind: 'not-on-roll', reason } },
      })
    }
    expect(await world.house.runner.run(castVote, visitor, { contest, ranking: [1] })).toMatchObject({
      error: { kind: 'refused', refusal: { article: { number: '3.3' } } },
    })
  })

  it('is not taken from a member who lapses after the freeze', async () => {
    await world.as('people.review', (tx) =>
      tx
        .updateTable('people.evidence')
        .set({ withdrawn_at: now() })
        .where('person', '=', world.person('delyth'))
        .execute(),
    )
    unwrap(await cast('delyth', [EFA as number]))
  })

  it('refuses a paper that names nobody, a stranger or one candidate twice', async () => {
    expect(await cast('efa', [])).toMatchObject({ error: { problem: { kind: 'blank-not-meant' } } })
    expect(await cast('efa', [4])).toMatchObject({ error: { problem: { kind: 'bad-ranking' } } })
    expect(await cast('efa', [1, 1])).toMatchObject({ error: { problem: { kind: 'bad-ranking' } } })
  })

  it('shows nobody any paper before the close', async () => {
    const { rows } = await world.ownerQuery('select * from elections.paper')
    expect(rows).toEqual([])
  })

  it('reminds those who have not voted, and nobody else', async () => {
    world.clock.set('2026-04-12T11:00:00Z')
    await world.tick()
    const { rows } = await world.ownerQuery<{ recipient: string }>(
      "select recipient from platform.letter where purpose = 'elections.reminder' order by recipient",
    )
    expect(rows.map(({ recipient }) => recipient)).toEqual(['efa@example.org', 'ffion@example.org'])
  })

  it('takes a vote in the last moment, and none at the second of closing', async () => {
    world.clock.set('2026-04-14T10:59:59.999Z')
    unwrap(await cast('efa', [EFA as number]))
    world.clock.set('2026-04-14T11:00:00Z')
    expect(await cast('ffion', [FFION as number])).toMatchObject({ error: { problem: { kind: 'closed' } } })
    // Nobody has closed it yet: the time alone did.
    expect((await look()).stage).toBe('open')
  })

  it('closes, opens all papers together, counts and publishes; few papers stay with whoever runs it', async () => {
    world.clock.set('2026-04-14T11:00:01Z')
    await world.tick()
    const after = await look()
    expect(after).toMatchObject({
      stage: 'counted',
      papers: 7,
      unreadable: 0,
      papersPublic: false,
      keyDestroyed: true,
      elected: [EFA],
    })
    expect(() => statSync(join(world.keyFolder, `election-${contest}.key`))).toThrow()
    const { rows } = await world.ownerQuery<{ ranking: number[]; papers: number }>(
      'select ranking, papers from elections.paper',
    )
    expect(rows).toEqual([
      { ranking: [], papers: 1 },
      { ranking: [1], papers: 2 },
      { ranking: [1, 2], papers: 1 },
      { ranking: [1, 3], papers: 1 },
      { ranking: [2], papers: 1 },
      { ranking: [2, 1], papers: 1 },
    ])
    const readable = (power: string) => world.as(power, (tx) => tx.selectFrom('elections.paper').selectAll().execute())
    expect(await readable('public.read')).toEqual([])
    expect(await readable('elections.run')).toHaveLength(6)
    const { rows: published } = await world.ownerQuery<{ papers: Buffer | null }>(
      'select papers from elections.result_papers',
    )
    expect(published).toEqual([{ papers: null }])
    const page = await (await world.reader().get('/elections/treasurer-2026')).text()
    expect(page).toContain('The papers of this election are not public')
    expect((await world.reader().get('/elections/treasurer-2026/ballots.blt')).status).toBe(404)
    const ama = await world.signedIn('ama')
    const held = await (await ama.get(`/ballots/${contest}/run/papers.blt`)).text()
    expect(held).toMatch(/^# withheld [0-9a-f]{32}\n3 1\n1 0\n2 1 0\n/)
  })

  it('declares when the time for appeals is over, and the new term begins', async () => {
    await world.tick()
    expect((await look()).stage).toBe('counted')
    world.clock.set('2026-04-21T11:00:02Z')
    await world.tick()
    expect((await look()).stage).toBe('declared')
    const holders = await world.as('public.read', (tx) => holdersOf(tx, 'treasurer', 'organisation' as Scope, now()))
    expect(holders.map(({ person }) => person)).toEqual([world.person('efa')])
  })
})
