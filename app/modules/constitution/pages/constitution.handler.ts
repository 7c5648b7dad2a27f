import type { Frame, WebContext } from '../../../platform/web/visit.ts'
import { constitutionText, shownConstitution } from '../queries.ts'
import { rulesJsonSchema } from '../rules.ts'
import { ConstitutionPage } from './constitution.tsx'

export async function showConstitution(c: WebContext): Promise<Response> {
  return show(c, {})
}

export async function showVersion(c: WebContext): Promise<Response> {
  const number = numberOf(c)
  return number === null ? c.var.visit.notFound() : show(c, { number })
}

async function show(c: WebContext, input: { number?: number }): Promise<Response> {
  const { visit } = c.var
  const shown = await visit.ask(shownConstitution, input)
  if (!shown.ok) return visit.refuse(shown.error)
  const { value } = shown
  if (value === null) return visit.notFound()
  const page = (frame: Frame) => ConstitutionPage({ frame, shown: value })
  // A version that waits for its day comes into force by itself: no act says that the page is stale.
  const isWaiting = value.versions.some(({ inForceFrom }) => inForceFrom > visit.clock.now())
  return isWaiting ? visit.show(page) : visit.showPublic(['constitution'], page)
}

export async function showText(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const number = numberOf(c)
  if (number === null) return visit.notFound()
  const text = await visit.ask(constitutionText, { number })
  if (!text.ok) return visit.refuse(text.error)
  return text.value === null
    ? visit.notFound()
    : visit.sendPublic(['constitution'], 'text/markdown; charset=utf-8', text.value)
}

export function rulesSchema(c: WebContext): Response {
  return c.var.visit.sendPublic([], 'application/schema+json', JSON.stringify(rulesJsonSchema(), null, 2))
}

/** The version that an address names. */
export function numberOf(c: WebContext): number | null {
  const text = c.req.param('number') ?? ''
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null
}
