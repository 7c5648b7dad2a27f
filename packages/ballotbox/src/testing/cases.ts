import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of reference cases, outside the project; undefined where this copy of the project has none. */
export function casesFolder(): string | undefined {
  const given = process.env.GROUNDSWELL_CASES
  if (given !== undefined) return existsSync(given) ? given : undefined
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const candidate = join(folder, '..', 'shared', 'cases')
    if (existsSync(join(folder, 'package-lock.json')) && existsSync(candidate)) return candidate
    if (dirname(folder) === folder) return undefined
  }
}
