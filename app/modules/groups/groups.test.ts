import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isUuid } from '../../platform/ids.ts'
import { type Actor, operator, visitor } from '../../platform/mandate.ts'
import { unwrap } from '../../platform/result.ts'
import { type ImportWorld, importWorld } from '../people/import/world.fixture.ts'
import { addGroups } from './add-groups.ts'
import { importGroupsFile } from './import-groups-file.ts'
import { joinOnImport } from './join-on-import.ts'
import { joinGroup, leaveGroup } from './membership.ts'
import { findGroups, groupAt, type ListedGroup } from './queries.ts'

let world: ImportWorld
beforeAll(async () => {
  world = await importWorld([joinOnImport])
})
afterAll(() => world.close())
beforeEach(async () => {
  await world.house.ownerQuery('truncate groups.group cascade')
})

const FILE = [
  'Name;Kind;Region;Place;Postcode;About',
  'Aberystwyth & Ceredigion;;Cymru;Aberystwyth;sy23 1aa;We meet on Tuesdays.',
  'King’s Cross;local group;London;London;;',
  'Cymru;region;;;;',
  'London;region;;;;',
  'Rail workers;network;;;;',
  ';local;;;;',
  'Leeds;club;;;;',
  'Hull;;Yorkshire;;;',
].join('\n')

async function bringGroups(actor: Actor = operator) {
  return importGroupsFile({ runner: world.house.house.runner, actor, path: await world.write('groups.csv', FILE) })
}
const ask = (find: string, actor: Actor = visitor) => world.house.house.runner.ask(findGroups, actor, { find })
const members = async () =>
  (
    await world.house.ownerQuery<{ line: string }>(`
      select p.name || ' in ' || g.name || coalesce(' until ' || m.until, '') as line
      from groups.membership m join people.person p on p.id = m.person join groups.group g on g.id = m.group_id order by 1`)
  ).rows.map(({ line }) => line)

describe('a list of groups', () => {
  it('comes in with kinds and regions, in whatever order they stand, and says what it could not take', async () => {
    expect(unwrap(await bringGroups())).toEqual({
      added: 6,
      known: 0,
      rejected: [
        { line: 7, reason: 'There is no name in this row.' },
        { line: 8, reason: '“club” is no kind of group.' },
      ],
      noted: [{ line: 9, reason: 'There is no group called “Yorkshire” for it to be part of.' }],
    })
    expect(unwrap(await ask('')).map(({ name, slug, parent }) => [name, slug, parent?.name])).toEqual([
      ['Aberystwyth & Ceredigion', 'aberystwyth-ceredigion', 'Cymru'],
      ['Cymru', 'cymru', undefined],
      ['Hull', 'hull', undefined],
      ['King’s Cross', 'kings-cross', 'London'],
      ['London', 'london', undefined],
      ['Rail workers', 'rail-workers', undefined],
    ])
  })

  it('changes nothing when it comes twice', async () => {
    unwrap(await bringGroups())
    expect(unwrap(await bringGroups())).toMatchObject({ added: 0, known: 6 })
  })

  it.each(['visitor', 'treasurer'])('is not taken from a %s', async (who) => {
    const actor = who === 'visitor' ? visitor : await world.actor('delyth')
    expect((await bringGroups(actor)).ok).toBe(false)
    expect(unwrap(await ask(''))).toEqual([])
  })

  it('is taken from the membership secretary', async () => {
    expect(unwrap(await bringGroups(await world.actor('callum'))).added).toBe(6)
  })

  it('gives two groups of one name addresses of their own', async () => {
    const groups = [
      { kind: 'local', name: 'Leeds' },
      { kind: 'network', name: 'Leeds' },
      { kind: 'local', name: 'Ленинград' },
    ]
    unwrap(await world.house.house.runner.run(addGroups, operator, { groups }))
    expect(unwrap(await ask('')).map(({ slug }) => slug)).toEqual(
      expect.arrayContaining(['leeds', 'leeds-network', 'local']),
    )
  })
})

describe('finding a group', () => {
  it('goes by part of a name without its accents, by place, region and postcode', async () => {
    unwrap(await bringGroups())
    const names = async (find: string) => unwrap(await ask(find)).map(({ name }) => name)
    expect(await names('kings')).toEqual(['King’s Cross'])
    expect(await names('CYMRU')).toEqual(['Aberystwyth & Ceredigion', 'Cymru'])
    expect(await names('SY23 4AB')).toEqual(['Aberystwyth & Ceredigion'])
    expect(await names('50%')).toEqual([])
  })
})

describe('belonging', () => {
  const groupNamed = async (name: string) => unwrap(await ask(name))[0] as ListedGroup
  const run = (verb: typeof joinGroup | typeof leaveGroup, actor: Actor, input: { group: string }) =>
    world.house.house.runner.run(verb, actor, input)

  it('is joined and left by oneself, again on the same day too', async () => {
    unwrap(await bringGroups())
    const ama = await world.actor('ama')
    const { id } = await groupNamed('hull')
    for (const verb of [joinGroup, joinGroup, leaveGroup, joinGroup]) unwrap(await run(verb, ama, { group: id }))
    expect(await members()).toEqual(['Ama Oyelaran in Hull'])
    unwrap(await run(leaveGroup, ama, { group: id }))
    world.house.clock.advance(86_400_000)
    unwrap(await run(joinGroup, ama, { group: id }))
    expect(await members()).toEqual(['Ama Oyelaran in Hull', 'Ama Oyelaran in Hull until 2026-03-02'])
  })

  it('is not for visitors, nor of groups that are not', async () => {
    unwrap(await bringGroups())
    const { id } = await groupNamed('hull')
    expect(await run(joinGroup, visitor, { group: id })).toMatchObject({ ok: false, error: { kind: 'refused' } })
    const nowhere = world.house.chance.id()
    expect(isUuid(nowhere)).toBe(true)
    expect(await run(joinGroup, await world.actor('ama'), { group: nowhere })).toMatchObject({
      error: { kind: 'rejected', problem: { kind: 'no-such-group' } },
    })
    expect(await run(joinGroup, await world.actor('ama'), { group: 'hull' })).toMatchObject({
      error: { kind: 'invalid' },
    })
  })

  it('is known to oneself, and to nobody else who reads the group’s page', async () => {
    unwrap(await bringGroups())
    unwrap(await run(joinGroup, await world.actor('ama'), { group: (await groupNamed('hull')).id }))
    const page = async (actor: Actor) => unwrap(await world.house.house.runner.ask(groupAt, actor, { slug: 'hull' }))
    expect((await page(await world.actor('ama')))?.memberSince).toMatch(/^2026-03-/)
    expect((await page(await world.actor('bethan')))?.memberSince).toBeNull()
    expect((await page(visitor))?.memberSince).toBeNull()
  })

  it('comes from the group column of a file of people; a group that is not is noted, and leaving is not undone', async () => {
    unwrap(await bringGroups())
    const file =
      'name,email,group\nAnn Lee,ann@example.org,HULL\nBo Lee,bo@example.org,kings cross\nCy Roe,cy@example.org,Atlantis\n'
    const done = unwrap(await world.bring(file))
    expect(done.problems).toEqual([
      { line: 4, kind: 'noted', reason: 'There is no group called “Atlantis”, so it was left out.' },
    ])
    expect(await members()).toEqual(['Ann Lee in Hull', 'Bo Lee in King’s Cross'])
    await world.house.ownerQuery(
      `update groups.membership set until = '2026-03-09' where person = (select id from people.person where name = 'Ann Lee')`,
    )
    unwrap(await world.bring(file))
    expect(await members()).toEqual(['Ann Lee in Hull until 2026-03-09', 'Bo Lee in King’s Cross'])
  })
})

describe('a group’s people, to the database', () => {
  it('are seen under their own group’s power only, while they belong, whatever the statement forgets', async () => {
    unwrap(await bringGroups())
    unwrap(await world.bring('name,email,group\nAnn Lee,ann@example.org,Hull\nBo Lee,bo@example.org,King’s Cross\n'))
    const id = async (name: string) => (unwrap(await ask(name))[0] as ListedGroup).id
    const [hull, kings] = [await id('hull'), await id('kings')]
    const seen = async (power: string, scope: string) => {
      // Through each table alone: a join would hide that one of them is open.
      const people = await asProgram('select name from people.person order by 1', power, scope)
      const mailboxes = await asProgram('select address as name from people.email order by 1', power, scope)
      expect(mailboxes).toHaveLength(people.length)
      return people
    }
    expect(await seen('group.read-people', `group:${hull}`)).toEqual(['Ann Lee'])
    expect(await seen('group.read-people', `group:${kings}`)).toEqual(['Bo Lee'])
    expect(await seen('group.write-to-members', `group:${hull}`)).toEqual([])
    expect(await seen('group.read-people', 'organisation')).toEqual([])
    expect(
      await asProgram('select person::text as name from groups.membership', 'group.read-people', `group:${hull}`),
    ).toHaveLength(1)
    await world.house.ownerQuery(`update groups.membership set until = '2026-03-20' where group_id = '${hull}'`)
    expect(await seen('group.read-people', `group:${hull}`)).toEqual([])
  })
})

/** The names that one statement gives, run as the program's role would run it under a power and in a place. */
async function asProgram(statement: string, power: string, scope: string): Promise<string[]> {
  const results = (await world.house.ownerQuery(
    `begin; set local role groundswell_app;
     select set_config('gs.now', '2026-03-02T10:00:00Z', true), set_config('gs.actor', 'person', true), set_config('gs.person', '', true),
       set_config('gs.power', '${power}', true), set_config('gs.scope', '${scope}', true);
     ${statement}; rollback`,
  )) as unknown as { rows: { name: string }[] }[]
  return (results[3]?.rows ?? []).map(({ name }) => name)
}
