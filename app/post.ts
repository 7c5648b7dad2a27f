import { join } from 'node:path'
import type { Ground, House } from './compose.ts'
import { createLinks } from './platform/auth/links.ts'
import { createPostman, type Postman } from './platform/mail/postman.ts'

/** The purpose of the key that sign-in links are computed from: the web checks what the worker writes into letters. */
export const LINK_KEY = 'sign-in links'

/** Where the catcher on this machine keeps what it is given. */
export const outboxFolder = (dataDir: string): string => join(dataDir, 'outbox')

export interface PostOptions {
  /** The relay, or the catcher on this machine. */
  readonly smtpUrl: string
  readonly from: string
  /** What links in letters begin with. */
  readonly origin: string
}

/** The postman of this house, who alone can turn a mark in a letter into a link that signs in. */
export function openPost(
  house: House,
  { post, secret, chance, log }: Pick<Ground, 'secret' | 'chance' | 'log'> & { post: PostOptions },
): Postman {
  const links = createLinks(house.pools.auth, chance, secret.deriveKey(LINK_KEY))
  return createPostman({
    smtpUrl: post.smtpUrl,
    from: post.from,
    log,
    fillIn: (text) => links.fillIn(text, post.origin),
  })
}
