import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import pg from 'pg'
import { openGround } from '../app/ground.ts'
import { foundOrganisation, prepareFounding } from '../app/modules/constitution/index.ts'
import { callElection, castVote, decideCandidate, stand } from '../app/modules/elections/index.ts'
import { clockAt } from '../app/platform/clock.ts'
import { readConfig } from '../app/platform/config.ts'
import { operator } from '../app/platform/mandate.ts'
import { projectRoot } from '../app/platform/project-root.ts'
import { unwrap } from '../app/platform/result.ts'
import { tick } from '../app/platform/tick.ts'
import { readAssets } from '../app/platform/web/assets.ts'
import { openWeb } from '../app/server.ts'
import { leanCasting } from './lean-casting.ts'

/**
 * The server that the measurement of casting votes on: the house with a ballot that is open, and a lean handler that
 * sends the same statements to the same PostgreSQL. Run as a process of its own; `process.argv[2]` voters.
 */
const VOTERS = Number(process.argv[2])
const folder = await mkdtemp(join(tmpdir(), 'groundswell-bench-'))
const config = unwrap(readConfig({ DATA_DIR: folder, LOG_LEVEL: 'error', POOL_SIZE: '10' }))
const clock = clockAt('2026-03-02T10:00:00Z')
const ground = { ...unwrap(await openGround(config, 'own')), clock }
const assets = readAssets(join(projectRoot(), 'dist/client'))
const web = await openWeb({ ...ground, config, assets })
const { runner } = web.house
const owner = new pg.Client(ground.databaseUrl)
await owner.connect()

const contest = await openABallot()
const voters = await signEverybodyIn()
const listen = async (answer: (request: Request) => Response | Promise<Response>): Promise<string> => {
  const server = createAdaptorServer({ fetch: answer })
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}
const lean = await leanCasting({ house: web, ground, contest, sample: voters[0] as Voter })
const envelopes = async () => {
  const { rows } = await owner.query('select code from elections.envelope order by code')
  return rows.map(({ code }) => code as string)
}
process.on('message', async (what) => {
  if (what === 'envelopes') process.send?.({ envelopes: await envelopes() })
  if (what === 'empty') {
    await owner.query('truncate elections.envelope')
    process.send?.({ emptied: true })
  }
})
process.send?.({
  house: await listen(web.fetch),
  lean: await listen(lean),
  contest,
  cookies: voters.map(({ cookie }) => cookie),
})

process.once('disconnect', async () => {
  await owner.end()
  await web.close()
  await ground.close()
  await rm(folder, { recursive: true, force: true })
  process.exit()
})

export interface Voter {
  readonly person: string
  readonly cookie: string
  readonly tokenHash: Buffer
}

async function openABallot(): Promise<string> {
  const token = unwrap(await runner.run(prepareFounding, operator, {}))
  const founders = ['Ada Ash', 'Ben Birch', 'Cai Cedar', 'Dot Elm'].map((name, i) => ({
    name,
    email: `founder-${i}@example.org`,
    offices: [['returning-officer'], ['secretary', 'chair'], ['membership-secretary'], ['treasurer']][i] as string[],
  }))
  unwrap(
    await runner.run(
      foundOrganisation,
      { kind: 'founder', token },
      {
        name: 'The Bench',
        purpose: 'To be measured, and nothing else at all.',
        constitution: 'federation',
        interimEndsOn: '2026-09-01',
        founders,
      },
    ),
  )
  await owner.query(`
    insert into people.person (id, name, name_key, added_at)
      select gen_random_uuid(), 'Voter ' || n, 'voter ' || n, '2025-01-01' from generate_series(1, ${VOTERS}) n;
    insert into people.evidence (id, person, kind, on_date, until, source, recorded_at)
      select gen_random_uuid(), id, 'paid', '2025-01-01', '2026-12-31', 'bench', '2025-01-01' from people.person where name_key like 'voter %'`)
  const { rows } = await owner.query<{ id: string; name: string }>('select id, name from people.person')
  const actor = (name: string) =>
    ({ kind: 'person', person: rows.find((row) => row.name === name)?.id as never }) as const
  const id = unwrap(
    await runner.run(callElection, actor('Ada Ash'), {
      title: 'Treasurer',
      office: 'treasurer',
      seats: 1,
      nominationsOpen: '2026-03-02T10:00:00Z',
      nominationsClose: '2026-03-18T17:00:00Z',
      freezeAt: '2026-03-19T12:00:00Z',
      opensAt: '2026-03-30T11:00:00Z',
      closesAt: '2026-04-14T11:00:00Z',
    }),
  )
  for (let i = 1; i <= 8; i++) {
    unwrap(await runner.run(stand, actor(`Voter ${i}`), { contest: id, name: `Voter ${i}`, statement: 'Measure me.' }))
  }
  const { rows: candidates } = await owner.query<{ id: string }>('select id from elections.candidate')
  for (const { id: candidate } of candidates) {
    unwrap(await runner.run(decideCandidate, actor('Ada Ash'), { contest: id, candidate, decision: 'accepted' }))
  }
  for (const time of ['2026-03-19T12:00:01Z', '2026-03-30T11:00:01Z']) {
    clock.set(time)
    await tick(web.house.chores, runner, clock.now(), (_, problem) => {
      throw problem
    })
  }
  clock.set('2026-03-31T11:00:00Z')
  unwrap(await runner.run(castVote, actor('Voter 1'), { contest: id, ranking: [1] }))
  return id
}

async function signEverybodyIn(): Promise<Voter[]> {
  const { rows } = await owner.query<{ person: string; secret: string; hash: Buffer }>(`
    insert into auth.session (token_hash, person, strength, began_on, expires_on)
      select sha256(convert_to('secret ' || id, 'UTF8')), id, 'link', '2026-03-01', '2026-12-01'
      from people.person where name_key like 'voter %'
      returning person, 'secret ' || person as secret, token_hash as hash`)
  return rows.map(({ person, secret, hash }) => ({
    person,
    cookie: `gs_session=${encodeURIComponent(secret)}`,
    tokenHash: hash,
  }))
}
