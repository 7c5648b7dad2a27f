import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BrokenUpload, openUpload } from './upload.ts'

/** A request whose body arrives in pieces of a length, cut short where said. */
async function arriving(form: FormData, length: number, whole = true): Promise<Request> {
  const built = new Request('http://localhost/', { method: 'POST', body: form })
  const bytes = new Uint8Array(await built.arrayBuffer())
  const end = whole ? bytes.length : bytes.length - 8
  let at = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= end) return controller.close()
      controller.enqueue(bytes.slice(at, Math.min(end, at + length)))
      at += length
    },
  })
  const headers = { 'content-type': String(built.headers.get('content-type')) }
  return new Request('http://localhost/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit)
}

const formWith = (content: BlobPart, name = 'Rhestr "ŵyn".csv') => {
  const form = new FormData()
  form.set('other', 'one\r\n--two')
  form.set('file', new File([content], name))
  form.set('after', 'three')
  return form
}

async function read(request: Request) {
  const upload = await openUpload(request, 'file')
  if (!upload) return null
  const parts: Buffer[] = []
  for await (const part of upload.bytes) parts.push(part)
  return { fileName: upload.fileName, bytes: Buffer.concat(parts) }
}

describe('openUpload', () => {
  it('gives back the very bytes, however they arrive', async () => {
    const bytes = fc.uint8Array({ maxLength: 400 }).map((some) => Buffer.from(some))
    const nearly = fc.constantFrom('\r\n', '--', '\r\n--', '\r\n------').map((text) => Buffer.from(text))
    const content = fc.array(fc.oneof(bytes, nearly), { maxLength: 6 }).map((some) => Buffer.concat(some))
    await fc.assert(
      fc.asyncProperty(content, fc.integer({ min: 1, max: 90 }), async (some, length) => {
        const file = await read(await arriving(formWith(some), length))
        expect(file?.bytes.equals(some)).toBe(true)
        expect(file?.fileName).toBe('Rhestr "ŵyn".csv')
      }),
    )
  })

  it('finds nothing where no file was chosen, or the form is another', async () => {
    expect(await read(await arriving(formWith('', ''), 50))).toBeNull()
    const other = new FormData()
    other.set('other', 'x')
    expect(await read(await arriving(other, 50))).toBeNull()
    expect(await read(new Request('http://localhost/', { method: 'POST', body: 'file=x' }))).toBeNull()
  })

  it('says so when the sender went away in the middle', async () => {
    const form = new FormData()
    form.set('file', new File(['x'.repeat(500)], 'a.csv'))
    await expect(read(await arriving(form, 64, false))).rejects.toThrow(BrokenUpload)
  })
})
