import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor } from '../../../platform/mandate.ts'
import { operator } from '../../../platform/mandate.ts'
import { FOUNDERS, found } from '../../../testing/found.ts'
import { type TestHouse, testHouse } from '../../../testing/house.ts'
import { importPeopleFile, type PeopleFile } from './import-people-file.ts'
import type { ImportFollower } from './merge-import.ts'

/** A founded organisation, a folder for files, and the import at its command line. */
export interface ImportWorld {
  readonly house: TestHouse
  write(name: string, content: string | Buffer): Promise<string>
  bring(content: string | Buffer, more?: Partial<PeopleFile>): ReturnType<typeof importPeopleFile>
  /** The person whom a founder is. */
  actor(founder: keyof typeof FOUNDERS): Promise<Actor>
  /** Everyone, with what is known of them, as the owner of the database sees it. */
  everyone(): Promise<readonly Known[]>
  close(): Promise<void>
}

export interface Known {
  readonly name: string
  readonly emails: string | null
  readonly postcode: string | null
  readonly place: string | null
  readonly ids: string | null
  readonly evidence: string | null
}

const EVERYONE = `
  select p.name, p.postcode, p.place,
    (select string_agg(address, ' ' order by preferred desc, address) from people.email e where e.person = p.id) as emails,
    (select string_agg(source || ':' || external_id, ' ' order by source) from people.external_id x where x.person = p.id) as ids,
    (select string_agg(concat_ws(' ', kind, on_date, until), ', ' order by kind, on_date, until) from people.evidence v where v.person = p.id) as evidence
  from people.person p order by p.name, p.id`

export async function importWorld<House extends TestHouse = TestHouse>(
  followers: readonly ImportFollower[] = [],
  open: () => Promise<House> = testHouse as () => Promise<House>,
): Promise<ImportWorld & { readonly house: House }> {
  const house = await open()
  await found(house)
  const founders = Object.values(FOUNDERS).map(({ name }) => name as string)
  const folder = await mkdtemp(join(tmpdir(), 'groundswell-import-'))
  let files = 0
  const write = async (name: string, content: string | Buffer) => {
    const path = join(folder, name)
    await writeFile(path, content)
    return path
  }
  return {
    house,
    write,
    async bring(content, more = {}) {
      const path = await write(`people-${++files}.csv`, content)
      return importPeopleFile({ runner: house.house.runner, actor: operator, followers, path, ...more })
    },
    async actor(founder) {
      const { rows } = await house.ownerQuery<{ person: string }>(
        `select person from people.email where address = '${FOUNDERS[founder].email}'`,
      )
      return { kind: 'person', person: rows[0]?.person } as Actor
    },
    async everyone() {
      const { rows } = await house.ownerQuery<Known & { name: string }>(EVERYONE)
      return rows.filter(({ name }) => !founders.includes(name))
    },
    async close() {
      await house.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
