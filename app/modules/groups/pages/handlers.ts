import type { WebContext } from '../../../platform/web/visit.ts'
import { emptyForm, type FormErrors } from '../../../ui/forms/form-state.ts'
import { importGroups } from '../import-groups-file.ts'
import { joinGroup, leaveGroup } from '../membership.ts'
import { ownPeople } from '../own-people.ts'
import { findGroups, groupAt, mayKeepList } from '../queries.ts'
import { GroupPage } from './group-page.tsx'
import { GroupsPage } from './groups-page.tsx'
import { ImportGroupsPage } from './import-page.tsx'
import { OwnPeoplePage } from './own-people-page.tsx'

type Handler = (c: WebContext) => Promise<Response>

export const showGroups: Handler = async (c) => {
  const { visit } = c.var
  const find = (c.req.query('q') ?? '').trim().slice(0, 120)
  const found = await visit.ask(findGroups, { find })
  if (!found.ok) return visit.refuse(found.error)
  const page = { groups: found.value, find }
  // Searches are as many as there are words: only the whole list is kept for everyone.
  return c.req.url.includes('?')
    ? visit.show((frame) => GroupsPage({ frame, ...page }))
    : visit.showPublic(['groups'], (frame) => GroupsPage({ frame, ...page }))
}

export const showGroup: Handler = async (c) => {
  const { visit } = c.var
  const found = await visit.ask(groupAt, { slug: c.req.param('slug') ?? '' })
  if (!found.ok) return visit.refuse(found.error)
  const group = found.value
  if (!group) return visit.notFound()
  const signedIn = visit.person !== null
  return visit.show((frame) => GroupPage({ frame, group, signedIn }))
}

export const showOwnPeople: Handler = async (c) => {
  const { visit } = c.var
  const found = await visit.ask(ownPeople, { slug: c.req.param('slug') ?? '' })
  if (!found.ok) return visit.refuse(found.error)
  const own = found.value
  return own ? visit.show((frame) => OwnPeoplePage({ frame, ...own })) : visit.notFound()
}

export const postJoin: Handler = (c) => change(c, joinGroup, 'You belong to')
export const postLeave: Handler = (c) => change(c, leaveGroup, 'You have left')

async function change(c: WebContext, verb: typeof joinGroup | typeof leaveGroup, say: string): Promise<Response> {
  const { visit } = c.var
  const slug = c.req.param('slug') ?? ''
  if (!visit.person) return visit.goTo(`/sign-in?next=/groups/${encodeURIComponent(slug)}`)
  const found = await visit.ask(groupAt, { slug })
  if (!found.ok) return visit.refuse(found.error)
  if (!found.value) return visit.notFound()
  const done = await visit.run(verb, { group: found.value.id })
  if (done.ok) return visit.goTo(`/groups/${slug}`, `${say} ${done.value.name}.`)
  return done.error.kind === 'refused' ? visit.refuse(done.error.refusal) : visit.notFound()
}

export const showImport: Handler = async (c) => {
  const { visit } = c.var
  // Asked of the authority before a file is chosen in vain.
  const allowed = await visit.ask(mayKeepList, {})
  return allowed.ok ? visit.show((frame) => ImportGroupsPage({ frame, form: emptyForm })) : visit.refuse(allowed.error)
}

export const postImport: Handler = async (c) => {
  const { visit } = c.var
  const allowed = await visit.ask(mayKeepList, {})
  if (!allowed.ok) return visit.refuse(allowed.error)
  const again = (message: string) => {
    const errors: FormErrors = [{ field: 'file', message }]
    return visit.show((frame) => ImportGroupsPage({ frame, form: { values: {}, errors } }), 422)
  }
  const file = (await visit.form()).files.file?.[0]
  if (!file || file.size === 0) return again('Choose the file with the groups')
  const bytes = Buffer.from(await file.arrayBuffer())
  const done = await importGroups({ run: (verb, input) => visit.run(verb, input), file: () => [bytes] })
  if (!done.ok) return again(done.error)
  return visit.show((frame) => ImportGroupsPage({ frame, form: emptyForm, done: done.value }))
}
