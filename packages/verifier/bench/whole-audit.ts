import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { workerPool } from '@groundswell/ballotbox/node'
import { SAMPLE_UUID, writeSampleArchive } from './sample-archive.ts'

/** A whole verification of one archive: ours on all cores as the command runs it, and the tool's on the same file. */
export interface WholeAudit {
  readonly ballots: number
  readonly shuffles: number
  readonly megabytes: number
  /** In seconds, from start to exit. */
  readonly ours: number
  /** Most memory that the command held, in megabytes. */
  readonly memory: number
  /** In seconds; undefined where belenios-tool is not installed or was not asked. */
  readonly tools: number | undefined
}

const command = fileURLToPath(new URL('../bin/groundswell-verify.js', import.meta.url))
const reportMemory = "data:text/javascript,process.on('exit',()=>console.error('KiB',process.resourceUsage().maxRSS))"

/** Makes an election of so many ranked ballots, mixed and decrypted by so many trustees, and audits it. */
export async function wholeAudit(ballots: number, trustees: number, askTool: boolean): Promise<WholeAudit> {
  const folder = mkdtempSync(join(tmpdir(), 'whole-audit-'))
  const file = join(folder, `${SAMPLE_UUID}.bel`)
  try {
    const pool = workerPool(availableParallelism())
    await writeSampleArchive(file, ballots, trustees, pool)
    await pool.close()
    const ours = timed(process.execPath, ['--import', reportMemory, command, file, '--roll', String(ballots)], folder)
    if (!ours.output.includes('No finding.')) throw new Error(`the sample does not pass: ${ours.output}`)
    const memory = Number(/KiB (\d+)/.exec(ours.output)?.[1]) / 1_024
    const installed = spawnSync('belenios-tool', ['--version']).status === 0
    const tools = askTool && installed ? timed('belenios-tool', ['election', 'verify'], folder).seconds : undefined
    const megabytes = statSync(file).size / 1e6
    return { ballots, shuffles: trustees, megabytes, ours: ours.seconds, memory, tools }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function timed(program: string, words: readonly string[], folder: string): { seconds: number; output: string } {
  const start = performance.now()
  const { status, stdout, stderr } = spawnSync(program, words, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 })
  const seconds = (performance.now() - start) / 1_000
  if (status !== 0) throw new Error(`${program} ${words.join(' ')}: ${stdout}${stderr}`)
  return { seconds, output: stdout + stderr }
}
