import { besideTheTool, type SideBySide } from './beside-the-tool.ts'
import { sealInBrowser } from './in-a-browser.ts'

/** One measured number beside what was asked, in the form of the project's own measurements. */
export interface BallotboxFigure {
  readonly name: string
  readonly target: string
  readonly measured: string
  readonly yardstick?: string
  readonly met: boolean
  readonly note?: string
}

const FACTORS: Readonly<Record<SideBySide['work'], number>> = {
  'check ranked ballots': 3,
  mix: 1.3,
  'check a mix': 1.3,
}

const seconds = (value: number): string => `${value.toFixed(2)} s`

function besideFigure({ work, ballots, ours, oursOnAllCores, tools }: SideBySide): BallotboxFigure {
  const factor = FACTORS[work]
  const name = `${work}, ${ballots} ballots of ten candidates`
  const note = `${seconds(oursOnAllCores)} pass with all cores`
  const target = `≥ ${factor} times the tool, in processor time on one core`
  if (tools === undefined) {
    return { name, target, measured: seconds(ours), met: false, note: 'belenios-tool is not installed' }
  }
  const times = tools / ours
  const measured = `${seconds(ours)} (${times.toFixed(1)} times)`
  return { name, target, measured, yardstick: seconds(tools), met: times >= factor, note }
}

/** Everything that the issue asks of this package's speed, measured in one run. */
export async function ballotboxFigures(size: 'tenth' | 'full'): Promise<readonly BallotboxFigure[]> {
  const beside = await besideTheTool(size === 'full' ? 2_000 : 500, size === 'full' ? 1_000 : 200)
  const { compressedBytes, first, later } = await sealInBrowser()
  const sealing: BallotboxFigure = {
    name: 'seal a ranked ballot of ten candidates in Chromium, the first of a page',
    target: '≤ 150 ms',
    measured: first === undefined ? 'no Chromium here' : `${first.toFixed(0)} ms`,
    met: first !== undefined && first <= 150,
    ...(later === undefined ? {} : { note: `${later.toFixed(0)} ms for a later one` }),
  }
  const script: BallotboxFigure = {
    name: 'script of the ballot page, compressed',
    target: '≤ 40 KB',
    measured: `${(compressedBytes / 1_024).toFixed(1)} KB`,
    met: compressedBytes <= 40 * 1_024,
  }
  return [...beside.map(besideFigure), sealing, script]
}
