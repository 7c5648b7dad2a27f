import { execFileSync } from 'node:child_process'
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Makes `dist/`: the package as plain JavaScript with types, for `npm publish packages/tally/dist`. In this repository
 * it runs from its TypeScript sources, which Node does not take from a `node_modules` folder.
 */
const here = dirname(fileURLToPath(import.meta.url))
const dist = join(here, 'dist')
rmSync(dist, { recursive: true, force: true })
execFileSync('npx', ['tsc', '-p', join(here, 'tsconfig.build.json')], { stdio: 'inherit' })

const { name, version, license, sideEffects } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'))
const published = {
  name,
  version,
  description: 'Counts elections by every rule a member organisation uses: exact, explained, and fast.',
  license,
  type: 'module',
  engines: { node: '>=20' },
  exports: { '.': { types: './index.d.ts', default: './index.js' } },
  bin: { tally: './tally.js' },
  sideEffects,
}
writeFileSync(join(dist, 'package.json'), `${JSON.stringify(published, null, 2)}\n`)
writeFileSync(
  join(dist, 'tally.js'),
  "#!/usr/bin/env node\nimport { runFromProcess } from './cli.js'\n\nrunFromProcess()\n",
)
for (const file of ['LICENSE', 'README.md']) copyFileSync(join(here, file), join(dist, file))
