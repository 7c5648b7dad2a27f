import { sql } from 'kysely'
import type { z } from 'zod'
import { writeAct } from './acts.ts'
import type { Clock } from './clock.ts'
import { isTransient } from './database/pool.ts'
import { type Db, type ReadTx, transact, type WriteTx } from './database/transaction.ts'
import { type Chance, ORGANISATION, type PersonId, type Scope } from './ids.ts'
import type { JobQueue } from './jobs.ts'
import { type Actor, type Authority, type Mandate, mint, type Needs, type Refusal } from './mandate.ts'
import type { Query } from './query.ts'
import { err, ok, type Result } from './result.ts'
import type { Entry, Verb } from './verb.ts'

/** One thing wrong with what was typed; `field` is the form field's name, or empty for the whole. */
export interface FieldError {
  readonly field: string
  readonly message: string
}

export type Problem<P> =
  | { readonly kind: 'invalid'; readonly errors: readonly FieldError[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'rejected'; readonly problem: P }

export interface RunnerParts {
  readonly db: Db
  readonly authority: Authority
  readonly clock: Clock
  readonly chance: Chance
  readonly jobs: JobQueue
  /** Keeps who was shown to whom; the room of people plugs it in. */
  readonly accessLog: AccessLog
}

export interface AccessLog {
  write(
    tx: WriteTx,
    reading: { query: string; mandate: Mandate; people: readonly PersonId[]; reason: string; id: string; at: Date },
  ): Promise<void>
}

/** The one way in, for pages, jobs, the command line and the API alike. */
export interface Runner {
  run<Input, Value, P>(verb: Verb<Input, Value, P>, actor: Actor, input: unknown): Promise<Result<Value, Problem<P>>>
  ask<Input, Value>(query: Query<Input, Value>, actor: Actor, input: Input): Promise<Result<Value, Refusal>>
}

const NO_SUCH_THING: Refusal = { reason: 'There is no such thing here, or not any more.', article: null }
const TRIES = 3

export function createRunner(parts: RunnerParts): Runner {
  return {
    async run(verb, actor, input) {
      const parsed = await verb.input.safeParseAsync(input)
      if (!parsed.success) return err({ kind: 'invalid', errors: fieldErrors(parsed.error) })
      for (let attempt = 1; ; attempt++) {
        try {
          return await actOnce(parts, verb, actor, parsed.data)
        } catch (problem) {
          if (attempt === TRIES || !isTransient(problem)) throw problem
        }
      }
    },
    ask: (query, actor, input) => read(parts, query, actor, input),
  }
}

async function actOnce<Value, P>(
  parts: RunnerParts,
  verb: Verb<unknown, Value, P>,
  actor: Actor,
  input: unknown,
): Promise<Result<Value, Problem<P>>> {
  const now = parts.clock.now()
  const work = async (tx: WriteTx): Promise<Result<Value, Problem<P>>> => {
    const mandate = await authorise(
      parts,
      tx,
      verb,
      actor,
      now,
      verb.scope ? await verb.scope(tx, input) : ORGANISATION,
    )
    if (!mandate.ok) return err({ kind: 'refused', refusal: mandate.error })
    const stale = new Set<string>()
    let entry: Entry = { summary: verb.name }
    const outcome = await verb.act({
      tx,
      input,
      mandate: mandate.value,
      now,
      chance: parts.chance,
      touch: (...tags) => tags.forEach((tag) => void stale.add(tag)),
      enqueue: (job, data) => parts.jobs.send(tx, mandate.value, job, data),
      record: (words) => {
        entry = words
      },
    })
    if (!outcome.ok) return err({ kind: 'rejected', problem: outcome.error })
    if (verb.trace !== 'none')
      await writeAct(tx, { id: parts.chance.id(), now, verb: verb.name, mandate: mandate.value, entry })
    if (stale.size > 0) await sql`select pg_notify('groundswell_stale', ${[...stale].join('\n')})`.execute(tx)
    return outcome
  }
  return transact(parts.db, { actor, now }, 'write', work, (result) => result.ok)
}

async function read<Input, Value>(
  parts: RunnerParts,
  query: Query<Input, Value>,
  actor: Actor,
  input: Input,
): Promise<Result<Value, Refusal>> {
  const now = parts.clock.now()
  const shown: { people: readonly PersonId[]; reason: string; mandate: Mandate }[] = []
  const result = await transact(parts.db, { actor, now }, 'read', async (tx): Promise<Result<Value, Refusal>> => {
    const mandate = await authorise(
      parts,
      tx,
      query,
      actor,
      now,
      query.scope ? await query.scope(tx, input) : ORGANISATION,
    )
    if (!mandate.ok) return mandate
    const value = await query.read({
      tx,
      input,
      mandate: mandate.value,
      now,
      shows: (people, reason) => void shown.push({ people, reason, mandate: mandate.value }),
    })
    return ok(value)
  })
  if (shown.length > 0) {
    await transact(parts.db, { actor, now }, 'write', async (tx) => {
      for (const reading of shown)
        await parts.accessLog.write(tx, { ...reading, query: query.name, id: parts.chance.id(), at: now })
    })
  }
  return result
}

/** Asks the authority and, on its yes, tells the database under which power this transaction now acts. */
async function authorise(
  parts: RunnerParts,
  tx: ReadTx,
  needs: Needs,
  actor: Actor,
  now: Date,
  scope: Scope | null,
): Promise<Result<Mandate, Refusal>> {
  if (scope === null) return err(NO_SUCH_THING)
  const grounds = await parts.authority.grounds(tx, { actor, needs, scope, now })
  if (!grounds.ok) return grounds
  await sql`select set_config('gs.power', ${grounds.value.name}, true), set_config('gs.scope', ${grounds.value.scope}, true)`.execute(
    tx,
  )
  return ok(mint(grounds.value, actor))
}

function fieldErrors(problem: z.ZodError): FieldError[] {
  return problem.issues.map((issue) => ({ field: issue.path.map(String).join('.'), message: issue.message }))
}
