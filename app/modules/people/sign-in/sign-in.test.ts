import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Catcher, caughtLetters, startCatcher } from '../../../platform/mail/catcher.ts'
import { operator } from '../../../platform/mandate.ts'
import { ok, unwrap } from '../../../platform/result.ts'
import { tick } from '../../../platform/tick.ts'
import { verb } from '../../../platform/verb.ts'
import { openPost } from '../../../post.ts'
import { found } from '../../../testing/found.ts'
import { ORIGIN, type TestHouse, testHouse } from '../../../testing/house.ts'
import { addPerson } from '../index.ts'

let folder: string
let house: TestHouse
let catcher: Catcher
let postman: ReturnType<typeof openPost>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'groundswell-post-'))
  house = await testHouse()
  catcher = await startCatcher(folder, house.clock)
  postman = openPost(house.house, {
    ...house,
    post: { smtpUrl: catcher.smtpUrl, from: 'Us <us@example.org>', origin: ORIGIN },
  })
  await found(house)
  unwrap(await house.house.runner.run(addPeople, operator, {}))
})
afterAll(async () => {
  postman.close()
  await catcher.close()
  await house.close()
  await rm(folder, { recursive: true, force: true })
})

/** A couple who share a mailbox. */
const addPeople = verb({
  name: 'test.add-people',
  operator: true,
  input: z.object({}),
  async act({ tx, mandate, now, chance }) {
    for (const given of ['Siân', 'D’Arcy']) {
      const person = {
        name: { name: `${given} O’Neill`, given, family: 'O’Neill' },
        emails: ['The.ONeills@example.org'],
        source: 'test',
      }
      await addPerson(tx, mandate, { person, now, chance })
    }
    return ok()
  },
})

/** Asks for a link, lets the post go round, and reads the newest letter. */
async function linkFor(email: string): Promise<string> {
  const response = await house.reader().post('/sign-in', { email })
  expect(response.status).toBe(200)
  const problems: unknown[] = []
  await tick([postman], house.house.runner, house.clock.now(), (_, problem) => problems.push(problem))
  expect(problems).toEqual([])
  const [letter] = await caughtLetters(folder, 1)
  const address = letter?.text.match(/http\S+/)?.[0] ?? ''
  return new URL(address).pathname
}

describe('signing in by a link', () => {
  it('takes one press on one page, on any device', async () => {
    const link = await linkFor(' Ama@Example.org ')
    const reader = house.reader()
    const page = await reader.get(link)
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(await page.text()).toContain('Welcome, Ama Oyelaran')
    const entered = await reader.post(link, {})
    expect(entered.status).toBe(303)
    expect(entered.headers.get('location')).toBe('/me')
    expect(await (await reader.get('/elections')).text()).toContain('Ama Oyelaran')
  })

  it('spends nothing when a mail scanner opens the link', async () => {
    const link = await linkFor('ama@example.org')
    for (let i = 0; i < 3; i++) expect((await house.reader().get(link)).status).toBe(200)
    expect((await house.reader().post(link, {})).status).toBe(303)
  })

  it('works once: the second press says so', async () => {
    const link = await linkFor('ama@example.org')
    const presses = await Promise.all([house.reader().post(link, {}), house.reader().post(link, {})])
    expect(presses.map(({ status }) => status).sort()).toEqual([303, 410])
    const over = await (await house.reader().get(link)).text()
    expect(over).toContain('has been used already')
    expect(over).toContain('<a href="/me">go to your page</a>')
  })

  it('works for fifteen minutes', async () => {
    const link = await linkFor('ama@example.org')
    house.clock.advance(15 * 60_000)
    const late = await house.reader().post(link, {})
    expect(late.status).toBe(410)
    expect(await late.text()).toContain('more than 15 minutes old')
  })

  it('asks who is reading where people share a mailbox', async () => {
    const link = await linkFor('the.oneills@example.org')
    const reader = house.reader()
    const page = await (await reader.get(link)).text()
    expect(page).toContain('Who are you?')
    expect((await reader.post(link, {})).status).toBe(422)
    const person = page.match(/value="([0-9a-f-]{36})"[^>]*>\s*<label[^>]*>\s*Siân/)?.[1] ?? ''
    expect((await reader.post(link, { person })).status).toBe(303)
    expect(await (await reader.get('/elections')).text()).toContain('Siân O’Neill')
  })

  it('lets nobody choose somebody of another mailbox', async () => {
    const link = await linkFor('the.oneills@example.org')
    expect((await house.reader().post(link, { person: house.chance.id() })).status).toBe(422)
  })

  it('answers alike whether or not an address is known, and writes only to those that are', async () => {
    const before = (await caughtLetters(folder, 100)).length
    const known = await (await house.reader().post('/sign-in', { email: 'ama@example.org' })).text()
    const unknown = await (await house.reader().post('/sign-in', { email: 'nobody@example.org' })).text()
    expect(unknown.replace('nobody@example.org', 'ama@example.org')).toBe(known)
    await tick([postman], house.house.runner, house.clock.now(), () => undefined)
    expect(await caughtLetters(folder, 100)).toHaveLength(before + 1)
  })

  it('keeps no link in the database that could be used', async () => {
    const response = await house.reader().post('/sign-in', { email: 'the.oneills@example.org' })
    expect(response.status).toBe(200)
    const { rows } = await house.ownerQuery<{ body_text: string }>(
      'select body_text from platform.letter where sent_at is null',
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]?.body_text).toMatch(/\[\[sign-in [0-9a-f-]{36}\]\]/)
    expect(rows[0]?.body_text).not.toContain('/sign-in/link/')
    await tick([postman], house.house.runner, house.clock.now(), () => undefined)
    const after = await house.ownerQuery(
      'select 1 from platform.letter where body_text is not null or recipient is not null',
    )
    expect(after.rows).toHaveLength(0)
  })

  it('says what is wrong with an address, and keeps it in the box', async () => {
    const response = await house.reader().post('/sign-in', { email: 'ama@' })
    expect(response.status).toBe(422)
    const page = await response.text()
    expect(page).toContain('Enter an email address, like name@example.org')
    expect(page).toContain('value="ama@"')
  })

  it('does not let one mailbox be flooded', async () => {
    const answers: number[] = []
    for (let i = 0; i < 8; i++)
      answers.push((await house.reader().post('/sign-in', { email: 'flood@example.org' })).status)
    expect(answers).toEqual([200, 200, 200, 200, 200, 429, 429, 429])
  })

  it('leaves no session behind when the reader signs in anew', async () => {
    const reader = house.reader()
    await reader.post(await linkFor('callum@example.org'), {})
    const before = house.reader()
    before.cookies.set('gs_session', reader.cookies.get('gs_session') ?? '')
    expect((await before.get('/me')).status).toBe(200)
    await reader.post(await linkFor('callum@example.org'), {})
    expect((await reader.get('/me')).status).toBe(200)
    expect((await before.get('/me')).status).toBe(303)
  })

  it('ends when the reader signs out, here or everywhere', async () => {
    house.clock.advance(3_600_000)
    const [one, two] = [house.reader(), house.reader()]
    for (const reader of [one, two]) {
      const entered = await reader.post(await linkFor('ama@example.org'), {})
      expect(entered.status).toBe(303)
    }
    const cookies = new Map(two.cookies)
    await one.post('/sign-out', { everywhere: 'yes' })
    for (const [name, value] of cookies) two.cookies.set(name, value)
    expect(await (await two.get('/elections')).text()).not.toContain('Ama Oyelaran')
  })

  it('never sends the reader on to another site', async () => {
    for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
      const page = await (await house.reader().get(`/sign-in?next=${encodeURIComponent(next)}`)).text()
      expect(page).not.toContain('evil.example')
    }
  })
})
