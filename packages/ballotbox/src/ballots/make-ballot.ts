import type { Ciphertext } from '../codec/numbers.ts'
import {
  type Answer,
  type Ballot,
  type HomomorphicAnswer,
  hashToSign,
  type NonHomomorphicAnswer,
  trackerOf,
  type UnsignedBallot,
  writeBallot,
} from '../formats/ballot.ts'
import { type HomomorphicQuestion, isNonHomomorphic, type OpenElection, type Question } from '../formats/election.ts'
import type { Element } from '../groups/group.ts'
import { ballotSignaturePrefix, proveKnowledge, rawCiphertextPrefix } from '../proofs/knowledge.ts'
import { interval, intervalPrefix, less, proveOneOf } from '../proofs/one-of.ts'
import { type RandomSource, randomBelow } from '../random.ts'
import { err, ok, type Result } from '../result.ts'
import { contextOfBallot, contextOfChoices, powerOfElectionKey, productOf } from './answer-context.ts'
import { packIntoGroup } from './embedding.ts'

/**
 * What a voter says to one question, in the order of its answers: 0 or 1 for a homomorphic question (after a first
 * number, 1 for a blank vote, where the question tells blank votes apart); a rank, 0 for none, for a ranked one.
 */
export type Choice = readonly number[]

/** A sealed ballot, and the secrets that would open it before it is cast (see challenge.ts). */
export interface SealedBallot {
  readonly ballot: Ballot
  /** The text to cast: canonical JSON. */
  readonly raw: string
  readonly tracker: string
  /** One list for each question, one number for each of its ciphertexts. */
  readonly randomness: readonly (readonly bigint[])[]
}

interface Sealing {
  readonly open: OpenElection
  /** S₀ of §4.11. */
  readonly context: string
  readonly random: RandomSource
}

interface SealedAnswer {
  readonly answer: Answer
  readonly randomness: readonly bigint[]
}

/** Seals and signs a ballot (§3.2, §4.11–4.15). `secret` is the exponent of the voter's credential. */
export function makeBallot(
  open: OpenElection,
  secret: bigint,
  choices: readonly Choice[],
  random: RandomSource,
): Result<SealedBallot> {
  const { election, group } = open
  if (choices.length !== election.questions.length) return err('as many choices as questions are needed')
  const credential = group.powerOfG(secret)
  const sealing: Sealing = { open, context: contextOfBallot(open, credential), random }
  const sealed: SealedAnswer[] = []
  for (const [i, question] of election.questions.entries()) {
    const one = sealAnswer(sealing, question, choices[i]!)
    if (!one.ok) return one
    sealed.push(one.value)
  }
  const unsigned: UnsignedBallot = {
    election_uuid: election.uuid,
    election_hash: open.fingerprint,
    credential,
    answers: sealed.map((each) => each.answer),
  }
  const ballot = signBallot(open, unsigned, secret, random)
  const raw = writeBallot(group, ballot)
  return ok({ ballot, raw, tracker: trackerOf(raw), randomness: sealed.map((each) => each.randomness) })
}

/** §4.14. */
function signBallot(open: OpenElection, unsigned: UnsignedBallot, secret: bigint, random: RandomSource): Ballot {
  const hash = hashToSign(open.group, unsigned)
  const proof = proveKnowledge(open.group, secret, ballotSignaturePrefix(hash), random)
  return { ...unsigned, signature: { hash, proof } }
}

function sealAnswer(sealing: Sealing, question: Question, choice: Choice): Result<SealedAnswer> {
  if (!isNonHomomorphic(question)) return sealChoices(sealing, question, choice)
  if (choice.length !== question.value.answers.length) return err('a rank for each answer is needed')
  return sealRanking(sealing, choice)
}

/** §4.11.2. */
function sealRanking({ open, context, random }: Sealing, ranks: Choice): Result<SealedAnswer> {
  const { group } = open
  const packed = packIntoGroup(group, ranks)
  if (!packed.ok) return packed
  const r = randomBelow(group.q, random)
  const choices = encrypt(open, packed.value, r)
  const prefix = rawCiphertextPrefix(group, context, open.election.public_key, choices)
  const answer: NonHomomorphicAnswer = { choices, proof: proveKnowledge(group, r, prefix, random) }
  return ok({ answer, randomness: [r] })
}

/** α = gʳ, β = yʳ × content. */
export function encrypt(open: OpenElection, content: Element, r: bigint): Ciphertext {
  const { group } = open
  return { alpha: group.powerOfG(r), beta: group.multiply(powerOfElectionKey(open)(r), content) }
}

/** §4.11.1. */
function sealChoices(sealing: Sealing, question: HomomorphicQuestion, choice: Choice): Result<SealedAnswer> {
  const allowed = checkChoice(question, choice)
  if (!allowed.ok) return allowed
  const { open, context, random } = sealing
  const { group } = open
  const randomness = choice.map(() => randomBelow(group.q, random))
  const choices = choice.map((m, i) => encrypt(open, m === 1 ? group.g : group.one, randomness[i]!))
  const powerOfKey = powerOfElectionKey(open)
  const individual_proofs = choices.map((ciphertext, i) =>
    proveOneOf(
      {
        group,
        powerOfKey,
        prefix: intervalPrefix(group, context, ciphertext),
        statements: interval(group, ciphertext, 0, 1),
      },
      choice[i]!,
      randomness[i]!,
      random,
    ),
  )
  const whole = { sealing, question, choice, choices, randomness }
  const answer = {
    choices,
    individual_proofs,
    ...(question.blank === true ? proveMaybeBlank(whole) : proveTotal(whole)),
  }
  return ok({ answer, randomness })
}

function checkChoice(question: HomomorphicQuestion, choice: Choice): Result<undefined> {
  const blank = question.blank === true
  if (choice.length !== question.answers.length + (blank ? 1 : 0)) return err('a number for each answer is needed')
  if (choice.some((m) => m !== 0 && m !== 1)) return err('each number must be 0 or 1')
  const marked = (blank ? choice.slice(1) : choice).reduce((sum, m) => sum + m, 0)
  if (blank && choice[0] === 1) return marked === 0 ? ok(undefined) : err('a blank vote marks no answer')
  return marked >= question.min && marked <= question.max
    ? ok(undefined)
    : err('too few or too many answers are marked')
}

interface WholeAnswer {
  readonly sealing: Sealing
  readonly question: HomomorphicQuestion
  readonly choice: Choice
  readonly choices: readonly Ciphertext[]
  readonly randomness: readonly bigint[]
}

type ProofsOfWhole = Pick<HomomorphicAnswer, 'overall_proof' | 'blank_proof'>

const sumOf = (values: readonly bigint[]): bigint => values.reduce((sum, value) => sum + value, 0n)

/** No blank vote allowed: the sum lies between min and max. */
function proveTotal({ sealing, question, choice, choices, randomness }: WholeAnswer): ProofsOfWhole {
  const { open, context, random } = sealing
  const { group } = open
  const total = productOf(open, choices)
  const marked = choice.reduce((sum, m) => sum + m, 0)
  const disjunction = {
    group,
    powerOfKey: powerOfElectionKey(open),
    prefix: intervalPrefix(group, contextOfChoices(open, context, choices), total),
    statements: interval(group, total, question.min, question.max),
  }
  return { overall_proof: proveOneOf(disjunction, marked - question.min, sumOf(randomness), random) }
}

/** §4.13: blank_proof shows m₀ = 0 ∨ m_Σ = 0; overall_proof shows m₀ = 1 ∨ m_Σ ∈ [min … max]. */
function proveMaybeBlank({ sealing, question, choice, choices, randomness }: WholeAnswer): ProofsOfWhole {
  const { open, context, random } = sealing
  const { group } = open
  const isBlank = choice[0] === 1
  const marked = choice.slice(1).reduce((sum, m) => sum + m, 0)
  const first = choices[0]!
  const total = productOf(open, choices.slice(1))
  const [r0, rTotal] = [randomness[0]!, sumOf(randomness.slice(1))]
  const common = { group, powerOfKey: powerOfElectionKey(open) }
  const s = contextOfChoices(open, context, choices)
  const [proof0, proofTotal] = proveOneOf(
    { ...common, prefix: `bproof0|${s}|`, statements: [first, total] },
    isBlank ? 1 : 0,
    isBlank ? rTotal : r0,
    random,
  )
  const overall_proof = proveOneOf(
    {
      ...common,
      prefix: `bproof1|${s}|`,
      statements: [less(group, first, 1), ...interval(group, total, question.min, question.max)],
    },
    isBlank ? 0 : 1 + marked - question.min,
    isBlank ? r0 : rTotal,
    random,
  )
  return { overall_proof, blank_proof: [proof0!, proofTotal!] }
}
