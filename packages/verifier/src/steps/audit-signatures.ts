import { checkSignedWork, readSideRecord, type SignedWork, type TrusteeWork } from '@groundswell/ballotbox'
import type { FindingCode, Findings } from '../report/findings.ts'
import type { Setup } from './audit-setup.ts'

/** Whether each shuffle and each decryption was signed, in the record beside the archive, by the trustee it names. */
export interface SignatureAudit {
  check(work: TrusteeWork, where: string): void
  /** Signatures over what the archive does not hold. */
  finish(): void
}

const CODES: Record<TrusteeWork['type'], FindingCode> = {
  Shuffle: 'shuffle-signature',
  PartialDecryption: 'decryption-signature',
}

const nothingSigned: SignatureAudit = { check: () => {}, finish: () => {} }

/** `raw` is the side record; without one, nothing about signatures can be said. */
export function signatureAudit(raw: string | undefined, setup: Setup, findings: Findings): SignatureAudit {
  if (raw === undefined || setup.trustees === undefined) return nothingSigned
  const record = readSideRecord(setup.open.group, raw)
  if (!record.ok) {
    findings.add('format', 'side record', `${record.error.at}: ${record.error.problem}`)
    return nothingSigned
  }
  const own = record.value.election === setup.open.fingerprint
  if (!own) findings.add('side-record', 'side record', `of the election with fingerprint ${record.value.election}`)
  const byPayload = Map.groupBy(own ? record.value.works : [], ({ payload }) => payload)
  const { publicKeys } = setup.trustees
  const unused = new Set(byPayload.keys())
  return {
    check(work, where) {
      const problem = problemOf(work, byPayload.get(work.payload) ?? [], (signed) => {
        const checked = checkSignedWork(setup.open, publicKeys, signed)
        return checked.ok ? undefined : checked.error
      })
      if (own && problem !== undefined) findings.add(CODES[work.type], where, problem)
      unused.delete(work.payload)
    },
    finish() {
      if (unused.size > 0) findings.note('unused-signature', `${unused.size}`)
    },
  }
}

function problemOf(
  { type, owner }: TrusteeWork,
  signed: readonly SignedWork[],
  problemOfSignature: (signed: SignedWork) => string | undefined,
): string | undefined {
  const ofType = signed.filter((each) => each.type === type)
  const own = ofType.find((each) => each.owner === owner)
  if (own !== undefined) {
    const problem = problemOfSignature(own)
    return problem === undefined ? undefined : `signature of trustee ${owner}: ${problem}`
  }
  const others = ofType.filter((each) => problemOfSignature(each) === undefined)
  if (others.length === 0) return `trustee ${owner} has not signed it`
  return `signed by trustee ${others.map((each) => each.owner).join(', ')}, not by ${owner}`
}
