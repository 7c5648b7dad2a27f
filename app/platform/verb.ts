import type { z } from 'zod'
import type { WriteTx } from './database/transaction.ts'
import type { Chance, Scope } from './ids.ts'
import type { Mandate, Needs } from './mandate.ts'
import type { Result } from './result.ts'

/** What the verb says of itself for the register: public words, and no personal data. */
export interface Entry {
  readonly summary: string
  readonly detail?: Readonly<Record<string, unknown>>
}

/** Everything an act may use. Time, chance and authority are given; there is no other way to write. */
export interface Act<Input> {
  readonly tx: WriteTx
  readonly input: Input
  readonly mandate: Mandate
  readonly now: Date
  readonly chance: Chance
  /** Names the published pages that this act makes stale, as tags. */
  touch(...tags: string[]): void
  /** Queues a job in this transaction. Ids only: a job's data is kept and is no place for a person's. */
  enqueue(job: string, data: Readonly<Record<string, string | number>>): Promise<void>
  /** Sets the words of the register's entry; without it the entry bears the verb's name. */
  record(entry: Entry): void
}

export interface VerbDefinition<Schema extends z.ZodType, Value, Problem> extends Needs {
  /** `module.what-it-does`. */
  readonly name: string
  readonly input: Schema
  /** Where the act takes place; the organisation as a whole unless said. Null: there is no such thing, refused. */
  scope?(tx: WriteTx, input: z.output<Schema>): Promise<Scope | null>
  /**
   * Whether the act is an entry of the register. Acts of an office always are. Acts by right are kept for the
   * person's own timeline and not published, unless they say `none`: then no trace at all is left, as for a vote.
   */
  readonly trace?: 'none'
  act(work: Act<z.output<Schema>>): Promise<Result<Value, Problem>>
}

export interface Verb<Input, Value, Problem> extends VerbDefinition<z.ZodType, Value, Problem> {
  /** Carries the type of what callers may hand in; never present at run time. */
  readonly _input?: Input
}

/** Something that changes the world. See `docs/architecture.md`, "The way of a request". */
export function verb<Schema extends z.ZodType, Value, Problem = never>(
  definition: VerbDefinition<Schema, Value, Problem> & AtLeastOneNeed,
): Verb<z.input<Schema>, Value, Problem> {
  // The runner parses before it acts, so the act only ever meets what its own schema gave.
  return definition as unknown as Verb<z.input<Schema>, Value, Problem>
}

/** Deny unless declared: a verb or query with no authority at all does not compile. */
export type AtLeastOneNeed =
  | { readonly power: string }
  | { readonly right: string }
  | { readonly duty: string }
  | { readonly operator: true }
  | { readonly founding: true }
