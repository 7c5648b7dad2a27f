import { createHash } from 'node:crypto'
import { glob, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import { favicon } from '../../app/ui/favicon.ts'
import { fonts } from '../../app/ui/fonts.ts'
import { buildStyles } from '../../app/ui/styles/build.ts'

/** Where the server serves these files, and says that they may be kept for ever. */
const address = (name: string) => `/assets/${name}`

/** Stylesheet, fonts, icon and islands under names that change with their contents, and `assets.json` that tells them. */
export async function buildClient(root: string, outDir: string): Promise<void> {
  const assets = join(outDir, 'assets')
  await mkdir(assets, { recursive: true })
  const islands = await buildIslands(root, assets)
  const place = async (name: string, contents: string | Uint8Array) => {
    const hash = createHash('sha256').update(contents).digest('base64url').slice(0, 10)
    const named = `${basename(name, extname(name))}-${hash}${extname(name)}`
    await writeFile(join(assets, named), contents)
    return address(named)
  }
  const fontUrls = new Map<string, string>()
  for (const { name, path } of fonts) fontUrls.set(name, await place(name, await readFile(path)))
  const fontUrl = (name: string) => {
    const url = fontUrls.get(name)
    if (!url) throw new Error(`the stylesheet asks for a font that is not there: ${name}`)
    return url
  }
  const css = await place('main.css', buildStyles(fontUrl))
  const icon = await place('icon.svg', favicon)
  const preloaded = fonts.filter(({ preload }) => preload).map(({ name }) => fontUrl(name))
  await writeFile(join(outDir, 'assets.json'), JSON.stringify({ css, icon, fonts: preloaded, islands }, undefined, 2))
  await pack(assets)
}

/** Each `NAME.island.tsx` becomes a module of its own; what several share is fetched once. */
async function buildIslands(root: string, outDir: string): Promise<Record<string, string>> {
  const input: Record<string, string> = {}
  for await (const file of glob('app/**/*.island.tsx', { cwd: root })) {
    const name = basename(file, '.island.tsx')
    if (input[name]) throw new Error(`two islands are called ${name}: ${input[name]} and ${file}`)
    input[name] = join(root, file)
  }
  if (Object.keys(input).length === 0) return {}
  const names = {
    entryFileNames: '[name]-[hash].js',
    chunkFileNames: '[name]-[hash].js',
    assetFileNames: '[name]-[hash][extname]',
  }
  const built = (await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    base: address(''),
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    worker: { format: 'es', rolldownOptions: { output: names } },
    build: {
      outDir,
      emptyOutDir: false,
      assetsDir: '',
      modulePreload: { polyfill: false },
      rolldownOptions: { input, preserveEntrySignatures: 'strict', output: names },
    },
  })) as Rolldown.RolldownOutput
  const entries = built.output.filter((part) => part.type === 'chunk').filter(({ isEntry }) => isEntry)
  return Object.fromEntries(entries.map(({ name, fileName }) => [name, address(fileName)]))
}

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

/** Text is packed once, here, and as small as it goes. */
async function pack(folder: string): Promise<void> {
  for (const name of (await readdir(folder)).filter((file) => /\.(?:css|js|svg)$/.test(file))) {
    const contents = await readFile(join(folder, name))
    await writeFile(
      join(folder, `${name}.br`),
      await brotli(contents, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    )
    await writeFile(join(folder, `${name}.gz`), await gzipped(contents, { level: 9 }))
  }
}
