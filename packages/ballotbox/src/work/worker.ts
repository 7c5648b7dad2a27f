import { parentPort } from 'node:worker_threads'
import { type BallotProblem, checkBallot } from '../ballots/check-ballot.ts'
import { readBallot } from '../formats/ballot.ts'
import { type OpenElection, readElection } from '../formats/election.ts'
import type { Element, GroupName } from '../groups/group.ts'
import { nativeGroups } from '../groups/native.ts'
import { must } from '../result.ts'
import { type Operation, perform } from './computation.ts'

/** What a worker thread is asked to do. */
export type Task =
  | { readonly kind: 'operation'; readonly group: GroupName; readonly operation: Operation }
  | { readonly kind: 'ballots'; readonly election: string; readonly ballots: readonly string[] }

/** What is wrong with a ballot, or undefined. */
export type BallotVerdict = BallotProblem | 'cannot be read' | undefined

export type TaskAnswer = readonly Element[] | readonly BallotVerdict[]

let current: OpenElection | undefined

/** The election of the last task is kept with its tables. */
function electionOf(raw: string): OpenElection {
  if (current?.raw !== raw) current = must(readElection(nativeGroups, raw))
  return current
}

export function doTask(task: Task): TaskAnswer {
  if (task.kind === 'operation') return perform(nativeGroups(task.group), task.operation)
  const open = electionOf(task.election)
  return task.ballots.map((raw): BallotVerdict => {
    const ballot = readBallot(open.group, raw)
    if (!ballot.ok) return 'cannot be read'
    const checked = checkBallot(open, ballot.value)
    return checked.ok ? undefined : checked.error
  })
}

parentPort?.on('message', ({ id, task }: { id: number; task: Task }) => {
  parentPort?.postMessage({ id, answer: doTask(task) })
})
