import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PersonId } from '../../../platform/ids.ts'
import { openBallotNow, SPRING, type Tidewater, tidewater } from '../testing/tidewater.fixture.ts'

/**
 * Looks for any way from a voter to an opened paper: in columns, in system columns, in sequences, in times, in jobs, in
 * letters, in the record of acts, in what the program logs. Forty people vote, each paper different from the others as
 * far as four candidates' orders allow, on the pages that members use.
 */
describe('between a voter and an opened paper there is no join', () => {
  let world: Tidewater
  let voters: PersonId[]
  let countsBefore: Record<string, number>
  let countsAfter: Record<string, number>
  let logAfter: string

  const rowsOf = async <Row extends Record<string, unknown>>(sql: string) => (await world.ownerQuery<Row>(sql)).rows
  const tables = () =>
    rowsOf<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1",
    )
  const countRows = async () => {
    const counts: Record<string, number> = {}
    for (const { name } of await tables()) {
      counts[name] = (await rowsOf<{ n: number }>(`select count(*)::int as n from ${name}`))[0]?.n ?? 0
    }
    return counts
  }

  beforeAll(async () => {
    world = await tidewater()
    voters = await world.addMembers(40)
    const contest = await openBallotNow(world)
    const readers = await Promise.all(voters.map((voter) => world.signedIn(voter)))
    const orders = [[1], [2], [3], [1, 2], [1, 3], [2, 1], [2, 3], [3, 1], [3, 2], [1, 2, 3], [3, 2, 1]]
    countsBefore = await countRows()
    const logged = world.logged.length
    for (const [i, reader] of readers.entries()) {
      world.clock.advance(60_000)
      const order = orders[i % orders.length] as number[]
      const boxes = Object.fromEntries(order.map((number, place) => [`rank-${number}`, String(place + 1)]))
      const cast = await reader.post(`/ballots/${contest}/cast`, { order: '1-2-3', ...boxes })
      if (cast.status !== 303) throw new Error(`a vote was not cast: ${cast.status}`)
    }
    // One that goes wrong in the database, so that the program has to report it.
    await world.ownerQuery('alter table elections.envelope add constraint broken check (false) not valid')
    const broken = await readers[0]?.post(`/ballots/${contest}/cast`, { order: '3-1-2', 'rank-2': '1', 'rank-3': '2' })
    if (broken?.status !== 500) throw new Error('the fault was not met')
    await world.ownerQuery('alter table elections.envelope drop constraint broken')
    countsAfter = await countRows()
    logAfter = world.logged.slice(logged).join('\n')
    world.clock.set(SPRING.closesAt)
    await world.tick()
  })
  afterAll(() => world.close())

  it('by rows: casting writes envelopes and nothing else, in any table of the database', () => {
    const grown = Object.keys(countsAfter).filter((name) => countsAfter[name] !== countsBefore[name])
    expect(grown).toEqual(['elections.envelope'])
    expect((countsAfter['elections.envelope'] as number) - (countsBefore['elections.envelope'] as number)).toBe(40)
  })

  it('by columns: opened papers hold the contest, the ranking and a number of papers, and no table but these knows them', async () => {
    const columns = await rowsOf<{ t: string; c: string; type: string }>(
      "select table_name as t, column_name as c, data_type as type from information_schema.columns where table_schema = 'elections' and table_name in ('paper', 'envelope', 'place') order by 1, 2",
    )
    const of = (table: string) => columns.filter(({ t }) => t === table).map(({ c }) => c)
    expect(of('paper')).toEqual(['contest', 'papers', 'ranking'])
    expect(of('envelope')).toEqual(['code', 'contest', 'place', 'sealed'])
    expect(of('place')).toEqual(['contest', 'id', 'may_vote', 'person', 'reason'])
    const toPaper = await rowsOf("select conname from pg_constraint where confrelid = 'elections.paper'::regclass")
    expect(toPaper).toEqual([])
  })

  it('by times: neither papers, envelopes nor places hold one, and the database keeps none of its own', async () => {
    const timed = await rowsOf(
      "select 1 from information_schema.columns where table_schema = 'elections' and table_name in ('paper', 'envelope', 'place') and data_type ~ 'time|date|interval'",
    )
    expect(timed).toEqual([])
    expect(await rowsOf('show track_commit_timestamp')).toEqual([{ track_commit_timestamp: 'off' }])
    const sessions = await rowsOf<{ type: string }>(
      "select distinct data_type as type from information_schema.columns where table_schema = 'auth' and table_name = 'session' and column_name ~ '_on$|_at$'",
    )
    expect(sessions).toEqual([{ type: 'date' }])
  })

  it('by sequences: nothing in this room or in sign-in counts upwards', async () => {
    expect(
      await rowsOf("select * from pg_sequences where schemaname in ('elections', 'auth', 'people', 'platform')"),
    ).toEqual([])
  })

  it('by system columns: papers were all written by one transaction, in the order of their rankings', async () => {
    const papers = await rowsOf<{ xmin: string; ranking: number[] }>(
      'select xmin::text, ranking from elections.paper order by ctid',
    )
    expect(papers.length).toBeGreaterThan(5)
    expect(new Set(papers.map(({ xmin }) => xmin)).size).toBe(1)
    const sorted = await rowsOf<{ ranking: number[] }>('select ranking from elections.paper order by ranking')
    expect(papers.map(({ ranking }) => ranking)).toEqual(sorted.map(({ ranking }) => ranking))
    const envelopes = await rowsOf<{ xmin: string }>('select xmin::text from elections.envelope')
    expect(envelopes.some(({ xmin }) => xmin === papers[0]?.xmin)).toBe(false)
  })

  it('by what is equal: no value in a paper, but its contest, occurs in any row that knows a voter', async () => {
    const ofPapers = await rowsOf<{ v: string }>(
      'select papers::text as v from elections.paper union select ranking::text from elections.paper',
    )
    const values = new Set(ofPapers.map(({ v }) => v))
    const ofVoters = await rowsOf<{ v: string }>(
      'select id::text as v from elections.place union select sealed::text from elections.envelope union select code from elections.envelope union select place::text from elections.envelope',
    )
    expect(ofVoters.filter(({ v }) => values.has(v))).toEqual([])
  })

  it('by jobs and letters: none was queued by casting, and none names a ranking or a reference', async () => {
    const codes = (await rowsOf<{ code: string }>('select code from elections.envelope')).map(({ code }) => code)
    const letters = await rowsOf<{ text: string }>(
      "select coalesce(subject, '') || coalesce(body_text, '') as text from platform.letter",
    )
    for (const { text } of letters) expect(codes.some((code) => text.includes(code))).toBe(false)
    const jobs = await rowsOf<{ data: string }>('select data::text as data from pgboss.job')
    for (const { data } of jobs) expect(voters.some((voter) => data.includes(voter))).toBe(false)
  })

  it('by acts: what casting did is in no act, and no act of the election names a voter', async () => {
    const acts = await rowsOf<{ verb: string; text: string }>(
      'select verb, summary || detail::text as text from platform.act',
    )
    expect(acts.filter(({ verb }) => verb === 'elections.cast-vote')).toEqual([])
    for (const { text } of acts) expect(voters.some((voter) => text.includes(voter))).toBe(false)
  })

  it('by logs and error reports: a fault while casting is reported without person, ranking, reference or address', () => {
    expect(logAfter).toContain('a request failed')
    for (const voter of voters) expect(logAfter).not.toContain(voter)
    expect(logAfter).not.toMatch(/rank|[0-9A-Z]{5}-[0-9A-Z]{5}|ballots\/[0-9a-f]{8}/)
  })

  it('by the key: it is gone, and no envelope opens any more', async () => {
    expect(await rowsOf('select key_destroyed from elections.contest')).toEqual([{ key_destroyed: true }])
    const held = await rowsOf<{ c: string }>(
      "select table_schema || '.' || table_name || '.' || column_name as c from information_schema.columns where table_schema = 'elections' and column_name ~ 'key|secret'",
    )
    expect(held.map(({ c }) => c).sort()).toEqual(['elections.contest.key_destroyed', 'elections.contest.public_key'])
  })
})
