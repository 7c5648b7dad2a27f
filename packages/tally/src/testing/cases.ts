import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { type CountOptions, count, type Election } from '../count.ts'
import { type BallotFile, parseBlt } from '../formats/blt-parse.ts'
import { describeParseError } from '../formats/text-input.ts'
import type { CountRecord } from '../record.ts'

/**
 * Elections counted by others, kept outside the project: `../shared/cases` beside the repository, or where
 * `GROUNDSWELL_CASES` points. A suite that needs them says that it was skipped where they are absent.
 */
const casesFolder = (): string | undefined => {
  const given = process.env.GROUNDSWELL_CASES
  if (given) return given
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const cases = join(folder, '..', 'shared', 'cases')
    if (existsSync(cases)) return cases
    if (folder === dirname(folder)) return undefined
  }
}

const folder = casesFolder()

export const hasCases = folder !== undefined

/** The name of a suite, which says so where it has to be skipped. */
export const caseSuite = (name: string): string => (hasCases ? name : `${name}: SKIPPED, no ../shared/cases here`)

export const caseBytes = (...path: string[]): Uint8Array => {
  const bytes = readFileSync(join(folder ?? '', ...path))
  return path.at(-1)?.endsWith('.gz') ? gunzipSync(bytes) : bytes
}

export const caseText = (...path: string[]): string => new TextDecoder().decode(caseBytes(...path))

export const caseJson = <T>(...path: string[]): T => JSON.parse(caseText(...path)) as T

/** Files of a folder of cases that end so, without that ending. */
export const casesIn = (kind: string, ending: string): string[] =>
  folder === undefined
    ? []
    : readdirSync(join(folder, kind))
        .filter((file) => file.endsWith(ending))
        .map((file) => file.slice(0, -ending.length))
        .sort()

export const caseElection = (...path: string[]): BallotFile => {
  const file = parseBlt(caseBytes(...path))
  if (!file.ok) throw new Error(`${path.join('/')}: ${describeParseError(file.error)}`)
  return file.value
}

/** Counts, and throws where the count is refused. */
export const counted = (election: Election, how: CountOptions): CountRecord => {
  const record = count(election, how)
  if (!record.ok) throw new Error(record.error.message)
  return record.value
}
