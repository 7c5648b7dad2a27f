import { parseBallots } from '../formats/ballot-formats.ts'
import type { BallotFile } from '../formats/blt-parse.ts'
import { describeParseError } from '../formats/text-input.ts'
import { err, ok, type Result } from '../result.ts'
import type { Surroundings } from './command.ts'

/** Reads and parses one ballot file of any known format, `contest` of it where it holds several; what is wrong is said in one line that begins with the file. */
export const readElection = (path: string, world: Surroundings, contest?: string): Result<BallotFile, string> => {
  const bytes = readBytes(path, world)
  if (!bytes.ok) return bytes
  const file = parseBallots(bytes.value, { name: path, ...(contest !== undefined && { contest }) })
  return file.ok ? file : err(`${path}: ${describeParseError(file.error)}`)
}

export const readBytes = (path: string, world: Surroundings): Result<Uint8Array, string> => {
  try {
    return ok(world.readFile(path))
  } catch (problem) {
    const code = (problem as { code?: string }).code
    if (code === undefined) throw problem
    const why = code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'is a folder' : `cannot be read (${code})`
    return err(`${path}: ${why}`)
  }
}
