import {
  allMembers,
  type CheckedTrustees,
  checkTrustees,
  type ElectionStep,
  type Element,
  type Group,
  isNonHomomorphic,
  type OpenElection,
} from '@groundswell/ballotbox'
import type { WorkerPool } from '@groundswell/ballotbox/node'
import type { Findings } from '../report/findings.ts'

export type SetupStep = Extract<ElectionStep, { type: 'Setup' }>

/** What the rest of an archive is checked against. */
export interface Setup {
  readonly open: OpenElection
  /** Votes that each listed credential may cast. */
  readonly weights: ReadonlyMap<Element, number>
  readonly totalWeight: number
  /** Undefined where their keys did not hold: then no decryption can be checked. */
  readonly trustees: CheckedTrustees | undefined
  /** Positions of the ranked questions. */
  readonly ranked: readonly number[]
}

/** Credentials whose membership is checked at once. */
const SLICE = 4_000

/** Trustees' keys, the election's key, and the list of credentials against the roll (§4.5–4.10). */
export async function auditSetup(
  step: SetupStep,
  places: number | undefined,
  pool: WorkerPool,
  findings: Findings,
): Promise<Setup> {
  const { open, credentials } = step
  const ranked = open.election.questions.flatMap((question, i) => (isNonHomomorphic(question) ? [i] : []))
  if (ranked.length > 0 && ranked.length < open.election.questions.length) {
    findings.note('mixed-kinds', `${ranked.length} of ${open.election.questions.length} questions are ranked`)
  }
  const totalWeight = credentials.reduce((sum, { weight }) => sum + weight, 0)
  auditRoll(credentials.length, totalWeight, places, findings)
  await auditCredentials(step, pool, findings)
  return {
    open,
    weights: new Map(credentials.map(({ credential, weight }) => [credential, weight])),
    totalWeight,
    trustees: auditTrustees(step, findings),
    ranked,
  }
}

function auditTrustees({ open, trustees }: SetupStep, findings: Findings): CheckedTrustees | undefined {
  const checked = checkTrustees(open.group, trustees)
  if (!checked.ok) {
    findings.add('trustees', checked.error.at, `${checked.error.problem}; decryptions were not checked`)
    return undefined
  }
  if (checked.value.key !== open.election.public_key) {
    findings.add('election-key', 'election', 'ballots are sealed to a key that the trustees do not hold')
  }
  auditKeys(open.group, checked.value.publicKeys, findings)
  return checked.value
}

/** Keys that their proofs allow, and that make a mockery of a shared key. */
function auditKeys({ one }: Group, publicKeys: readonly Element[], findings: Findings): void {
  for (const [i, key] of publicKeys.entries()) {
    const twin = publicKeys.indexOf(key)
    if (key === one) findings.add('trustee-key', `trustee ${i + 1}`, 'its private key is zero')
    else if (twin < i) findings.add('trustee-key', `trustee ${i + 1}`, `it has the key of trustee ${twin + 1}`)
  }
}

function auditRoll(credentials: number, totalWeight: number, places: number | undefined, findings: Findings): void {
  if (places === undefined) return
  if (credentials > places) {
    findings.add('roll', 'credentials', `${credentials} credentials for ${places} places`)
  } else if (totalWeight > places) {
    findings.add('roll', 'credentials', `credentials of ${totalWeight} votes for ${places} places`)
  }
}

async function auditCredentials({ open, credentials }: SetupStep, pool: WorkerPool, findings: Findings): Promise<void> {
  const { group } = open
  for (let from = 0; from < credentials.length; from += SLICE) {
    const elements = credentials.slice(from, from + SLICE).map(({ credential }) => credential)
    const open = elements.indexOf(group.one)
    if (open >= 0) findings.add('credential', `credential ${from + open + 1}`, 'anyone can sign for it')
    if (await pool.run(group, allMembers(elements))) continue
    for (const [i, each] of elements.entries()) {
      if (!group.isMember(each)) findings.add('credential', `credential ${from + i + 1}`, 'outside the group')
    }
  }
}

/**
 * How many trustees must come together to decrypt (§4.19): with fewer mixers than that, trustees who could not open a
 * ballot between them might know whose is whose.
 */
export const quorumOf = (trustees: CheckedTrustees): number =>
  trustees.items.reduce((sum, item) => sum + (item.kind === 'single' ? 1 : item.threshold), 0)
