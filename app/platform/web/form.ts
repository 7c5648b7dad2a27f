import type { Context } from 'hono'

/** What a person typed, as text; a name that came more than once is a list. Files are kept apart. */
export interface Form {
  readonly values: Readonly<Record<string, string | readonly string[]>>
  readonly files: Readonly<Record<string, readonly File[]>>
  /** One value, trimmed, or empty. */
  text(name: string): string
  list(name: string): readonly string[]
}

/** Thrown where what was posted is no form, or broke off on its way. */
export class NotAForm extends Error {}

/**
 * Reads a posted form. A file field left empty counts as absent. Zero bytes are left out: nobody types one, and the
 * database holds none.
 */
export async function readForm(c: Context): Promise<Form> {
  // Without a prototype, a field that is called `constructor` is a field like any other.
  const values: Record<string, string | string[]> = Object.create(null)
  const files: Record<string, File[]> = Object.create(null)
  for (const [name, sent] of await readFormData(c.req.raw)) {
    const value = typeof sent === 'string' ? sent.replaceAll('\0', '') : sent
    if (typeof value !== 'string') {
      if (value.size > 0 || value.name !== '') files[name] = [...(files[name] ?? []), value]
      continue
    }
    const before = values[name]
    values[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
  }
  const list = (name: string): readonly string[] => {
    const value = values[name]
    return value === undefined ? [] : Array.isArray(value) ? value : [value]
  }
  return { values, files, list, text: (name) => (list(name)[0] ?? '').trim() }
}

async function readFormData(request: Request): Promise<FormData> {
  if (request.bodyUsed) throw new Error('a form was read twice')
  try {
    return await request.formData()
  } catch (problem) {
    if (problem instanceof TypeError) throw new NotAForm('what was posted is no form', { cause: problem })
    throw problem
  }
}
