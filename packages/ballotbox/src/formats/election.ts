import { readCanonical, writeCanonical } from '../codec/canonical.ts'
import {
  type Codec,
  constant,
  either,
  type FormatError,
  flag,
  hasField,
  list,
  oneOf,
  optional,
  record,
  refuse,
  smallInteger,
  text,
} from '../codec/codec.ts'
import { element } from '../codec/numbers.ts'
import type { Element, Group, GroupName } from '../groups/group.ts'
import type { Groups } from '../groups/portable.ts'
import { hashOfJson } from '../hash.ts'
import { ok, type Result } from '../result.ts'

/** §4.9.1: choose between `min` and `max` of the answers; where `blank` is true, a blank vote is told apart. */
export interface HomomorphicQuestion {
  readonly answers: readonly string[]
  readonly blank?: boolean
  readonly min: number
  readonly max: number
  readonly question: string
}

/** §4.9.2: a small number for each answer; here, its rank (0 for unranked). */
export interface NonHomomorphicQuestion {
  readonly type: 'NonHomomorphic'
  readonly value: { readonly answers: readonly string[]; readonly question: string }
}

export type Question = HomomorphicQuestion | NonHomomorphicQuestion

/** §4.10. */
export interface Election {
  readonly version: 1
  readonly description: string
  readonly name: string
  readonly group: GroupName
  readonly public_key: Element
  readonly questions: readonly Question[]
  readonly uuid: string
  readonly administrator?: string
  readonly credential_authority?: string
}

/** An election as ballots refer to it: read, with its group, its raw text and the fingerprint φ of that text (§4.15). */
export interface OpenElection {
  readonly election: Election
  readonly group: Group
  readonly raw: string
  readonly fingerprint: string
}

export const isNonHomomorphic = (question: Question): question is NonHomomorphicQuestion => 'type' in question

/** Number of values that a homomorphic answer encrypts: one each, and one more where a blank vote is told apart. */
export const choicesOf = (question: HomomorphicQuestion): number =>
  question.answers.length + (question.blank === true ? 1 : 0)

/** One ciphertext holds 2,048 bits: 8 of padding and 8 for each answer; 254 fit below the prime. */
export const MAX_RANKED_ANSWERS = 254

const MAX_ANSWERS = 1_000
const MAX_QUESTIONS = 100
const words = text(20_000)
/** §4.2: at least 14 characters of Base58. */
export const UUID = /^[1-9A-HJ-NP-Za-km-z]{14,64}$/
export const uuidCodec = text(64, UUID)

const homomorphicQuestion: Codec<HomomorphicQuestion> = record({
  answers: list(words, MAX_ANSWERS, 1),
  blank: optional(flag),
  min: smallInteger(0, MAX_ANSWERS),
  max: smallInteger(0, MAX_ANSWERS),
  question: words,
})

const nonHomomorphicQuestion: Codec<NonHomomorphicQuestion> = record({
  type: constant('NonHomomorphic'),
  value: record({ answers: list(words, MAX_RANKED_ANSWERS, 1), question: words }),
})

const question = either(
  nonHomomorphicQuestion,
  homomorphicQuestion,
  (json) => hasField(json, 'type'),
  (value): value is NonHomomorphicQuestion => 'type' in value,
)

const electionCodec = (group: Group): Codec<Election> =>
  record({
    version: constant(1),
    description: words,
    name: words,
    group: constant(group.name),
    public_key: element(group),
    questions: list(question, MAX_QUESTIONS, 1),
    uuid: uuidCodec,
    administrator: optional(words),
    credential_authority: optional(words),
  })

/** Reads an election. Its public key is checked for membership; that it is the trustees' is `checkTrustees`' to say. */
export function readElection(groups: Groups, raw: string): Result<OpenElection, FormatError> {
  const name = /"group":"([A-Z0-9-]{1,20})"/.exec(raw)?.[1] ?? ''
  const known = oneOf<GroupName>('RFC-3526-2048', 'BELENIOS-2048').read(name, 'group')
  if (!known.ok) return known
  const group = groups(known.value)
  const election = readCanonical(electionCodec(group), raw)
  if (!election.ok) return election
  const problem = problemOf(election.value, group)
  if (problem !== undefined) return problem
  return ok({ election: election.value, group, raw, fingerprint: hashOfJson(raw) })
}

function problemOf(election: Election, group: Group): { readonly ok: false; readonly error: FormatError } | undefined {
  if (!group.isMember(election.public_key)) return refuse('public_key', 'not a member of the group')
  for (const [i, each] of election.questions.entries()) {
    if (isNonHomomorphic(each)) {
      if (group.embedding === undefined) return refuse(`questions[${i}]`, `cannot be ranked in ${group.name}`)
    } else if (each.min > each.max || each.max > each.answers.length) {
      return refuse(`questions[${i}]`, 'minimum and maximum do not fit its answers')
    }
  }
  return undefined
}

export const writeElection = (group: Group, election: Election): string =>
  writeCanonical(electionCodec(group), election)
