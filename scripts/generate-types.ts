import { execFile, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { startEmbedded } from '../app/platform/database/embedded.ts'
import { migrate } from '../app/platform/database/migrate.ts'
import { projectRoot } from '../app/platform/project-root.ts'
import { unwrap } from '../app/platform/result.ts'

const bin = (name: string) => join(projectRoot(), 'node_modules', '.bin', name)

export const typesFile = join(projectRoot(), 'app', 'platform', 'database', 'tables.generated.ts')

/** The TypeScript of every table of ours in a migrated database, as values come out of `platform/database/pool`. */
export async function typesOf(url: string): Promise<string> {
  const flags = ['--dialect', 'postgres', '--url', url, '--exclude-pattern', 'pgboss.*', '--date-parser', 'string']
  const mapping = ['--type-mapping', JSON.stringify({ int8: 'number' })]
  const command = [bin('kysely-codegen'), ...flags, ...mapping, '--print', '--log-level', 'error']
  const { stdout } = await promisify(execFile)(process.execPath, command, { maxBuffer: 2 ** 26 })
  return formatted(stdout)
}

async function formatted(source: string): Promise<string> {
  const biome = spawn(process.execPath, [bin('biome'), 'format', `--stdin-file-path=${typesFile}`], {
    cwd: projectRoot(),
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  biome.stdin.end(source)
  return text(biome.stdout)
}

/** `npm run db:types`: writes the types anew, from the migrations as they stand, on a cluster that is then thrown away. */
if (import.meta.main) {
  const folder = await mkdtemp(join(tmpdir(), 'groundswell-types-'))
  const cluster = unwrap(await startEmbedded({ dataDir: folder, log: console.error, durable: false }))
  try {
    await migrate({ url: cluster.url, password: () => 'not kept' })
    await writeFile(typesFile, await typesOf(cluster.url))
  } finally {
    await cluster.stop()
    await rm(folder, { recursive: true })
  }
}
