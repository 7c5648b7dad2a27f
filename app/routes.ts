import type { Hono } from 'hono'
import { frontPage } from './front/front-page.tsx'
import { sourcePage } from './front/source-page.tsx'
import { constitutionRoutes } from './modules/constitution/routes.ts'
import { electionsRoutes } from './modules/elections/routes.ts'
import type { WebEnv } from './platform/web/visit.ts'

/** Every page of the house. */
export function routes(web: Hono<WebEnv>): void {
  web.get('/', frontPage)
  web.get('/source', sourcePage)
  constitutionRoutes(web)
  electionsRoutes(web)
}
