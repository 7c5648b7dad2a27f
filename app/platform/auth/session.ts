import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { sql } from 'kysely'
import type { Db } from '../database/transaction.ts'
import { type Chance, type PersonId, secretToken } from '../ids.ts'

const COOKIE = 'gs_session'
const DAYS = 60

export type SignInStrength = 'link' | 'passkey' | 'second-factor'

/** Who is signed in, kept in schema `auth` by a role of its own. */
export interface Sessions {
  /** The person whose cookie this is, if the session still stands at `now`. */
  personOf(c: Context, now: Date): Promise<{ person: PersonId; strength: SignInStrength } | null>
  begin(c: Context, person: PersonId, strength: SignInStrength, now: Date): Promise<void>
  end(c: Context): Promise<void>
  /** Signs a person out everywhere, as when they leave or lose a device. */
  endAll(person: PersonId): Promise<void>
}

const hash = (secret: string): Buffer => createHash('sha256').update(secret).digest()

export function createSessions(auth: Db, chance: Chance, secure: boolean): Sessions {
  // The prefix makes a browser refuse the cookie from anywhere but this very host.
  const cookie = secure ? `__Host-${COOKIE}` : COOKIE
  const options = { path: '/', httpOnly: true, sameSite: 'Lax', secure } as const
  const endHere = async (c: Context): Promise<void> => {
    const secret = getCookie(c, cookie)
    if (secret) await auth.deleteFrom('auth.session').where('token_hash', '=', hash(secret)).execute()
  }
  return {
    async personOf(c, now) {
      const secret = getCookie(c, cookie)
      if (!secret) return null
      const row = await auth
        .selectFrom('auth.session')
        .select(['person', 'strength'])
        .where('token_hash', '=', hash(secret))
        .where('expires_on', '>', day(now))
        .executeTakeFirst()
      return row ? { person: row.person as PersonId, strength: row.strength as SignInStrength } : null
    },
    async begin(c, person, strength, now) {
      // Whoever signs in anew on a device leaves no session behind that a copy of the old cookie would still open.
      await endHere(c)
      const secret = secretToken(chance)
      await auth
        .insertInto('auth.session')
        .values({
          token_hash: hash(secret),
          person,
          strength,
          began_on: day(now),
          expires_on: day(new Date(now.getTime() + DAYS * 86_400_000)),
        })
        .execute()
      setCookie(c, cookie, secret, { ...options, maxAge: DAYS * 86_400 })
    },
    async end(c) {
      await endHere(c)
      setCookie(c, cookie, '', { ...options, maxAge: 0 })
    },
    async endAll(person) {
      await sql`delete from auth.session where person = ${person}`.execute(auth)
    },
  }
}

const day = (at: Date): string => at.toISOString().slice(0, 10)

/** Whether the request may carry anything personal, so that no shared page is made from or for it. */
export function isAnonymous(request: Request): boolean {
  return !(request.headers.get('cookie') ?? '').includes('gs_')
}
