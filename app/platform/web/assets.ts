import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Frame } from './visit.ts'

/** What the build left for browsers: addresses by purpose, and the files themselves with their packed forms. */
export interface BuiltAssets {
  readonly page: Frame['assets']
  island(name: string): string
  readonly files: ReadonlyMap<string, AssetFile>
}

interface AssetFile {
  readonly type: string
  readonly plain: Uint8Array
  readonly brotli: Uint8Array | undefined
  readonly gzip: Uint8Array | undefined
}

const TYPES: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

/** Reads `assets.json` and the files beside it, made by `npm run build`. */
export function readAssets(folder: string): BuiltAssets {
  const manifest = JSON.parse(readFileSync(join(folder, 'assets.json'), 'utf8')) as {
    css: string
    icon: string
    fonts: string[]
    islands: Record<string, string>
  }
  const files = new Map<string, AssetFile>()
  const names = readdirSync(join(folder, 'assets'))
  const read = (name: string): Uint8Array | undefined =>
    names.includes(name) ? readFileSync(join(folder, 'assets', name)) : undefined
  for (const name of names) {
    const type = TYPES[name.slice(name.lastIndexOf('.') + 1)]
    const plain = type && read(name)
    if (plain) files.set(`/assets/${name}`, { type, plain, brotli: read(`${name}.br`), gzip: read(`${name}.gz`) })
  }
  return {
    page: { css: manifest.css, icon: manifest.icon, fonts: manifest.fonts },
    files,
    island(name) {
      const address = manifest.islands[name]
      if (!address) throw new Error(`there is no island called ${name}`)
      return address
    },
  }
}

/** Answers for the build's files, which may be kept for ever since their names change with their contents. */
export function serveAssets(
  { files }: BuiltAssets,
  headers: Readonly<Record<string, string>>,
): (request: Request) => Response | undefined {
  return (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return undefined
    const start = request.url.indexOf('/', request.url.indexOf('//') + 2)
    if (!request.url.startsWith('/assets/', start)) return undefined
    const file = files.get(request.url.slice(start))
    if (!file) return undefined
    const accepts = request.headers.get('accept-encoding') ?? ''
    const [body, encoding] =
      file.brotli && accepts.includes('br')
        ? [file.brotli, 'br']
        : file.gzip && accepts.includes('gzip')
          ? [file.gzip, 'gzip']
          : [file.plain, undefined]
    return new Response(request.method === 'HEAD' ? null : (body as BodyInit), {
      headers: {
        ...headers,
        'content-type': file.type,
        'content-length': String(body.byteLength),
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'accept-encoding',
        ...(encoding ? { 'content-encoding': encoding } : {}),
      },
    })
  }
}
