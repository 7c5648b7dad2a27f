import { organisationOf } from '../modules/constitution/index.ts'
import { personName } from '../modules/people/index.ts'
import { query } from '../platform/query.ts'
import type { Furniture, Visit } from '../platform/web/visit.ts'

const houseAndReader = query<Record<string, never>, { organisation: string | null; reader: string | null }>({
  name: 'front.house-and-reader',
  right: 'public.read',
  async read({ tx, mandate }) {
    const { actor } = mandate
    return {
      organisation: (await organisationOf(tx))?.name ?? null,
      reader: actor.kind === 'person' ? await personName(tx, actor.person) : null,
    }
  },
})

/** What stands in the header of every page: whose house this is, where to go, and who is reading. */
export async function furnish(visit: Visit): Promise<Furniture> {
  const asked = await visit.ask(houseAndReader, {})
  const { organisation, reader } = asked.ok ? asked.value : { organisation: null, reader: null }
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
