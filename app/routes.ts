import type { Hono } from 'hono'
import { type DemonstrationParts, demonstrationRoutes } from './demonstration/pages.tsx'
import { frontPage } from './front/front-page.tsx'
import { officesAtHome } from './front/offices-at-home.tsx'
import { outboxRoutes } from './front/outbox.tsx'
import { sourcePage } from './front/source-page.tsx'
import { constitutionRoutes } from './modules/constitution/routes.ts'
import { ballotsAtHome } from './modules/elections/index.ts'
import { electionsRoutes } from './modules/elections/routes.ts'
import { groupsAtHome, groupsRoutes, joinOnImport } from './modules/groups/index.ts'
import { peopleRoutes, type SignInDesk, signInRoutes } from './modules/people/index.ts'
import type { WebEnv } from './platform/web/visit.ts'

export interface RoutesParts {
  readonly desk: SignInDesk
  readonly demonstration: DemonstrationParts
  readonly outbox: { readonly folder: string; readonly open: boolean }
}

/** Every page of the house. */
export function routes(web: Hono<WebEnv>, parts: RoutesParts): void {
  web.get('/', frontPage)
  web.get('/source', sourcePage)
  constitutionRoutes(web)
  signInRoutes(web, parts.desk)
  peopleRoutes(web, { sections: [ballotsAtHome, officesAtHome, groupsAtHome], followers: [joinOnImport] })
  groupsRoutes(web)
  electionsRoutes(web)
  outboxRoutes(web, parts.outbox)
  demonstrationRoutes(web, parts.demonstration)
}
