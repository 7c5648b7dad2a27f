import type { Visit, WebContext } from '../../../platform/web/visit.ts'
import { changesOfVersion, consideredChange, constitutionText, shownConstitution } from '../queries.ts'
import { ChangesPage, TryPage } from './changes.tsx'
import { numberOf } from './constitution.handler.ts'

export async function showChanges(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const number = numberOf(c)
  if (number === null) return visit.notFound()
  const changes = await visit.ask(changesOfVersion, { number })
  if (!changes.ok) return visit.refuse(changes.error)
  const { value } = changes
  if (value === null) return visit.notFound()
  return visit.showPublic(['constitution'], (frame) => ChangesPage({ frame, number, amendment: value }))
}

export async function showTry(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const text = await textInForce(visit)
  if (text === null) return visit.notFound()
  const may = await visit.ask(consideredChange, { text })
  if (!may.ok) return visit.refuse(may.error)
  return visit.show((frame) => TryPage({ frame, form: { values: { text }, errors: [] }, amendment: null }))
}

export async function tryChange(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const form = await visit.form()
  const text = form.text('text').replace(/\r\n?/g, '\n')
  const considered = await visit.ask(consideredChange, { text })
  if (!considered.ok) return visit.refuse(considered.error)
  const { value } = considered
  if (value === null) return visit.notFound()
  if (value.ok)
    return visit.show((frame) => TryPage({ frame, form: { values: { text }, errors: [] }, amendment: value.value }))
  const errors = value.error.map(({ line, message }) => ({ field: 'text', message: `Line ${line}: ${message}` }))
  return visit.show((frame) => TryPage({ frame, form: { values: { text }, errors }, amendment: null }), 422)
}

async function textInForce(visit: Visit): Promise<string | null> {
  const shown = await visit.ask(shownConstitution, {})
  if (!shown.ok || shown.value === null) return null
  const text = await visit.ask(constitutionText, { number: shown.value.version.number })
  return text.ok ? text.value : null
}
