import type { Ciphertext } from '../codec/numbers.ts'
import {
  type Answer,
  type Ballot,
  type HomomorphicAnswer,
  hashToSign,
  isNonHomomorphicAnswer,
  type NonHomomorphicAnswer,
} from '../formats/ballot.ts'
import {
  choicesOf,
  type HomomorphicQuestion,
  isNonHomomorphic,
  type OpenElection,
  type Question,
} from '../formats/election.ts'
import { ballotSignaturePrefix, checkKnowledge, rawCiphertextPrefix } from '../proofs/knowledge.ts'
import { checkOneOf, interval, intervalPrefix, less } from '../proofs/one-of.ts'
import { err, ok, type Result } from '../result.ts'
import { contextOfBallot, contextOfChoices, powerOfElectionKey, productOf } from './answer-context.ts'

/** What a ballot can be refused for. */
export type BallotProblem =
  | 'another election'
  | 'credential outside the group'
  | 'answers do not match the questions'
  | 'ciphertext outside the group'
  | 'proof of an answer does not hold'
  | 'signature does not hold'

/**
 * Checks a ballot against its election: every proof, membership and its signature (§4.11–4.15). That its credential
 * is on the list, and that it is a voter's last, are the board's to say.
 */
export function checkBallot(open: OpenElection, ballot: Ballot): Result<undefined, BallotProblem> {
  const { election, group, fingerprint } = open
  if (ballot.election_uuid !== election.uuid || ballot.election_hash !== fingerprint) return err('another election')
  if (!group.isMember(ballot.credential)) return err('credential outside the group')
  if (!checkSignature(open, ballot)) return err('signature does not hold')
  if (ballot.answers.length !== election.questions.length) return err('answers do not match the questions')
  const context = contextOfBallot(open, ballot.credential)
  for (const [i, question] of election.questions.entries()) {
    const problem = problemOfAnswer(open, context, question, ballot.answers[i]!)
    if (problem !== undefined) return err(problem)
  }
  return ok(undefined)
}

/** §4.14. */
function checkSignature({ group }: OpenElection, ballot: Ballot): boolean {
  const hash = hashToSign(group, ballot)
  if (ballot.signature.hash !== hash) return false
  return checkKnowledge(group, ballot.credential, ballotSignaturePrefix(hash), ballot.signature.proof)
}

function problemOfAnswer(
  open: OpenElection,
  context: string,
  question: Question,
  answer: Answer,
): BallotProblem | undefined {
  if (isNonHomomorphic(question)) {
    if (!isNonHomomorphicAnswer(answer)) return 'answers do not match the questions'
    return problemOfRanking(open, context, answer)
  }
  if (isNonHomomorphicAnswer(answer)) return 'answers do not match the questions'
  return problemOfChoices(open, context, question, answer)
}

const inGroup = ({ group }: OpenElection, { alpha, beta }: Ciphertext): boolean =>
  group.isMember(alpha) && group.isMember(beta)

/** §4.11.2. */
function problemOfRanking(
  open: OpenElection,
  context: string,
  answer: NonHomomorphicAnswer,
): BallotProblem | undefined {
  const { group, election } = open
  if (!inGroup(open, answer.choices)) return 'ciphertext outside the group'
  const prefix = rawCiphertextPrefix(group, context, election.public_key, answer.choices)
  return checkKnowledge(group, answer.choices.alpha, prefix, answer.proof)
    ? undefined
    : 'proof of an answer does not hold'
}

/** §4.11.1. */
function problemOfChoices(
  open: OpenElection,
  context: string,
  question: HomomorphicQuestion,
  answer: HomomorphicAnswer,
): BallotProblem | undefined {
  const { group } = open
  const { choices, individual_proofs } = answer
  const expected = choicesOf(question)
  if (choices.length !== expected || individual_proofs.length !== expected) return 'answers do not match the questions'
  if ((answer.blank_proof !== undefined) !== (question.blank === true)) return 'answers do not match the questions'
  if (!choices.every((each) => inGroup(open, each))) return 'ciphertext outside the group'
  const powerOfKey = powerOfElectionKey(open)
  const eachHolds = choices.every((ciphertext, i) =>
    checkOneOf(
      {
        group,
        powerOfKey,
        prefix: intervalPrefix(group, context, ciphertext),
        statements: interval(group, ciphertext, 0, 1),
      },
      individual_proofs[i]!,
    ),
  )
  return eachHolds && wholeHolds(open, context, question, answer) ? undefined : 'proof of an answer does not hold'
}

/** The overall proof (§4.12) or, where a blank vote is allowed, both of §4.13.3. */
function wholeHolds(
  open: OpenElection,
  context: string,
  question: HomomorphicQuestion,
  { choices, overall_proof, blank_proof }: HomomorphicAnswer,
): boolean {
  const { group } = open
  const common = { group, powerOfKey: powerOfElectionKey(open) }
  const s = contextOfChoices(open, context, choices)
  if (blank_proof === undefined) {
    const total = productOf(open, choices)
    const statements = interval(group, total, question.min, question.max)
    return checkOneOf({ ...common, prefix: intervalPrefix(group, s, total), statements }, overall_proof)
  }
  const first = choices[0]!
  const total = productOf(open, choices.slice(1))
  const bounded = [less(group, first, 1), ...interval(group, total, question.min, question.max)]
  return (
    checkOneOf({ ...common, prefix: `bproof0|${s}|`, statements: [first, total] }, blank_proof) &&
    checkOneOf({ ...common, prefix: `bproof1|${s}|`, statements: bounded }, overall_proof)
  )
}
