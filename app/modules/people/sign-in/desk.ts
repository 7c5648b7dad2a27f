import type { Links } from '../../../platform/auth/links.ts'
import type { Passkeys } from '../../../platform/auth/passkeys.ts'
import type { Sealer } from '../../../platform/auth/sealed-cookie.ts'
import type { Sessions } from '../../../platform/auth/session.ts'
import type { RateLimit } from '../../../platform/web/rate-limit.ts'

/** What the pages of signing in are given: the keeping of schema `auth`, and patience with those who try too often. */
export interface SignInDesk {
  readonly links: Links
  readonly passkeys: Passkeys
  readonly sessions: Sessions
  readonly sealer: Sealer
  /** For each mailbox, so that nobody's is flooded. */
  readonly mailboxLimit: RateLimit
  /** For each network, so that nobody tries a list of addresses. */
  readonly networkLimit: RateLimit
}
