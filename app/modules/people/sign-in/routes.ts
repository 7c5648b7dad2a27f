import type { Hono } from 'hono'
import type { WebEnv } from '../../../platform/web/visit.ts'
import { smallForm } from '../../../platform/web/web.ts'
import type { SignInDesk } from './desk.ts'
import { postLink, postSignIn, postSignOut, showHelp, showLink, showSignIn } from './handlers.ts'
import {
  acceptPasskey,
  acceptRegistration,
  offerChallenge,
  offerRegistration,
  removePasskey,
  showPasskeys,
} from './passkey-handlers.tsx'

export function signInRoutes(web: Hono<WebEnv>, desk: SignInDesk): void {
  web.get('/help', showHelp)
  web.get('/sign-in', showSignIn)
  web.post('/sign-in', smallForm, postSignIn(desk))
  web.get('/sign-in/link/:token', showLink(desk))
  web.post('/sign-in/link/:token', smallForm, postLink(desk))
  web.post('/sign-in/passkey/offer', smallForm, offerChallenge(desk))
  web.post('/sign-in/passkey', smallForm, acceptPasskey(desk))
  web.post('/sign-out', smallForm, postSignOut(desk))
  web.get('/me/passkeys', showPasskeys(desk))
  web.post('/me/passkeys/offer', smallForm, offerRegistration(desk))
  web.post('/me/passkeys/add', smallForm, acceptRegistration(desk))
  web.post('/me/passkeys/remove', smallForm, removePasskey(desk))
}
