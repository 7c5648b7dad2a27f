import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { emptyPeople, keepAside, timePlain, writeBenchFile } from '../../app/modules/people/bench.ts'
import { startEmbedded } from '../../app/platform/database/embedded.ts'
import { migrate } from '../../app/platform/database/migrate.ts'
import { urlAs } from '../../app/platform/database/roles.ts'
import { projectRoot } from '../../app/platform/project-root.ts'
import { unwrap } from '../../app/platform/result.ts'
import { type Figure, type Measurement, median, percent, perSecond, type Size } from '../figure.ts'

interface Timed {
  readonly seconds: number
  readonly megabytes: number
}

const ROUNDS = 3

/** People come in from a file, with matching, beside the plain writing of the same final rows, by turns. */
export const peopleImport: Measurement = {
  title: 'An import of people',
  async measure(size: Size): Promise<Figure[]> {
    const folder = await mkdtemp(join(tmpdir(), 'groundswell-import-'))
    const cluster = unwrap(await startEmbedded({ dataDir: join(folder, 'data'), log: () => undefined, durable: true }))
    const password = (role: string) => `bench ${role}`
    await migrate({ url: cluster.url, password })
    const owner = new pg.Client(cluster.url)
    await owner.connect()
    try {
      const rows = size === 'full' ? 1_000_000 : 100_000
      const path = join(folder, 'people.csv')
      await writeBenchFile(path, rows)
      const bring = () => importOnce(urlAs(cluster.url, 'app', password), path)
      const first: Timed[] = []
      const again: Timed[] = []
      const plain: number[] = []
      for (let round = 0; round < (size === 'full' ? 1 : ROUNDS); round++) {
        await emptyPeople(owner)
        first.push(await bring())
        again.push(await bring())
        if (round === 0) await keepAside(owner)
        await emptyPeople(owner)
        plain.push(await timePlain(owner))
      }
      return figures(rows, first, again, plain)
    } finally {
      await owner.end()
      await cluster.stop()
      await rm(folder, { recursive: true, force: true })
    }
  },
}

async function importOnce(appUrl: string, path: string): Promise<Timed> {
  const child = fork(join(projectRoot(), 'bench/people-import.ts'), [appUrl, path])
  const [timed] = (await Promise.race([once(child, 'message'), once(child, 'exit').then(failed)])) as [Timed]
  return timed
}

function failed(): never {
  throw new Error('the import ended without a word: see above')
}

function figures(rows: number, first: readonly Timed[], again: readonly Timed[], plain: readonly number[]): Figure[] {
  const rate = (all: readonly number[]) => rows / median(all)
  const [bare, fresh, known] = [rate(plain), rate(first.map(seconds)), rate(again.map(seconds))]
  const memory = Math.max(...[...first, ...again].map(({ megabytes }) => megabytes))
  const target = '≥ 50% of one INSERT … SELECT of the same final rows'
  return [
    {
      name: `${rows.toLocaleString('en-GB')} new people, rows`,
      target,
      measured: `${perSecond(fresh)} (${percent(fresh, bare)})`,
      yardstick: perSecond(bare),
      met: fresh >= 0.5 * bare,
    },
    {
      name: 'the same file again, when everybody is known, rows',
      target,
      measured: `${perSecond(known)} (${percent(known, bare)})`,
      yardstick: perSecond(bare),
      met: known >= 0.5 * bare,
    },
    { name: 'most memory of the importing process', target: '< 300 MB', measured: `${memory} MB`, met: memory < 300 },
  ]
}

const seconds = (timed: Timed): number => timed.seconds
