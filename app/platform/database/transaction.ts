import { CompiledQuery, type Kysely } from 'kysely'
import type { Actor } from '../mandate.ts'
import type { DB } from './tables.generated.ts'

export type Db = Kysely<DB>

/** A transaction that can only read: the server itself is told so. */
export type ReadTx = Pick<
  Db,
  'selectFrom' | 'selectNoFrom' | 'with' | 'withRecursive' | 'fn' | 'getExecutor' | 'executeQuery'
>

declare const writing: unique symbol
/** A transaction in which a mandate is at work. Only the runner opens one. */
export type WriteTx = Db & { readonly [writing]: true }

export interface Eyes {
  readonly actor: Actor
  readonly now: Date
}

/** The opening statements tell the database who reads and what time it is, in one journey. All values are ours. */
function opening(eyes: Eyes, readOnly: boolean): string {
  const person = eyes.actor.kind === 'person' ? eyes.actor.person : ''
  if (!/^[0-9a-f-]*$/.test(person)) throw new Error('an actor whose person is no id')
  return `begin${readOnly ? ' read only' : ''}; select set_config('gs.now', '${eyes.now.toISOString()}', true), set_config('gs.actor', '${eyes.actor.kind}', true), set_config('gs.person', '${person}', true), set_config('gs.power', '', true), set_config('gs.scope', '', true)`
}

/** Runs `work` in a transaction that knows whose eyes are reading; `keep` decides from its value whether to commit. */
export async function transact<T>(
  db: Db,
  eyes: Eyes,
  mode: 'read' | 'write',
  work: (tx: WriteTx) => Promise<T>,
  keep: (value: T) => boolean = () => true,
): Promise<T> {
  return db.connection().execute(async (connection) => {
    const raw = (text: string) => connection.executeQuery(CompiledQuery.raw(text))
    // A statement that failed unheard leaves a transaction that `commit` undoes without an error; `select` raises it.
    const commit = mode === 'write' ? 'select; commit' : 'commit'
    try {
      // Its second half can fail after the first has begun: that too must be rolled back before the connection is lent again.
      await raw(opening(eyes, mode === 'read'))
      const value = await work(connection as unknown as WriteTx)
      await raw(keep(value) ? commit : 'rollback')
      return value
    } catch (problem) {
      await raw('rollback').catch(() => undefined)
      throw problem
    }
  })
}
