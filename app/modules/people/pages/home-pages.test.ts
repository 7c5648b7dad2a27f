import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FOUNDERS } from '../../../testing/found.ts'
import type { Reader } from '../../../testing/house.ts'
import { signedInAs } from '../../../testing/sign-in.ts'
import { type ImportWorld, importWorld } from '../import/world.fixture.ts'

let world: ImportWorld
let ama: Reader
let callum: Reader
beforeAll(async () => {
  world = await importWorld()
  ama = await signedInAs(world.house, FOUNDERS.ama.email)
  callum = await signedInAs(world.house, FOUNDERS.callum.email)
  await world.bring(
    'name,email,town,phone\n"Llŷr ap Rhys",llyr@example.org,Caernarfon,07700 900456\nGus Roe,gus@example.org,,\n',
  )
})
afterAll(() => world.close())

const text = async (page: Response) => (await page.text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const idOf = async (email: string) => {
  const { rows } = await world.house.ownerQuery<{ person: string }>(
    `select person from people.email where address = '${email}'`,
  )
  return String(rows[0]?.person)
}

describe('a person’s own page', () => {
  it('says who they are, where they stand and why, and their groups', async () => {
    const page = await text(await ama.get('/me'))
    expect(page).toMatch(/Ama Oyelaran .*In standing .*You are a member in standing/)
    expect(page).toContain('Your groups You belong to none yet.')
    const supporter = await signedInAs(world.house, 'llyr@example.org')
    expect(await text(await supporter.get('/me'))).toMatch(/Llŷr ap Rhys .*Supporter .*no evidence of a membership/)
  })

  it('asks a stranger to sign in, and brings them back', async () => {
    for (const address of ['/me', '/me/details', '/me/seen-by']) {
      const answer = await world.house.reader().get(address)
      expect(answer.headers.get('location')).toBe(`/sign-in?next=${encodeURIComponent(address)}`)
    }
    expect((await world.house.reader().post('/me/details', { name: 'Mallory' })).status).toBe(303)
  })

  it('is put right by its owner, and loses nothing that was typed when it cannot be', async () => {
    const llyr = await signedInAs(world.house, 'llyr@example.org')
    const typed = {
      name: ' ',
      pronouns: 'ef',
      postcode: 'll551aa',
      place: 'Caernarfon',
      reachBy: 'post',
      neverPhone: 'yes',
    }
    const refused = await llyr.post('/me/details', typed)
    expect(refused.status).toBe(422)
    const page = await refused.text()
    expect(page).toContain('Enter your name')
    expect(page).toMatch(/value="ll551aa"/)
    expect(page).toMatch(/value="post" checked/)
    expect((await llyr.post('/me/details', { ...typed, name: "Llŷr Wynne-O'Dowd" })).headers.get('location')).toBe(
      '/me',
    )
    const { rows } = await world.house.ownerQuery(
      `select name, name_key, given_name, pronouns, postcode, reach_by, never_phone from people.person where id = '${await idOf('llyr@example.org')}'`,
    )
    expect(rows).toEqual([
      {
        name: "Llŷr Wynne-O'Dowd",
        name_key: 'llyr wynne odowd',
        given_name: null,
        pronouns: 'ef',
        postcode: 'LL55 1AA',
        reach_by: 'post',
        never_phone: true,
      },
    ])
    expect(await text(await llyr.get('/me'))).toContain('By post only')
  })
})

describe('the people, for whoever keeps their records', () => {
  it.each([
    ['part of a name, without its accents', 'gus', 'Gus Roe'],
    ['a whole address', 'GUS@example.org', 'Gus Roe'],
    ['a phone number', '+44 7700 900456', 'Llŷr Wynne'],
  ])('are found by %s', async (_, find, name) => {
    const page = await text(await callum.get(`/people?${new URLSearchParams({ q: find })}`))
    expect(page).toContain('1 person')
    expect(page).toContain(name)
  })

  it('are found by what is typed, not by what it might mean to a database', async () => {
    for (const find of ['%', '_us', '\\', "'; drop table people.person; --"])
      expect(await text(await callum.get(`/people?${new URLSearchParams({ q: find })}`))).toMatch(
        /Nobody was found|people/,
      )
    expect(await text(await callum.get('/people?q=g_s'))).toContain('Nobody was found')
  })

  it('can each see who looked at them, and why; nobody else can', async () => {
    const gus = await signedInAs(world.house, 'gus@example.org')
    await world.house.ownerQuery('delete from people.access')
    expect(await text(await gus.get('/me/seen-by'))).toContain('Nobody has yet.')
    const page = await callum.get(`/people/${await idOf('gus@example.org')}`)
    expect(await text(page)).toContain('gus@example.org')
    const seen = await text(await gus.get('/me/seen-by'))
    expect(seen).toMatch(/Membership secretary.*Opened the record, under article/)
    expect(await text(await ama.get('/me/seen-by'))).toContain('Nobody has yet.')
  })

  it('get a new address from whoever keeps the records, and their old ones are told', async () => {
    const gus = await idOf('gus@example.org')
    const bad = await callum.post(`/people/${gus}/addresses`, { email: 'gus at example' })
    expect(bad.status).toBe(422)
    expect(await text(bad)).toContain('Enter an email address, like name@example.org')
    const same = await callum.post(`/people/${gus}/addresses`, { email: 'GUS@example.org' })
    expect(await text(same)).toContain('This address is on the record already')
    for (const reader of [ama, world.house.reader()]) {
      expect((await reader.post(`/people/${gus}/addresses`, { email: 'mallory@example.org' })).status).toBe(403)
      expect((await reader.post(`/people/${gus}/addresses/remove`, { email: 'gus@example.org' })).status).toBe(403)
    }
    expect((await callum.post(`/people/${gus}/addresses`, { email: 'gus.roe@example.net' })).status).toBe(303)
    const letters = await world.house.ownerQuery('select recipient, body_text from platform.letter')
    expect(letters.rows).toEqual([
      {
        recipient: 'gus@example.org',
        body_text: expect.stringMatching(/by the membership secretary: g…@example\.net/),
      },
    ])
    expect(await text(await callum.get(`/people/${gus}`))).toContain('gus.roe@example.net, gus@example.org')
    await callum.post(`/people/${gus}/addresses/remove`, { email: 'gus.roe@example.net' })
    await callum.post(`/people/${gus}/addresses/remove`, { email: 'gus@example.org' })
    expect(await text(await callum.get(`/people/${gus}`))).toMatch(/E-mail gus@example\.org Phone/)
    expect((await callum.post(`/people/${world.house.chance.id()}/addresses`, { email: 'a@example.org' })).status).toBe(
      404,
    )
  })

  it('are closed to strangers, members and other officers', async () => {
    const gus = await idOf('gus@example.org')
    for (const reader of [world.house.reader(), ama, await signedInAs(world.house, 'llyr@example.org')])
      for (const address of ['/people', `/people/${gus}`, '/people?q=gus']) {
        const answer = await reader.get(address)
        expect([address, answer.status]).toEqual([address, 403])
        expect(await answer.text()).not.toContain('gus@example.org')
      }
    expect((await callum.get('/people/none')).status).toBe(404)
    expect((await callum.get(`/people/${world.house.chance.id()}`)).status).toBe(404)
  })
})

describe('the database itself, under the program’s own role', () => {
  it('shows nobody’s record to a transaction without a power, or with a power over one group', async () => {
    const tables = ['person', 'email', 'phone', 'external_id', 'evidence', 'import', 'review', 'access']
    for (const [power, scope] of [
      ['', ''],
      ['members.home', 'organisation'],
      ['people.read', 'group:none'],
      ['elections.vote', 'organisation'],
    ]) {
      for (const table of tables) {
        const { rows } = await asProgram(`select count(*)::int as count from people.${table}`, power, scope)
        expect([power, table, rows[0]?.count]).toEqual([power, table, 0])
      }
    }
    const own = await asProgram(
      `select name from people.person`,
      'self.manage',
      'organisation',
      await idOf('gus@example.org'),
    )
    expect(own.rows).toEqual([{ name: 'Gus Roe' }])
  })

  it('lets nobody change another’s record by their right over their own', async () => {
    const me = await idOf('gus@example.org')
    const changed = await asProgram(`update people.person set name = 'Mallory'`, 'self.manage', 'organisation', me)
    expect(changed.rowCount).toBe(1)
    const added = asProgram(
      `insert into people.evidence values ('${world.house.chance.id()}', '${me}', 'declared', '2020-01-01', null, 'self', null, '2026-01-01', null)`,
      'self.manage',
      'organisation',
      me,
    )
    await expect(added).rejects.toThrow(/row-level security/)
  })
})

/** One statement as the program's role would run it, rolled back after. */
async function asProgram(statement: string, power = '', scope = '', person = '') {
  const results = await world.house
    .ownerQuery<Record<string, unknown>>(
      `begin; set local role groundswell_app;
     select set_config('gs.now', '2026-03-02T10:00:00Z', true), set_config('gs.actor', 'person', true), set_config('gs.person', '${person}', true),
       set_config('gs.power', '${power}', true), set_config('gs.scope', '${scope}', true);
     ${statement}; rollback`,
    )
    .catch(async (problem) => {
      await world.house.ownerQuery('rollback')
      throw problem
    })
  return (results as unknown as { rows: Record<string, unknown>[]; rowCount: number }[])[3] as {
    rows: Record<string, unknown>[]
    rowCount: number
  }
}
