import { createReadStream } from 'node:fs'
import { err, ok, type Result } from '@groundswell/ballotbox'

/** Bytes from a file or an address, as they come. */
export interface Source {
  readonly bytes: AsyncIterable<Uint8Array>
  /** In bytes, where it is known beforehand. */
  readonly length?: number
}

/** A file or an address could not be read to its end. */
export class SourceError extends Error {}

const isAddress = (place: string): boolean => /^https?:\/\//i.test(place)

/** Opens a file, or an address that begins with http:// or https://. */
export async function openSource(place: string): Promise<Result<Source>> {
  return isAddress(place) ? openAddress(place) : ok({ bytes: guarded(createReadStream(place)) })
}

async function openAddress(address: string): Promise<Result<Source>> {
  try {
    const answer = await fetch(address)
    if (!answer.ok) return err(`${address} answers ${answer.status}`)
    if (answer.body === null) return err(`${address} answers nothing`)
    const length = Number(answer.headers.get('content-length') ?? Number.NaN)
    const bytes = guarded(answer.body)
    return ok(Number.isSafeInteger(length) ? { bytes, length } : { bytes })
  } catch (problem) {
    return err(`${address} cannot be fetched: ${reasonOf(problem)}`)
  }
}

/** Failures of the disk or the line become one kind of error, apart from bugs. */
async function* guarded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes
  } catch (problem) {
    throw new SourceError(reasonOf(problem), { cause: problem })
  }
}

function reasonOf(problem: unknown): string {
  if (!(problem instanceof Error)) return String(problem)
  return problem.cause instanceof Error ? `${problem.message} (${problem.cause.message})` : problem.message
}

/** A whole file or address as bytes, refused beyond `most` bytes. */
export async function readWhole(place: string, most: number): Promise<Result<Uint8Array>> {
  const source = await openSource(place)
  if (!source.ok) return source
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of source.value.bytes) {
      length += chunk.length
      if (length > most) return err(`${place} is longer than ${most} bytes`)
      chunks.push(chunk)
    }
  } catch (problem) {
    if (problem instanceof SourceError) return err(problem.message)
    throw problem
  }
  return ok(Buffer.concat(chunks))
}
