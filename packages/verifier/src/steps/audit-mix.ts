import {
  type ElectionStep,
  type EncryptedTally,
  readShuffle,
  type Shuffle,
  type ShuffleProblem,
  shuffleProofCheck,
} from '@groundswell/ballotbox'
import { shuffleCheckWork, type WorkerPool } from '@groundswell/ballotbox/node'
import { Flight } from '../flight.ts'
import type { FindingCode, Findings } from '../report/findings.ts'
import type { Setup } from './audit-setup.ts'
import type { SignatureAudit } from './audit-signatures.ts'

export type ShuffleStep = Extract<ElectionStep, { type: 'Shuffle' | 'PartialDecryption' }>

/** Shuffles under way at once. */
const UNDER_WAY = 2

const CODES: Record<ShuffleProblem, FindingCode> = {
  'numbers of ciphertexts differ': 'shuffle-size',
  'parts of the proof have the wrong length': 'shuffle-size',
  'ciphertext outside the group': 'shuffle-group',
  'part of the proof outside the group': 'shuffle-group',
  'proof of the shuffle does not hold': 'shuffle-proof',
}

/** Checks shuffles as they stream in (§4.17): whose they are, and that each mixes what the one before left. */
export class MixAudit {
  readonly #setup: Setup
  readonly #pool: WorkerPool
  readonly #findings: Findings
  readonly #signatures: SignatureAudit
  readonly #onChecked: (shuffles: number, share?: number) => void
  readonly #owners = new Set<number>()
  readonly #checks = new Flight(UNDER_WAY)
  #lists: EncryptedTally
  #read = 0
  #checked = 0

  /** `lists` are the sealed rankings as tallied, one list for each ranked question. */
  constructor(
    setup: Setup,
    lists: EncryptedTally,
    pool: WorkerPool,
    findings: Findings,
    signatures: SignatureAudit,
    onChecked: (shuffles: number, share?: number) => void,
  ) {
    this.#setup = setup
    this.#lists = lists
    this.#pool = pool
    this.#findings = findings
    this.#signatures = signatures
    this.#onChecked = onChecked
  }

  get read(): number {
    return this.#read
  }

  async add({ type, owner, raw, payload }: ShuffleStep): Promise<void> {
    const number = ++this.#read
    const where = `shuffle ${number}`
    this.#auditOwner(owner, where)
    this.#signatures.check({ type, owner, payload }, where)
    const shuffle = readShuffle(this.#setup.open.group, raw)
    if (!shuffle.ok) {
      return void this.#findings.add('format', where, `${shuffle.error.at}: ${shuffle.error.problem}`)
    }
    const expected = this.#lists.length
    if (shuffle.value.ciphertexts.length !== expected || shuffle.value.proofs.length !== expected) {
      return void this.#findings.add(
        'shuffle-size',
        where,
        `not one list and one proof for each of ${expected} questions`,
      )
    }
    await this.#check(where, shuffle.value)
    this.#lists = shuffle.value.ciphertexts
  }

  /** The sealed rankings as the last shuffle left them. */
  get lists(): EncryptedTally {
    return this.#lists
  }

  /** Waits for every proof to be checked. The mixers are counted where the rankings were then `opened`. */
  async finish(mixers: number, opened: boolean): Promise<void> {
    await this.#checks.landed()
    if (!opened || this.#setup.ranked.length === 0) return
    if (this.#read === 0) this.#findings.add('no-shuffle', 'mix', 'every ranking can be traced to its ballot')
    else if (this.#owners.size < mixers) {
      this.#findings.add('too-few-mixers', 'mix', `${this.#owners.size} mixed where ${mixers} must`)
    }
  }

  #auditOwner(owner: number, where: string): void {
    const trustees = this.#setup.trustees?.publicKeys.length
    if (trustees !== undefined && owner > trustees) {
      return void this.#findings.add('shuffle-owner', where, `trustee ${owner} of ${trustees}`)
    }
    if (this.#owners.has(owner)) this.#findings.add('shuffle-twice', where, `trustee ${owner} mixed before`)
    this.#owners.add(owner)
  }

  async #check(where: string, shuffle: Shuffle): Promise<void> {
    for (const [i, before] of this.#lists.entries()) {
      const { group, fingerprint, election } = this.#setup.open
      const mixed = { group, fingerprint, publicKey: election.public_key, before, after: shuffle.ciphertexts[i]! }
      const outcome = this.#pool.run(group, shuffleProofCheck(mixed, shuffle.proofs[i]!), {
        onProgress: (items) => this.#onChecked(this.#checked, Math.min(1, items / shuffleCheckWork([before.length]))),
      })
      const place = this.#lists.length === 1 ? where : `${where}, question ${this.#setup.ranked[i]! + 1}`
      const check = outcome.then((checked) => {
        if (!checked.ok) this.#findings.add(CODES[checked.error], place, checked.error)
        this.#onChecked(++this.#checked)
      })
      await this.#checks.add(check)
    }
  }
}
