import { isUuid } from '../../../platform/ids.ts'
import { BrokenUpload, openUpload } from '../../../platform/web/upload.ts'
import type { WebContext } from '../../../platform/web/visit.ts'
import { emptyForm, type FormErrors, type FormValues } from '../../../ui/forms/form-state.ts'
import { readColumns } from '../import/begin.ts'
import { type Field, isField } from '../import/columns.ts'
import { clearStaging, goOnWithImport } from '../import/merge-import.ts'
import { importShown, listImports } from '../import/queries.ts'
import { importProblems, reportCsv } from '../import/report.ts'
import type { ImportId } from '../import/state.ts'
import { keepUpload } from '../import/stored-file.ts'
import { ColumnsPage } from './import-columns-page.tsx'
import { ImportPage } from './import-page.tsx'
import { UploadPage } from './import-upload-page.tsx'

type Handler = (c: WebContext) => Promise<Response>

export const showUpload: Handler = async (c) => upload(c, [], 200)

async function upload(c: WebContext, errors: FormErrors, status: 200 | 422): Promise<Response> {
  const { visit } = c.var
  const imports = await visit.ask(listImports, {})
  if (!imports.ok) return visit.refuse(imports.error)
  return visit.show((frame) => UploadPage({ frame, form: { values: {}, errors }, imports: imports.value }), status)
}

export const postUpload: Handler = async (c) => {
  const { visit } = c.var
  const file = await openUpload(c.req.raw, 'file').catch((problem) => {
    if (problem instanceof BrokenUpload) return null
    throw problem
  })
  if (!file) return upload(c, [{ field: 'file', message: 'Choose the file to bring in' }], 422)
  const kept = await keepUpload(visit, file)
  if (kept.kind === 'refused') return visit.refuse(kept.refusal)
  if (kept.kind === 'unreadable') return upload(c, [{ field: 'file', message: kept.message }], 422)
  return visit.goTo(addressOf(kept.id), kept.resumed ? 'This very file was begun before. Go on from here.' : undefined)
}

export const showImport: Handler = (c) => shown(c)

async function shown(c: WebContext, posted?: { values: FormValues; errors: FormErrors }): Promise<Response> {
  const { visit } = c.var
  const id = idOf(c)
  const found = id ? await visit.ask(importShown, { import: id }) : null
  if (!found) return visit.notFound()
  if (!found.ok) return visit.refuse(found.error)
  if (!found.value) return visit.notFound()
  const { record, sample, evidence } = found.value
  if (record.state === 'waiting') {
    const form = posted ?? { ...emptyForm, values: valuesOf(record.reading.fields, record.reading.dates) }
    return visit.show((frame) => ColumnsPage({ frame, form, record, sample }), posted ? 422 : 200)
  }
  const problems = await visit.ask(importProblems, { import: record.id })
  if (!problems.ok) return visit.refuse(problems.error)
  const response = await visit.show((frame) => ImportPage({ frame, record, evidence, problems: problems.value }))
  // The page looks again by itself, without script, until there is something to decide or to read.
  if (['checking', 'staged', 'merging'].includes(record.state)) response.headers.set('refresh', '2')
  return response
}

const valuesOf = (fields: readonly Field[], dates: string): FormValues => ({
  ...Object.fromEntries(fields.map((field, at) => [`column-${at}`, field])),
  dates,
})

export const postColumns: Handler = async (c) => {
  const { visit } = c.var
  const id = idOf(c)
  const found = id ? await visit.ask(importShown, { import: id }) : null
  if (!id || !found) return visit.notFound()
  if (!found.ok) return visit.refuse(found.error)
  if (!found.value) return visit.notFound()
  const form = await visit.form()
  const fields = found.value.record.reading.headings.map((_, at) => form.text(`column-${at}`) || 'ignore')
  const errors = columnErrors(fields)
  if (errors.length > 0) return shown(c, { values: form.values, errors })
  const dates = form.text('dates') === 'month-first' ? 'month-first' : 'day-first'
  const done = await visit.run(readColumns, { import: id, fields, dates })
  if (!done.ok && done.error.kind === 'refused') return visit.refuse(done.error.refusal)
  return visit.goTo(addressOf(id))
}

/** Each field for one column only, and enough of them to know a person by. */
function columnErrors(fields: readonly string[]): FormErrors {
  const errors: { field: string; message: string }[] = []
  fields.forEach((field, at) => {
    if (!isField(field)) errors.push({ field: `column-${at}`, message: 'Choose what this column is' })
    else if (field !== 'ignore' && fields.indexOf(field) < at)
      errors.push({ field: `column-${at}`, message: 'Another column is this already. Choose one of the two' })
  })
  const known = fields.some(
    (field) => ['name', 'given-name', 'family-name', 'email'].includes(field) || field.startsWith('id:'),
  )
  if (!known) errors.push({ field: 'column-0', message: 'Say which column is a name, an e-mail address or an id' })
  return errors
}

export const postGo: Handler = async (c) => {
  const { visit } = c.var
  const id = idOf(c)
  if (!id) return visit.notFound()
  const done = await visit.run(goOnWithImport, { import: id })
  if (!done.ok && done.error.kind === 'refused') return visit.refuse(done.error.refusal)
  // Pressed twice, or from an old page: the page says how things stand.
  return visit.goTo(addressOf(id))
}

export const postDrop: Handler = async (c) => {
  const { visit } = c.var
  const id = idOf(c)
  if (!id) return visit.notFound()
  const done = await visit.run(clearStaging, { import: id })
  if (!done.ok && done.error.kind === 'refused') return visit.refuse(done.error.refusal)
  return visit.goTo('/people/import', 'Nothing was brought in, and the file was thrown away.')
}

export const sendReport: Handler = async (c) => {
  const { visit } = c.var
  const id = idOf(c)
  if (!id) return visit.notFound()
  const problems = await visit.ask(importProblems, { import: id })
  if (!problems.ok) return visit.refuse(problems.error)
  return c.body(reportCsv(problems.value), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="import-${id.slice(0, 8)}.csv"`,
    'cache-control': 'no-store',
  })
}

function idOf(c: WebContext): ImportId | null {
  const id = c.req.param('id') ?? ''
  return isUuid(id) ? (id as ImportId) : null
}

const addressOf = (id: ImportId): string => `/people/import/${id}`
