import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operator } from '../../../platform/mandate.ts'
import { unwrap } from '../../../platform/result.ts'
import { type Reader, type TestHouse, testHouse } from '../../../testing/house.ts'
import { prepareFounding } from '../founding-token.ts'

let house: TestHouse
let token: string
let founder: Reader
beforeAll(async () => {
  house = await testHouse()
  token = unwrap(await house.house.runner.run(prepareFounding, operator, {}))
  founder = house.reader()
})
afterAll(() => house.close())

const text = async (response: Response) => (await response.text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const ADA = { name: 'Ada Okafor', email: 'ada@lantern.example', offices: ['chair', 'membership-secretary'] }

describe('founding an organisation, page by page', () => {
  it('begins with the token and nothing else', async () => {
    const stranger = house.reader()
    expect(await text(await stranger.get('/found'))).toContain('Found your organisation')
    const wrong = await stranger.post('/found', { token: 'guessed' })
    expect(wrong.status).toBe(422)
    const page = await wrong.text()
    expect(page).toContain('There is a problem')
    expect(page).toContain('value="guessed"')
    for (const step of ['name', 'people', 'check']) {
      expect((await stranger.get(`/found/${step}`)).headers.get('location')).toBe('/found')
      expect((await stranger.post(`/found/${step}`, { name: 'Mine' })).headers.get('location')).toBe('/found')
    }
  })

  it('keeps each answer, and shows again what was typed where it is wrong', async () => {
    expect((await founder.post('/found', { token })).headers.get('location')).toBe('/found/name')
    const short = await founder.post('/found/name', { name: 'L' })
    expect(short.status).toBe(422)
    expect(await short.text()).toMatch(/<title>Error: .*value="L"/s)
    expect((await founder.post('/found/name', { name: 'The Lantern' })).headers.get('location')).toBe('/found/purpose')
    expect(await (await founder.get('/found/name')).text()).toContain('value="The Lantern"')
    await founder.post('/found/purpose', { purpose: 'To keep a light on in every street.' })
    expect((await founder.post('/found/constitution', {})).status).toBe(422)
    const next = await founder.post('/found/constitution', { constitution: 'association' })
    expect(next.headers.get('location')).toBe('/found/people')
  })

  it('lets the constitution be read before it is chosen', async () => {
    for (const start of ['federation', 'association', 'branch'])
      expect(await text(await house.reader().get(`/found/constitutions/${start}`))).toContain('What the program obeys')
    expect((await house.reader().get('/found/constitutions/empire')).status).toBe(404)
  })

  it('takes founders one by one, and lets go of one', async () => {
    expect((await founder.post('/found/people', { do: 'continue' })).status).toBe(422)
    const wrong = await founder.post('/found/people', { ...ADA, email: 'ada', do: 'add' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('href="#email"')
    await founder.post('/found/people', { name: 'Zed Quick', email: 'zed@lantern.example', do: 'add' })
    await founder.post('/found/people', { ...ADA, do: 'add' })
    await founder.post('/found/people', { do: 'remove-0' })
    const list = await text(await founder.get('/found/people'))
    expect(list).toContain('Ada Okafor')
    expect(list).not.toContain('Zed Quick')
    expect((await founder.post('/found/people', { do: 'continue' })).headers.get('location')).toBe('/found/until')
  })

  it('asks for a real day', async () => {
    const day = (d: string, m: string, y: string) => ({
      'interimEndsOn-day': d,
      'interimEndsOn-month': m,
      'interimEndsOn-year': y,
    })
    expect(await text(await founder.post('/found/until', day('', '', '')))).toContain('Enter the day on which')
    expect(await text(await founder.post('/found/until', day('31', '2', '2026')))).toContain('There is no such day')
    const next = await founder.post('/found/until', day('1', '9', '2027'))
    expect(next.headers.get('location')).toBe('/found/check')
  })

  it('says on the last page what is still wrong, each with the way to mend it', async () => {
    const refused = await founder.post('/found/check', {})
    expect(refused.status).toBe(422)
    const page = await refused.text()
    expect(page).toContain('<a href="/found/until">The first offices must end on or before 2 March 2027')
    expect(page).toContain('<a href="/found/people">Somebody must be the returning officer</a>')
    expect((await founder.get('/constitution')).status).toBe(404)
  })

  it('founds the organisation once all is right, and never again', async () => {
    await founder.post('/found/people', {
      name: 'Chioma Reid',
      email: 'chioma@lantern.example',
      offices: 'returning-officer',
      do: 'continue',
    })
    await founder.post('/found/until', {
      'interimEndsOn-day': '31',
      'interimEndsOn-month': 'December',
      'interimEndsOn-year': '2026',
    })
    const check = await text(await founder.get('/found/check'))
    expect(check).toContain('Ada Okafor, ada@lantern.example : Chair and Membership secretary'.replace(' :', ':'))
    const founded = await founder.post('/found/check', {})
    expect(founded.headers.get('location')).toBe('/')
    expect(await text(await founder.get('/'))).toContain('The Lantern is founded')
    expect(await text(await house.reader().get('/found'))).toContain('The Lantern was founded here already')
    const again = house.reader()
    expect((await again.post('/found', { token })).status).toBe(422)
    const facts = await house.house.pools.app
      .connection()
      .execute(async (db) => db.selectFrom('platform.fact').selectAll().where('name', 'like', 'founding%').execute())
    expect(JSON.stringify(facts)).not.toMatch(/Ada|lantern\.example/)
  })
})

describe('what a visitor can read of a founded organisation', () => {
  const visitor = () => house.reader()

  it('is its constitution, the words beside what the program obeys', async () => {
    const page = await (await visitor().get('/constitution')).text()
    expect(page).toContain('id="article-6.5"')
    expect(page.replace(/<[^>]+>/g, ' ')).toContain(
      'The returning officer may call and run elections and ballots, in the organisation and in every group.',
    )
    expect((await visitor().get('/constitution/versions/1')).status).toBe(200)
    for (const none of ['2', '0', '-1', 'x', '99999999999'])
      expect((await visitor().get(`/constitution/versions/${none}`)).status).toBe(404)
    expect(await (await visitor().get('/constitution/versions/1/text')).text()).toMatch(
      /^# The constitution of The Lantern/,
    )
    expect(await (await visitor().get('/constitution/rules.schema.json')).json()).toHaveProperty('oneOf')
  })

  it('is who holds which office, since when, until when, that nobody voted for it, and what is vacant', async () => {
    const page = await text(await visitor().get('/offices'))
    expect(page).toContain('Ada Okafor 2 March 2026 31 December 2026 Interim Named at the founding, by no vote')
    expect(page).toMatch(/Treasurer One place, for one year.*Vacant One place/)
    expect(page).not.toContain('lantern.example')
  })

  it('is vacancies, from the moment the interim terms are over, with who held the office before', async () => {
    house.clock.set('2027-01-01T00:00:00Z')
    const page = await text(await visitor().get('/offices'))
    expect(page).toMatch(/Returning officer One place.*Vacant One place.*who held it before.*Chioma Reid/)
    house.clock.set('2026-03-02T10:00:00Z')
  })

  it('is the record of what was done, found by its words, and names nobody', async () => {
    const record = await text(await visitor().get('/record'))
    expect(record).toContain('The Lantern was founded. Interim offices, until 31 December 2026 at the latest')
    expect(record).toContain('The founders')
    expect(record).not.toMatch(/Ada|Chioma/)
    expect(await text(await visitor().get('/record?q=lantern+founded'))).toContain('One entry'.replace('One', '1'))
    expect(await text(await visitor().get('/record?q=100%25'))).toContain('Nothing in the record has all these words')
    expect((await visitor().get('/record?page=-3&q=%27')).status).toBe(200)
  })
})
