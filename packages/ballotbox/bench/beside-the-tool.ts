import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WrittenStep } from '../src/archive/write-election.ts'
import { checkBallot } from '../src/ballots/check-ballot.ts'
import { readBallot } from '../src/formats/ballot.ts'
import { readShuffle, type Shuffle, writeShuffle } from '../src/formats/shuffle.ts'
import { checkShuffleProof, shuffleProofCheck } from '../src/mix/check-shuffle.ts'
import { makeShuffle, shuffling } from '../src/mix/make-shuffle.ts'
import { serverRandom, workerPool } from '../src/node.ts'
import { must } from '../src/result.ts'
import { archiveOfSteps, SAMPLE_UUID, type SampleElection, sampleElection } from './sample-election.ts'

/**
 * Seconds for one piece of work over so many ballots: processor time of ours on one core and of the tool, which uses
 * one, and the time that passes with ours on all cores.
 */
export interface SideBySide {
  readonly work: 'check ranked ballots' | 'mix' | 'check a mix'
  readonly ballots: number
  readonly ours: number
  readonly oursOnAllCores: number
  /** Undefined where belenios-tool is not installed. */
  readonly tools: number | undefined
}

/** Processor time, which other programs on the machine disturb least. */
const processorSecondsOf = (work: () => unknown): number => {
  const before = process.cpuUsage()
  work()
  return process.cpuUsage(before).user / 1e6
}

const secondsOf = async (work: () => unknown): Promise<number> => {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1_000
}

/** Runs the tool in a folder that holds the archive alone. */
function runTool(steps: readonly WrittenStep[], args: readonly string[]): { seconds: number; output: string } {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  writeFileSync(join(folder, `${SAMPLE_UUID}.bel`), archiveOfSteps(steps))
  const timed = ['-c', 'TIMEFORMAT=%U; time belenios-tool "$@"', 'bash', ...args]
  const run = spawnSync('bash', timed, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 29 })
  const seconds = Number(run.stderr.trim().split('\n').at(-1))
  rmSync(folder, { recursive: true })
  if (run.status !== 0) throw new Error(`belenios-tool ${args.join(' ')}: ${run.stderr}`)
  return { seconds, output: run.stdout }
}

/** Measures checks of so many ranked ballots of ten candidates, and mixes of so many, in one run. */
export async function besideTheTool(checked: number, mixed: number): Promise<readonly SideBySide[]> {
  const toolIsThere = spawnSync('belenios-tool', ['--version']).status === 0
  const pool = workerPool(availableParallelism())
  try {
    const check = await measureBallots(sampleElection(checked), pool, toolIsThere)
    const sample = sampleElection(mixed)
    const { mix, shuffle } = await measureMix(sample, pool, toolIsThere)
    return [check, mix, await measureMixCheck(sample, shuffle, pool, toolIsThere)]
  } finally {
    await pool.close()
  }
}

type Pool = ReturnType<typeof workerPool>

async function measureBallots(sample: SampleElection, pool: Pool, toolIsThere: boolean): Promise<SideBySide> {
  const { open, ballots, steps } = sample
  const ours = processorSecondsOf(() => {
    for (const raw of ballots) must(checkBallot(open, must(readBallot(open.group, raw))))
  })
  const oursOnAllCores = await secondsOf(() => pool.checkBallots(open, ballots))
  // What the tool takes for the same archive without its ballots is not counted against it.
  const verify = ['election', 'verify']
  const untilBallots = steps.filter(({ type }) => type !== 'EncryptedTally' && type !== 'EndBallots')
  const tools = toolIsThere
    ? runTool(untilBallots, verify).seconds - runTool(steps.slice(0, 1), verify).seconds
    : undefined
  return { work: 'check ranked ballots', ballots: ballots.length, ours, oursOnAllCores, tools }
}

async function measureMix(sample: SampleElection, pool: Pool, toolIsThere: boolean) {
  const { open, tally, steps } = sample
  const shuffle: Shuffle[] = []
  const ours = processorSecondsOf(() => shuffle.push(makeShuffle(open, tally, serverRandom)))
  const oursOnAllCores = await secondsOf(() => pool.run(open.group, shuffling(open, tally, serverRandom)))
  const tool = toolIsThere ? runTool(steps, ['election', 'shuffle', '--trustee-id=1']) : undefined
  // The tool's mix must hold here too, or the comparison is of nothing.
  if (tool !== undefined) must(readShuffle(open.group, tool.output.split('\n')[0]!))
  const mix: SideBySide = { work: 'mix', ballots: tally[0]!.length, ours, oursOnAllCores, tools: tool?.seconds }
  return { mix, shuffle: shuffle[0]! }
}

async function measureMixCheck(
  sample: SampleElection,
  shuffle: Shuffle,
  pool: Pool,
  toolIsThere: boolean,
): Promise<SideBySide> {
  const { open, tally, steps } = sample
  const { group, fingerprint, election } = open
  const mixed = {
    group,
    fingerprint,
    publicKey: election.public_key,
    before: tally[0]!,
    after: shuffle.ciphertexts[0]!,
  }
  const proof = shuffle.proofs[0]!
  const ours = processorSecondsOf(() => must(checkShuffleProof(mixed, proof)))
  const oursOnAllCores = await secondsOf(async () => must(await pool.run(group, shuffleProofCheck(mixed, proof))))
  const withMix: WrittenStep[] = [...steps, { type: 'Shuffle', owner: 1, raw: writeShuffle(group, shuffle) }]
  const verify = ['election', 'verify']
  const tools = toolIsThere ? runTool(withMix, verify).seconds - runTool(steps, verify).seconds : undefined
  return { work: 'check a mix', ballots: tally[0]!.length, ours, oursOnAllCores, tools }
}
