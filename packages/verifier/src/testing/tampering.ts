import { must, type WrittenStep } from '@groundswell/ballotbox'
import { workerPool } from '@groundswell/ballotbox/node'
import { archiveOf } from '../../../ballotbox/src/testing/hold-election.ts'
import type { FindingCode } from '../report/findings.ts'
import type { Report } from '../report/report.ts'
import { type VerifyOptions, verifyArchive } from '../verify-archive.ts'
import { type Detours, openSealed, type SealedElection, stepsOf } from './sealed-election.ts'
import { streamOf } from './tar-members.ts'

/** Threads that all tests of a file share. */
export const pool = workerPool(2)

export async function reportOn(steps: readonly WrittenStep[], options: VerifyOptions = {}): Promise<Report> {
  return must(await verifyArchive(streamOf(archiveOf(steps)), { pool, ...options }))
}

/** The codes of all findings, each once, in the order found. */
export async function findingsIn(steps: readonly WrittenStep[], options?: VerifyOptions): Promise<FindingCode[]> {
  return codesOf(await reportOn(steps, options))
}

export const codesOf = ({ findings }: Report): FindingCode[] => [...new Set(findings.map(({ code }) => code))]

/** An election's steps, made with detours on the way. */
export const opened = (election: SealedElection, detours: Detours): WrittenStep[] =>
  stepsOf(election, openSealed(election, detours))

/** The steps with the `nth` of a type (from 0) changed. */
export const withStep = <T extends WrittenStep['type']>(
  steps: readonly WrittenStep[],
  type: T,
  nth: number,
  change: (step: WrittenStep & { readonly type: T }) => readonly WrittenStep[],
): WrittenStep[] => {
  let seen = -1
  return steps.flatMap((step) => {
    if (step.type !== type) return [step]
    seen++
    return seen === nth ? change(step as WrittenStep & { readonly type: T }) : [step]
  })
}

/** The same text with what a pattern's group first matches changed. */
export const edited = (raw: string, pattern: RegExp, change: (found: string) => string): string => {
  const match = pattern.exec(raw)
  if (match?.[1] === undefined) throw new Error(`nothing to edit: ${pattern}`)
  const at = match.index + match[0].lastIndexOf(match[1])
  return raw.slice(0, at) + change(match[1]) + raw.slice(at + match[1].length)
}

/** A number moved by one in its last digit: in range still, and false. */
export const moved = (digits: string): string => `${digits.slice(0, -1)}${(Number(digits.at(-1)) + 1) % 10}`
