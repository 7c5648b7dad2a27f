import type { Hono } from 'hono'
import type { WebEnv } from '../../platform/web/visit.ts'
import { smallForm } from '../../platform/web/web.ts'
import { postJoin, postLeave, showGroup, showGroups } from './pages/handlers.ts'

export function groupsRoutes(web: Hono<WebEnv>): void {
  web.get('/groups', showGroups)
  web.get('/groups/:slug', showGroup)
  web.post('/groups/:slug/join', smallForm, postJoin)
  web.post('/groups/:slug/leave', smallForm, postLeave)
}
