import { sql } from 'kysely'
import type { ReadTx } from '../../platform/database/transaction.ts'
import { unwrap } from '../../platform/result.ts'
import { type Constitution, parseConstitution } from './constitution.ts'
import { type ValueName, type ValueOf, valueIn } from './values.ts'

export interface Version {
  readonly number: number
  readonly constitution: Constitution
}

/** Parsed versions by the SHA-256 of their text: a version never changes, so neither does what was read out of it. */
const parsed = new Map<string, Constitution>()
const MOST_KEPT = 32

/** Parses a kept version, once in this process. `sha256` is hexadecimal. */
export async function parsedVersion(tx: ReadTx, number: number, sha256: string): Promise<Constitution> {
  const known = parsed.get(sha256)
  if (known) return known
  const { text } = await tx
    .selectFrom('constitution.version')
    .select('text')
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
  // Only what parses is ever adopted.
  const constitution = unwrap(parseConstitution(text))
  if (parsed.size >= MOST_KEPT) parsed.delete(parsed.keys().next().value as string)
  parsed.set(sha256, constitution)
  return constitution
}

/** The version in force at this transaction's time; null while there is no organisation. */
export async function versionInForce(tx: ReadTx): Promise<Version | null> {
  const found = await sql<{ number: number; sha256: string }>`
    select number, encode(sha256, 'hex') as sha256 from constitution.version
    where in_force_from <= platform.at() order by number desc limit 1`.execute(tx)
  const row = found.rows[0]
  return row ? { number: row.number, constitution: await parsedVersion(tx, row.number, row.sha256) } : null
}

/** A given version, such as the one under which an election was called. Throws where there is none. */
export async function versionNumbered(tx: ReadTx, number: number): Promise<Version> {
  const { sha256 } = await tx
    .selectFrom('constitution.version')
    .select('sha256')
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
  return { number, constitution: await parsedVersion(tx, number, sha256.toString('hex')) }
}

/**
 * A value that the constitution sets, typed by its name: of the version in force, or of the version given, for what
 * goes on under the rules it was begun by. Throws where there is no organisation: nothing reads a value before.
 */
export async function ruleValue<N extends ValueName>(tx: ReadTx, name: N, version?: number): Promise<ValueOf<N>> {
  const found = version === undefined ? await versionInForce(tx) : await versionNumbered(tx, version)
  if (!found) throw new Error('a value of the constitution was asked for before there was one')
  return valueIn(found.constitution, name)
}
