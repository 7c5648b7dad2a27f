import {
  type CheckedTrustees,
  computeResult,
  type DecryptionProblem,
  type ElectionResult,
  type ElectionStep,
  type Element,
  type EncryptedTally,
  type OwnedDecryption,
  type PartialDecryption,
  partialDecryptionCheck,
  readPartialDecryption,
  readResult,
} from '@groundswell/ballotbox'
import { decryptionCheckWork, type WorkerPool } from '@groundswell/ballotbox/node'
import { Flight } from '../flight.ts'
import type { FindingCode, Findings } from '../report/findings.ts'
import type { Setup } from './audit-setup.ts'
import type { SignatureAudit } from './audit-signatures.ts'

export type DecryptionStep = Extract<ElectionStep, { type: 'Shuffle' | 'PartialDecryption' }>

/** Decryptions under way at once. */
const UNDER_WAY = 2

const CODES: Record<DecryptionProblem, FindingCode> = {
  'not one factor and one proof for each ciphertext': 'decryption-size',
  'factor outside the group': 'decryption-group',
  'proof of a decryption does not hold': 'decryption-proof',
}

/** Checks partial decryptions as they stream in (§4.18), then the result that they give (§4.19). */
export class DecryptionAudit {
  readonly #setup: Setup
  readonly #trustees: CheckedTrustees | undefined
  readonly #tally: EncryptedTally
  readonly #pool: WorkerPool
  readonly #findings: Findings
  readonly #signatures: SignatureAudit
  readonly #onChecked: (decryptions: number, share?: number) => void
  readonly #owners = new Set<number>()
  readonly #decryptions: OwnedDecryption[] = []
  readonly #checks = new Flight(UNDER_WAY)
  #read = 0
  #checked = 0

  /** `tally` is what must be decrypted: sums, and rankings as the last shuffle left them. */
  constructor(
    setup: Setup,
    tally: EncryptedTally,
    pool: WorkerPool,
    findings: Findings,
    signatures: SignatureAudit,
    onChecked: (decryptions: number, share?: number) => void,
  ) {
    this.#setup = setup
    this.#trustees = setup.trustees
    this.#tally = tally
    this.#pool = pool
    this.#findings = findings
    this.#signatures = signatures
    this.#onChecked = onChecked
  }

  get read(): number {
    return this.#read
  }

  async add({ type, owner, raw, payload }: DecryptionStep): Promise<void> {
    const number = ++this.#read
    const where = `partial decryption ${number}`
    if (this.#trustees === undefined) return
    const publicKey = this.#trustees.publicKeys[owner - 1]
    if (publicKey === undefined) {
      const trustees = this.#trustees.publicKeys.length
      return void this.#findings.add('decryption-owner', where, `trustee ${owner} of ${trustees}`)
    }
    if (this.#owners.has(owner)) {
      return void this.#findings.add('decryption-twice', where, `trustee ${owner} decrypted before`)
    }
    this.#owners.add(owner)
    this.#signatures.check({ type, owner, payload }, where)
    const decryption = readPartialDecryption(this.#setup.open.group, raw)
    if (!decryption.ok) {
      return void this.#findings.add('format', where, `${decryption.error.at}: ${decryption.error.problem}`)
    }
    if (!fits(decryption.value, this.#tally)) {
      return void this.#findings.add('decryption-size', where, 'not one factor and one proof for each ciphertext')
    }
    this.#decryptions.push({ owner, decryption: decryption.value })
    await this.#check(number, publicKey, decryption.value)
  }

  /** Waits for every decryption to be checked. */
  async settled(): Promise<void> {
    await this.#checks.landed()
  }

  /** The result that the decryptions give; undefined where they do not suffice. `totalWeight` bounds any sum. */
  result(totalWeight: number): ElectionResult | undefined {
    if (this.#trustees === undefined) return undefined
    const result = computeResult(this.#setup.open, this.#trustees, this.#tally, this.#decryptions, totalWeight)
    if (result.ok) return result.value
    const code = result.error === 'a sum exceeds the number of votes' ? 'result' : 'too-few-decryptions'
    this.#findings.add(code, 'decryptions', result.error)
    return undefined
  }

  async #check(number: number, publicKey: Element, decryption: PartialDecryption): Promise<void> {
    const { open } = this.#setup
    const work = decryptionCheckWork(this.#tally.reduce((sum, list) => sum + list.length, 0))
    const outcome = this.#pool.run(open.group, partialDecryptionCheck(open, publicKey, this.#tally, decryption), {
      onProgress: (items) => this.#onChecked(this.#checked, Math.min(1, items / work)),
    })
    const check = outcome.then((checked) => {
      if (!checked.ok) this.#findings.add(CODES[checked.error], `partial decryption ${number}`, checked.error)
      this.#onChecked(++this.#checked)
    })
    await this.#checks.add(check)
  }
}

/** A decryption of another shape cannot be combined with the others. */
const fits = ({ decryption_factors, decryption_proofs }: PartialDecryption, tally: EncryptedTally): boolean =>
  [decryption_factors, decryption_proofs].every(
    (lists) => lists.length === tally.length && lists.every((list, i) => list.length === tally[i]!.length),
  )

/** The published result against the one that the decryptions give (§4.19). */
export function auditResult(raw: string, expected: ElectionResult | undefined, findings: Findings): void {
  const stated = readResult(raw)
  if (!stated.ok) return void findings.add('format', 'result', `${stated.error.at}: ${stated.error.problem}`)
  if (expected === undefined) return
  if (stated.value.result.length !== expected.result.length) {
    return void findings.add('result', 'result', 'not one part for each question')
  }
  for (const [i, own] of expected.result.entries()) {
    if (JSON.stringify(own) !== JSON.stringify(stated.value.result[i])) {
      findings.add('result', `result, question ${i + 1}`, 'not what the decryptions give')
    }
  }
}
