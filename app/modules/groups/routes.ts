import type { Hono } from 'hono'
import type { WebEnv } from '../../platform/web/visit.ts'
import { atMost, smallForm } from '../../platform/web/web.ts'
import { postImport, postJoin, postLeave, showGroup, showGroups, showImport, showOwnPeople } from './pages/handlers.ts'

const listFile = atMost(5.5 * 1024 * 1024, '5 MB')

export function groupsRoutes(web: Hono<WebEnv>): void {
  web.get('/groups', showGroups)
  // Two words, so that it never hides a group of that name.
  web.get('/groups/list/import', showImport)
  web.post('/groups/list/import', listFile, postImport)
  web.get('/groups/:slug', showGroup)
  web.get('/groups/:slug/people', showOwnPeople)
  web.post('/groups/:slug/join', smallForm, postJoin)
  web.post('/groups/:slug/leave', smallForm, postLeave)
}
