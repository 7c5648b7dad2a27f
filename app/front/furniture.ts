import { organisationOf } from '../modules/constitution/index.ts'
import { personName } from '../modules/people/index.ts'
import { query } from '../platform/query.ts'
import type { Furniture as FrameFurniture, Visit } from '../platform/web/visit.ts'

const houseAndReader = query<{ name: string | null }, { organisation: string | null; reader: string | null }>({
  name: 'front.house-and-reader',
  right: 'public.read',
  async read({ tx, input, mandate }) {
    const { actor } = mandate
    return {
      organisation: input.name ?? (await organisationOf(tx))?.name ?? null,
      reader: actor.kind === 'person' ? await personName(tx, actor.person) : null,
    }
  },
})

export interface Furniture {
  /** What stands in the header of every page: whose house this is, where to go, and who is reading. */
  furnish(visit: Visit): Promise<FrameFurniture>
  /** The organisation's name may have changed. */
  forget(): void
}

/** Remembers whose house this is, so that a page made for a visitor does not ask for it. */
export function createFurniture(): Furniture {
  let name: string | null = null
  let version = 0
  return {
    forget() {
      name = null
      version++
    },
    async furnish(visit) {
      if (name !== null && !visit.person) return furnitureOf(visit, name, null)
      const asked = version
      const read = await visit.ask(houseAndReader, { name })
      const { organisation, reader } = read.ok ? read.value : { organisation: null, reader: null }
      // Before the founding there is no name to remember.
      if (asked === version) name = organisation
      return furnitureOf(visit, organisation, reader)
    },
  }
}

function furnitureOf(visit: Visit, organisation: string | null, reader: string | null): FrameFurniture {
  const links = organisation
    ? [
        { href: '/ballots', text: 'Ballots' },
        { href: '/elections', text: 'Results' },
        { href: '/groups', text: 'Groups' },
        { href: '/constitution', text: 'Constitution' },
        { href: '/record', text: 'Public record' },
        ...(visit.person ? [] : [{ href: '/sign-in', text: 'Sign in' }]),
      ]
    : [{ href: '/elections', text: 'Elections' }]
  const nav = links.map((link) => ({ ...link, current: visit.address.split('?')[0] === link.href }))
  const viewer = visit.person
    ? { name: reader ?? '', links: [{ href: '/me', text: 'Your page' }], signOut: { action: '/sign-out' } }
    : undefined
  return { nav, ...(organisation ? { organisation: { name: organisation } } : {}), ...(viewer ? { viewer } : {}) }
}
