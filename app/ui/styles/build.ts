import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compile, Logger } from 'sass'
import { fontFaces } from '../fonts.ts'

const require = createRequire(import.meta.url)

/**
 * The house's one stylesheet, compressed.
 * @param fontUrl the address at which a font file of this name (see `fonts.ts`) will be served
 * @throws where the SCSS does not compile
 */
export function buildStyles(fontUrl: (name: string) => string): string {
  const modules = join(dirname(require.resolve('govuk-frontend/package.json')), '..')
  const { css } = compile(fileURLToPath(new URL('./main.scss', import.meta.url)), {
    // The second path is for @ministryofjustice/frontend, which names node_modules itself.
    loadPaths: [modules, join(modules, '..')],
    style: 'compressed',
    logger: Logger.silent,
  })
  const charset = '@charset "UTF-8";'
  return charset + fontFaces(fontUrl) + css.replace(/^\uFEFF|^@charset "UTF-8";/, '')
}
