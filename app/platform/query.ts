import type { ReadTx } from './database/transaction.ts'
import type { PersonId, Scope } from './ids.ts'
import type { Mandate, Needs } from './mandate.ts'
import type { AtLeastOneNeed } from './verb.ts'

export interface Reading<Input> {
  readonly tx: ReadTx
  readonly input: Input
  readonly mandate: Mandate
  readonly now: Date
  /** Says whose data is being shown, and to what end: the runner keeps one row for each reading. */
  shows(people: readonly PersonId[], reason: string): void
}

export interface QueryDefinition<Input, Value> extends Needs {
  readonly name: string
  scope?(tx: ReadTx, input: Input): Promise<Scope | null>
  read(reading: Reading<Input>): Promise<Value>
}

export type Query<Input, Value> = QueryDefinition<Input, Value>

/** Something that is read, under an authority, in a transaction that cannot write. */
export function query<Input, Value>(definition: QueryDefinition<Input, Value> & AtLeastOneNeed): Query<Input, Value> {
  return definition
}
