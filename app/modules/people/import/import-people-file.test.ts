import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { visitor } from '../../../platform/mandate.ts'
import { unwrap } from '../../../platform/result.ts'
import { type ImportWorld, importWorld } from './world.fixture.ts'

let world: ImportWorld
beforeAll(async () => {
  world = await importWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  await world.house.ownerQuery(`
    delete from people.review; delete from people.import;
    delete from people.person p where not exists (select from constitution.term t where t.person = p.id)`)
})

const NATIONBUILDER = [
  'nationbuilder_id,first_name,last_name,email,mobile_number,primary_city,primary_zip,membership_started_at,membership_expires_at',
  "7,Siân,O'Neill,sian@example.org,07700 900123,Aberystwyth,sy231aa,11/02/2024,31/12/2026",
  '8,Tomasz,Łukasiewicz,tomasz@example.org,,Leeds,LS1 4AB,2019-05-01,2020-04-30',
  '9,Priya,Patel,,,,,,',
  '',
].join('\r\n')

describe('importPeopleFile', () => {
  it('brings in a NationBuilder export, with names, addresses and the evidence that the constitution accepts', async () => {
    const done = unwrap(await world.bring(NATIONBUILDER))
    expect(done.counts).toEqual({ rows: 3, added: 3, known: 0, updated: 0, review: 0, rejected: 0, noted: 0 })
    expect(await world.everyone()).toEqual([
      { name: 'Priya Patel', emails: null, postcode: null, place: null, ids: 'nationbuilder:9', evidence: null },
      {
        name: "Siân O'Neill",
        emails: 'sian@example.org',
        postcode: 'SY23 1AA',
        place: 'Aberystwyth',
        ids: 'nationbuilder:7',
        evidence: 'joined 2024-02-11, paid 2024-02-11 2026-12-31',
      },
      {
        name: 'Tomasz Łukasiewicz',
        emails: 'tomasz@example.org',
        postcode: 'LS1 4AB',
        place: 'Leeds',
        ids: 'nationbuilder:8',
        evidence: 'joined 2019-05-01, paid 2019-05-01 2020-04-30',
      },
    ])
  })

  it('changes nothing when the same file comes twice, on another day too', async () => {
    const paidOnly =
      'Member number,Name,Email,Paid until\n1,Ann Lee,ann@example.org,2026-12-31\n2,Bo Lee,,2026-12-31\n,Cy Roe,,2026-12-31\n'
    unwrap(await world.bring(NATIONBUILDER))
    unwrap(await world.bring(paidOnly))
    const before = await world.everyone()
    expect(before).toHaveLength(6)
    world.house.clock.advance(40 * 86_400_000)
    for (const file of [NATIONBUILDER, paidOnly]) {
      const again = unwrap(await world.bring(file))
      expect(again.counts).toMatchObject({ added: 0, known: 3, updated: 0, review: 0 })
    }
    expect(await world.everyone()).toEqual(before)
  })

  it('says what it would do and does none of it when only asked', async () => {
    const dry = unwrap(await world.bring(NATIONBUILDER, { dryRun: true }))
    expect(dry.counts).toMatchObject({ rows: 3, added: 3 })
    expect(await world.everyone()).toEqual([])
    expect(unwrap(await world.bring(NATIONBUILDER)).counts.added).toBe(3)
  })

  it('knows people again by address and a name that agrees, and fills in only what was unknown', async () => {
    unwrap(await world.bring('name,email,postcode\nMary Smith,mary@example.org,LS1 1AA\n'))
    const done = unwrap(
      await world.bring(
        'id,first name,middle name,last name,email,postcode,town\n44,Mary,Ann,Smith,Mary@Example.org,M1 1AA,Leeds\n',
      ),
    )
    expect(done.counts).toMatchObject({ added: 0, known: 1, updated: 1 })
    expect(await world.everyone()).toEqual([
      {
        name: 'Mary Smith',
        emails: 'mary@example.org',
        postcode: 'LS1 1AA',
        place: 'Leeds',
        ids: 'file:44',
        evidence: null,
      },
    ])
  })

  it('sends couples who share a mailbox to review, once however often they come, and never merges them', async () => {
    const couple =
      'name,email\nJohn Smith,smiths@example.org\nJane Smith,smiths@example.org\nJ Smith,smiths@example.org\n'
    const done = unwrap(await world.bring(couple))
    expect(done.counts).toMatchObject({ added: 1, review: 2 })
    expect(done.problems.map(({ line, kind }) => [line, kind])).toEqual([
      [3, 'review'],
      [4, 'review'],
    ])
    unwrap(await world.bring(couple))
    const { rows } = await world.house.ownerQuery<{ count: number }>('select count(*)::int from people.review')
    expect(rows[0]?.count).toBe(2)
    expect((await world.everyone()).map(({ name }) => name)).toEqual(['John Smith'])
  })

  it('turns a bad row away by its line and reason, and takes the rows around it', async () => {
    const file = [
      'id,name,email,joined,paid until',
      '1,"Ann',
      'Lee",ann@example.org,2024-01-01,2026-01-01',
      ',,,,',
      '3,Bo,bo@example.org,31/02/2024,',
      '4,Cy,not-an-address,,',
      '5,"Di,di@example.org,,',
      '6,Ed,ed@example.org,2025-01-01,2024-01-01',
      '7,Flo,flo@example.org,,,,more',
      '8,Gus,gus@example.org,,',
    ].join('\n')
    const done = unwrap(await world.bring(file))
    expect(done.counts).toMatchObject({ rows: 8, added: 3, rejected: 5, noted: 1 })
    expect(done.problems).toEqual([
      { line: 4, kind: 'rejected', reason: 'There is no name, e-mail address or id in this row.' },
      { line: 5, kind: 'rejected', reason: 'The date joined is not a date.' },
      { line: 6, kind: 'noted', reason: 'The e-mail address is none, and was left out.' },
      { line: 7, kind: 'rejected', reason: 'A quotation mark on this line is never closed.' },
      { line: 8, kind: 'rejected', reason: 'Membership is paid until a day before the one joined on.' },
      { line: 9, kind: 'rejected', reason: 'This row has 7 columns, the heading 5.' },
    ])
    expect((await world.everyone()).map(({ name }) => name)).toEqual(['Ann Lee', 'Cy', 'Gus'])
  })

  it('adds nobody twice when two lists with the same people come in at once', async () => {
    const list = (system: string) =>
      `${system} id,name,email\n${Array.from({ length: 300 }, (_, at) => `${system}${at},Person Number-${at},person-${at}@example.org`).join('\n')}\n`
    const map = (system: string) => ({ map: { [`${system} id`]: `id:${system}` as const } })
    const done = await Promise.all(['one', 'two', 'three'].map((system) => world.bring(list(system), map(system))))
    expect(done.map((one) => unwrap(one).counts.added).sort()).toEqual([0, 0, 300])
    expect(await world.everyone()).toHaveLength(300)
  })

  it('takes rows of one file with one id for one person', async () => {
    const done = unwrap(await world.bring('id,name,email\n1,Ann Lee,ann@example.org\n1,Ann Lee,ann@example.net\n'))
    expect(done.counts).toMatchObject({ added: 1, known: 1 })
    expect(await world.everyone()).toMatchObject([{ name: 'Ann Lee', emails: 'ann@example.org ann@example.net' }])
  })

  it('finds people by the id that any of several systems gave', async () => {
    unwrap(
      await world.bring(
        'External Identifier,First Name,Last Name,Email (Match to Contact)\n55,Ann,Lee,ann@example.org\n',
      ),
    )
    const done = unwrap(
      await world.bring('nationbuilder_id,civicrm_id,first_name,last_name,email\n9,55,Annie,Lee-Roe,new@example.org\n'),
    )
    expect(done.counts).toMatchObject({ added: 0, known: 1 })
    expect(await world.everyone()).toMatchObject([{ name: 'Ann Lee', ids: 'civicrm:55 nationbuilder:9' }])
  })

  it('confers no standing by a column that the constitution does not accept', async () => {
    await world.house.ownerQuery(`update people.rule set value = '[]' where name = 'people.import-evidence'`)
    unwrap(await world.bring(NATIONBUILDER))
    expect((await world.everyone()).every(({ evidence }) => evidence === null)).toBe(true)
    const { rows } = await world.house.ownerQuery(
      "select * from people.standings('2026-03-02') where person not in (select person from constitution.term)",
    )
    expect(rows).toEqual([])
    await world.house.ownerQuery(
      `update people.rule set value = '["joined", "paid-until"]' where name = 'people.import-evidence'`,
    )
  })

  it('takes columns that the user names, and says which headings there are when one is wrong', async () => {
    const file = 'Who;Where they write from;Ref\nAnn Lee;ann@example.org;A1\n'
    expect(await world.bring(file)).toMatchObject({ ok: false, error: { kind: 'nothing-recognised' } })
    expect(await world.bring(file, { map: { Whom: 'name' } })).toMatchObject({
      ok: false,
      error: { kind: 'no-such-heading', message: expect.stringContaining('Who, Where they write from, Ref') },
    })
    unwrap(await world.bring(file, { map: { Who: 'name', 'Where they write from': 'email', Ref: 'id:ledger' } }))
    expect(await world.everyone()).toMatchObject([{ name: 'Ann Lee', emails: 'ann@example.org', ids: 'ledger:A1' }])
  })

  it('leaves one act in the register, with figures and no names', async () => {
    unwrap(await world.bring(NATIONBUILDER))
    const { rows } = await world.house.ownerQuery<{ summary: string; detail: unknown }>(
      `select summary, detail, mandate_kind, published from platform.act where verb like 'people.%' order by at desc limit 1`,
    )
    expect(rows[0]).toMatchObject({ mandate_kind: 'operator', published: true })
    expect(JSON.stringify(rows)).not.toMatch(/Siân|Priya|example\.org/)
  })

  it.each(['a stranger', 'a member', 'another officer'])('is closed to %s', async (who) => {
    const actor = who === 'a stranger' ? visitor : await world.actor(who === 'a member' ? 'bethan' : 'ama')
    expect(await world.bring(NATIONBUILDER, { actor })).toMatchObject({ ok: false, error: { kind: 'refused' } })
    expect(await world.everyone()).toEqual([])
  })
})
