import type { Context } from 'hono'

/** What a person typed, as text; a name that came more than once is a list. Files are kept apart. */
export interface Form {
  readonly values: Readonly<Record<string, string | readonly string[]>>
  readonly files: Readonly<Record<string, readonly File[]>>
  /** One value, trimmed, or empty. */
  text(name: string): string
  list(name: string): readonly string[]
}

/** Reads a posted form. A file field left empty counts as absent. */
export async function readForm(c: Context): Promise<Form> {
  const values: Record<string, string | string[]> = {}
  const files: Record<string, File[]> = {}
  for (const [name, value] of await c.req.raw.formData()) {
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
