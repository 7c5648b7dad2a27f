import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operator, visitor } from '../../../platform/mandate.ts'
import { projectRoot } from '../../../platform/project-root.ts'
import { type TestHouse, testHouse } from '../../../testing/house.ts'
import { importResults } from './import-results.ts'

const papers = new Uint8Array(readFileSync(join(projectRoot(), 'examples/residents-committee.blt')))
const file = { name: 'residents-committee.blt', bytes: papers }

let house: TestHouse
beforeAll(async () => {
  house = await testHouse()
})
afterAll(() => house.close())

const publish = (input: object) => house.house.runner.run(importResults, operator, input)

describe('publishing an election held elsewhere', () => {
  it('counts the papers, and gives them back byte for byte with the record of the count', async () => {
    const outcome = await publish({ files: [file], rules: 'scottish' })
    expect(outcome).toMatchObject({
      ok: true,
      value: [{ slug: 'tidewater-residents-committee-three-places', fresh: true }],
    })

    const reader = house.reader()
    const page = await (await reader.get('/elections/tidewater-residents-committee-three-places')).text()
    expect(page).toContain('Tidewater Residents&#39; Committee'.replace('&#39;', "'"))
    expect(page).toContain('npx tally count ballots.blt --rules scottish')
    expect(page).not.toContain('<script')

    const back = await reader.get('/elections/tidewater-residents-committee-three-places/ballots.blt')
    expect(Buffer.from(await back.arrayBuffer()).equals(Buffer.from(papers))).toBe(true)
    const record = await (await reader.get('/elections/tidewater-residents-committee-three-places/record.json')).json()
    expect(record).toMatchObject({ rules: 'scottish', seats: 3, quota: '25', ballots: { total: 100, valid: 97 } })
  })

  it('changes nothing when the same papers come again', async () => {
    const again = await publish({ files: [file], rules: 'scottish' })
    expect(again).toMatchObject({
      ok: true,
      value: [{ slug: 'tidewater-residents-committee-three-places', fresh: false }],
    })
  })

  it.each([
    ['a title that goes on and on', `2 1\n1 1 2 0\n0\n"A"\n"B"\n"${'Long '.repeat(80)}"\n`, /300 letters/],
    ['more seats than anybody could fill', '2 5000000000\n1 1 2 0\n0\n"A"\n"B"\n"Many"\n', /cannot be published/],
    ['more papers than there are people', '2 1\n5000000000 1 2 0\n0\n"A"\n"B"\n"Many"\n', /cannot be published/],
  ])('says what a result has no room for: %s', async (_, text, words) => {
    const outcome = await publish({
      files: [{ name: 'far.blt', bytes: new TextEncoder().encode(text) }],
      rules: 'scottish',
    })
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'rejected', problem: [expect.stringMatching(words)] } })
  })

  it('gives a title to an election whose file and name have none', async () => {
    const bytes = new TextEncoder().encode('2 1\n1 1 2 0\n0\n"A"\n"B"\n""\n')
    expect(await publish({ files: [{ name: '_.blt', bytes }], rules: 'scottish' })).toMatchObject({ ok: true })
    const zero = await publish({ files: [{ name: 'a\0.blt', bytes }], rules: 'scottish' })
    expect(zero).toMatchObject({ ok: false, error: { kind: 'rejected' } })
  })

  it('publishes all the files or none of them, naming file, line and column', async () => {
    const outcome = await publish({
      files: [
        { name: 'good.blt', bytes: new TextEncoder().encode('2 1\n1 1 2 0\n0\n"A"\n"B"\n"A good one"\n') },
        { name: 'bad.blt', bytes: new TextEncoder().encode('2 1\n1 1 7 0\n0\n"A"\n"B"\n"A bad one"\n') },
      ],
      rules: 'scottish',
    })
    expect(outcome).toMatchObject({
      ok: false,
      error: { kind: 'rejected', problem: [expect.stringMatching(/^bad\.blt: line 2, column 5: /)] },
    })
    expect(await (await house.reader().get('/elections?q=good')).text()).toContain('No election matches')
  })

  it('names the rules there are when one is unknown', async () => {
    const outcome = await publish({ files: [file], rules: 'first-past-the-goal' })
    expect(outcome).toMatchObject({
      ok: false,
      error: { kind: 'rejected', problem: [expect.stringContaining('scottish')] },
    })
  })

  it('refuses a stranger', async () => {
    const outcome = await house.house.runner.run(importResults, visitor, { files: [file], rules: 'scottish' })
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'refused' } })
  })

  it('refuses a form that another site sent', async () => {
    const response = await house
      .reader()
      .post('/elections/import', { rules: 'scottish' }, { 'sec-fetch-site': 'cross-site' })
    expect(response.status).toBe(403)
    expect(await response.text()).toContain('came from another site')
  })
})

describe('the public pages', () => {
  it('are kept as bytes until another election is published', async () => {
    const reader = house.reader()
    const first = await reader.get('/elections')
    const etag = first.headers.get('etag')
    const kept = await reader.get('/elections')
    expect(kept.headers.get('etag')).not.toBeNull()
    expect((await reader.get('/elections', { 'if-none-match': kept.headers.get('etag') ?? '' })).status).toBe(304)
    await publish({
      files: [
        {
          name: 'new.blt',
          bytes: new TextEncoder().encode('2 1\n3 1 0\n0\n"Zainab"\n"Will"\n"Fresh off the press"\n'),
        },
      ],
      rules: 'scottish',
    })
    await expect.poll(async () => (await reader.get('/elections')).text()).toContain('Fresh off the press')
    expect(etag).not.toBe((await reader.get('/elections')).headers.get('etag'))
  })

  it('answer a search by any word of the title or of a name, apostrophes and accents included', async () => {
    const reader = house.reader()
    for (const words of ["o'grady", 'Llŷn', 'tidewater callum', 'TIDE']) {
      expect(await (await reader.get(`/elections?q=${encodeURIComponent(words)}`)).text()).toContain(
        'Tidewater Residents',
      )
    }
    expect(await (await reader.get('/elections?q=100%25')).text()).toContain('No election matches')
  })

  it('say plainly that there is no such election', async () => {
    expect((await house.reader().get('/elections/nowhere')).status).toBe(404)
  })

  it('carry the headers that keep a page to itself', async () => {
    const response = await house.reader().get('/elections')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })
})
