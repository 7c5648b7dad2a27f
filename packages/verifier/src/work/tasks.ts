import {
  type Answer,
  type BallotProblem,
  checkBallot,
  type Element,
  isNonHomomorphicAnswer,
  type OpenElection,
  type Operation,
  perform,
  readBallot,
  readElection,
  trackerOf,
} from '@groundswell/ballotbox'
import { nativeGroups } from '@groundswell/ballotbox/node'

/** The costly checks, in pieces that can be done in any order and in any thread. */
export type Task =
  | { readonly kind: 'ballots'; readonly raws: readonly string[] }
  | { readonly kind: 'outsiders'; readonly elements: readonly Element[] }
  | { readonly kind: 'operation'; readonly operation: Operation }

/** A ballot as read: its answers are kept without their proofs, which have been checked by then. */
export type CheckedBallot =
  | { readonly readable: false; readonly tracker: string; readonly problem: string }
  | {
      readonly readable: true
      readonly tracker: string
      readonly credential: Element
      readonly answers: readonly Answer[]
      readonly problem?: BallotProblem
    }

export interface Outcomes {
  readonly ballots: readonly CheckedBallot[]
  /** Positions of those that are not members of the group. */
  readonly outsiders: readonly number[]
  readonly operation: readonly Element[]
}

export type OutcomeOf<T extends Task> = Outcomes[T['kind']]

/** Does tasks for one election. */
export function taskRunner(rawElection: string): <T extends Task>(task: T) => OutcomeOf<T> {
  const read = readElection(nativeGroups, rawElection)
  if (!read.ok) throw new Error('an election that has been read before cannot be read')
  const open = read.value
  const run = (task: Task): Outcomes[Task['kind']] => {
    switch (task.kind) {
      case 'ballots':
        return task.raws.map((raw) => checkedBallot(open, raw))
      case 'outsiders':
        return task.elements.flatMap((element, i) => (open.group.isMember(element) ? [] : [i]))
      case 'operation':
        return perform(open.group, task.operation)
      default:
        return task satisfies never
    }
  }
  return run as <T extends Task>(task: T) => OutcomeOf<T>
}

function checkedBallot(open: OpenElection, raw: string): CheckedBallot {
  const tracker = trackerOf(raw)
  const ballot = readBallot(open.group, raw)
  if (!ballot.ok) return { readable: false, tracker, problem: `${ballot.error.at}: ${ballot.error.problem}` }
  const checked = checkBallot(open, ballot.value)
  return {
    readable: true,
    tracker,
    credential: ballot.value.credential,
    answers: ballot.value.answers.map(withoutProofs),
    ...(checked.ok ? {} : { problem: checked.error }),
  }
}

const withoutProofs = (answer: Answer): Answer =>
  isNonHomomorphicAnswer(answer) ? answer : { choices: answer.choices, individual_proofs: [], overall_proof: [] }
