import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The independent checker, Debian 12's package belenios-tool (2.0). Tests that need it say so where it is absent. */
export const toolIsThere =
  spawnSync('belenios-tool', ['--version'], { encoding: 'utf8' }).stdout?.startsWith('2.0') === true

const environment = { ...process.env, BELENIOS_USE_URANDOM: '1' }

/** A folder of its own in which the tool works on one election. */
export interface ToolFolder {
  readonly path: string
  run(args: readonly string[], input?: string): string
  write(name: string, content: string | Uint8Array): void
  read(name: string): string
  files(ending: string): string[]
  remove(): void
}

export function toolFolder(): ToolFolder {
  const path = mkdtempSync(join(tmpdir(), 'ballotbox-'))
  return {
    path,
    run: (args, input = '') =>
      execFileSync('belenios-tool', args, {
        cwd: path,
        input,
        encoding: 'utf8',
        env: environment,
        maxBuffer: 1 << 29,
        stdio: ['pipe', 'pipe', 'pipe'],
      }),
    write: (name, content) => writeFileSync(join(path, name), content),
    read: (name) => readFileSync(join(path, name), 'utf8'),
    files: (ending) =>
      readdirSync(path)
        .filter((name) => name.endsWith(ending))
        .sort(),
    remove: () => rmSync(path, { recursive: true }),
  }
}

/** What the tool says of an archive: its exit status and its last words. */
export function toolVerdict(uuid: string, archive: Uint8Array): { accepted: boolean; words: string } {
  const folder = toolFolder()
  folder.write(`${uuid}.bel`, archive)
  const { status, stderr } = spawnSync('belenios-tool', ['election', 'verify'], { cwd: folder.path, encoding: 'utf8' })
  folder.remove()
  return { accepted: status === 0 && stderr.includes('all checks passed'), words: stderr.trim() }
}
