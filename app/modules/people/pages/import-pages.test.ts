import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { FOUNDERS } from '../../../testing/found.ts'
import type { Reader } from '../../../testing/house.ts'
import { signedInAs } from '../../../testing/sign-in.ts'
import { type ImportWorld, importWorld } from '../import/world.fixture.ts'

let world: ImportWorld
let callum: Reader
beforeAll(async () => {
  world = await importWorld()
  await world.house.house.jobs.workOn(world.house.house.runner)
  callum = await signedInAs(world.house, FOUNDERS.callum.email)
})
afterAll(() => world.close())
beforeEach(async () => {
  await world.house.ownerQuery(`
    delete from people.review; delete from people.import;
    delete from people.person p where not exists (select from constitution.term t where t.person = p.id)`)
})

const FILE = [
  'Forename;Surname;E-mail;Ref',
  'Siân;O’Neill;sian@example.org;1',
  'Jo;Bloggs;bloggs@example.org;2',
  'Alex;Bloggs;bloggs@example.org;3',
  'No;;nothing;',
  ';;;',
].join('\r\n')

const upload = (reader: Reader, content: string | Buffer = FILE, name = 'Rhestr aelodau.csv') =>
  reader.post('/people/import', { file: new File([content as BlobPart], name, { type: 'text/csv' }) })

/** Looks at a page again until it no longer asks to be looked at. */
async function settled(reader: Reader, address: string): Promise<string> {
  for (let look = 0; look < 100; look++) {
    const page = await reader.get(address)
    if (!page.headers.get('refresh')) return page.text()
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error('the import never settled')
}

const text = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

describe('bringing a list in through the web', () => {
  it('goes from the file by its columns and a dry run to the people, without script', async () => {
    const uploaded = await upload(callum)
    expect(uploaded.status).toBe(303)
    const address = String(uploaded.headers.get('location'))
    const columns = await (await callum.get(address)).text()
    expect(text(columns)).toContain('Rhestr aelodau.csv')
    expect(columns).toMatch(/<option value="given-name" selected/)
    expect(text(columns)).toContain('Siân')

    const choice = { 'column-0': 'given-name', 'column-1': 'family-name', 'column-2': 'email', dates: 'day-first' }
    const said = await callum.post(`${address}/columns`, { ...choice, 'column-3': 'id:file' })
    expect(said.status).toBe(303)
    const dry = text(await settled(callum, address))
    expect(dry).toContain('What would happen')
    expect(dry).toMatch(/People who would be added 3 .*Rows to be looked at 1 .*Rows turned away 1/)
    expect(await world.everyone()).toEqual([])

    expect((await callum.post(`${address}/go`, {})).status).toBe(303)
    const done = text(await settled(callum, address))
    expect(done).toContain('The people are in')
    expect((await world.everyone()).map(({ name }) => name)).toEqual(['Jo Bloggs', 'No', 'Siân O’Neill'])
    expect(done).toContain('There is no name, e-mail address or id in this row.')

    const report = await callum.get(`${address}/report.csv`)
    expect(report.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(await report.text()).toContain('6,turned away,"There is no name, e-mail address or id in this row."')
    const { rows } = await world.house.ownerQuery(
      'select from people.import_part union all select from people.import_row',
    )
    expect(rows).toEqual([])
  })

  it('asks who a row is that shares a mailbox, and does not ask again', async () => {
    const address = String((await upload(callum)).headers.get('location'))
    const columns = { 'column-0': 'given-name', 'column-1': 'family-name', 'column-2': 'email', 'column-3': 'ignore' }
    await callum.post(`${address}/columns`, columns)
    await settled(callum, address)
    await callum.post(`${address}/go`, {})
    await settled(callum, address)

    const queue = await (await callum.get('/people/review')).text()
    expect(text(queue)).toContain('Who is Alex Bloggs? The same person as Jo Bloggs')
    const action = String(/action="(\/people\/review\/[^"]+)"/.exec(queue)?.[1])
    const unsaid = await callum.post(action, {})
    expect(unsaid.status).toBe(422)
    expect(text(await unsaid.text())).toContain('Choose who this is')
    expect((await callum.post(action, { who: world.house.chance.id() })).status).toBe(303)
    expect(text(await (await callum.get('/people/review')).text())).toContain('1 row waits')
    expect((await callum.post(action, { who: 'new' })).status).toBe(303)
    expect(await world.everyone()).toMatchObject([
      { name: 'Alex Bloggs', emails: 'bloggs@example.org' },
      { name: 'Jo Bloggs', emails: 'bloggs@example.org' },
      { name: 'No' },
      { name: 'Siân O’Neill' },
    ])
    expect(text(await (await callum.get('/people/review')).text())).toContain('There is nothing to look at')

    const again = String((await upload(callum)).headers.get('location'))
    await callum.post(`${again}/columns`, columns)
    await settled(callum, again)
    await callum.post(`${again}/go`, {})
    expect(text(await settled(callum, again))).toMatch(/People added 0 .*known already 4 .*Rows to be looked at 0/)
    expect(await world.everyone()).toHaveLength(4)
  })

  it('takes a row for whoever has come in with its id since', async () => {
    const bring = async (file: string) => {
      const address = String((await upload(callum, file)).headers.get('location'))
      await callum.post(`${address}/columns`, { 'column-0': 'id:file', 'column-1': 'name', 'column-2': 'email' })
      await settled(callum, address)
      await callum.post(`${address}/go`, {})
      await settled(callum, address)
    }
    await bring('ref,name,email\n1,Ann Roe,roe@example.org\n2,Bob Roe,roe@example.org\n')
    await bring('ref,name,email\n2,Bob Roe,bob@example.org\n')
    const queue = await (await callum.get('/people/review')).text()
    await callum.post(String(/action="(\/people\/review\/[^"]+)"/.exec(queue)?.[1]), { who: 'new' })
    expect(await world.everyone()).toMatchObject([
      { name: 'Ann Roe', ids: 'file:1' },
      { name: 'Bob Roe', ids: 'file:2', emails: 'bob@example.org roe@example.org' },
    ])
  })

  it('lets a page of couples be settled at once', async () => {
    const couples = Array.from(
      { length: 3 },
      (_, at) => `Ann-${at} Roe,roe-${at}@example.org\nBob-${at} Roe,roe-${at}@example.org`,
    )
    const address = String((await upload(callum, `name,email\n${couples.join('\n')}\n`)).headers.get('location'))
    await callum.post(`${address}/columns`, { 'column-0': 'name', 'column-1': 'email' })
    await settled(callum, address)
    await callum.post(`${address}/go`, {})
    await settled(callum, address)
    const queue = await (await callum.get('/people/review')).text()
    const review = [...queue.matchAll(/name="review" value="([^"]+)"/g)].map(([, id]) => String(id))
    expect(review).toHaveLength(3)
    expect((await (await signedInAs(world.house, FOUNDERS.ama.email)).post('/people/review', { review })).status).toBe(
      403,
    )
    await callum.post('/people/review', { review })
    expect(await world.everyone()).toHaveLength(6)
  })

  it('shows the columns again with all that was chosen, and says what is wrong with them', async () => {
    const address = String((await upload(callum)).headers.get('location'))
    const refused = await callum.post(`${address}/columns`, {
      'column-0': 'place',
      'column-1': 'place',
      dates: 'month-first',
    })
    expect(refused.status).toBe(422)
    const page = await refused.text()
    expect(text(page)).toContain('Another column is this already')
    expect(text(page)).toContain('Say which column is a name, an e-mail address or an id')
    expect(page).toMatch(/value="month-first" checked/)
  })

  it('says before anything happens whether the dates of a list give standing', async () => {
    const look = async () => {
      const address = String(
        (await upload(callum, 'name,joined,paid until\nAnn Lee,2020-01-01,2026-12-31\n')).headers.get('location'),
      )
      await callum.post(`${address}/columns`, { 'column-0': 'name', 'column-1': 'joined', 'column-2': 'paid-until' })
      const page = text(await settled(callum, address))
      await callum.post(`${address}/drop`, {})
      return page
    }
    expect(await look()).toContain('accepts date joined and membership paid until as evidence')
    const was = await world.house.ownerQuery<{ value: unknown }>(
      `select value from people.rule where name = 'people.import-evidence'`,
    )
    await world.house.ownerQuery(`update people.rule set value = '[]' where name = 'people.import-evidence'`)
    expect(await look()).toContain('accepts no dates of a list as evidence')
    await world.house.ownerQuery(
      `update people.rule set value = '${JSON.stringify(was.rows[0]?.value)}' where name = 'people.import-evidence'`,
    )
  })

  it('takes back a list that is not wanted', async () => {
    const address = String((await upload(callum)).headers.get('location'))
    expect((await callum.post(`${address}/drop`, {})).status).toBe(303)
    expect(text(await (await callum.get(address)).text())).toContain('This list was dropped')
  })

  it.each([
    ['an empty file', '', 'x.csv', 'The file is empty.'],
    ['nothing chosen', '', '', 'Choose the file to bring in'],
    ['empty lines', '\r\n\r\n', 'x.csv', 'The file is empty.'],
  ])('says what is wrong with %s', async (_, content, name, message) => {
    const refused = await upload(callum, content, name)
    expect(refused.status).toBe(422)
    expect(text(await refused.text())).toContain(message)
  })

  it('takes a file of many parts, keeps it while it is needed, and goes on with the very same file sent again', async () => {
    const long = `name,email\n${Array.from({ length: 60_000 }, (_, row) => `Person Number-${row},person-${row}@example.org`).join('\n')}\n`
    const first = await upload(callum, long)
    const address = String(first.headers.get('location'))
    const { rows } = await world.house.ownerQuery<{ bytes: number }>(
      'select sum(length(bytes))::int as bytes from people.import_part',
    )
    expect(rows[0]?.bytes).toBe(Buffer.byteLength(long))
    expect((await upload(callum, long)).headers.get('location')).toBe(address)
    await callum.post(`${address}/columns`, { 'column-0': 'name', 'column-1': 'email' })
    expect(text(await settled(callum, address))).toMatch(/People who would be added 60,000/)
    await callum.post(`${address}/drop`, {})
    expect(
      (await world.house.ownerQuery('select from people.import_part union all select from people.import_row')).rows,
    ).toEqual([])
  })

  it('is closed to strangers and to other officers, at each of its doors', async () => {
    const address = String((await upload(callum)).headers.get('location'))
    for (const reader of [world.house.reader(), await signedInAs(world.house, FOUNDERS.ama.email)]) {
      for (const page of ['/people/import', address, `${address}/report.csv`, '/people', '/people/review'])
        expect([page, (await reader.get(page)).status]).toEqual([page, 403])
      expect((await upload(reader)).status).toBe(403)
      for (const door of ['columns', 'go', 'drop']) {
        const answer = await reader.post(`${address}/${door}`, { 'column-0': 'name' })
        expect([door, answer.status]).toEqual([door, 403])
      }
    }
    expect((await callum.get('/people/import/nonsense')).status).toBe(404)
    expect((await callum.get(`/people/import/${world.house.chance.id()}`)).status).toBe(404)
  })
})

describe('the work on a list', () => {
  const runChore = async () => {
    for (const chore of world.house.house.chores.filter(({ name }) => name === 'people.take-up-imports'))
      await chore.run(world.house.house.runner, world.house.clock.now())
  }

  it('keeps no file that nobody went on with for a week', async () => {
    const address = String((await upload(callum)).headers.get('location'))
    world.house.clock.advance(6 * 86_400_000)
    await runChore()
    expect(text(await (await callum.get(address)).text())).toContain('What the columns are')
    world.house.clock.advance(2 * 86_400_000)
    await runChore()
    expect(text(await (await callum.get(address)).text())).toContain('This list was dropped')
    expect((await world.house.ownerQuery('select from people.import_part')).rows).toEqual([])
  })

  it('is taken up by another worker where the first was killed', async () => {
    const address = String((await upload(callum, FILE.replace('Siân', 'Cerys'))).headers.get('location'))
    const id = address.split('/').at(-1)
    // As a worker leaves it that is killed after its first row.
    await world.house.ownerQuery(`
      update people.import set state = 'checking', staged_through = 2, staged_rows = 1, working_until = '2026-03-02T09:59:00Z',
        reading = jsonb_set(reading, '{fields}', '["given-name", "family-name", "email", "id:file"]') where id = '${id}'`)
    await runChore()
    expect(text(await settled(callum, address))).toMatch(/People who would be added 3/)
  })
})
