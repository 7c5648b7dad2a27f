import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { count, parseBlt, rankingsOf } from '@groundswell/tally'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { projectRoot } from '../platform/project-root.ts'
import { bringToLife, type LivingProgram } from './living-program.ts'
import { Neighbour, plain } from './neighbour.ts'

/**
 * The one scenario that guards everything. From an empty folder, with no seed and no way around the rules, an
 * organisation is founded, brings its people in, elects its committee, is killed in mid-vote, counts, and a stranger
 * repeats the count. Every new capability adds its chapter here; each chapter stands on those before it.
 */
const run = promisify(execFile)
const root = projectRoot()
const MEMBERS = 48
const FOUNDERS = [
  { name: 'Ama Oyelaran', email: 'ama@example.org', offices: 'returning-officer' },
  { name: "Bethan O'Grady-Llŷn", email: 'bethan@example.org', offices: 'secretary' },
  { name: 'Callum Ferris', email: 'callum@example.org', offices: 'membership-secretary' },
]
const STANDING = ['Delyth Penhale', 'Euan MacAskill-Shah', 'Ffion ap Rhys', "Gráinne D'Souza"]

let life: LivingProgram
let folder: string
let contest: string
/** The ranking that each voter last had a receipt for, by mailbox. */
const cast = new Map<string, readonly number[]>()
const receipts = new Map<string, string>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'groundswell-scenario-'))
  // A whole second, so that what the database keeps is what was set.
  life = await bringToLife(new Date(Math.floor(Date.now() / 1000) * 1000))
}, 120_000)
// A chapter stands on those before it: once one has failed, the others are skipped.
let broken = false
beforeEach((test) => {
  if (broken) test.skip()
})
afterEach(({ task }) => {
  if (task.result?.state === 'fail') broken = true
})
afterAll(async () => {
  await life?.stop()
  await rm(folder, { recursive: true, force: true })
})

const member = (i: number) => ({
  email: `member${i}@example.org`,
  given: STANDING[i]?.split(' ')[0] ?? `Voter${i}`,
  family: STANDING[i]?.split(' ').slice(1).join(' ') ?? `Nant-y-Glo-${i}`,
})

async function signedIn(email: string): Promise<Neighbour> {
  const neighbour = new Neighbour(life)
  await neighbour.signsIn(email)
  return neighbour
}

const dateFields = (name: string, at: Date) => {
  const [year = '', month = '', day = ''] = at.toISOString().slice(0, 10).split('-')
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}
const inDays = (days: number) => new Date(life.now().getTime() + days * 86_400_000)

/** A voter's paper: repeatable, and different from one to the next. */
const paperOf = (voter: number, again = 0): number[] => {
  const order = [1, 2, 3, 4].sort(
    (a, b) => ((a * 7 + voter * 3 + again) % 11) - ((b * 7 + voter * 3 + again) % 11) || a - b,
  )
  return order.slice(0, 1 + ((voter + again) % 4))
}

const boxes = (ranking: readonly number[]) =>
  Object.fromEntries([1, 2, 3, 4].map((number) => [`rank-${number}`, String(ranking.indexOf(number) + 1 || '')]))

/** Casts and returns the reference, or null where no answer came. */
async function votes(neighbour: Neighbour, ranking: readonly number[]): Promise<string | null> {
  try {
    await neighbour.does(`/ballots/${contest}/cast`, boxes(ranking))
    const receipt = plain(await neighbour.page(`/ballots/${contest}/receipt`))
    return (
      receipt.match(/Your vote has been cast\. Reference ([0-9A-Z -]+?) (?=[A-Z][a-z])/)?.[1]?.trim() ??
      `unread: ${receipt}`
    )
  } catch {
    return null
  }
}

const until = (what: string, holds: (page: string) => boolean) =>
  expect
    .poll(async () => holds(plain(await new Neighbour(life).page(what))), { timeout: 30_000, interval: 250 })
    .toBe(true)

describe('the life of an organisation', () => {
  it('begins empty: nobody is known, nobody can act, and only the token founds', async () => {
    const stranger = new Neighbour(life)
    expect(plain(await stranger.page('/'))).toContain('Found your organisation')
    expect((await stranger.post('/found', { token: 'a guess' })).status).toBe(422)
    expect((await stranger.get('/ballots/call')).status).toBeGreaterThanOrEqual(400)
  })

  it('is founded page by page, with interim offices that end', async () => {
    const founder = new Neighbour(life)
    await founder.does('/found', { token: life.foundingToken ?? '' })
    await founder.does('/found/name', { name: 'Tidewater Federation' })
    await founder.does('/found/purpose', {
      purpose: 'Neighbours who look after each other and the place where they live.',
    })
    await founder.does('/found/constitution', { constitution: 'federation' })
    for (const one of FOUNDERS) await founder.does('/found/people', { ...one, do: 'add' })
    await founder.does('/found/people', { do: 'continue' })
    await founder.does('/found/until', dateFields('interimEndsOn', inDays(300)))
    expect(await founder.does('/found/check', {})).toBe('/')
    const offices = plain(await new Neighbour(life).page('/offices'))
    for (const { name } of FOUNDERS) expect(offices).toContain(name)
    expect(offices.toLowerCase()).toContain('interim')
    expect(plain(await new Neighbour(life).page('/record'))).toContain('Tidewater Federation')
  })

  it('brings its people in from a list, twice with the same end', async () => {
    const day = (years: number) =>
      inDays(years * 365)
        .toISOString()
        .slice(0, 10)
    const heading = 'nationbuilder_id,email,first_name,last_name,membership_started_at,membership_expires_at'
    const rows = Array.from({ length: MEMBERS }, (_, i) => {
      const { email, given, family } = member(i)
      return `${1000 + i},${email},${given},${family},${day(-2)},${day(2)}`
    })
    rows.push(`2000,lapsed@example.org,Lapsed,O'Nan,${day(-5)},${day(-3)}`)
    const list = join(folder, 'members.csv')
    await writeFile(list, `\uFEFF${[heading, ...rows].join('\r\n')}\r\n`)
    const env = { ...process.env, DATA_DIR: life.dataDir, PORT: String(life.port) }
    const bring = () => run('node', ['app/bin/groundswell.js', 'people', 'import', list], { cwd: root, env })
    const first = await bring()
    expect(first.stdout).toContain(String(MEMBERS + 1))
    const second = await bring()
    expect(second.stdout).not.toMatch(new RegExp(`${MEMBERS + 1} (people )?(added|new)`))
  })

  it('refuses an election to whoever does not hold the office, and names the article', async () => {
    const ordinary = await signedIn(member(5).email)
    const refused = await ordinary.get('/ballots/call')
    expect(refused.status).toBe(403)
    expect(plain(await refused.text())).toMatch(/Article \d+(\.\d+)? gives this to the returning officer/)
  })

  it('calls its first election', async () => {
    const officer = await signedIn('ama@example.org')
    const address = await officer.does('/ballots/call', {
      title: 'Chair 2027',
      office: 'chair',
      seats: '1',
      ...dateFields('nominationsOpen', inDays(1)),
      ...dateFields('nominationsClose', inDays(17)),
      ...dateFields('freezeAt', inDays(18)),
      ...dateFields('opensAt', inDays(27)),
      ...dateFields('closesAt', inDays(43)),
    })
    contest = address.replace('/ballots/', '')
    expect(plain(await new Neighbour(life).page(`/ballots/${contest}`))).toContain('Chair 2027')
  })

  it('has candidates, whom the returning officer accepts, and not the officer', async () => {
    await life.advance({ days: 2 })
    await until(`/ballots/${contest}`, (page) => page.includes('Nominations open'))
    for (const [i, name] of STANDING.entries()) {
      const candidate = await signedIn(member(i).email)
      await candidate.does(`/ballots/${contest}/stand`, {
        name,
        statement: `I am ${name}, and I keep my word.`,
        pictureWords: '',
      })
    }
    const officer = await signedIn('ama@example.org')
    const own = await officer.post(`/ballots/${contest}/stand`, { name: 'Ama', statement: 'Me too', pictureWords: '' })
    expect(own.status).not.toBe(303)
    const ids = [...(await officer.page(`/ballots/${contest}/run`)).matchAll(/run\/candidates\/([0-9a-f-]{36})"/g)].map(
      ([, id]) => id ?? '',
    )
    expect(new Set(ids).size).toBe(STANDING.length)
    for (const id of new Set(ids)) {
      await officer.does(`/ballots/${contest}/run/candidates/${id}`, { [`decision-${id.slice(0, 8)}`]: 'accepted' })
    }
  })

  it('freezes the roll: each member sees whether they may vote, and why', async () => {
    await life.advance({ days: 17 })
    const officer = await signedIn('ama@example.org')
    await expect
      .poll(async () => (await officer.get(`/ballots/${contest}/run/roll`)).status, { timeout: 30_000 })
      .toBe(200)
    const may = await signedIn(member(7).email)
    expect(plain(await may.page(`/ballots/${contest}/may-i-vote`))).toContain('You may vote')
    const mayNot = await signedIn('lapsed@example.org')
    expect(plain(await mayNot.page(`/ballots/${contest}/may-i-vote`))).toContain('You may not vote')
  })

  it('opens the ballot and invites every voter by mail', async () => {
    await life.advance({ days: 9 })
    await until(`/ballots/${contest}`, (page) => page.includes('Ballot open'))
    await expect
      .poll(async () => (await new Neighbour(life).page('/outbox')).includes(`/ballots/${contest}`), {
        timeout: 30_000,
      })
      .toBe(true)
  })

  it('takes votes, and the last of each voter counts', async () => {
    for (let i = 0; i < 20; i++) {
      if (i % 5 === 0) await life.advance({ minutes: 3 })
      const { email } = member(i)
      const voter = await signedIn(email)
      const times = i % 6 === 0 ? 2 : 1
      for (let again = 0; again < times; again++) {
        const ranking = paperOf(i, again)
        const reference = await votes(voter, ranking)
        expect(reference).toMatch(/^[0-9A-Z-]{4,}/)
        cast.set(email, ranking)
        receipts.set(email, reference as string)
      }
    }
  })

  it('shows nobody how the ballot stands, the returning officer included', async () => {
    const officer = await signedIn('ama@example.org')
    const pages = [`/ballots/${contest}`, `/ballots/${contest}/run`, `/ballots/${contest}/board`]
    for (const page of pages)
      expect(plain(await officer.page(page))).not.toMatch(/first preference|leading|\d+ votes for/i)
    expect((await officer.get(`/ballots/${contest}/run/papers.blt`)).status).not.toBe(200)
  })

  it('is killed in mid-vote and starts again with every acknowledged vote, none twice', async () => {
    const voters: { i: number; neighbour: Neighbour }[] = []
    for (let i = 20; i < MEMBERS; i++) {
      if (i % 5 === 0) await life.advance({ minutes: 3 })
      voters.push({ i, neighbour: await signedIn(member(i).email) })
    }
    const casting = voters.map(async ({ i, neighbour }, turn) => {
      await new Promise((settle) => setTimeout(settle, turn * 15))
      return { i, neighbour, reference: await votes(neighbour, paperOf(i)) }
    })
    await new Promise((settle) => setTimeout(settle, 200))
    await life.kill()
    const answers = await Promise.all(casting)
    await life.startAgain()
    const board = plain(await new Neighbour(life).page(`/ballots/${contest}/board`))
    for (const { i, reference } of answers) {
      if (reference === null) continue
      expect(board).toContain(reference)
      cast.set(member(i).email, paperOf(i))
      receipts.set(member(i).email, reference)
    }
    for (const reference of receipts.values()) expect(board.split(reference)).toHaveLength(2)
    for (const { i, neighbour, reference } of answers) {
      if (reference !== null) continue
      const later = await votes(neighbour, paperOf(i))
      expect(later).not.toBeNull()
      cast.set(member(i).email, paperOf(i))
      receipts.set(member(i).email, later as string)
    }
    expect(cast.size).toBe(MEMBERS)
  })

  it('closes at its second, and takes no vote after it', async () => {
    const late = await signedIn(member(3).email)
    await life.advance({ days: 17 })
    expect(await votes(late, [4])).toBeNull()
    await until('/elections', (page) => page.includes('Chair 2027'))
  })

  it('publishes a result whose papers are those that were cast, in an order that tells nothing', async () => {
    const stranger = new Neighbour(life)
    const slug = (await stranger.page('/elections')).match(/\/elections\/(chair-2027[\w-]*)"/)?.[1] ?? ''
    const blt = await stranger.page(`/elections/${slug}/ballots.blt`)
    const file = parseBlt(blt)
    if (!file.ok) throw new Error('the published papers do not parse')
    const published = [...rankingsOf(file.value.ballots)]
      .flatMap(({ ranking, papers }) => Array.from({ length: papers }, () => ranking.join(' ')))
      .sort()
    expect(published).toEqual([...cast.values()].map((ranking) => ranking.join(' ')).sort())

    const papers = join(folder, 'ballots.blt')
    await writeFile(papers, blt)
    const counted = await run('npx', ['tally', 'count', papers, '--rules', 'scottish', '--format', 'json'], {
      cwd: root,
    })
    const again = JSON.parse(counted.stdout) as { elected: number[]; stages: unknown[] }
    const record = JSON.parse(await stranger.page(`/elections/${slug}/record.json`)) as typeof again
    expect(again).toEqual(record)
    const here = count(file.value, { rules: 'scottish' })
    expect(here.ok && here.value.elected).toEqual(record.elected)
    const winner = file.value.candidates[(record.elected[0] ?? 0) - 1] ?? ''
    expect(STANDING).toContain(winner)
    expect(plain(await stranger.page(`/elections/${slug}`))).toContain(winner)
    await life.advance({ days: 10 })
    await until('/offices', (page) => page.includes(winner))
  })
})
