import { createReadStream } from 'node:fs'

/** A file's bytes, in parts, from the beginning each time it is asked. */
export type FileBytes = () => AsyncIterable<Buffer> | Iterable<Buffer>

export const fileBytes =
  (path: string): FileBytes =>
  () =>
    createReadStream(path, { highWaterMark: 1 << 16 })
