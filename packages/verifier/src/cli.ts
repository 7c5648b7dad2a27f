import { statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import { err, type FrozenRoll, ok, placesOf, type Result, readRoll } from '@groundswell/ballotbox'
import { workerPool } from '@groundswell/ballotbox/node'
import { isNumber, present, type Request, readArguments, USAGE } from './cli/arguments.ts'
import { progressShow } from './cli/show-progress.ts'
import { type PublishedCount, readPublishedCount } from './published-count.ts'
import { renderReport } from './report/render-text.ts'
import type { Report } from './report/report.ts'
import { openSource, readWhole, SourceError } from './source.ts'
import type { PublishedBoard } from './steps/audit-board.ts'
import type { Recount } from './steps/recount.ts'
import { type VerifyOptions, verifyArchive } from './verify-archive.ts'

/** What the command works with; a test gives its own. */
export interface Surroundings {
  write(text: string): void
  complain(text: string): void
  readonly terminal: boolean
  now(): number
}

/** In bytes. */
const SMALL_FILE = 64_000_000
const LARGE_FILE = 400_000_000

/** Runs the command line; gives the exit code. */
export async function main(words: readonly string[], world: Surroundings): Promise<number> {
  if (words.some((word) => word === '--help' || word === '-h')) {
    world.write(USAGE)
    return 0
  }
  const request = readArguments(words)
  const report = request.ok ? await verify(request.value, world) : request
  if (!report.ok) {
    const hint = request.ok ? '' : '; see --help'
    world.complain(`groundswell-verify: ${report.error.replaceAll(/\s*\n\s*/g, ' ')}${hint}\n`)
    return 2
  }
  const json = request.ok && request.value.format === 'json'
  world.write(json ? `${JSON.stringify(report.value)}\n` : renderReport(report.value))
  return report.value.findings.length === 0 ? 0 : 1
}

async function verify(request: Request, world: Surroundings): Promise<Result<Report>> {
  const options = await optionsOf(request)
  if (!options.ok) return options
  const source = await openSource(request.archive)
  if (!source.ok) return source
  const length = source.value.length ?? statSync(request.archive, { throwIfNoEntry: false })?.size
  const progress = progressShow(world.complain, world.terminal, length, world.now)
  const pool = workerPool(request.threads ?? availableParallelism())
  try {
    const report = await verifyArchive(source.value.bytes, { ...options.value, pool, onProgress: progress.show })
    return report.ok ? report : err(`${request.archive} is no archive: ${report.error}`)
  } catch (problem) {
    if (problem instanceof SourceError) return err(problem.message)
    throw problem
  } finally {
    progress.clear()
    await pool.close()
  }
}

async function optionsOf(request: Request): Promise<Result<VerifyOptions>> {
  const published = await readRecords(request.records)
  if (!published.ok) return published
  const sideRecord = request.trustees === undefined ? ok(undefined) : await readText(request.trustees)
  if (!sideRecord.ok) return sideRecord
  const roll = await rollOf(request.roll)
  if (!roll.ok) return roll
  const board = await boardOf(request, roll.value.roll)
  if (!board.ok) return board
  return ok(
    present({
      mixers: request.mixers,
      places: roll.value.places,
      board: board.value,
      sideRecord: sideRecord.value,
      recount: recountOf(request, published.value),
    }),
  )
}

interface Roll {
  readonly places?: number
  readonly roll?: FrozenRoll
}

async function rollOf(given: string | undefined): Promise<Result<Roll>> {
  if (given === undefined) return ok({})
  if (isNumber(given)) return ok({ places: Number(given) })
  const text = await readText(given, LARGE_FILE)
  if (!text.ok) return text
  const roll = readRoll(text.value.trimEnd())
  if (!roll.ok) return err(`${given} is no frozen roll: ${roll.error.at}: ${roll.error.problem}`)
  return ok({ places: placesOf(roll.value).length, roll: roll.value })
}

async function boardOf(request: Request, roll: FrozenRoll | undefined): Promise<Result<PublishedBoard | undefined>> {
  if (request.board === undefined || roll === undefined) return ok(undefined)
  const heads = request.heads === undefined ? ok('') : await readText(request.heads)
  if (!heads.ok) return heads
  const source = await openSource(request.board)
  if (!source.ok) return source
  return ok({
    roll,
    bytes: source.value.bytes,
    heads: heads.value.split('\n').filter((line) => line !== ''),
    ...present({ keeper: request.keeper }),
  })
}

/** Counts where a rule is named, or a published count says which it followed. */
function recountOf({ rules, seats, seed }: Request, published: readonly PublishedCount[]): Recount | undefined {
  const followed = rules ?? published[0]?.rules
  if (followed === undefined) return undefined
  return { rules: followed, seats, published, ...(seed === undefined ? {} : { ties: { kind: 'seed', seed } }) }
}

async function readText(place: string, most = SMALL_FILE): Promise<Result<string>> {
  const bytes = await readWhole(place, most)
  return bytes.ok ? ok(Buffer.from(bytes.value).toString('utf8')) : bytes
}

async function readRecords(places: readonly string[]): Promise<Result<readonly PublishedCount[]>> {
  const records: PublishedCount[] = []
  for (const place of places) {
    const text = await readText(place)
    if (!text.ok) return text
    const record = readPublishedCount(text.value)
    if (record === undefined) return err(`${place} is no record of a count`)
    records.push(record)
  }
  return ok(records)
}

/** Runs on the process's own streams. */
export async function runFromProcess(): Promise<void> {
  // Most of what is read is soon forgotten. Kept small, memory stays under half of what it takes otherwise, and the
  // arithmetic, which is native, is as fast.
  setFlagsFromString('--optimize-for-size')
  process.exitCode = await main(process.argv.slice(2), {
    write: (text) => void process.stdout.write(text),
    complain: (text) => void process.stderr.write(text),
    terminal: process.stderr.isTTY === true,
    now: () => performance.now(),
  })
}
