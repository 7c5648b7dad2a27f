import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const here = dirname(fileURLToPath(import.meta.url))

/** Makes the trustees' single file: the page with its script inside it. The same sources give the same bytes. */
export async function buildOfflineFile(): Promise<string> {
  const bundle = await build({
    root: here,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      lib: { entry: join(here, 'desk.ts'), formats: ['es'], fileName: 'desk' },
    },
  })
  const outputs = Array.isArray(bundle) ? bundle : [bundle]
  const chunk = outputs.flatMap((each) => ('output' in each ? each.output : [])).find((each) => each.type === 'chunk')
  if (chunk === undefined) throw new Error('nothing was built')
  const script = chunk.code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')
  const page = readFileSync(join(here, 'index.html'), 'utf8')
  return page.replace(/<script type="module".*<\/script>/, () => `<script type="module">${script}</script>`)
}

export const sha256OfPage = (page: string): string => createHash('sha256').update(page).digest('hex')

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const page = await buildOfflineFile()
  const folder = join(here, '..', 'dist')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'trustee.html'), page)
  process.stdout.write(`${sha256OfPage(page)}  dist/trustee.html (${page.length} bytes)\n`)
}
