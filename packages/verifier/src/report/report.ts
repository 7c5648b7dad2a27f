import type { ElectionResult } from '@groundswell/ballotbox'
import type { CountRecord } from '@groundswell/tally'
import type { Finding, FindingCode, Note } from './findings.ts'

/** What a verification came to, as plain data: the document that `--format json` prints. */
export interface Report {
  readonly format: 'verification/1'
  /** Of the archive itself, as far as it was read. */
  readonly election?: {
    readonly uuid: string
    readonly name: string
    readonly group: string
    /** §4.15: what each ballot names. */
    readonly fingerprint: string
    readonly questions: readonly { readonly question: string; readonly answers: readonly string[] }[]
  }
  readonly read: {
    readonly bytes: number
    readonly credentials: number
    readonly trustees: number
    readonly ballots: number
    /** Ballots that count: the last of each credential. */
    readonly last: number
    readonly shuffles: number
    readonly decryptions: number
  }
  readonly findings: readonly Finding[]
  /** Findings beyond those listed, where there are very many of one kind. */
  readonly unlisted: Partial<Record<FindingCode, number>>
  readonly notes: readonly Note[]
  /** As the decryptions give it, whatever the archive says. */
  readonly result?: ElectionResult
  readonly counts: readonly CountRecord[]
}

/** How far a verification is. */
export interface Progress {
  /** What is being checked. */
  readonly stage: 'board' | 'ballots' | 'shuffles' | 'decryptions'
  /** How many of them have been. */
  readonly done: number
  /** How much of a further one has been, from 0 to 1, where one takes long. */
  readonly share?: number
  /** Of the archive, as read so far. */
  readonly bytes: number
}
