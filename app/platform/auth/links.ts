import { createHash, createHmac } from 'node:crypto'
import type { Db } from '../database/transaction.ts'
import type { Chance } from '../ids.ts'

const MINUTES = 15

/**
 * Links that sign in whoever reads a mailbox. The token is computed from the link's id and the installation's key, so
 * that neither the database nor a letter that waits in it holds anything that could be used.
 */
export interface Links {
  /** Makes a link for a mailbox; what comes back is the mark that stands for it in a letter. */
  make(addressKey: string, now: Date): Promise<string>
  /** The mailbox that a token opens, if it is still good; nothing is spent. */
  look(token: string, now: Date): Promise<LinkState>
  /** Spends the token: true for one caller only. */
  spend(token: string, now: Date): Promise<boolean>
  /** Puts links where a letter has marks. `origin` is what their addresses begin with. */
  fillIn(text: string, origin: string): string
}

export type LinkState =
  | { readonly kind: 'good'; readonly addressKey: string }
  | { readonly kind: 'unknown' | 'used' | 'expired' }

const MARK = /\[\[sign-in ([0-9a-f-]{36})\]\]/g

export function createLinks(auth: Db, chance: Chance, key: Uint8Array): Links {
  const tokenOf = (id: string): string => createHmac('sha256', key).update(id).digest('base64url')
  const hash = (token: string): Buffer => createHash('sha256').update(token).digest()
  return {
    async make(addressKey, now) {
      const id = chance.id()
      // Links long over are of no use to anybody.
      await auth
        .deleteFrom('auth.link')
        .where('expires_at', '<', new Date(now.getTime() - 86_400_000))
        .execute()
      await auth
        .insertInto('auth.link')
        .values({
          id,
          token_hash: hash(tokenOf(id)),
          address_key: addressKey,
          expires_at: new Date(now.getTime() + MINUTES * 60_000),
        })
        .execute()
      return `[[sign-in ${id}]]`
    },
    async look(token, now) {
      const row = await auth
        .selectFrom('auth.link')
        .select(['address_key', 'expires_at', 'used'])
        .where('token_hash', '=', hash(token))
        .executeTakeFirst()
      if (!row) return { kind: 'unknown' }
      if (row.used) return { kind: 'used' }
      return row.expires_at > now ? { kind: 'good', addressKey: row.address_key } : { kind: 'expired' }
    },
    async spend(token, now) {
      const { numUpdatedRows } = await auth
        .updateTable('auth.link')
        .set({ used: true })
        .where('token_hash', '=', hash(token))
        .where('used', '=', false)
        .where('expires_at', '>', now)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
    fillIn: (text, origin) => text.replace(MARK, (_, id: string) => `${origin}/sign-in/link/${tokenOf(id)}`),
  }
}
