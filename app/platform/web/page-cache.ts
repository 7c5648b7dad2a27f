import { createHash } from 'node:crypto'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

interface Kept {
  readonly plain: Uint8Array
  readonly gzip: Uint8Array
  readonly brotli: Uint8Array
  readonly etag: string
  readonly type: string
  readonly tags: readonly string[]
}

/**
 * Whole public pages, kept as bytes and thrown away when a verb says that what they show has changed.
 * Only what every visitor sees alike may be put here: nobody who is signed in is served from it.
 */
export interface PageCache {
  /** The page for this address as the reader's browser takes it, or nothing if it must be made. */
  answer(request: Request, address: string): Response | undefined
  /** Keeps a page, under a plain address. `version` is what `version()` said before its data was read. */
  keep(address: string, version: number, type: string, body: string | Uint8Array, tags: readonly string[]): void
  forget(tags: readonly string[]): void
  forgetAll(): void
  /** Rises with every `forget`; a page whose data was read under an older one is not kept. */
  version(): number
}

const BUDGET = 64 * 1024 * 1024
/** Compressing more than this while a reader waits costs the others more than the memory saves. */
const LARGEST = 1024 * 1024

export function createPageCache(headers: Readonly<Record<string, string>>): PageCache {
  const pages = new Map<string, Kept>()
  let size = 0
  let version = 0

  const drop = (address: string) => {
    const page = pages.get(address)
    if (!page) return
    pages.delete(address)
    size -= weight(page)
  }

  return {
    version: () => version,
    answer(request, address) {
      const page = pages.get(address)
      if (!page) return undefined
      const accepts = request.headers.get('accept-encoding') ?? ''
      const [body, encoding] = accepts.includes('br')
        ? [page.brotli, 'br']
        : accepts.includes('gzip')
          ? [page.gzip, 'gzip']
          : [page.plain, '']
      const common: Record<string, string> = {
        ...headers,
        'content-type': page.type,
        etag: page.etag,
        'cache-control': 'no-cache',
        vary: 'accept-encoding, cookie',
      }
      if (request.headers.get('if-none-match') === page.etag)
        return new Response(null, { status: 304, headers: common })
      if (encoding) common['content-encoding'] = encoding
      common['content-length'] = String(body.byteLength)
      return new Response(request.method === 'HEAD' ? null : (body as BodyInit), { headers: common })
    },
    keep(address, readUnder, type, body, tags) {
      // There is no end to the queries that can be made up, nor to the ways to write a letter as an escape.
      if (readUnder !== version || /[?%]/.test(address)) return
      drop(address)
      const plain = typeof body === 'string' ? Buffer.from(body) : body
      if (plain.byteLength > LARGEST) return
      const page: Kept = {
        plain,
        gzip: gzipSync(plain, { level: 6 }),
        brotli: brotliCompressSync(plain, {
          params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: plain.byteLength },
        }),
        etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
        type,
        tags,
      }
      pages.set(address, page)
      size += weight(page)
      for (const oldest of pages.keys()) {
        if (size <= BUDGET) break
        drop(oldest)
      }
    },
    forget(tags) {
      version++
      const stale = new Set(tags)
      for (const [address, page] of pages) if (page.tags.some((tag) => stale.has(tag))) drop(address)
    },
    forgetAll() {
      version++
      pages.clear()
      size = 0
    },
  }
}

function weight(page: Kept): number {
  return page.plain.byteLength + page.gzip.byteLength + page.brotli.byteLength + 512
}
