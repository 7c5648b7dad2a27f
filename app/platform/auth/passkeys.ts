import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Db } from '../database/transaction.ts'
import type { PersonId } from '../ids.ts'
import { err, ok, type Result } from '../result.ts'

export interface Passkey {
  readonly id: string
  readonly name: string
  readonly addedOn: string
}

export type PasskeyProblem = 'not-recognised' | 'not-verified'

/** Passkeys (WebAuthn): the device keeps the private key, and we only its public half. No name, no address is sent. */
export interface Passkeys {
  list(person: PersonId): Promise<Passkey[]>
  remove(person: PersonId, id: string): Promise<void>
  /** What the browser needs to make a key. `challenge` must come back with the answer, kept where the reader cannot change it. */
  registration(person: PersonId, personName: string, site: Site): Promise<{ challenge: string; options: object }>
  register(
    person: PersonId,
    answer: { response: unknown; challenge: string; name: string; today: string },
    site: Site,
  ): Promise<Result<void, PasskeyProblem>>
  challenge(site: Site): Promise<{ challenge: string; options: object }>
  personOf(answer: { response: unknown; challenge: string }, site: Site): Promise<Result<PersonId, PasskeyProblem>>
}

/** The address that the reader's browser shows, and the organisation's name. */
export interface Site {
  readonly origin: string
  readonly name: string
}

export function createPasskeys(auth: Db): Passkeys {
  return {
    async list(person) {
      const rows = await auth
        .selectFrom('auth.passkey')
        .select(['credential_id', 'name', 'added_on'])
        .where('person', '=', person)
        .orderBy('added_on')
        .orderBy('name')
        .execute()
      return rows.map((row) => ({ id: row.credential_id, name: row.name, addedOn: row.added_on }))
    },
    async remove(person, id) {
      await auth.deleteFrom('auth.passkey').where('person', '=', person).where('credential_id', '=', id).execute()
    },
    async registration(person, personName, site) {
      const known = await auth.selectFrom('auth.passkey').select('credential_id').where('person', '=', person).execute()
      const options = await generateRegistrationOptions({
        rpName: site.name,
        rpID: new URL(site.origin).hostname,
        userName: personName,
        userID: new Uint8Array(Buffer.from(person.replaceAll('-', ''), 'hex')),
        attestationType: 'none',
        excludeCredentials: known.map(({ credential_id }) => ({ id: credential_id })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
      })
      return { challenge: options.challenge, options }
    },
    async register(person, { response, challenge, name, today }, site) {
      const verified = await verifyRegistrationResponse({
        response: response as RegistrationResponseJSON,
        expectedChallenge: challenge,
        expectedOrigin: site.origin,
        expectedRPID: new URL(site.origin).hostname,
        requireUserVerification: false,
      }).catch(() => null)
      if (!verified?.verified) return err('not-verified')
      const { credential } = verified.registrationInfo
      await auth
        .insertInto('auth.passkey')
        .values({
          credential_id: credential.id,
          person,
          public_key: Buffer.from(credential.publicKey),
          counter: credential.counter,
          transports: [...(credential.transports ?? [])],
          name,
          added_on: today,
        })
        .onConflict((conflict) => conflict.column('credential_id').doNothing())
        .execute()
      return ok()
    },
    async challenge(site) {
      const options = await generateAuthenticationOptions({
        rpID: new URL(site.origin).hostname,
        userVerification: 'preferred',
      })
      return { challenge: options.challenge, options }
    },
    async personOf({ response, challenge }, site) {
      const answer = response as AuthenticationResponseJSON | null | undefined
      // Base64url, as every credential's id is; anything else is not worth asking the database for.
      if (!answer || typeof answer.id !== 'string' || !/^[\w-]+$/.test(answer.id)) return err('not-recognised')
      const row = await auth
        .selectFrom('auth.passkey')
        .select(['credential_id', 'person', 'public_key', 'counter', 'transports'])
        .where('credential_id', '=', answer.id)
        .executeTakeFirst()
      if (!row) return err('not-recognised')
      const verified = await verifyAuthenticationResponse({
        response: answer,
        expectedChallenge: challenge,
        expectedOrigin: site.origin,
        expectedRPID: new URL(site.origin).hostname,
        requireUserVerification: false,
        credential: { id: row.credential_id, publicKey: new Uint8Array(row.public_key), counter: row.counter },
      }).catch(() => null)
      if (!verified?.verified) return err('not-verified')
      await auth
        .updateTable('auth.passkey')
        .set({ counter: verified.authenticationInfo.newCounter })
        .where('credential_id', '=', row.credential_id)
        .execute()
      return ok(row.person as PersonId)
    },
  }
}
