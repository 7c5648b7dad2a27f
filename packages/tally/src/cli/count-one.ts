import { type CountOptions, count } from '../count.ts'
import type { BallotFile } from '../formats/blt-parse.ts'
import { parseCon } from '../formats/con.ts'
import { describeParseError } from '../formats/text-input.ts'
import type { CountRecord } from '../record.ts'
import { err, ok, type Result } from '../result.ts'
import type { Arguments } from './arguments.ts'
import type { Surroundings } from './command.ts'
import { readBytes, readElection } from './read-election.ts'

/** Reads a ballot file, and the constraints where a file of them is given, and counts. What is wrong: one line. */
export const countOne = (
  path: string,
  given: Arguments,
  how: CountOptions,
  world: Surroundings,
): Result<{ readonly file: BallotFile; readonly record: CountRecord }, string> => {
  const file = readElection(path, world, given.value('contest'))
  if (!file.ok) return file
  const options = withConstraints(given.value('constraints'), file.value.candidates.length, how, world)
  if (!options.ok) return options
  const record = count(file.value, options.value)
  return record.ok ? ok({ file: file.value, record: record.value }) : err(`${path}: ${record.error.message}`)
}

const withConstraints = (
  path: string | undefined,
  candidates: number,
  how: CountOptions,
  world: Surroundings,
): Result<CountOptions, string> => {
  if (path === undefined) return ok(how)
  const bytes = readBytes(path, world)
  if (!bytes.ok) return bytes
  const constraints = parseCon(bytes.value, candidates)
  if (!constraints.ok) return err(`${path}: ${describeParseError(constraints.error)}`)
  return ok({ ...how, constraints: constraints.value })
}
