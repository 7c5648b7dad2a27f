/**
 * A program that casts votes as fast as it can until it is killed. It is handed the database, the contest and the voters
 * as one JSON argument, and prints a line for each vote that was acknowledged: `voter code`, after `?voter` when it began.
 */
import { writeSync } from 'node:fs'
import { openDb } from '../../../platform/database/pool.ts'
import { systemChance } from '../../../platform/ids.ts'
import { createRunner } from '../../../platform/runner.ts'
import { constitutionAuthority } from '../../constitution/index.ts'
import { castVote } from './cast.ts'

const { url, contest, voters, now } = JSON.parse(process.argv[2] ?? '{}') as {
  url: string
  contest: string
  voters: string[]
  now: string
}
const db = openDb(url, 8, () => undefined)
const runner = createRunner({
  db,
  authority: constitutionAuthority(),
  clock: { now: () => new Date(now) },
  chance: systemChance,
  jobs: { send: () => Promise.reject(new Error('casting queues no job')) },
  accessLog: { write: () => Promise.reject(new Error('casting notes no reading')) },
})

async function vote(voter: string, turn: number): Promise<void> {
  writeSync(1, `?${voter}\n`)
  const ranking = [(turn % 3) + 1]
  const outcome = await runner.run(castVote, { kind: 'person', person: voter as never }, { contest, ranking })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error))
  // Written at once and not through a stream: what was said before the kill is what the parent reads.
  writeSync(1, `${voter} ${outcome.value.code}\n`)
}

await Promise.all(
  voters.map(async (voter) => {
    for (let turn = 0; ; turn++) await vote(voter, turn)
  }),
)
