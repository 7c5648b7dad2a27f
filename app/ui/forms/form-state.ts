/** What is wrong with a form, in the order of its fields: one line each, in the words that stand beside the field. */
export type FormErrors = readonly { field: string; message: string }[]

/** What the person typed, by field name. Files are never kept: a browser cannot be handed one back. */
export type FormValues = Readonly<Record<string, string | readonly string[] | undefined>>

/** A form as it stands between two requests: every value typed is drawn again, and each error beside its field. */
export type FormState = { values: FormValues; errors: FormErrors }

/** A form that nobody has filled in. */
export const emptyForm: FormState = { values: {}, errors: [] }

/** The values as posted, several of one name kept in order; uploaded files are left out. */
export function formValues(posted: Iterable<readonly [string, unknown]>): FormValues {
  const values: Record<string, string | string[]> = Object.create(null)
  for (const [name, value] of posted) {
    if (typeof value !== 'string') continue
    const earlier = values[name]
    if (earlier === undefined) values[name] = value
    else if (typeof earlier === 'string') values[name] = [earlier, value]
    else earlier.push(value)
  }
  return values
}

/** The one value of a field, or nothing typed. */
export function typed(form: FormState, name: string): string {
  const value = form.values[name]
  return (typeof value === 'string' ? value : value?.[0]) ?? ''
}

/** All values of a field that takes several. */
export function allTyped(form: FormState, name: string): readonly string[] {
  const value = form.values[name]
  if (value === undefined) return []
  return typeof value === 'string' ? [value] : value
}

/** The first error of a field. */
export function errorFor(form: FormState, name: string): string | undefined {
  return form.errors.find((error) => error.field === name)?.message
}

/** The id of a field's first box, to which the error summary leads. */
export function fieldId(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]+/g, '-')
}
