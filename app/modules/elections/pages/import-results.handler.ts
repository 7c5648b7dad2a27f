import type { WebContext } from '../../../platform/web/visit.ts'
import { emptyForm, type FormErrors } from '../../../ui/forms/form-state.ts'
import { importResults } from '../publishing/import-results.ts'
import { mayPublish } from '../publishing/queries.ts'
import { ImportResultsPage } from './import-results.tsx'

export async function importForm(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const may = await visit.ask(mayPublish, {})
  if (!may.ok) return visit.refuse(may.error)
  return visit.show((frame) => ImportResultsPage({ frame, form: emptyForm }))
}

export async function postImport(c: WebContext): Promise<Response> {
  const { visit } = c.var
  // Asked before a stranger's files are read into memory.
  const may = await visit.ask(mayPublish, {})
  if (!may.ok) return visit.refuse(may.error)
  const form = await visit.form()
  const files = await Promise.all(
    (form.files.files ?? []).map(async (file) => ({
      name: file.name,
      bytes: new Uint8Array(await file.arrayBuffer()),
    })),
  )
  const outcome = await visit.run(importResults, { files, rules: form.text('rules'), title: form.text('title') })
  if (outcome.ok) {
    const [first] = outcome.value
    const one = outcome.value.length === 1 && first
    return visit.goTo(
      one ? `/elections/${first.slug}` : '/elections',
      outcome.value.some((result) => result.fresh)
        ? 'Counted and published.'
        : 'These papers had been published before. Nothing has changed.',
    )
  }
  if (outcome.error.kind === 'refused') return visit.refuse(outcome.error.refusal)
  const errors: FormErrors =
    outcome.error.kind === 'invalid'
      ? outcome.error.errors.map(({ field, message }) => ({ field: field.split('.')[0] ?? '', message }))
      : outcome.error.problem.map((message) => ({ field: 'files', message }))
  return visit.show((frame) => ImportResultsPage({ frame, form: { values: form.values, errors } }), 422)
}
