import { randomBytes, randomUUID } from 'node:crypto'

/** A string that only its own schema can mint, so that a person's id is never taken for a group's. */
export type Branded<Name extends string> = string & { readonly __brand: Name }

export type PersonId = Branded<'person'>

/** What the opaque place of an act is called: the organisation, or `group:…`. Modules above give it meaning. */
export type Scope = Branded<'scope'>
export const ORGANISATION = 'organisation' as Scope

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export function isUuid(text: string): boolean {
  return UUID.test(text)
}

/** Where new ids and secrets come from. Given, never taken, so that a test can repeat a whole life. */
export interface Chance {
  /** A version 4 UUID: it says nothing of when it was made. */
  id(): string
  bytes(length: number): Uint8Array
}

export const systemChance: Chance = {
  id: () => randomUUID(),
  bytes: (length) => new Uint8Array(randomBytes(length)),
}

/** A secret for a link or a cookie: 256 bits, safe in a URL. */
export function secretToken(chance: Chance): string {
  return Buffer.from(chance.bytes(32)).toString('base64url')
}
