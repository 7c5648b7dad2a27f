import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../app/platform/project-root.ts'
import { buildServer } from '../scripts/build/server.ts'
import { buildIfNeeded } from '../scripts/build.ts'
import type { Figure, Measurement } from './figure.ts'
import { casting } from './figures/casting.ts'
import { pages } from './figures/pages.ts'
import { peopleImport } from './figures/people-import.ts'
import { sealedBallots } from './figures/sealed-ballots.ts'
import { startUp } from './figures/start-up.ts'
import { tally } from './figures/tally.ts'

const MEASUREMENTS: readonly Measurement[] = [tally, pages, casting, peopleImport, startUp, sealedBallots]

/** `npm run bench [-- words of a title]`, or `bench:full` for the large sizes: measures, and writes `bench/results.md`. */
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const size = process.argv.includes('--full') ? 'full' : 'tenth'
const root = projectRoot()
await buildIfNeeded()
await buildServer(root, join(root, 'dist/bench'), {
  'house-server': 'bench/house-server.ts',
  'casting-server': 'bench/casting-server.ts',
})

const chosen = MEASUREMENTS.filter(({ title, onlyFull }) => {
  const named = words.every((word) => title.toLowerCase().includes(word.toLowerCase()))
  return named && (size === 'full' || !onlyFull)
})
const sections: string[] = []
let missed = 0
for (const { title, measure } of chosen) {
  console.log(`\n${title}`)
  const figures = await measure(size)
  for (const figure of figures)
    console.log(`  ${figure.met ? 'met   ' : 'MISSED'} ${figure.name}: ${figure.measured} (${figure.target})`)
  missed += figures.filter(({ met }) => !met).length
  sections.push(section(title, figures))
}
const file = join(root, 'bench', size === 'full' ? 'results-full.md' : 'results.md')
const head = `# Measured\n\nWritten by \`npm run ${size === 'full' ? 'bench:full' : 'bench'}\` on ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.versions.node}. Each figure stands beside its yardstick from the same run: trust the ratios more than the absolutes.\n`
writeFileSync(file, [head, ...withKept(sections)].join('\n'))
console.log(missed === 0 ? '\nEvery figure is met.' : `\n${missed} missed.`)
process.exit()

function section(title: string, figures: readonly Figure[]): string {
  const rows = figures.map(
    ({ name, target, measured, yardstick = '', met, note = '' }) =>
      `| ${name} | ${target} | ${measured} | ${yardstick} | ${met ? 'met' : '**missed**'} | ${note} |`,
  )
  return [
    `## ${title}\n`,
    '| what | asked | measured | yardstick | | |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

/** The sections measured now, and those of an earlier run that were not measured again, in the order of the whole. */
function withKept(fresh: readonly string[]): string[] {
  const titleOf = (text: string): string => /^## (.*)$/m.exec(text)?.[1] ?? ''
  const before = existsSync(file)
    ? readFileSync(file, 'utf8')
        .split(/^(?=## )/m)
        .slice(1)
    : []
  const all = new Map([...before, ...fresh].map((text) => [titleOf(text), `${text.trimEnd()}\n`]))
  return MEASUREMENTS.flatMap(({ title }) => all.get(title) ?? [])
}
