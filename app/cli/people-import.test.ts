import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ImportWorld, importWorld } from '../modules/people/import/world.fixture.ts'
import type { Command } from './command.ts'
import { groupsImport } from './groups-import.ts'
import { peopleImport } from './people-import.ts'

let world: ImportWorld
beforeAll(async () => {
  world = await importWorld()
})
afterAll(() => world.close())

async function run(command: Command, ...args: string[]) {
  const said: string[] = []
  const complained: string[] = []
  const code = await command.run({
    config: {} as never,
    args,
    print: (line) => said.push(line),
    complain: (line) => complained.push(line),
    openHouse: async () => ({ ...world.house.house, ...world.house, close: async () => undefined }) as never,
  })
  return { code, said: said.join('\n'), complained: complained.join('\n') }
}

describe('groundswell groups import, people import', () => {
  it('tells what would be done, does it, and has people join their groups', async () => {
    expect(await run(groupsImport, await world.write('groups.csv', 'name\nHull\n\n'))).toMatchObject({
      code: 0,
      said: '1 groups entered, 0 known already, 0 turned away',
    })
    const path = await world.write('people.csv', 'Known as;E-mail;Group\nAnn Lee;ann@example.org;Hull\n;;\n')
    const unknown = await run(peopleImport, path, '--dry-run', '--map', 'Known as=name')
    expect(unknown.code).toBe(0)
    expect(unknown.said).toMatch(
      /Known as: name\n {2}E-mail: email\n {2}Group: group\n2 rows\n {2}1 people would be added/,
    )
    expect(unknown.said).toMatch(/Nothing was changed\.$/)
    expect(await world.everyone()).toEqual([])

    const report = await world.write('report.csv', '')
    const done = await run(peopleImport, path, '--map', 'Known as=name', '--report', report)
    expect(done.said).toMatch(
      /1 people added[\s\S]*1 turned away[\s\S]*line 3: There is no name, e-mail address or id in this row\./,
    )
    expect(await readFile(report, 'utf8')).toContain('3,turned away')
    const { rows } = await world.house.ownerQuery('select from groups.membership')
    expect(rows).toHaveLength(1)
  })

  it.each([
    [peopleImport, [], 'Say which file'],
    [peopleImport, ['/nowhere.csv'], 'There is no such file.'],
    [peopleImport, ['x.csv', '--map', 'Name=colour'], 'say it as "Heading=field"'],
    [groupsImport, [], 'Say which file'],
    [groupsImport, ['/nowhere.csv'], 'There is no such file.'],
  ])('says how to put its words right', async (command, args, message) => {
    const { code, complained } = await run(command, ...args)
    expect(code).toBe(2)
    expect(complained).toContain(message)
  })
})
