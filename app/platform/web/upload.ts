/** A file on its way in. Its bytes must be read to their end before the answer is sent. */
export interface Upload {
  readonly fileName: string
  readonly bytes: AsyncIterable<Buffer>
}

/** Thrown where a request ends before its file does: the sender is gone, or is no browser. */
export class BrokenUpload extends Error {}

/**
 * The file of one field of a posted form (RFC 7578), read as it arrives, so that its size costs no memory. Fields that come
 * before it are passed over, those after it never looked at. Null where the field is absent or no file was chosen.
 */
export async function openUpload(request: Request, field: string): Promise<Upload | null> {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(request.headers.get('content-type') ?? '')
  const name = boundary?.[1] ?? boundary?.[2]
  if (!name || !request.body) return null
  const source = createSource(request.body, Buffer.from(`\r\n--${name}`))
  await drain(source.untilMark())
  for (;;) {
    const head = await source.head()
    if (head === null) return null
    const fileName = /filename="([^"]*)"/i.exec(head)?.[1]
    if (/[;\s]name="([^"]*)"/i.exec(head)?.[1] !== field || fileName === undefined) {
      await drain(source.untilMark())
      continue
    }
    if (fileName !== '')
      return {
        fileName: fileName.replaceAll('%22', '"').replaceAll('\0', ''),
        bytes: withoutFirst(2, source.untilMark()),
      }
    await drain(source.untilMark())
    return null
  }
}

async function drain(bytes: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of bytes);
}

/** Without the line end that is left from the headings. */
async function* withoutFirst(count: number, bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let left = count
  for await (const some of bytes) {
    if (some.length > left) yield some.subarray(left)
    left = Math.max(0, left - some.length)
  }
}

/** A part's headings are never this long. */
const LONGEST_HEAD = 16_384

function createSource(body: ReadableStream<Uint8Array>, mark: Buffer) {
  const reader = body.getReader()
  // The first mark stands at the very beginning, without the line end that comes before the others.
  let held: Buffer = Buffer.from('\r\n')
  const more = async () => {
    const { value, done } = await reader.read()
    if (done) throw new BrokenUpload('a form ended before its last mark')
    held = held.length > 0 ? Buffer.concat([held, value]) : Buffer.from(value)
  }
  return {
    /** What comes before the next mark, and takes the mark away. */
    async *untilMark(): AsyncGenerator<Buffer> {
      for (;;) {
        const at = held.indexOf(mark)
        if (at >= 0) {
          const last = held.subarray(0, at)
          held = held.subarray(at + mark.length)
          if (last.length > 0) yield last
          return
        }
        // The end of what is held may be the beginning of the mark.
        const sure = held.length - mark.length + 1
        if (sure > 0) {
          yield held.subarray(0, sure)
          held = held.subarray(sure)
        }
        await more()
      }
    },
    /** The headings of the part that follows a mark; null after the last one. */
    async head(): Promise<string | null> {
      for (;;) {
        if (held.subarray(0, 2).toString('latin1') === '--') return null
        const end = held.indexOf('\r\n\r\n')
        if (end >= 0) {
          const text = held.subarray(0, end).toString('utf8')
          // The line end stays: an empty part has its mark directly after the headings.
          held = held.subarray(end + 2)
          return text
        }
        if (held.length > LONGEST_HEAD) throw new BrokenUpload('a form with a part that has no end to its headings')
        await more()
      }
    },
  }
}
